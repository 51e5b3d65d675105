"""A column of what was given back: whether the amounts beside it are before or after it was taken off."""

import polars as pl

from retention_core.ingest.columns.amounts import Amounts, read_amounts
from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.rows.order_cells import among_orders
from retention_core.ingest.table.column_recognition import share
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_number
from retention_core.kernel.errors import Asking
from retention_core.kernel.quantities import MOST_DECIMALS

_MOSTLY, _NUMBERS = 0.98, 0.9


def paid_and_back(amounts: Amounts, back: Amounts) -> pl.DataFrame:
    """One row per row of the table: paid and back, Int64 at `MOST_DECIMALS`; back is never below zero."""
    return pl.DataFrame({"paid": _at_most_decimals(amounts), "back": _at_most_decimals(back).abs().fill_null(0)})


def _at_most_decimals(amounts: Amounts) -> pl.Series:
    return amounts.minor * 10 ** (MOST_DECIMALS - amounts.decimals)


def refunds_still_in(both: pl.DataFrame, body: TableBody, columns: Columns, reason: pl.Series) -> bool | None:
    """Whether the amounts still hold what was given back; None where no row and no other column tells.

    An order given back whole is worth nothing after that, and its whole amount before. Else another column of money
    may be the amount before, or after.
    """
    given = both.filter(pl.col("back") > 0)
    if given.select((pl.col("paid") < pl.col("back")).fill_null(value=True).any()).item():
        return False
    if given.select((pl.col("paid") == pl.col("back")).any()).item():
        return True
    told = {_told_by(body, at, both, reason) for at in body.cells.columns if at not in columns.of.values()}
    return False if "before" in told else True if "after" in told else None


def is_another_column_before(both: pl.DataFrame, body: TableBody, columns: Columns, reason: pl.Series) -> bool:
    """Whether a column of money is the amounts with what was given back: the amounts are without it already."""
    return any(
        _told_by(body, at, both, reason) == "before" for at in body.cells.columns if at not in columns.of.values()
    )


def _told_by(body: TableBody, at: str, both: pl.DataFrame, reason: pl.Series) -> str | None:
    """What another column of money is: the amount "before" or "after" what was given back; None: neither."""
    if share(body.cells[at], looks_like_number) < _NUMBERS:
        return None
    try:
        other = read_amounts(among_orders(body.cells[at], reason), Answers(), "hint")
    except Asking:
        return None
    three = both.with_columns(_at_most_decimals(other).alias("other")).drop_nulls().filter(pl.col("paid") > 0)
    for name, equal in (("before", pl.col("paid") + pl.col("back")), ("after", pl.col("paid") - pl.col("back"))):
        given = three.filter(pl.col("back") > 0)
        if not given.height or not given.select((pl.col("other") == equal).all()).item():
            continue
        if float(three.select((pl.col("other") == equal).mean()).item()) >= _MOSTLY:
            return name
    return None
