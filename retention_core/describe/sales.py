"""What was sold in each period, and how much of it to customers who had bought before."""

import numpy as np
import polars as pl

from retention_core.describe.days import NEVER, NOT_AGAIN, Days
from retention_core.describe.log import Log, whole_log
from retention_core.describe.periods import Calendar
from retention_core.describe.presence import presence
from retention_core.study import Study

_SCHEMA = {"orders": pl.Int64, "order_revenue": pl.Int64, "revenue": pl.Int64, "revenue_existing": pl.Int64}


def first_days(study: Study) -> Days:
    """The first purchase day of every customer, up to as_of; NOT_AGAIN for those without any."""
    here = study(presence)
    first = here.previous == NEVER
    days = np.full(here.customers, NOT_AGAIN)
    days[here.code[first]] = here.day[first]
    return days


def sales(study: Study, cut: Calendar) -> pl.DataFrame:
    """One row per period: orders, order_revenue, revenue, revenue_existing, minor units; null without amounts.

    revenue_existing leaves out only those who bought for the first time in the period: a refund to somebody whose
    purchase the file does not hold belongs to an existing customer.
    """
    log, begun = study(whole_log), study(first_days)
    spans = zip(cut.first.tolist(), cut.last.tolist(), strict=True)
    return pl.DataFrame([_sold(log.between(*span), begun, *span) for span in spans], schema=_SCHEMA, orient="row")


def _sold(log: Log, begun: Days, first: int, last: int) -> tuple[int, int | None, int | None, int | None]:
    orders = int(np.count_nonzero(log.bought))
    if log.amount is None:
        return orders, None, None, None
    since = begun[log.code]
    new = int(log.amount.sum(where=(since >= first) & (since <= last)))
    revenue = int(log.amount.sum())
    return orders, int(log.amount.sum(where=log.bought)), revenue, revenue - new
