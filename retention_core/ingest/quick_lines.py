"""Several lines per order in the streaming pass: added up where nothing about them is in doubt.

The lines of an order stand together, so that a count of the changes from line to line numbers the orders.
"""

import polars as pl

from retention_core.ingest.book import combined
from retention_core.ingest.customer_codes import NotPlain

_LEAST_ORDERS = 2


def one_row_per_order(lines: pl.DataFrame) -> pl.DataFrame:
    """One row per order, customer and day; NotPlain for whatever the careful way would ask, tell or set aside."""
    order = lines["order_id"].rle_id().alias("order")
    if lines["order_id"].null_count() or lines["order_id"].n_unique() != int(order[-1]) + 1:
        raise NotPlain
    if "amount" in lines.columns and (lines["amount"] < 0).any():
        raise NotPlain
    if _people_differ(lines, order) or _amounts_repeat(lines, order) or not _lines_differ(lines, order):
        raise NotPlain
    return combined(lines.with_columns(order), ("order", "ordered_on")).drop("order")


def _changes(lines: pl.DataFrame, order: pl.Series, columns: pl.Expr) -> bool:
    """Whether one of the columns changes from a line to the next of the same order."""
    changed = lines.select(pl.any_horizontal(columns.ne_missing(columns.shift()))).to_series()
    return bool((changed & (order.diff() == 0)).any())


def _people_differ(lines: pl.DataFrame, order: pl.Series) -> bool:
    return _changes(lines, order, pl.col("customer_code"))


def _lines_differ(lines: pl.DataFrame, order: pl.Series) -> bool:
    """Whether some order has two lines that say different things: lines that are alike are then no doubles."""
    return _changes(lines, order, pl.all())


def _amounts_repeat(lines: pl.DataFrame, order: pl.Series) -> bool:
    """Whether every order of several lines has one amount on all of them, so that it may be the order's total."""
    if "amount" not in lines.columns:
        return False
    amount = pl.col("amount")
    orders = (
        pl.DataFrame([order, lines["ordered_on"], lines["amount"]])
        .group_by("order", "ordered_on")
        .agg(pl.len().alias("lines"), amount.min().alias("least"), amount.max().alias("most"), amount.first())
    )
    several = orders.filter((pl.col("lines") > 1) & (amount != 0))
    return several.height >= _LEAST_ORDERS and bool((several["least"] == several["most"]).all())
