"""Figures of buying again, beside the retention rate: the other definitions people use."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_no_repeats
from retention_core.describe.repeat_purchase.first_time_buyers import (
    FirstTimePeriod,
    came_back_by_period,
    first_purchases,
)
from retention_core.describe.retention.retention import periods, retention_by_period, stretches
from retention_core.describe.retention.retention_figures import two_periods
from retention_core.describe.retention.retention_period import RetentionPeriod, finished_period
from retention_core.describe.retention.trends import by_period, ratio
from retention_core.describe.retention.why_no_rate import why_no_period, why_no_start
from retention_core.describe.statistics.confidence_ranges import share_range, share_range_with_spread
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays, Unit
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


@dataclass(frozen=True)
class Part:
    """A share of the last finished period: two columns of `retention_by_period`, and who is behind the part."""

    part: str
    whole: str
    why_nobody: WhyNull
    customers: Callable[[Study], CustomerCodes]

    def of(self, period: RetentionPeriod) -> tuple[int, int]:
        """The part and the whole of one period."""
        return getattr(period, self.part), getattr(period, self.whole)

    def past(self, study: Study) -> list[tuple[int, int]]:
        """The same of all finished periods; 0 where not known."""
        finished = study(retention_by_period).filter("finished")
        return finished.select(pl.col(self.part, self.whole).fill_null(0)).rows()


def _share(study: Study, told: Part) -> Figure:
    """A share of the last finished period, with its range."""
    period = finished_period(study)
    part, whole = told.of(period)
    inputs: dict[str, Value] = {told.part: part, told.whole: whole}
    inputs |= {"first_day": period.first_day, "last_day": period.last_day}
    if not whole:
        return unknown(told.why_nobody, **inputs)
    low, high = share_range_with_spread(part, whole, told.past(study)) or (None, None)
    behind = told.customers
    return Figure(part / whole, low=low, high=high, inputs=inputs, customers=lambda study: people(study, behind(study)))


def _repeat_buyers(study: Study) -> CustomerCodes:
    now = two_periods(study)[0]
    return np.unique(now.rows.code[now.rows.previous >= now.first])


def _returning_buyers(study: Study) -> CustomerCodes:
    now = two_periods(study)[0]
    one_order = now.first_ever & now.leaving & ~now.rows.several
    return np.unique(now.rows.code[~one_order])


def _regulars_kept(study: Study) -> CustomerCodes:
    now, before = two_periods(study)
    if before is None:
        return np.empty(0, np.uint32)
    return np.unique(before.rows.code[before.back_between(now.first, now.last) & ~before.first_ever])


def _came_back_later(study: Study) -> CustomerCodes:
    now, place = two_periods(study)[0], study(periods).last_finished
    earlier = study(stretches)[(place or 0) - 2]
    if earlier is None:
        return np.empty(0, np.uint32)
    return np.unique(earlier.rows.code[earlier.back_between(now.first, now.last)])


REPEAT_BUYERS = Part("repeat_buyers", "buyers", WhyNull.NOBODY_BOUGHT, _repeat_buyers)
RETURNING_BUYERS = Part("returning_buyers", "buyers", WhyNull.NOBODY_BOUGHT, _returning_buyers)
REGULARS_KEPT = Part("regulars_kept", "regulars_at_start", WhyNull.NO_REGULARS, _regulars_kept)
CAME_BACK = Part("came_back", "lost_before", WhyNull.NOBODY_LOST_BEFORE, _came_back_later)


@figure(
    "repeat_purchase_rate",
    title=N_("Bought again in the period"),
    meaning=N_("Of the buyers of the period, the share who bought on two days or more of it."),
    formula=N_("buyers on two days or more / buyers = {repeat_buyers} / {buyers}"),
    unit=Unit.SHARE,
    others=("returning_customer_rate", "retention.rate"),
    over_time=by_period(ratio("repeat_buyers", "buyers")),
)
def _repeat_purchase_rate(study: Study) -> Figure:
    why = why_no_repeats(study) or why_no_period(study)
    return unknown(why) if why else _share(study, REPEAT_BUYERS)


@figure(
    "returning_customer_rate",
    title=N_("Returning customers, as shop platforms count"),
    meaning=N_("Of the buyers of the period, the share who have ordered more than once up to its end, ever."),
    formula=N_("buyers with more than one order up to {last_day} / buyers = {returning_buyers} / {buyers}"),
    unit=Unit.SHARE,
    others=("repeat_purchase_rate", "retention.rate"),
    over_time=by_period(ratio("returning_buyers", "buyers")),
)
def _returning_customer_rate(study: Study) -> Figure:
    why = why_no_repeats(study) or why_no_period(study)
    return unknown(why) if why else _share(study, RETURNING_BUYERS)


@figure(
    "retention.regulars_rate",
    title=N_("Regulars kept"),
    meaning=N_("The share kept among customers who had already bought on two days or more before the period."),
    formula=N_("regulars kept / regulars at the start = {regulars_kept} / {regulars_at_start}"),
    unit=Unit.SHARE,
    others=("retention.rate",),
    over_time=by_period(ratio("regulars_kept", "regulars_at_start")),
)
def _regulars_rate(study: Study) -> Figure:
    why = why_no_repeats(study) or why_no_start(study)
    return unknown(why) if why else _share(study, REGULARS_KEPT)


@figure(
    "retention.came_back_rate",
    title=N_("Counted lost, but came back"),
    meaning=N_("Of the customers counted as lost in the period before, the share who came back in this one."),
    formula=N_("came back / lost in the period before = {came_back} / {lost_before}"),
    unit=Unit.SHARE,
    others=("retention.churn_rate",),
    over_time=by_period(ratio("came_back", "lost_before")),
)
def _came_back_rate(study: Study) -> Figure:
    why = why_no_start(study)
    if why is None and finished_period(study).lost_before is None:
        why = WhyNull.SECOND_FULL_PERIOD
    return unknown(why) if why else _share(study, CAME_BACK)


def _cohort_trend(study: Study) -> pl.DataFrame:
    return study(came_back_by_period).select("first_day", pl.col("came_back_share").alias("value"), "finished")


@figure(
    "first_time.came_back_rate",
    title=N_("First-time buyers who came back"),
    meaning=N_("Of those who bought for the first time in a period, the share who bought again soon after."),
    formula=N_("of {buyers} first-time buyers from {first_day} to {last_day}, {came_back} bought again within {days}"),
    unit=Unit.SHARE,
    others=("repeat_purchase_rate", "retention.rate"),
    over_time=_cohort_trend,
)
def _first_time(study: Study) -> Figure:
    if why := why_no_repeats(study):
        return unknown(why)
    seen = study(came_back_by_period).filter(pl.col("came_back_share").is_not_null())
    within = study(chosen_period).kind.days
    if not seen.height:
        return unknown(WhyNull.TOO_EARLY_TO_COME_BACK, days=DurationDays(within))
    row, past = row_as(FirstTimePeriod, seen), seen.select("came_back", "first_time_buyers").rows()
    low, high = share_range_with_spread(row.came_back, row.first_time_buyers, past) or (None, None)
    inputs: dict[str, Value] = {"buyers": row.first_time_buyers, "came_back": row.came_back}
    inputs |= {"days": DurationDays(within), "first_day": row.first_day, "last_day": row.last_day}
    span = day_number(row.first_day), day_number(row.last_day)
    return Figure(
        row.came_back_share, low=low, high=high, inputs=inputs, customers=lambda study: _back(study, span, within)
    )


def _back(study: Study, span: tuple[int, int], within: int) -> pl.DataFrame:
    code, day, second = study(first_purchases)
    return people(study, code[(day >= span[0]) & (day <= span[1]) & (second <= day + within)])


@figure(
    "first_time.one_time_share",
    title=N_("One-time buyers"),
    meaning=N_("Of all customers who ever bought, the share who bought on a single day so far."),
    formula=N_("customers with one purchase day / customers who ever bought = {one_time} / {customers}"),
    unit=Unit.SHARE,
    others=("first_time.came_back_rate",),
)
def _one_time(study: Study) -> Figure:
    as_of = day_number(study(horizon).as_of)
    code, _, second = study(first_purchases)
    if (why := why_no_repeats(study)) or not code.size:
        return unknown(why or WhyNull.NO_ORDERS)
    once = second > as_of
    low, high = share_range(int(once.sum()), code.size) or (None, None)
    inputs: dict[str, Value] = {"one_time": int(once.sum()), "customers": code.size}
    return Figure(once.mean(), low=low, high=high, inputs=inputs, customers=lambda study: people(study, code[once]))
