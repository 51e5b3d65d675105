"""Whether the lines of orders have money of their own beside a total that stands on each of them."""

import polars as pl

from retention_core.ingest.columns.amounts import read_amounts
from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.table.column_recognition import share
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_number
from retention_core.kernel.errors import Asking

_LEAST_ORDERS, _MOSTLY, _LEAST_PART = 2, 0.9, 0.5


def lines_have_own_money(frame: pl.DataFrame, body: TableBody, columns: Columns) -> bool:
    """Whether a column differs within orders and adds up to no more than the total written on each of their lines."""
    taken = {columns[name] for name in ("amount", "refunded", "order_id", "customer_id") if name in columns}
    free = [at for at in body.cells.columns if at not in taken and share(body.cells[at], looks_like_number) > _MOSTLY]
    scale = _scale(frame, body, columns)
    return scale is not None and any(_adds_up(frame, _money(body.cells[at]), scale) for at in free)


def _scale(frame: pl.DataFrame, body: TableBody, columns: Columns) -> float | None:
    """How many minor units of the frame are one of the amounts as written."""
    written = _money(body.cells[columns["amount"]])
    both = pl.DataFrame({"written": written, "minor": frame["amount"]}).filter(pl.col("written") > 0)
    ratio = (both["minor"] / both["written"]).drop_nulls()
    return float(ratio.median()) if len(ratio) else None  # type: ignore[arg-type]


def _money(cells: pl.Series) -> pl.Series:
    """The numbers of a column; all null where they can be read in two ways."""
    try:
        amounts = read_amounts(cells, Answers(), "lines")
    except Asking:
        return pl.Series([None] * len(cells), dtype=pl.Float64)
    return amounts.minor / 10**amounts.decimals


def _adds_up(frame: pl.DataFrame, money: pl.Series, scale: float) -> bool:
    """Whether nine of ten orders of several lines have a total of at least, and less than twice, their lines' sum."""
    lines = pl.DataFrame({"order": frame["order_id"], "total": frame["amount"], "own": money * scale})
    by_order = lines.filter(pl.col("order").is_not_null()).group_by("order").agg(
        pl.len().alias("lines"), pl.col("own").n_unique().alias("different"), pl.col("own").sum(),
        pl.col("total").first(),
    ).filter((pl.col("lines") > 1) & (pl.col("total") > 0))  # fmt: skip
    fits = (pl.col("own") <= pl.col("total") + 1) & (pl.col("own") > pl.col("total") * _LEAST_PART)
    differ = int((by_order["different"] > 1).sum())
    return differ >= _LEAST_ORDERS and by_order.select(fits.mean()).item() >= _MOSTLY
