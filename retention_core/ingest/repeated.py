"""Orders whose total stands on each of their lines: adding the lines up would count it several times."""

import polars as pl

from retention_core.ingest.answers import Answers
from retention_core.ingest.columns import Columns

_LEAST_ORDERS = 2


def once_per_order(frame: pl.DataFrame, columns: Columns, answers: Answers) -> pl.DataFrame:
    """A repeated total stays on the first line only, where the platform or the user says that it repeats."""
    if "order_id" not in frame.columns or "amount" not in columns:
        return frame
    lines = pl.col("reason").is_null() & pl.col("order_id").is_not_null()
    key = ("order_id", "customer_id", "ordered_on")
    by_order = (
        frame.filter(lines)
        .group_by(key)
        .agg(pl.len().alias("lines"), pl.col("amount").n_unique().alias("different"), pl.col("amount").first())
    )
    several = by_order.filter((pl.col("lines") > 1) & (pl.col("amount") != 0))
    if several.height < _LEAST_ORDERS or several["different"].max() != 1:
        return frame
    if not _is_repeated(several, answers, known=_known_to_repeat(columns)):
        return frame
    further = lines & ~pl.struct(*key).is_first_distinct()
    return frame.with_columns(pl.when(further).then(0).otherwise("amount").alias("amount"))


def _known_to_repeat(columns: Columns) -> bool:
    return "first_row_amount" in columns


def _is_repeated(several: pl.DataFrame, answers: Answers, *, known: bool) -> bool:
    values = {"rows": int(several["lines"].sum()), "orders": several.height, "example": several["order_id"][0]}
    choices = ("per_order", "per_line")
    if known:
        return answers.decide("amount_repeats", "per_order", choices, "amount", **values) == "per_order"
    return answers.ask("amount_repeats", choices, "amount", **values) == "per_order"
