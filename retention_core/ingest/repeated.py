"""Orders whose total stands on each of their lines: adding the lines up would count it several times."""

import polars as pl

from retention_core.ingest.answers import Answers
from retention_core.ingest.columns import Columns
from retention_core.ingest.distinct import shared

_LEAST_ORDERS = 2


def once_per_order(frame: pl.DataFrame, columns: Columns, answers: Answers) -> pl.DataFrame:
    """A repeated total stays on the first line only, where the platform or the user says that it repeats."""
    if "order_id" not in frame.columns or "amount" not in columns:
        return frame
    lines = pl.col("reason").is_null() & pl.col("order_id").is_not_null()
    key = ("order_id", "customer_id", "ordered_on")
    by_order = (
        shared(frame.filter(lines), "order_id")
        .group_by(key)
        .agg(pl.len().alias("lines"), pl.col("amount").n_unique().alias("different"), pl.col("amount").first())
    )
    several = by_order.filter((pl.col("lines") > 1) & (pl.col("amount") != 0))
    if several.height < _LEAST_ORDERS or several["different"].max() != 1:
        return frame
    if not _known_to_repeat(columns) and not _said_to_repeat(frame, several, answers):
        return frame
    further = lines & ~pl.struct(*key).is_first_distinct()
    return frame.with_columns(pl.when(further).then(0).otherwise("amount").alias("amount"))


def _known_to_repeat(columns: Columns) -> bool:
    return "first_row_amount" in columns


def _said_to_repeat(frame: pl.DataFrame, several: pl.DataFrame, answers: Answers) -> bool:
    example = several["order_id"][0]
    values = {"rows": int(several["lines"].sum()), "orders": several.height, "example": example}
    return answers.ask("amount_repeats", ("per_order", "per_line"), "amount", **values) == "per_order"
