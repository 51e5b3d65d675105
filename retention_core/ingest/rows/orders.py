"""An orders table, row by row: each row is used, or set aside with its reason and money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from retention_core.ingest.columns.contact_columns import contact_cells
from retention_core.ingest.columns.customer_ids import by_name, read_ids, shared_emails, with_guests
from retention_core.ingest.columns.dates import ParsedDates, read_days
from retention_core.ingest.columns.oddities import without_oddities
from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.rows.costs import row_costs, with_costs
from retention_core.ingest.rows.failed_formulas import check_errors
from retention_core.ingest.rows.order_amounts import RowMoney, row_money
from retention_core.ingest.rows.order_cells import among_orders, column_of, structure_of
from retention_core.ingest.rows.read_notes import remarks
from retention_core.ingest.rows.repeated_totals import once_per_order
from retention_core.ingest.rows.set_aside_reasons import (
    check_unreadable,
    one_currency,
    reasoned,
    without_doubles,
    without_rows_apart,
)
from retention_core.ingest.states.further_states import columns_of, further_states
from retention_core.ingest.table.column_recognition import share
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_day
from retention_core.ingest.words.cell_words import TOTALS, equals_any, is_placeholder
from retention_core.ingest.words.clean_fields import ORDER_TEXTS
from retention_core.kernel.errors import Asking
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode, QuestionCode


@dataclass(frozen=True, eq=False)
class OrdersTable:
    """An orders table whose every row is accounted for.

    frame     one row per row of the body: customer_id, ordered_on, amount (Int64 at `decimals`; absent where
              there are none), cost (Int64, the same; null where not told), order_id and texts where present, reason
              (null: used)
    currency  code of the only currency, where the file names it
    """

    body: TableBody
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


def read_orders(body: TableBody, shifted: pl.Series, columns: Columns, answers: Answers) -> OrdersTable:
    """The rows of an orders table; asks where whole columns are in doubt."""
    reason = structure_of(body, columns).zip_with(shifted.is_null(), shifted)
    days = _days(body, columns, answers, reason)
    money, costs = row_costs(body, columns, answers, reason, row_money(body, columns, answers, reason))
    ids = read_ids(column_of(body, columns, "customer_id"), body.table.file, numbers=body.table.spreadsheet)
    people, shared = _by_name(_with_guests(ids.values, body, columns), body, columns)
    frame = _frame(body, columns, (reason.alias("reason"), people, days.values), money)
    frame = frame.with_columns(ids.damaged.alias("damaged"), days.stand_for_none.alias("no_real_day"))
    frame = _continued(_numbered(frame), columns)
    frame = _filled_down(frame, answers)
    frame = without_rows_apart(reasoned(frame, body, columns, answers), body, answers)
    frame, currency = one_currency(frame, body, columns, money, answers)
    frame = without_doubles(frame, body, columns, answers)
    whole = frame
    frame = once_per_order(frame, body, columns, answers)
    frame, unused = with_costs(frame, costs, moved=not frame.equals(whole))
    check_unreadable(frame, answers)
    check_errors(frame, body, columns, answers)
    frame, odd = without_oddities(frame, money.decimals if money else 0, answers)
    notes = (
        *odd,
        *remarks(frame, body, columns, money.decimals if money else 0, answers),
        *days.notes,
        *(money.notes if money else ()),
        *ids.notes,
        *shared,
    )
    frame = frame.drop(
        "damaged", "no_real_day", "day_cell", "money_cell", "sign", "line_id", *columns_of(frame), strict=False
    )
    decimals = money.decimals if money else 0
    used = {name: body.header(at) for name, at in columns.of.items() if name not in unused}
    platform = columns.platform.name if columns.platform else None
    return OrdersTable(body, used, frame, decimals, currency, platform, notes)


def _with_guests(ids: pl.Series, body: TableBody, columns: Columns) -> pl.Series:
    """Who has no number is known by the e-mail beside it, else by the phone."""
    for name in ("email", "phone"):
        if name in columns and columns[name] != columns["customer_id"] and not columns.platform:
            ids = with_guests(ids, body.cells[columns[name]], name)
    return ids


def _by_name(people: pl.Series, body: TableBody, columns: Columns) -> tuple[pl.Series, list[Note]]:
    """Customers whose e-mail is a marketplace's are known by their names, which is told."""
    if "name" not in columns or columns["name"] == columns["customer_id"] or columns.platform:
        return people, []
    names = body.cells[columns["name"]]
    shared = shared_emails(people, names)
    if not shared:
        return people, []
    rows = int(people.is_in(shared).sum())
    note = Note(NoteCode.SHARED_EMAIL, {"file": body.table.file, "rows": rows, "example": shared[0]})
    return by_name(people, names, shared), [note]


def _days(body: TableBody, columns: Columns, answers: Answers, reason: pl.Series) -> ParsedDates:
    cells = among_orders(column_of(body, columns, "ordered_on"), reason)
    since_1904 = body.table.since_1904
    return read_days(cells, answers, "ordered_on", hint=lambda: _day_hint(body, columns, reason), since_1904=since_1904)


def _day_hint(body: TableBody, columns: Columns, reason: pl.Series) -> str | None:
    """The order of day and month that the platform always writes, or other columns of the file leave no doubt about."""
    if columns.platform and columns.platform.days:
        return columns.platform.days
    orders = set()
    for at in body.cells.columns:
        if at != columns["ordered_on"] and share(body.cells[at], looks_like_day) > 0.8:
            orders.add(_certain_order(among_orders(body.cells[at], reason)))
    orders.discard(None)
    return orders.pop() if len(orders) == 1 else None


def _certain_order(cells: pl.Series) -> str | None:

    try:
        days = read_days(cells, Answers(), "hint")
    except Asking:
        return None
    decided = [note for note in days.notes if note.code == NoteCode.DAY_ORDER and note.values["rows"]]
    return days.order if decided else None


def _frame(body: TableBody, columns: Columns, read: Sequence[pl.Series], money: RowMoney | None) -> pl.DataFrame:
    """The columns that were read, each order cell by its field, and the cells of day and money as they are written."""
    reason = read[0]
    day_cell = among_orders(column_of(body, columns, "ordered_on"), reason).alias("day_cell")
    parts = [*read, day_cell]
    if money:
        parts += [money.minor.alias("amount"), among_orders(money.cells, reason).alias("money_cell")]
        parts += [money.signs.alias("sign")] if money.signs is not None else []
        parts += [money.given_back.alias("given_back")] if money.given_back is not None else []
    texts = [name for name in ("order_id", "line_id", *ORDER_TEXTS) if name in columns]
    texts_of_rows = [column_of(body, columns, name) for name in texts]
    frame = pl.DataFrame(parts + texts_of_rows + further_states(body, columns))
    frame = frame.hstack(body.cells.select(contact_cells(columns.of)))
    if "order_id" not in frame.columns:
        return frame
    something = ~is_placeholder(frame["order_id"])
    return frame if something.all() else frame.with_columns(pl.when(something).then("order_id").alias("order_id"))


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """Further lines of an order may leave out its number too: something was bought, by nobody named, on no day."""
    if not {"order_id", "product", "amount"} <= set(frame.columns):
        return frame
    nothing = [pl.col(name).is_null() for name in ("order_id", "customer_id", "day_cell", "reason")]
    line = pl.all_horizontal(nothing) & pl.col("product").is_not_null() & pl.col("money_cell").is_not_null()
    line &= ~pl.lit(equals_any(frame["product"], TOTALS))
    if not frame.select(line.any()).item():
        return frame
    return frame.with_columns(
        pl.when(line).then(pl.col("order_id").forward_fill()).otherwise("order_id").alias("order_id")
    )


def _continued(frame: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    """Further lines of an order may leave out customer, day and amount: they stand on the order's first line."""
    if "order_id" not in frame.columns:
        return frame
    dayless, again = (
        pl.col("ordered_on").is_null() & pl.col("day_cell").is_null(),
        ~pl.col("order_id").is_first_distinct(),
    )
    blank = dayless & (pl.col("customer_id").is_null() | again)
    if columns.platform and columns.platform.lines and "amount" in frame.columns:
        blank |= pl.col("money_cell").is_null() & again
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
    ] + columns_of(frame)


def _filled_down(frame: pl.DataFrame, answers: Answers) -> pl.DataFrame:
    """A customer written once above a block of orders (merged cells) is asked about."""
    open_ = frame.filter(pl.col("reason").is_null() & pl.col("ordered_on").is_not_null())
    names = open_["customer_id"]
    written = names.drop_nulls()
    grouped = names.null_count() * 3 > len(names) and len(written) > 1 and written.n_unique() == len(written)
    if not grouped or names[0] is None:
        return frame
    values = {"rows": names.null_count(), "example": written[0]}
    if answers.ask(QuestionCode.WRITTEN_ONCE, ("fill_down", "leave_out"), "customer_id", **values) == "leave_out":
        return frame
    return frame.with_columns(
        pl.when(pl.col("reason").is_null()).then(pl.col("customer_id").forward_fill()).alias("customer_id")
    )


def with_reasons(table: OrdersTable, reason: pl.Series) -> OrdersTable:
    """The same table with more rows set aside."""
    return replace(table, frame=table.frame.with_columns(reason.alias("reason")))
