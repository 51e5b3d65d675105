"""How many orders, refunds and customers who came again a log holds: the counts of the command line's totals."""

import numpy as np
import polars as pl

from retention_core.ingest.columns.distinct_values import shared


def order_counts(log: pl.DataFrame) -> dict[str, int]:
    """Order numbers (rows where there is none), those below zero, and customers with two purchase days or more.

    What is below zero is a refund and no order. An order and its refund under one number are one order, and none where
    nothing is left of it; it is a refund only if less than nothing is left of it.
    """
    orders, below = log.height, _below_zero(log)
    if "order_id" in log.columns and (lines := shared(log, "order_id")).height:
        by_order = _by_order(lines)
        orders -= lines.height - by_order.height + _undone(by_order)
        below -= _below_zero(lines) - _below_zero(by_order)
    return {"orders": orders - below, "refunds": below, "repeat_customers": repeat_customers(log)}


def _by_order(lines: pl.DataFrame) -> pl.DataFrame:
    """One row per customer and order number: what is left of the order."""
    money = pl.col("amount")
    sums = [money.sum(), (money < 0).any().alias("given_back")] if "amount" in lines.columns else []
    return lines.group_by("customer_code", "order_id").agg(*sums)


def _undone(by_order: pl.DataFrame) -> int:
    """Orders that were given back whole by another row of the same number."""
    if "amount" not in by_order.columns:
        return 0
    return int(by_order.select((pl.col("given_back") & (pl.col("amount") == 0)).sum()).item())


def _below_zero(log: pl.DataFrame) -> int:
    return int((log["amount"] < 0).sum()) if "amount" in log.columns else 0


def repeat_customers(log: pl.DataFrame) -> int:
    """Customers with purchases on two or more days: two passes over codes, no grouping."""
    buys = log["purchase"].to_numpy()
    codes, days = log["customer_code"].to_numpy(), log["ordered_on"].to_physical().to_numpy()
    if not buys.all():
        codes, days = codes[buys], days[buys]
    if not codes.size:
        return 0
    first = np.full(int(codes.max()) + 1, -(2**31), dtype=np.int32)
    first[codes[::-1]] = days[::-1]
    repeat = np.zeros(first.size, dtype=bool)
    repeat[codes[days != first[codes]]] = True
    return int(repeat.sum())
