"""How many orders, refunds and customers who came again a log holds: the counts of the command line's totals."""

import polars as pl


def order_counts(log: pl.DataFrame) -> dict[str, int]:
    """Order numbers (rows where there is none), those of them below zero, and customers with two purchase days or more.

    An order and its refund under one number are one order; it is a refund only if less than nothing is left of it.
    """
    net = pl.col("amount") if "amount" in log.columns else pl.lit(0)
    key = pl.col("order_id") if "order_id" in log.columns else pl.lit(None, dtype=pl.String)
    lines = log.select("customer_code", key.alias("order_id"), net.alias("net"))
    alone = lines.filter(pl.col("order_id").is_null())["net"]
    numbered = lines.filter(pl.col("order_id").is_not_null())
    by_order = numbered.group_by("customer_code", "order_id").agg(pl.col("net").sum())["net"]
    days = log.filter("purchase").select("customer_code", "ordered_on").unique()
    return {
        "orders": by_order.len() + alone.len(),
        "refunds": int((by_order < 0).sum()) + int((alone < 0).sum()),
        "repeat_customers": days.group_by("customer_code").len().filter(pl.col("len") > 1).height,
    }
