"""Which column holds which field of an order. A choice that changes numbers and stays open is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from retention_core.ingest.columns.amount_units import says_hundredths
from retention_core.ingest.columns.contact_columns import contact_columns
from retention_core.ingest.inputs.answers import UNUSED, Answers
from retention_core.ingest.platforms.known_platforms import Platform, platform_columns, platform_of
from retention_core.ingest.recognition.recognise import ASK_ODDS, USE_ODDS, FieldChoice, Recognition
from retention_core.ingest.table.column_recognition import empty_columns, no_day, share, without_customers
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_day
from retention_core.ingest.words.cell_words import is_placeholder
from retention_core.ingest.words.clean_fields import COSTS, FLAGS, ORDER_TEXTS
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.questions import Choice
from retention_core.kernel.reading_codes import DecisionCode, QuestionCode

ORDERS = "orders"
# What spreadsheet programs make of a time without a day.
_TIME_ALONE = r"^(?:1899-12-3[01]|1904-01-01)[ T]"
_EPOCH_OR_SERIAL = r"^(?:\d{5}(?:\.\d+)?|\d{8}|\d{10}(?:\.\d+)?|\d{13}|(?:19|20)\d{10}(?:\d\d)?)$"
# From these odds on a price is surely that of one piece.
_SURELY_EACH = 2.5


@dataclass(frozen=True)
class Columns:
    """Field -> position of its column. `platform`: whose export it is, where that is known."""

    of: Mapping[str, str]
    platform: Platform | None = None

    def __contains__(self, field: str) -> bool:
        return field in self.of

    def __getitem__(self, field: str) -> str:
        return self.of[field]


@dataclass(frozen=True)
class _Open:
    """A table whose columns are being chosen: what was recognised, picked by hand, and chosen so far."""

    body: TableBody
    answers: Answers
    picked: Mapping[str, str]
    chosen: dict[str, str]

    @property
    def seen(self) -> Recognition:
        return self.body.seen

    def planned(self) -> dict[str, FieldChoice]:
        """What recognition says of the fields that are open, with the columns that are free."""
        return self.seen.fields_as(ORDERS, {*self.chosen.values()}, {*self.picked, *self.chosen})


def order_columns(body: TableBody, answers: Answers) -> Columns:
    """The columns of an orders table; asks between equals; refuses a table without customers or days."""
    picked = _picked(body, answers)
    platform = _platform(body, answers)
    platform = None if platform and not platform.fields and picked.get("customer_id") else platform
    base = platform_columns(platform, body.named, body.cells) if platform else {}
    chosen = {field: at for field, at in {**base, **picked}.items() if at != UNUSED}
    if platform and platform.instead and "customer_id" not in chosen:
        raise Refused(
            Refusal.EXPORT_WITHOUT_CUSTOMERS, file=body.table.file, platform=platform.name, other=platform.instead
        )
    table = _Open(body, answers, picked, chosen)
    if not _worth_asking(table):
        raise _nobody(body)
    for field, column in (("ordered_on", _day_column), ("customer_id", _customer_column)):
        if field not in chosen:
            chosen[field] = column(table)
    if "order_id" not in {*picked, *chosen} and (order := _order_column(table)):
        chosen["order_id"] = order
    if not platform:
        _with_money(table)
        chosen.update(_others(table))
    return Columns(chosen | contact_columns(body, chosen, picked), platform)


def line_columns(body: TableBody, answers: Answers) -> Columns:
    """The columns of a table of order lines, which has an order number and no customer."""
    picked = _picked(body, answers)
    chosen = {field: at for field, at in picked.items() if at != UNUSED}
    table = _Open(body, answers, picked, chosen)
    if "order_id" not in chosen and (order := _order_column(table)):
        chosen["order_id"] = order
    _with_money(table)
    others = {field: at for field, at in _others(table).items() if field not in ("customer_id", "ordered_on")}
    return Columns(chosen | others)


def _platform(body: TableBody, answers: Answers) -> Platform | None:
    """Whose export the table is, unless the user says that it is to be read like any other."""
    found = platform_of(body.named)
    if found is None or answers.decide(DecisionCode.PLATFORM, found.name, (found.name, "none")) == "none":
        return None
    return found


def _picked(body: TableBody, answers: Answers) -> dict[str, str]:
    """Columns picked by hand: field -> position, "" for a field to leave unused."""
    places = {field: body.position(header) if header else UNUSED for field, header in answers.columns().items()}
    return {field: at for field, at in places.items() if at is not None}


def _day_column(table: _Open) -> str:
    found = table.planned().get("ordered_on")
    if found is None or not could_be_days(table.body.cells[found.position]):
        raise no_day(table.body)
    chosen = _decided(table, found, QuestionCode.DAY_COLUMN)
    if chosen == UNUSED:
        raise no_day(table.body)
    return chosen


def could_be_days(cells: pl.Series) -> bool:
    """Whether a column may hold days: most forms, day numbers, seconds, or months."""
    if share(cells, lambda text: text.str.contains(_TIME_ALONE)) > 0.5:
        return False
    numbers = share(cells, lambda text: text.str.contains(_EPOCH_OR_SERIAL))
    months = share(cells, lambda text: text.str.contains(r"^(?:\p{L}{3,}\.?[\s/.'-]*\d{2,4}|\d{4}[-/.]\d{1,2})$"))
    return share(cells, looks_like_day) + numbers + months >= 0.3


def _worth_asking(table: _Open) -> bool:
    """Whether a column may say who bought, before anything is asked about the others."""
    found = {*table.chosen, *table.planned()}
    return "customer_id" in found or "ordered_on" not in found


def _customer_column(table: _Open) -> str:
    found = table.planned().get("customer_id")
    if found is None:
        raise _nobody(table.body)
    chosen = _decided(table, found, QuestionCode.CUSTOMER_COLUMN)
    if chosen == UNUSED:
        raise _nobody(table.body)
    return chosen


def _decided(table: _Open, found: FieldChoice, code: QuestionCode) -> str:
    """The column found; asked about where others come close, or where little says that it is the one."""
    if found.sure:
        return found.position
    unsure = [at for at in found.others if table.seen.odds(found.field, at) > ASK_ODDS]
    close = found.rivals if found.odds >= USE_ODDS else unsure[:3]
    return _asked(table, (found.position, *close), code, found.field, none=found.odds < USE_ODDS)


def _asked(table: _Open, positions: Sequence[str], code: QuestionCode, field: str, *, none: bool) -> str:
    body = table.body
    choices = [Choice(body.header(at), {"example": _example(body.cells[at])}) for at in positions]
    offered = [*choices, Choice("none")] if none else choices
    chosen = table.answers.ask(code, offered, field, columns=[one.choice for one in choices])
    return UNUSED if none and chosen == "none" else body.position(chosen) or positions[0]


def _nobody(body: TableBody) -> Refused:
    """Why a table without people is refused: the column for them may be there, and empty."""
    if empty := empty_columns(body, "customer_id"):
        column = body.header(empty[0])
        return Refused(Refusal.EMPTY_CUSTOMER_COLUMN, file=body.table.file, column=column, rows=body.cells.height)
    return without_customers(body)


def _order_column(table: _Open) -> str | None:
    """The order number, where it says something."""
    found = table.planned().get("order_id")
    if found is None:
        return None
    telling = [at for at in (found.position, *found.others) if not _says_nothing(table.body.cells[at])]
    return next((at for at in telling if table.seen.odds("order_id", at) >= USE_ODDS), None)


def _says_nothing(cells: pl.Series) -> bool:
    return is_placeholder(cells).fill_null(value=True).mean() > 0.9  # type: ignore[operator]


def _example(cells: pl.Series) -> str | None:
    filled = cells.drop_nulls()
    return filled[0][:40] if len(filled) else None


def _with_money(table: _Open) -> None:
    """Chooses an amount, or quantity and unit_price, or neither."""
    if {"amount", "unit_price"} & {field for field, at in table.picked.items() if at}:
        return
    plan = table.planned()
    amount, price, quantity = (plan.get(name) for name in ("amount", "unit_price", "quantity"))
    paid = amount is not None and amount.odds >= USE_ODDS
    price = price if price is not None and price.odds >= USE_ODDS else None
    each = _each(table)
    if paid and amount is not None and amount.position != each:
        table.chosen["amount"] = _amount(table, amount)
    elif each and quantity is not None and quantity.odds >= USE_ODDS:
        table.chosen.update(_priced(table, each, quantity.position))
    elif each or price:
        table.chosen["amount"] = each or price.position  # type: ignore[union-attr]
    elif "amount" not in table.picked:
        _unnamed_amount(table)


def _each(table: _Open) -> str | None:
    """The column that is the price of one piece rather than what was paid; None: no column is."""
    taken = {*table.chosen.values()}
    prices = [at for at in table.seen.ranked("unit_price", USE_ODDS) if at not in taken]
    return prices[0] if prices and "unit_price" not in table.picked else None


def _amount(table: _Open, found: FieldChoice) -> str:
    whole = [at for at in (found.position, *found.rivals) if not says_hundredths(table.body.header(at))]
    if len(whole) == 1 or not found.rivals:
        return whole[0] if whole else found.position
    return _asked(table, whole or (found.position, *found.rivals), QuestionCode.AMOUNT_COLUMN, "amount", none=False)


def _priced(table: _Open, price: str, quantity: str) -> dict[str, str]:
    """A price beside a quantity: of one piece where its header says so; else asked, unless all quantities are one."""
    column, choices = table.body.header(price), ("per_piece", "per_row")
    if not _more_than_one(table.body.cells[quantity]):
        return {"unit_price": price, "quantity": quantity}
    if table.seen.odds("unit_price", price) >= _SURELY_EACH:
        means = table.answers.decide(QuestionCode.PRICE_MEANS, "per_piece", choices, "amount", column=column)
    else:
        means = table.answers.ask(QuestionCode.PRICE_MEANS, choices, "amount", column=column)
    return {"unit_price": price, "quantity": quantity} if means == "per_piece" else {"amount": price}


def _more_than_one(quantity: pl.Series) -> bool:
    return not quantity.drop_nulls().str.contains(r"^1(?:[.,]0+)?$").all()


def _unnamed_amount(table: _Open) -> None:
    """A column that looks like money under a header that says nothing is asked about, never taken."""
    free = table.seen.unread_money({*table.chosen.values()})
    if not free:
        return
    if len(free) == 1 and table.body.header_row is None:
        table.chosen["amount"] = free[0]
    elif (chosen := _asked(table, free[:4], QuestionCode.AMOUNT_COLUMN, "amount", none=True)) != UNUSED:
        table.chosen["amount"] = chosen


def _others(table: _Open) -> dict[str, str]:
    """What else the rows say: costs only beside money, states, what was bought, where."""
    wanted = ("quantity", "refunded", "discount", "currency", "sale_kind", *FLAGS, *ORDER_TEXTS)
    left_out = any(table.picked.get(cost) == UNUSED for cost in COSTS)
    costs = COSTS if {"amount", "unit_price"} & table.chosen.keys() and not left_out else ()
    plan = table.planned()
    found = {name: plan[name] for name in (*wanted, *costs) if name in plan}
    return {name: one.position for name, one in found.items() if name == "status" or one.odds >= USE_ODDS}
