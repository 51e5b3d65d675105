"""What customers have earned so far, by the month they came in and the months since."""

from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.customer_value.margin import margin_share
from retention_core.describe.cycle.period_calendar import Calendar, calendar
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.order_log import whole_log
from retention_core.describe.presence.purchase_days import purchase_days
from retention_core.kernel.day_numbers import cut_positions, day_number
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study

SCHEMA = {
    "cohort": pl.Date,
    "month": pl.Int64,
    "customers": pl.Int64,
    "revenue_so_far": pl.Int64,
    "margin_so_far": pl.Float64,
}


def months(study: Study) -> Calendar:
    """The calendar months that the data knows, whatever the period in use."""
    return calendar(PeriodKind.MONTH, study(horizon))


def by_month(study: Study) -> Study:
    """The same study with months as periods."""
    return study.with_overrides(period=PeriodKind.MONTH)


def clv_by_cohort(study: Study) -> pl.DataFrame:
    """One row per month of first purchase and month since: what those customers have earned up to then.

    cohort           first day of the month of the first purchase
    month            0 is that month itself
    customers        of the cohort
    revenue_so_far   paid less given back up to the end of that month          minor units
    margin_so_far    the earned part of it per customer                        minor units; null without customers
    Both are null where the cohort or the month is not finished. Empty without amounts.
    """
    cut = study(months)
    if not cut.first.size or study(whole_log).amount is None:
        return pl.DataFrame(schema=SCHEMA)
    count = len(cut.first)
    cohort, age = np.nonzero(np.arange(count)[:, None] + np.arange(count) < count)
    seen = cut.finished[cohort] & cut.finished[cohort + age]
    so_far = np.cumsum(study(cohort_revenue), axis=1)[cohort, age]
    table = pl.DataFrame(
        {
            "cohort": pl.Series(cut.first[cohort]).cast(pl.Date),
            "month": pl.Series(age, dtype=pl.Int64),
            "customers": study(_cohort_sizes)[cohort],
            "revenue_so_far": so_far,
            "seen": seen,
        }
    )
    shown = table.with_columns(pl.when("seen").then("revenue_so_far").alias("revenue_so_far"))
    each = study(margin_share) * pl.col("revenue_so_far") / pl.when(pl.col("customers") > 0).then("customers")
    return shown.with_columns(each.alias("margin_so_far")).select(list(SCHEMA))


def seen_clv(study: Study) -> pl.DataFrame:
    """The rows of `clv_by_cohort` of which the earnings so far are known."""
    return study(clv_by_cohort).filter(pl.col("revenue_so_far").is_not_null())


def cohort_revenue(study: Study) -> NDArray[np.int64]:
    """Revenue by month of first purchase (row) and months since (column), up to as_of, minor units.

    Left out is money of those without a purchase up to as_of, and refunds before a first purchase.
    """
    cut, log, cohorts = study(months), study(whole_log), study(_cohorts)
    count = len(cut.first)
    cells = np.zeros((count, count), np.int64)
    for month, rows in enumerate(pairwise(cut_positions(log.day, np.append(cut.first, cut.last[-1] + 1)))):
        part = log.rows(slice(*rows))
        earned = np.zeros(count + 1, np.int64)  # the last one takes those of no cohort
        if part.amount is not None:
            np.add.at(earned, cohorts[part.code], part.amount)
        earlier = np.arange(month + 1)
        cells[earlier, month - earlier] = earned[: month + 1]
    return cells


def _cohorts(study: Study) -> NDArray[np.int32]:
    """The place of the month of everybody's first purchase; -1: none up to as_of, or before the months known."""
    cut, first = study(months), study(purchase_days).first_day
    place = np.searchsorted(cut.first, first, side="right") - 1
    return np.where(first <= day_number(study(horizon).as_of), place, -1).astype(np.int32)


def _cohort_sizes(study: Study) -> NDArray[np.int64]:
    places = study(_cohorts)
    return np.bincount(places[places >= 0], minlength=len(study(months).first))
