"""What the goods of each row cost: as a column says, or one piece times quantity, or the amount less its profit.

Costs never ask and never set a row aside: a column that is in doubt is left unused, which is noted.
"""

from dataclasses import dataclass, replace

import polars as pl

from retention_core.ingest.columns.amount_units import in_its_unit
from retention_core.ingest.columns.amounts import read_amounts
from retention_core.ingest.columns.exact_arithmetic import Scaled, at_decimals, difference, product, rounded
from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.rows.order_amounts import RowMoney, certain_mark, without_pieces
from retention_core.ingest.rows.order_cells import among_orders, column_of
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.clean_fields import COSTS
from retention_core.kernel.errors import Asking
from retention_core.kernel.quantities import MOST_DECIMALS
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode

COST, UNIT_COST, PROFIT = COSTS
_MOSTLY = 0.9
_SHARES = 1


@dataclass(frozen=True)
class RowCosts:
    """What each row cost, in minor units at the decimals of the amounts; null where the file does not tell."""

    minor: pl.Series
    field: str


def row_costs(
    body: TableBody, columns: Columns, answers: Answers, reason: pl.Series, money: RowMoney | None
) -> tuple[RowMoney | None, RowCosts | None]:
    """The amounts, at more decimals where the costs have more, and the costs; none where no column is sure."""
    field = _field(columns, answers)
    if money is None or field is None:
        return money, None
    column = {"file": body.table.file, "column": body.header(columns[field])}
    amounts = Scaled(money.minor, money.decimals)
    read = _cost(body, columns, field, reason, amounts)
    if read is None or not _sensible(amounts, read, field):
        return replace(money, notes=(*money.notes, Note(NoteCode.COSTS_UNUSED, column))), None
    cost = rounded(read, MOST_DECIMALS)
    decimals = max(amounts.decimals, cost.decimals)
    back = None if money.given_back is None else money.given_back * 10 ** (decimals - money.decimals)
    finer = replace(
        money,
        minor=at_decimals(amounts, decimals).alias("amount"),
        decimals=decimals,
        given_back=back,
        notes=(*money.notes, Note(NoteCode.COSTS_READ, {**column, "field": field})),
    )
    return finer, RowCosts(_as_refunds_go(at_decimals(cost, decimals), amounts.minor), field)


def _field(columns: Columns, answers: Answers) -> str | None:
    """The column to go by: one that the user picked, else costs before costs of one piece before profits."""
    picked = [field for field in COSTS if field in columns and answers.columns().get(field)]
    return next((field for field in (*picked, *COSTS) if field in columns), None)


def _cost(body: TableBody, columns: Columns, field: str, reason: pl.Series, amounts: Scaled) -> Scaled | None:
    """The costs as they are written; None where less than nearly all of the cells can be read."""
    read = _read(body, columns, field, reason)
    if read is None or field == COST:
        return read
    if field == PROFIT:
        return difference(amounts, read)
    if "quantity" not in columns:
        return read
    pieces = _read(without_pieces(body, columns["quantity"]), columns, "quantity", reason)
    return None if pieces is None else product(read, pieces)


def _read(body: TableBody, columns: Columns, field: str, reason: pl.Series) -> Scaled | None:
    """A column of numbers, read without a question; None where that takes one."""
    cells = among_orders(column_of(body, columns, field), reason)
    filled = len(cells) - cells.null_count()
    if "%" in body.header(columns[field]) or cells.str.contains("%", literal=True).any():
        return None
    try:
        written = read_amounts(cells, Answers(), field, hint=lambda: certain_mark(body, reason))
    except Asking:
        return None
    found = in_its_unit(written, body.header(columns[field]), Answers(), field)
    known = len(found.minor) - found.minor.null_count()
    return Scaled(found.minor, found.decimals) if known and known >= _MOSTLY * filled else None


def _sensible(amounts: Scaled, cost: Scaled, field: str) -> bool:
    """Whether costs can be what they are called: not the amounts once more, not below zero, not shares of the price."""
    decimals = max(amounts.decimals, cost.decimals)
    both = pl.DataFrame({"amount": at_decimals(amounts, decimals), "cost": at_decimals(cost, decimals)})
    sold = both.filter((pl.col("amount") > 0) & pl.col("cost").is_not_null())
    if sold.is_empty():
        return False
    same = sold.select((pl.col("amount") == pl.col("cost")).mean()).item()
    below = sold.select((pl.col("cost") < 0).mean()).item()
    gained = sold.select((pl.col("amount") - pl.col("cost")).abs().max()).item()
    shares = field == PROFIT and gained <= _SHARES * 10**decimals < sold["amount"].median()
    return same < _MOSTLY and below < 1 - _MOSTLY and not shares


def _as_refunds_go(cost: pl.Series, amount: pl.Series) -> pl.Series:
    """Goods given back cost less than nothing: a cost beside a refund takes its sign, however the file writes it."""
    both = pl.DataFrame({"cost": cost, "amount": amount})
    turned = pl.when(pl.col("amount") < 0).then(-pl.col("cost").abs()).otherwise("cost")
    return both.select(turned.alias(COST))[COST]


def with_costs(frame: pl.DataFrame, costs: RowCosts | None, *, moved: bool) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The rows with their costs, and the fields of costs that stay unused; `moved`: amounts stand once per order."""
    if costs is None or moved:
        return frame, COSTS
    return frame.with_columns(costs.minor), tuple(field for field in COSTS if field != costs.field)
