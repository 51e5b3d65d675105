"""Lines of orders in a file of their own: what was bought and for how much, without who bought or when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from retention_core.ingest.columns.order_columns import Columns, line_columns
from retention_core.ingest.inputs.answers import COLUMN, UNUSED, Answer, Answers
from retention_core.ingest.platforms.known_platforms import platform_columns, platform_of
from retention_core.ingest.rows.order_amounts import RowMoney, row_money
from retention_core.ingest.rows.order_cells import among_orders, column_of
from retention_core.ingest.rows.order_status import status_reasons
from retention_core.ingest.rows.set_aside_reasons import check_unreadable, one_currency
from retention_core.ingest.table import row_structure as kinds_of_rows
from retention_core.ingest.table.column_recognition import day_columns
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.table.recognised_table import RecognisedTable, keys
from retention_core.ingest.words.header_spelling import normalized
from retention_core.kernel.errors import Asking
from retention_core.kernel.questions import Note, TableKind
from retention_core.kernel.reading_codes import SetAside

LINE_TEXTS = ("product", "category")
_MOSTLY = 0.5
_GIVEN_BACK = (
    *("refund", "chargeback", "dispute", "erstatt", "ruckgabe", "retour", "visszater", "visszaru", "reembols", "devol"),
    *("rembours", "zwrot", "vrac", "vratk", "rimbors", "退款", "退货", "退貨", "返金", "返品"),
)


@dataclass(frozen=True, eq=False)
class LinesTable:
    """Lines whose every row is accounted for.

    frame     one row per row of the body: key (the order number), product and category where present, amount (Int64 at
              `decimals`; absent where there are none), reason (null: used), counts (Boolean: part of what its order
              is worth, though the order itself may be set aside)
    """

    body: TableBody
    columns: Mapping[str, str]
    frame: pl.DataFrame
    decimals: int = 0
    currency: str | None = None
    notes: tuple[Note, ...] = ()

    @property
    def has_amounts(self) -> bool:
        """Whether the lines say what each is worth."""
        return "amount" in self.frame.columns


def could_be_lines(one: RecognisedTable) -> bool:
    """An order number and something bought, but no customer or no day."""
    if not one.best("order_id") or platform_of(one.body.named) or one.answers.columns().get("customer_id"):
        return False
    if any(back in normalized(header) for header in one.body.headers for back in _GIVEN_BACK):
        return False
    bought = any(one.best(name) for name in ("product", "quantity", "unit_price", "amount"))
    nobody = one.body.seen.best("customer_id") is None
    dated = one.ranked("ordered_on")
    return bought and (nobody or not (dated or day_columns(one.body)))


def lines_among(laid: Sequence[RecognisedTable]) -> list[RecognisedTable]:
    """The tables whose order numbers are, for the most part, those of a table that says who bought and when."""
    likely = [one for one in laid if could_be_lines(one)]
    heads = [one for one in laid if one not in likely and one.seen.kind is TableKind.ORDERS and _order_column(one)]
    if not likely or not heads:
        return []
    known = pl.concat([keys(one.body.cells[str(_order_column(one))]) for one in heads]).drop_nulls().unique()
    return [one for one in likely if _in_common(keys(one.body.cells[str(one.best("order_id"))]), known)]


def orders_of_lines(one: TableBody, laid: Sequence[RecognisedTable]) -> bool:
    """Whether a column, in which no number comes twice, holds the order numbers of the lines in another table."""
    lines = [keys(other.body.cells[str(other.best("order_id"))]) for other in laid if could_be_lines(other)]
    numbers = [column for column in one.cells.iter_columns() if column.null_count() == 0 and column.is_unique().all()]
    return any(_in_common(own, keys(known)) for own in lines for known in numbers)


def _order_column(one: RecognisedTable) -> str | None:
    platform = platform_of(one.body.named)
    return (
        platform_columns(platform, one.body.named, one.body.cells).get("order_id") if platform else one.best("order_id")
    )


def _in_common(own: pl.Series, known: pl.Series) -> bool:
    """Most lines belong to known orders, or most orders have lines here."""
    numbers = own.drop_nulls().unique()
    met = numbers.is_in(known.implode()).sum()
    return met >= _MOSTLY * len(numbers) or met >= _MOSTLY * len(known)


def read_lines(one: RecognisedTable, *, money_counts: bool) -> LinesTable:
    """The rows of a table of lines; asks about their money only where it is not told by the orders themselves."""
    body, answers = one.body, one.answers
    columns = _columns(one, money_counts=money_counts)
    keys_of_row = tuple(columns[name] for name in ("order_id", "product") if name in columns)
    written = columns.of.get("amount") or columns.of.get("unit_price")
    reason = kinds_of_rows.structure(body, columns["order_id"], written, keys_of_row)
    reason = reason.zip_with(one.shifted.is_null(), one.shifted)
    money = _money(one, columns, reason, money_counts=money_counts)
    frame = _frame(body, columns, reason, money, answers)
    currency = None
    if money_counts:
        frame, currency = one_currency(frame, body, columns, money, answers)
        check_unreadable(frame, answers)
    shown = {name: body.header(at) for name, at in columns.of.items()}
    notes = (*body.table.notes, *(money.notes if money else ()))
    frame = frame.drop("money_cell", "status", strict=False)
    return LinesTable(body, shown, frame, money.decimals if money else 0, currency, notes)


def _columns(one: RecognisedTable, *, money_counts: bool) -> Columns:
    """The columns; those of money stay unused where they are in doubt and change nothing."""
    try:
        return line_columns(one.body, one.answers)
    except Asking:
        if money_counts:
            raise
    unused = (Answer(COLUMN, UNUSED, field=name) for name in ("amount", "unit_price"))
    without = replace(one.answers, given=(*one.answers.given, *unused))
    return line_columns(one.body, without)


def _money(one: RecognisedTable, columns: Columns, reason: pl.Series, *, money_counts: bool) -> RowMoney | None:
    try:
        return row_money(one.body, columns, one.answers, reason)
    except Asking:
        if money_counts:
            raise
        return None


def _frame(
    body: TableBody, columns: Columns, reason: pl.Series, money: RowMoney | None, answers: Answers
) -> pl.DataFrame:
    parts = [keys(column_of(body, columns, "order_id")), reason.alias("reason")]
    parts += [column_of(body, columns, name) for name in (*LINE_TEXTS, "status") if name in columns]
    if money:
        parts += [money.minor.alias("amount"), among_orders(money.cells, reason).alias("money_cell")]
    frame = pl.DataFrame(parts)
    frame = frame.with_columns(status_reasons(frame, body, columns, answers).alias("state"))
    missing = pl.col("amount").is_null() if money else pl.lit(value=False)
    unread = pl.col("money_cell").is_not_null() if money else pl.lit(value=False)
    why = (
        pl.col("reason"),
        pl.col("state"),
        pl.when(pl.col("key").is_null()).then(pl.lit(SetAside.NO_ORDER)),
        pl.when(missing & unread).then(pl.lit(SetAside.BAD_AMOUNT)),
        pl.when(missing).then(pl.lit(SetAside.NO_AMOUNT)),
    )
    return frame.with_columns(pl.coalesce(why).alias("reason")).drop("state")


def with_line_reasons(lines: LinesTable, orders: pl.DataFrame, earlier: Sequence[LinesTable]) -> LinesTable:
    """The lines with those of unknown or unused orders set aside, and those that an earlier table already brought.

    orders    one row per order number: key, why (null: the order is used)
    """
    same = [other for other in earlier if other.body.headers == lines.body.headers]
    brought = pl.concat([other.frame["key"] for other in same]).unique() if same else pl.Series("key", [], pl.String)
    known = orders.with_columns(pl.lit(value=True).alias("known"))
    joined = lines.frame.join(known, on="key", how="left", maintain_order="left")
    own = pl.coalesce(
        "reason",
        pl.when(pl.col("known").is_null()).then(pl.lit(SetAside.ORDER_NOT_FOUND)),
        pl.when(pl.col("key").is_in(brought.implode())).then(pl.lit(SetAside.IN_OTHER_FILE)),
        pl.when(pl.col("why") == SetAside.ORDER_ID_TWICE).then("why"),
    )
    reasoned = joined.with_columns(own.is_null().alias("counts"), pl.coalesce(own, "why").alias("reason"))
    return replace(lines, frame=reasoned.drop("known", "why"))
