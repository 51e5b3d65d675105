"""An orders table, row by row: each row is used, or set aside with its reason and money."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from retention_core.errors import Asking
from retention_core.ingest import rows as kinds_of_rows
from retention_core.ingest.amounts import Amounts, read_amounts
from retention_core.ingest.answers import Answers
from retention_core.ingest.columns import Columns
from retention_core.ingest.currencies import code_of
from retention_core.ingest.days import Days, read_days
from retention_core.ingest.discounts import after_discount
from retention_core.ingest.ids import read_ids
from retention_core.ingest.kinds import ORDER_TEXTS
from retention_core.ingest.layout import Body
from retention_core.ingest.limits import UNREADABLE_SHARE
from retention_core.ingest.money import Scaled, difference, product
from retention_core.ingest.ragged import SHIFTED
from retention_core.ingest.recognise import share
from retention_core.ingest.remarks import remarks
from retention_core.ingest.repeated import once_per_order
from retention_core.ingest.shapes import looks_like_day, looks_like_number
from retention_core.ingest.states import state_reasons
from retention_core.ingest.words import EMPTY_MARKS, REFUND, TOTALS, among
from retention_core.workbook import Choice, Note

NO_CUSTOMER, DAMAGED_CUSTOMER = "no_customer", "damaged_customer"
NO_DAY, BAD_DAY, NO_AMOUNT, BAD_AMOUNT = "no_day", "bad_day", "no_amount", "bad_amount"
DUPLICATE, OTHER_CURRENCY = "duplicate", "other_currency"
STRUCTURAL = (
    kinds_of_rows.REPEATED_HEADER,
    kinds_of_rows.TEXT_LINE,
    kinds_of_rows.ANOTHER_TABLE,
    kinds_of_rows.DESCRIPTION,
    SHIFTED,
)
WRITTEN_BUT_UNREADABLE = {BAD_DAY: "ordered_on", BAD_AMOUNT: "amount", DAMAGED_CUSTOMER: "customer_id"}


@dataclass(frozen=True)
class OrdersTable:
    """An orders table whose every row is accounted for.

    frame     one row per row of the body: customer_id, ordered_on, amount (Int64 at `decimals`; absent without amounts),
              order_id and texts where present, reason (null: used)
    currency  code of the only currency, where the file names it
    """

    body: Body
    columns: Mapping[str, str]
    frame: pl.DataFrame
    decimals: int
    currency: str | None = None
    platform: str | None = None
    notes: tuple[Note, ...] = field(default_factory=tuple)

    @property
    def has_amounts(self) -> bool:
        """Whether the table says what was paid."""
        return "amount" in self.frame.columns


def read_orders(body: Body, shifted: pl.Series, columns: Columns, answers: Answers) -> OrdersTable:
    """The rows of an orders table; asks where whole columns are in doubt."""
    reason = _structure(body, columns).zip_with(shifted.is_null(), shifted)
    days = _days(body, columns, answers, reason)
    money = _given_back(_money(body, columns, answers, reason), body, columns, answers)
    ids = read_ids(_column(body, columns, "customer_id"), body.table.file)
    frame = _frame(body, columns, reason, days, money, ids.values)
    frame = frame.with_columns(ids.damaged.alias("damaged"))
    frame = _continued(frame)
    frame = _filled_down(frame, answers)
    frame = _reasoned(frame, body, columns, answers)
    frame, currency = _one_currency(frame, body, columns, money, answers)
    frame = _without_doubles(frame, body, columns, answers)
    frame = once_per_order(frame, columns, answers)
    _check_unreadable(frame, body, columns, answers)
    notes = (*remarks(frame, body, columns, money.decimals if money else 0), *days.notes, *(money.notes if money else ()), *ids.notes)
    frame = frame.drop("damaged", "day_cell", "money_cell", "sign", strict=False)
    decimals = money.decimals if money else 0
    used = {name: body.header(at) for name, at in columns.of.items()}
    platform = columns.platform.name if columns.platform else None
    return OrdersTable(body, used, frame, decimals, currency, platform, notes)


def _column(body: Body, columns: Columns, name: str) -> pl.Series:
    return body.cells[columns[name]].alias(name)


def _structure(body: Body, columns: Columns) -> pl.Series:
    money = columns.of.get("amount") or columns.of.get("unit_price")
    keys = tuple(columns[k] for k in ("order_id", "customer_id") if k in columns)
    return kinds_of_rows.structure(body, columns["ordered_on"], money, keys)


def _among_orders(cells: pl.Series, reason: pl.Series) -> pl.Series:
    """The cells of rows that may be orders; null elsewhere, and for marks that stand for nothing."""
    kept = reason.is_null() | reason.is_in([kinds_of_rows.TOTAL])
    nothing = pl.col("cell").str.to_lowercase().is_in(list(EMPTY_MARKS))
    frame = pl.DataFrame({"cell": cells, "kept": kept})
    return frame.select(pl.when(pl.col("kept") & ~nothing).then("cell").alias(cells.name))[cells.name]


def _days(body: Body, columns: Columns, answers: Answers, reason: pl.Series) -> Days:
    cells = _among_orders(_column(body, columns, "ordered_on"), reason)
    return read_days(cells, answers, "ordered_on", hint=lambda: _day_hint(body, columns, reason))


def _day_hint(body: Body, columns: Columns, reason: pl.Series) -> str | None:
    """The order of day and month that other columns of the same file leave no doubt about."""
    orders = set()
    for at in body.cells.columns:
        if at != columns["ordered_on"] and share(body.cells[at], looks_like_day) > 0.8:
            orders.add(_certain_order(_among_orders(body.cells[at], reason)))
    orders.discard(None)
    return orders.pop() if len(orders) == 1 else None


def _certain_order(cells: pl.Series) -> str | None:

    try:
        days = read_days(cells, Answers(), "hint")
    except Asking:
        return None
    decided = [note for note in days.notes if note.code == "day_order" and note.values["rows"]]
    return days.order if decided else None


def _money(body: Body, columns: Columns, answers: Answers, reason: pl.Series) -> "_Money | None":
    """Exact amounts of the rows, however the file writes them; None without any."""
    if "amount" in columns:
        amounts = _read(body, columns, "amount", answers, reason)
        return _after_refunds(body, columns, answers, reason, amounts)
    if "unit_price" in columns and "quantity" in columns:
        return _price_times_quantity(body, columns, answers, reason)
    return None


@dataclass(frozen=True)
class _Money:
    minor: pl.Series
    decimals: int
    currency: str | None
    cells: pl.Series
    signs: pl.Series | None
    notes: tuple[Note, ...]


def _given_back(money: "_Money | None", body: Body, columns: Columns, answers: Answers) -> "_Money | None":
    """Rows called refunds whose amounts are written without a minus are asked about."""
    if money is None or "sale_kind" not in columns or columns.platform:
        return money
    back = among(_column(body, columns, "sale_kind"), REFUND) & (money.minor > 0).fill_null(value=False)
    if not back.any() or ((money.minor < 0) & among(_column(body, columns, "sale_kind"), REFUND)).any():
        return money
    values = {"rows": int(back.sum()), "column": body.header(columns["sale_kind"]), "example": body.cells[columns["sale_kind"]].filter(back)[0]}
    if answers.ask("refund_rows", ("below_zero", "as_written"), "amount", **values) == "as_written":
        return money
    return replace(money, minor=money.minor.zip_with(~back, -money.minor).alias("amount"))


def _read(body: Body, columns: Columns, name: str, answers: Answers, reason: pl.Series) -> Amounts:
    cells = _among_orders(_column(body, columns, name), reason)
    return read_amounts(cells, answers, name, hint=lambda: _mark_hint(body, columns, name, reason))


def _mark_hint(body: Body, columns: Columns, name: str, reason: pl.Series) -> str | None:
    """The decimal mark that other columns of numbers in the same file leave no doubt about."""
    marks = set()
    for at in body.cells.columns:
        if at != columns[name] and share(body.cells[at], looks_like_number) > 0.9:
            marks.add(_certain_mark(_among_orders(body.cells[at], reason)))
    marks.discard(None)
    return marks.pop() if len(marks) == 1 else None


def _certain_mark(cells: pl.Series) -> str | None:

    try:
        return read_amounts(cells, Answers(), "hint").mark
    except Asking:
        return None


def _after_refunds(body: Body, columns: Columns, answers: Answers, reason: pl.Series, amounts: Amounts) -> _Money:
    cells = _column(body, columns, "amount")
    scaled = Scaled(amounts.minor, amounts.decimals)
    notes = amounts.notes
    if columns.platform and "refunded" in columns:
        back = _read(body, columns, "refunded", answers, reason)
        scaled = difference(scaled, Scaled(back.minor.abs().fill_null(0), back.decimals))
        notes = (
            *notes,
            Note("refunds_taken_off", {"file": body.table.file, "column": body.header(columns["refunded"])}),
        )
    if columns.platform and columns.platform.cents:
        scaled = Scaled(scaled.minor, scaled.decimals + 2)
        notes = (*notes, Note("cents", {"file": body.table.file, "column": body.header(columns["amount"])}))
    return _Money(scaled.minor.alias("amount"), scaled.decimals, amounts.currency, cells, amounts.signs, notes)


def _price_times_quantity(body: Body, columns: Columns, answers: Answers, reason: pl.Series) -> _Money:
    price, quantity = (_read(body, columns, name, answers, reason) for name in ("unit_price", "quantity"))
    total = product(Scaled(price.minor, price.decimals), Scaled(quantity.minor, quantity.decimals))
    total, discount_notes = after_discount(total, body, columns, answers, lambda: _read(body, columns, "discount", answers, reason))
    both = pl.DataFrame({"p": _column(body, columns, "unit_price"), "q": _column(body, columns, "quantity")})
    cells = both.select(pl.when(pl.col("p").is_not_null() & pl.col("q").is_not_null()).then("p").alias("amount"))[
        "amount"
    ]
    names = {"price": body.header(columns["unit_price"]), "quantity": body.header(columns["quantity"])}
    notes = (*price.notes, *quantity.notes, *discount_notes)
    notes = (*notes, Note("price_times_quantity", {"file": body.table.file, **names}))
    return _Money(total.minor.alias("amount"), total.decimals, price.currency, cells, price.signs, notes)


def _frame(
    body: Body, columns: Columns, reason: pl.Series, days: Days, money: _Money | None, ids: pl.Series
) -> pl.DataFrame:
    day_cell = _among_orders(_column(body, columns, "ordered_on"), reason).alias("day_cell")
    parts = [reason.alias("reason"), ids.alias("customer_id"), days.values.alias("ordered_on"), day_cell]
    if money:
        parts += [money.minor.alias("amount"), _among_orders(money.cells, reason).alias("money_cell")]
        parts += [money.signs.alias("sign")] if money.signs is not None else []
    texts = [name for name in ("order_id", *ORDER_TEXTS) if name in columns]
    frame = pl.DataFrame(parts + [_column(body, columns, name) for name in texts])
    if "order_id" not in frame.columns:
        return frame
    nothing = pl.col("order_id").str.to_lowercase().is_in(list(EMPTY_MARKS))
    return frame.with_columns(pl.when(~nothing).then("order_id").alias("order_id"))


def _continued(frame: pl.DataFrame) -> pl.DataFrame:
    """Further lines of an order may leave out customer, day and amount: they stand on the order's first line."""
    if "order_id" not in frame.columns:
        return frame
    blank = pl.col("customer_id").is_null() & pl.col("ordered_on").is_null() & pl.col("day_cell").is_null()
    follows = blank & pl.col("reason").is_null() & pl.col("order_id").is_not_null()
    first = pl.col("order_id").is_not_null() & pl.col("ordered_on").is_not_null()
    if not frame.select(follows.any()).item():
        return frame
    heads = frame.filter(first & pl.col("reason").is_null()).unique("order_id", keep="first", maintain_order=True)
    heads = heads.select("order_id", *(pl.col(name).alias(f"head_{name}") for name in _carried(frame)))
    joined = frame.join(heads, on="order_id", how="left", maintain_order="left")
    own = joined.with_columns(
        pl.when(follows).then(pl.col(f"head_{name}")).otherwise(pl.col(name)).alias(name) for name in _carried(frame)
    )
    if "amount" in frame.columns:
        empty = follows & pl.col("head_ordered_on").is_not_null() & pl.col("money_cell").is_null()
        own = own.with_columns(joined.select(pl.when(empty).then(0).otherwise("amount").alias("amount"))["amount"])
        own = own.with_columns(
            joined.select(pl.when(empty).then(pl.lit("0")).otherwise("money_cell").alias("money_cell"))["money_cell"]
        )
    return own.select(frame.columns)


def _carried(frame: pl.DataFrame) -> list[str]:
    return [
        name
        for name in ("customer_id", "ordered_on", "day_cell", "status", "channel", "city", "country")
        if name in frame.columns
    ]


def _filled_down(frame: pl.DataFrame, answers: Answers) -> pl.DataFrame:
    """A customer written once above a block of orders (merged cells) is asked about."""
    open_ = frame.filter(pl.col("reason").is_null() & pl.col("ordered_on").is_not_null())
    names = open_["customer_id"]
    written = names.drop_nulls()
    grouped = len(written) > 1 and written.n_unique() == len(written) and names.null_count() * 3 > len(names)
    if not grouped or names[0] is None:
        return frame
    values = {"rows": names.null_count(), "example": written[0]}
    if answers.ask("written_once", ("fill_down", "leave_out"), "customer_id", **values) == "leave_out":
        return frame
    return frame.with_columns(
        pl.when(pl.col("reason").is_null()).then(pl.col("customer_id").forward_fill()).alias("customer_id")
    )


def _reasoned(frame: pl.DataFrame, body: Body, columns: Columns, answers: Answers) -> pl.DataFrame:
    """The reason of every row that cannot be used; null for the others."""
    frame = frame.with_columns(state_reasons(frame, body, columns).alias("state"))
    money = pl.col("amount").is_null() if "amount" in frame.columns else pl.lit(value=False)
    cell = pl.col("money_cell") if "amount" in frame.columns else pl.lit(None)
    found = [
        (pl.col("state").is_not_null(), pl.col("state")),
        (pl.col("ordered_on").is_null() & pl.col("day_cell").is_not_null(), pl.lit(BAD_DAY)),
        (pl.col("customer_id").is_null(), pl.lit(NO_CUSTOMER)),
        (pl.col("damaged").fill_null(value=False), pl.lit(DAMAGED_CUSTOMER)),
        (pl.col("ordered_on").is_null(), pl.lit(NO_DAY)),
        (money & cell.is_not_null(), pl.lit(BAD_AMOUNT)),
        (money, pl.lit(NO_AMOUNT)),
    ]
    reason = pl.coalesce(pl.col("reason"), *(pl.when(wrong).then(why) for wrong, why in found))
    return _with_sums(frame.with_columns(reason.alias("reason")).drop("state"), body, answers)


def _with_sums(frame: pl.DataFrame, body: Body, answers: Answers) -> pl.DataFrame:
    """Rows that hold the sum of the rows above, with a day or without a label, are totals."""
    if "amount" not in frame.columns:
        return frame
    called = kinds_of_rows.labels_of_total(body.cells, but=())
    nameless = pl.col("reason").is_in([NO_CUSTOMER]) & pl.col("ordered_on").is_null()
    suspect = frame.with_row_index("at").filter(nameless | (called & pl.col("reason").is_null()))
    orders = frame["amount"].fill_null(0) * (frame["reason"].is_null() | frame["reason"].is_in([NO_CUSTOMER])).cast(
        pl.Int64
    )
    places = suspect["at"].to_list()
    totals = [at for at, amount in suspect.select("at", "amount").iter_rows() if _sums_up(orders, at, amount, places)]
    called_so = suspect.filter(~pl.col("at").is_in(totals) & pl.col("reason").is_null())
    named = called_so.filter(among(called_so["customer_id"], TOTALS))
    if named.height and _are_totals(named, answers):
        totals += named["at"].to_list()
    chosen = pl.int_range(pl.len()).is_in(totals)
    return frame.with_columns(pl.when(chosen).then(pl.lit(kinds_of_rows.TOTAL)).otherwise("reason").alias("reason"))


def _are_totals(named: pl.DataFrame, answers: Answers) -> bool:
    """A customer called Total whose amount is no sum of the rows above is asked about."""
    values = {"rows": named.height, "example": named["customer_id"][0]}
    return answers.ask("total_rows", ("totals", "orders"), "customer_id", **values) == "totals"


def _sums_up(orders: pl.Series, at: int, amount: int | None, suspects: list[int]) -> bool:
    """Whether an amount is the sum of the orders above it, or since the suspect row before."""
    if amount is None or at < 2:
        return False
    before = max((s for s in suspects if s < at), default=-1) + 1
    return any(orders[start:at].sum() == amount for start in {0, before} if at - start > 1)


def _one_currency(
    frame: pl.DataFrame, body: Body, columns: Columns, money: _Money | None, answers: Answers
) -> tuple[pl.DataFrame, str | None]:
    """Amounts of one currency; several are asked about, and the others set aside."""
    if money is None:
        return frame, None
    column = _column(body, columns, "currency") if "currency" in columns else money.signs
    if column is None:
        return frame, money.currency
    named = frame.with_columns(column.alias("currency").str.strip_chars().str.to_uppercase())
    used = named.filter(pl.col("reason").is_null() & pl.col("currency").is_not_null())["currency"]
    counts = used.value_counts(sort=True, name="rows")
    if counts.height <= 1:
        return frame, (code_of(used[0]) or _code(used[0])) if len(used) else money.currency
    choices = [Choice(code, {"rows": rows}) for code, rows in counts.iter_rows()]
    chosen = answers.ask("currency", choices, "currency", currencies=[c.choice for c in choices])
    other = pl.col("reason").is_null() & (pl.col("currency") != chosen)
    set_aside = named.with_columns(pl.when(other).then(pl.lit(OTHER_CURRENCY)).otherwise("reason").alias("reason"))
    return set_aside.drop("currency"), code_of(chosen) or _code(chosen)


def _code(text: str) -> str | None:
    return text if len(text) == 3 and text.isascii() and text.isalpha() else None


def _without_doubles(frame: pl.DataFrame, body: Body, columns: Columns, answers: Answers) -> pl.DataFrame:
    """Identical rows under one order number, in a file with one row per order, are asked about (or known by the platform)."""
    if "order_id" not in frame.columns:
        return frame
    once = bool(columns.platform and columns.platform.once)
    open_ = pl.col("reason").is_null() & pl.col("order_id").is_not_null()
    shared = frame.with_row_index("at").filter(open_ & pl.col("order_id").is_duplicated())
    whole = shared.select("at", "order_id").hstack(body.cells[shared["at"]])
    again = whole.filter(~pl.struct(pl.exclude("at")).is_first_distinct())
    several_lines = whole.height - again.height > whole["order_id"].n_unique()
    if not again.height or (several_lines and not once):
        return frame
    values = {"rows": again.height, "example": again["order_id"][0]}
    if not once and answers.ask("duplicates", ("once", "all"), "order_id", **values) == "all":
        return frame
    double = pl.int_range(pl.len()).is_in(again["at"].to_list())
    return frame.with_columns(pl.when(double).then(pl.lit(DUPLICATE)).otherwise("reason").alias("reason"))


def _check_unreadable(frame: pl.DataFrame, body: Body, columns: Columns, answers: Answers) -> None:
    """More than one in twenty rows with something written that cannot be read is a doubt about the column."""
    orders = frame.filter(~pl.col("reason").is_in([*STRUCTURAL, kinds_of_rows.TOTAL]).fill_null(value=False))
    for reason, name in WRITTEN_BUT_UNREADABLE.items():
        bad = orders.filter(pl.col("reason") == reason)
        if bad.height > UNREADABLE_SHARE * orders.height:
            cell = {"ordered_on": "day_cell", "amount": "money_cell"}.get(name, name)
            values = {"rows": bad.height, "of": orders.height, "example": bad[cell][0]}
            answers.ask("unreadable", ("set_aside",), name, **values)


def with_reasons(table: OrdersTable, reason: pl.Series) -> OrdersTable:
    """The same table with more rows set aside."""
    return replace(table, frame=table.frame.with_columns(reason.alias("reason")))
