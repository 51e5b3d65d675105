"""A period as a row of `retention_by_period`, its columns as fields, and the last finished one."""

from dataclasses import dataclass
from datetime import date

from retention_core.describe.retention.retention import periods, retention_by_period
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study


@dataclass(frozen=True)
class RetentionPeriod:
    """One row of `retention_by_period`, which says what each field means and where it is null."""

    first_day: date
    last_day: date
    finished: bool
    exact_new: bool
    at_start: int | None
    kept: int | None
    new: int
    returned: int | None
    gained: int | None
    lost: int | None
    at_end: int
    retention_rate: float | None
    churn_rate: float | None
    rate_low: float | None
    rate_high: float | None
    buyers: int
    repeat_buyers: int
    returning_buyers: int
    regulars_at_start: int | None
    regulars_kept: int | None
    lost_one_time: int | None
    lost_before: int | None
    came_back: int | None
    orders: int
    order_revenue: int | None
    revenue: int | None
    revenue_existing: int | None


def last_finished(study: Study) -> RetentionPeriod | None:
    """The last period that the data knows fully; None where there is none yet."""
    place = study(periods).last_finished
    return None if place is None else row_as(RetentionPeriod, study(retention_by_period), place)


def before_last_finished(study: Study) -> RetentionPeriod | None:
    """The period before the last finished one, where that too is fully known."""
    table, place = study(retention_by_period), study(periods).last_finished
    return row_as(RetentionPeriod, table, place - 1) if place and table["finished"][place - 1] else None


def finished_period(study: Study) -> RetentionPeriod:
    """The last finished period, where the reader has made sure that there is one; LookupError without."""
    period = study(last_finished)
    if period is None:
        raise LookupError("no finished period")
    return period
