"""Which column holds which field of an order. A choice that changes numbers and stays open is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from retention_core.ingest.columns.amount_units import says_hundredths
from retention_core.ingest.columns.contact_columns import contact_columns
from retention_core.ingest.inputs.answers import UNUSED, Answers
from retention_core.ingest.platforms.known_platforms import Platform, platform_columns, platform_of
from retention_core.ingest.table.column_recognition import (
    Candidates,
    day_columns,
    email_columns,
    empty_columns,
    no_day,
    share,
)
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_day, looks_like_number
from retention_core.ingest.words.cell_words import (
    CANCELLED,
    FAILED,
    NO,
    REFUNDED,
    STATE_OR_NOT,
    UNPAID,
    YES,
    equals_any,
    is_placeholder,
)
from retention_core.ingest.words.clean_fields import COSTS, FLAGS, ORDER_TEXTS
from retention_core.ingest.words.header_spelling import normalized
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.questions import Choice
from retention_core.kernel.reading_codes import DecisionCode, QuestionCode

_ORDER_WORDS = (
    "order",
    "bestell",
    "auftrag",
    "rendel",
    "pedido",
    "commande",
    "zamow",
    "objedn",
    "ordine",
    "orden",
    "订单",
    "訂單",
    "注文",
)
_WEAK = 3
# What spreadsheet programs make of a time without a day.
_TIME_ALONE = r"^(?:1899-12-3[01]|1904-01-01)[ T]"
_EPOCH_OR_SERIAL = r"^(?:\d{5}(?:\.\d+)?|\d{8}|\d{10}(?:\.\d+)?|\d{13}|(?:19|20)\d{10}(?:\d\d)?)$"


@dataclass(frozen=True)
class Columns:
    """Field -> position of its column. `platform`: whose export it is, where that is known."""

    of: Mapping[str, str]
    platform: Platform | None = None

    def __contains__(self, field: str) -> bool:
        return field in self.of

    def __getitem__(self, field: str) -> str:
        return self.of[field]


def order_columns(body: TableBody, found: Candidates, answers: Answers) -> Columns:
    """The columns of an orders table; asks between equals; refuses a table without customers or days."""
    picked = _picked(body, answers)
    platform = _platform(body, answers)
    platform = None if platform and not platform.fields and picked.get("customer_id") else platform
    base = platform_columns(platform, body.named, body.cells) if platform else {}
    chosen = {**base, **picked}
    chosen = {field: at for field, at in chosen.items() if at != UNUSED}
    if platform and platform.instead and "customer_id" not in chosen:
        raise Refused(
            Refusal.EXPORT_WITHOUT_CUSTOMERS, file=body.table.file, platform=platform.name, other=platform.instead
        )
    if "ordered_on" not in chosen:
        chosen["ordered_on"] = _day_column(body, found, answers, _taken(chosen))
    if "order_id" not in picked and "order_id" not in chosen and (order := _order_column(body, found, chosen)):
        chosen["order_id"] = order
    if "customer_id" not in chosen:
        chosen["customer_id"] = _customer_column(body, found, answers, _taken(chosen))
    if not platform:
        chosen |= _money_columns(body, found, answers, chosen, picked)
        chosen |= _other_columns(body, found, chosen, picked)
        chosen |= _cost_columns(body, found, chosen, picked)
    return Columns(chosen | contact_columns(body, found, chosen, picked), platform)


def _platform(body: TableBody, answers: Answers) -> Platform | None:
    """Whose export the table is, unless the user says that it is to be read like any other."""
    found = platform_of(body.named)
    if found is None or answers.decide(DecisionCode.PLATFORM, found.name, (found.name, "none")) == "none":
        return None
    return found


def line_columns(body: TableBody, found: Candidates, answers: Answers) -> Columns:
    """The columns of a table of order lines, which has an order number and no customer."""
    picked = _picked(body, answers)
    chosen = {field: at for field, at in picked.items() if at != UNUSED}
    if "order_id" not in chosen:
        chosen["order_id"] = str(_order_column(body, found, chosen) or _best(found["order_id"], _taken(chosen))[0])
    money = _money_columns(body, found, answers, chosen, picked)
    chosen |= money
    return Columns(chosen | _other_columns(body, found, chosen, picked))


def _picked(body: TableBody, answers: Answers) -> dict[str, str]:
    """Columns picked by hand: field -> position, "" for a field to leave unused."""
    places = {field: body.position(header) if header else UNUSED for field, header in answers.columns().items()}
    return {field: at for field, at in places.items() if at is not None}


def _taken(chosen: Mapping[str, str]) -> set[str]:
    return set(chosen.values())


def _best(ranked: Iterable[tuple[int, str]], taken: set[str]) -> tuple[str, ...]:
    """The columns of the most telling tier that is not taken yet."""
    free = [(tier, at) for tier, at in ranked if at not in taken]
    return tuple(at for tier, at in free if tier == free[0][0]) if free else ()


def _day_column(body: TableBody, found: Candidates, answers: Answers, taken: set[str]) -> str:
    dated = [(tier, at) for tier, at in found["ordered_on"] if could_be_days(body.cells[at])]
    best = _best(dated, taken) or tuple(at for at in day_columns(body) if at not in taken)
    if not best:
        raise no_day(body)
    return best[0] if _all_same(body, best) else _asked(body, best, QuestionCode.DAY_COLUMN, "ordered_on", answers)


def could_be_days(cells: pl.Series) -> bool:
    """Whether a column may hold days: most forms, day numbers, seconds, or months."""
    if share(cells, lambda text: text.str.contains(_TIME_ALONE)) > 0.5:
        return False
    numbers = share(cells, lambda text: text.str.contains(_EPOCH_OR_SERIAL))
    months = share(cells, lambda text: text.str.contains(r"^(?:\p{L}{3,}\.?[\s/.'-]*\d{2,4}|\d{4}[-/.]\d{1,2})$"))
    return share(cells, looks_like_day) + numbers + months >= 0.3


def _order_column(body: TableBody, found: Candidates, chosen: Mapping[str, str]) -> str | None:
    """The order number; where several columns could be it, one called order, else the one with fewest numbers."""
    best = _best(found["order_id"], _taken(chosen))
    best = tuple(at for at in best if not _says_nothing(body.cells[at]))
    called = [at for at in best if any(word in normalized(body.header(at)) for word in _ORDER_WORDS)]
    left = called or best
    return min(left, key=lambda at: body.cells[at].n_unique()) if len(left) > 1 else next(iter(left), None)


def _says_nothing(cells: pl.Series) -> bool:
    return is_placeholder(cells).fill_null(value=True).mean() > 0.9  # type: ignore[operator]


def _customer_column(body: TableBody, found: Candidates, answers: Answers, taken: set[str]) -> str:
    ranked = [(tier, at) for tier, at in found["customer_id"] if tier < 5 or not _row_number(body.cells[at])]
    best = _best(ranked, taken)
    if best and {at: tier for tier, at in ranked}[best[0]] >= _WEAK:
        best = tuple(at for tier, at in ranked if tier >= _WEAK and at not in taken)
    if best:
        return (
            best[0]
            if _one_to_one(body, best)
            else _asked(body, best, QuestionCode.CUSTOMER_COLUMN, "customer_id", answers)
        )
    mails = tuple(at for at in email_columns(body) if at not in taken)
    if len(mails) == 1:
        return mails[0]
    free = mails or tuple(
        at for at in _unknown_columns(body, found) if at not in taken and _could_be_people(body.cells[at])
    )
    if not free:
        raise _nobody(body)
    if len(free) == 1:
        return free[0] if body.header_row is None else _confirmed(body, free[0], answers)
    return _asked(body, free, QuestionCode.CUSTOMER_COLUMN, "customer_id", answers)


def _confirmed(body: TableBody, at: str, answers: Answers) -> str:
    """The only column that could be it, once it is said not to be "none of them"."""
    choices = [Choice(body.header(at), {"example": _example(body.cells[at])}), Choice("none")]
    if answers.ask(QuestionCode.CUSTOMER_COLUMN, choices, "customer_id", columns=[body.header(at)]) == "none":
        raise _nobody(body)
    return at


def _nobody(body: TableBody) -> Refused:
    """Why a table without people is refused: the column for them may be there, and empty."""
    if empty := empty_columns(body, "customer_id"):
        column = body.header(empty[0])
        return Refused(Refusal.EMPTY_CUSTOMER_COLUMN, file=body.table.file, column=column, rows=body.cells.height)
    return Refused(Refusal.NO_CUSTOMER_COLUMN, file=body.table.file, seen=_seen(body))


def _row_number(cells: pl.Series) -> bool:
    return cells.n_unique() == len(cells)


def _unknown_columns(body: TableBody, found: Candidates) -> tuple[str, ...]:
    """Columns whose header says nothing."""
    known = {at for field, ranked in found.items() for _, at in ranked if field not in ("customer_id", *COSTS)}
    return tuple(at for at in body.cells.columns if at not in known)


def _could_be_people(cells: pl.Series) -> bool:
    filled = cells.drop_nulls()
    different = filled.n_unique()
    decimal = share(cells, lambda text: text.str.contains(r"^-?\d+[.,]\d{1,2}$")) > 0.5
    if equals_any(filled.unique(), YES | NO).all():
        return False
    return 1 < different < len(filled) and not decimal and share(cells, looks_like_day) < 0.5


def _all_same(body: TableBody, positions: tuple[str, ...]) -> bool:
    first = body.cells[positions[0]]
    return all(first.eq_missing(body.cells[at]).all() for at in positions[1:])


def _one_to_one(body: TableBody, positions: tuple[str, ...]) -> bool:
    """Whether the columns name the same people in different ways."""
    if len(positions) == 1:
        return True
    both = body.cells.select(positions).n_unique()
    return all(body.cells[at].n_unique() == both for at in positions)


def _asked(body: TableBody, positions: tuple[str, ...], code: QuestionCode, field: str, answers: Answers) -> str:
    choices = [Choice(body.header(at), {"example": _example(body.cells[at])}) for at in positions]
    chosen = body.position(answers.ask(code, choices, field, columns=[c.choice for c in choices]))
    return chosen if chosen is not None else positions[0]


def _example(cells: pl.Series) -> str | None:
    filled = cells.drop_nulls()
    return filled[0][:40] if len(filled) else None


def _seen(body: TableBody) -> str:
    seen = body.headers if body.header_row is not None else [cell for cell in body.cells.row(0) if cell]
    return ", ".join(seen[:12])


def _money_columns(
    body: TableBody, found: Candidates, answers: Answers, chosen: Mapping[str, str], picked: Mapping[str, str]
) -> dict[str, str]:
    """amount, or quantity and unit_price, or neither."""
    if {"amount", "unit_price"} & {field for field, at in picked.items() if at}:
        return {}
    taken = _taken(chosen)
    numeric = [(tier, at) for tier, at in found["amount"] if share(body.cells[at], looks_like_number) >= 0.5]
    numeric = numeric or [(tier, at) for tier, at in found["amount"] if tier < 2]
    best = _in_whole_units(body, _best(numeric, taken)) if "amount" not in picked else ()
    price = _best([] if "unit_price" in picked else found["unit_price"], taken)[:1]
    quantity = _best(found["quantity"], taken)[:1]
    if best and {at: tier for tier, at in numeric}[best[0]] < 2:
        return {
            "amount": best[0]
            if _all_same(body, best)
            else _asked(body, best, QuestionCode.AMOUNT_COLUMN, "amount", answers)
        }
    if price and quantity:
        column, choices = body.header(price[0]), ("per_piece", "per_row")
        means = answers.decide(QuestionCode.PRICE_MEANS, "per_piece", choices, "amount", column=column)
        return _priced(price[0], quantity[0], means)
    if best and quantity and _more_than_one(body.cells[quantity[0]]):
        return _price_or_amount(body, best[0], quantity[0], answers)
    if best or price:
        return {"amount": (best or price)[0]}
    return _unnamed_amount(body, found, answers, taken) if "amount" not in picked else {}


def _in_whole_units(body: TableBody, positions: tuple[str, ...]) -> tuple[str, ...]:
    """The columns without those that say the same in hundredths."""
    return tuple(at for at in positions if not says_hundredths(body.header(at))) or positions


def _more_than_one(quantity: pl.Series) -> bool:
    return not quantity.drop_nulls().str.contains(r"^1(?:[.,]0+)?$").all()


def _price_or_amount(body: TableBody, price: str, quantity: str, answers: Answers) -> dict[str, str]:
    choice = answers.ask(QuestionCode.PRICE_MEANS, ("per_piece", "per_row"), "amount", column=body.header(price))
    return _priced(price, quantity, choice)


def _priced(price: str, quantity: str, means: str) -> dict[str, str]:
    return {"unit_price": price, "quantity": quantity} if means == "per_piece" else {"amount": price}


def _unnamed_amount(body: TableBody, found: Candidates, answers: Answers, taken: set[str]) -> dict[str, str]:
    """A column of decimal numbers under a header that says nothing is asked about, never taken."""
    free = tuple(at for at in _unknown_columns(body, found) if at not in taken and _could_be_money(body.cells[at]))
    if not free:
        return {}
    if len(free) == 1 and body.header_row is None:
        return {"amount": free[0]}
    choices = [Choice(body.header(at), {"example": _example(body.cells[at])}) for at in free] + [Choice("none")]
    chosen = answers.ask(QuestionCode.AMOUNT_COLUMN, choices, "amount", columns=[body.header(at) for at in free])
    position = body.position(chosen)
    return {"amount": position} if position is not None and chosen != "none" else {}


def _could_be_money(cells: pl.Series) -> bool:
    if cells.null_count() > len(cells) / 2 or share(cells, looks_like_number) < 0.95:
        return False
    return share(cells, lambda text: text.str.contains(r"\d[.,]\d{1,2}\D*$|\p{Sc}")) > 0.3 and cells.n_unique() > 2


def _cost_columns(
    body: TableBody, found: Candidates, chosen: Mapping[str, str], picked: Mapping[str, str]
) -> dict[str, str]:
    """What the goods cost, or what was earned, beside what was paid."""
    costs: dict[str, str] = {}
    if not {"amount", "unit_price"} & chosen.keys():
        return costs
    for field in COSTS:
        free = [(tier, at) for tier, at in found[field] if share(body.cells[at], looks_like_number) >= 0.5]
        best = _best(free, _taken(chosen) | _taken(costs))
        if best and field not in picked and field not in chosen:
            costs[field] = best[0]
    return costs


def _other_columns(
    body: TableBody, found: Candidates, chosen: Mapping[str, str], picked: Mapping[str, str]
) -> dict[str, str]:
    others: dict[str, str] = {}
    for field in ("quantity", "refunded", "discount", "currency", "sale_kind", *FLAGS, *ORDER_TEXTS):
        best = _best(found[field], _taken(chosen) | _taken(others))
        if best and field not in picked and field not in chosen:
            others[field] = best[0]
    if "status" not in {*picked, *chosen, *others} and (state := _state_column(body, _taken(chosen) | _taken(others))):
        others["status"] = state
    return others


def may_be_states(header: str) -> bool:
    """Whether a header may stand for the states of orders, as for something else: "state" is a province too."""
    return normalized(header) in STATE_OR_NOT


def holds_states(cells: pl.Series) -> bool:
    """Whether cells say of some orders that they came to nothing, and nothing else."""
    return bool(equals_any(cells, CANCELLED | FAILED | UNPAID | REFUNDED).any())


def _state_column(body: TableBody, taken: set[str]) -> str | None:
    """A column that may hold states of orders and says of some that they came to nothing; None: none."""
    free = [at for at in body.cells.columns if at not in taken and may_be_states(body.named[int(at)] or "")]
    return next((at for at in free if holds_states(body.cells[at])), None)
