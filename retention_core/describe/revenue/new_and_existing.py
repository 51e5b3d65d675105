"""What first-time buyers bring against those who had bought before, in the same period."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import polars as pl

from retention_core.describe.presence.order_log import whole_log
from retention_core.describe.presence.purchase_days import purchase_days
from retention_core.describe.retention.retention import periods, retention_by_period
from retention_core.describe.retention.trends import ratio
from retention_core.kernel.day_numbers import cut_positions
from retention_core.kernel.study import Study


@dataclass(frozen=True)
class SplitPeriod:
    """The sides of one row of `new_against_existing`: count of buyers and orders, money in minor units."""

    buyers_new: int
    buyers_existing: int
    orders_new: int
    orders_existing: int
    order_revenue_new: int | None
    order_revenue_existing: int | None
    revenue_new: int | None
    revenue_existing: int | None


SCHEMA = {"orders_new": pl.Int64, "order_revenue_new": pl.Int64}


class Averaged(StrEnum):
    """What money is divided among: the customers who bought, all they spent; or the orders, what those brought."""

    CUSTOMER = "spend"
    ORDER = "order"


PARTS = {Averaged.CUSTOMER: ("revenue", "buyers"), Averaged.ORDER: ("order_revenue", "orders")}


def new_against_existing(study: Study) -> pl.DataFrame:
    """One row per period: buyers, orders and money of first-time buyers (new) and of all others (existing).

    first_day, finished, exact_new                  as in `retention_by_period`
    buyers_new, buyers_existing                     customers with a purchase in the period
    orders_new, orders_existing                     orders without refunds
    order_revenue_new, order_revenue_existing       what those orders brought       minor units; null without amounts
    revenue_new, revenue_existing                   paid less given back            minor units; null without amounts
    """
    table = pl.concat([study(retention_by_period), _of_first_time_buyers(study)], how="horizontal")
    return table.select(
        *("first_day", "finished", "exact_new", pl.col("new").alias("buyers_new")),
        (pl.col("buyers") - pl.col("new")).alias("buyers_existing"),
        "orders_new",
        (pl.col("orders") - pl.col("orders_new")).alias("orders_existing"),
        "order_revenue_new",
        (pl.col("order_revenue") - pl.col("order_revenue_new")).alias("order_revenue_existing"),
        (pl.col("revenue") - pl.col("revenue_existing")).alias("revenue_new"),
        "revenue_existing",
    )


def average_of_new_and_existing(study: Study, among: Averaged) -> pl.DataFrame:
    """What a customer, or an order, brings on each side.

    One row per period.
    first_day, finished   as in `retention_by_period`
    existing, new         money of the side for each of its customers or orders; null without any     minor units
    """
    total, count = PARTS[among]
    sides = (ratio(f"{total}_{side}", f"{count}_{side}").alias(side) for side in ("existing", "new"))
    return study(new_against_existing).select("first_day", "finished", *sides)


def _of_first_time_buyers(study: Study) -> pl.DataFrame:
    """One row per period: the orders of those who bought for the first time in it."""
    cut, log, begun = study(periods), study(whole_log), study(purchase_days).first_day_of_row
    rows = []
    for first, last in zip(cut.first.tolist(), cut.last.tolist(), strict=True):
        part = slice(*cut_positions(log.day, [first, last + 1]))
        new = log.bought[part] & (begun[part] >= first) & (begun[part] <= last)
        paid = None if log.amount is None else int((log.amount[part] * new).sum())
        rows.append((int(np.count_nonzero(new)), paid))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
