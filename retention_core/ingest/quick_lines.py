"""Several lines per order in the streaming pass: added up where nothing about them is in doubt."""

import polars as pl

from retention_core.ingest.book import combined
from retention_core.ingest.customer_codes import NotPlain
from retention_core.ingest.distinct import shared

_LEAST_ORDERS = 2


def one_row_per_order(lines: pl.DataFrame) -> pl.DataFrame:
    """One row per order, customer and day; NotPlain for whatever the careful way would ask, tell or set aside."""
    order, customer = lines["order_id"], lines.select("order_id", "customer_code")
    if order.null_count() or customer.n_unique() != order.n_unique():
        raise NotPlain
    if "amount" in lines.columns and ((lines["amount"] < 0).any() or _amounts_repeat(lines)):
        raise NotPlain
    several = shared(lines, "order_id")
    if several.n_unique() <= several["order_id"].n_unique():
        raise NotPlain
    return combined(lines, ("customer_code", "ordered_on", "order_id"))


def _amounts_repeat(lines: pl.DataFrame) -> bool:
    """Whether every order of several lines has one amount on all of them, so that it may be the order's total."""
    amount = pl.col("amount")
    orders = lines.group_by("order_id", "customer_code", "ordered_on").agg(
        pl.len().alias("lines"), amount.first().alias("first"), (amount == amount.first()).all().alias("same")
    )
    several = orders.filter((pl.col("lines") > 1) & (pl.col("first") != 0))
    return several.height >= _LEAST_ORDERS and bool(several["same"].all())
