"""Figures of buying again, beside the retention rate: the other definitions people use."""

from collections.abc import Callable

import numpy as np
import polars as pl

from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_no_repeats
from retention_core.describe.repeat_purchase.first_time_buyers import came_back_by_period, first_purchases
from retention_core.describe.retention.retention import periods, retention_by_period, stretches
from retention_core.describe.retention.retention_figures import row_of, two_periods
from retention_core.describe.retention.trends import by_period, ratio
from retention_core.describe.retention.why_no_rate import why_no_period, why_no_start
from retention_core.describe.statistics.confidence_ranges import share_range, share_range_with_spread
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays, Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


def _share(
    study: Study, part: str, whole: str, why_nobody: WhyNull, customers: Callable[[Study], CustomerCodes] | None = None
) -> Figure:
    """A share of the last finished period, with its range."""
    row = row_of(study)
    inputs: dict[str, Value] = {part: row.get(part), whole: row.get(whole)}
    inputs |= {"first_day": row.get("first_day"), "last_day": row.get("last_day")}
    if not row[whole]:
        return unknown(why_nobody, **inputs)
    past = study(retention_by_period).filter("finished").select(pl.col(part, whole).fill_null(0)).rows()
    low, high = share_range_with_spread(row[part], row[whole], past) or (None, None)
    behind = None if customers is None else lambda study: people(study, customers(study))
    return Figure(row[part] / row[whole], low=low, high=high, inputs=inputs, customers=behind)


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
    return unknown(why) if why else _share(study, "repeat_buyers", "buyers", WhyNull.NOBODY_BOUGHT, _repeat_buyers)


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
    return (
        unknown(why) if why else _share(study, "returning_buyers", "buyers", WhyNull.NOBODY_BOUGHT, _returning_buyers)
    )


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
    return (
        unknown(why)
        if why
        else _share(study, "regulars_kept", "regulars_at_start", WhyNull.NO_REGULARS, _regulars_kept)
    )


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
    why = why_no_start(study) or (WhyNull.SECOND_FULL_PERIOD if row_of(study)["lost_before"] is None else None)
    return (
        unknown(why) if why else _share(study, "came_back", "lost_before", WhyNull.NOBODY_LOST_BEFORE, _came_back_later)
    )


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
    row = seen.row(-1, named=True)
    low, high = share_range_with_spread(
        row["came_back"], row["first_time_buyers"], seen.select("came_back", "first_time_buyers").rows()
    ) or (None, None)
    inputs = {"buyers": row["first_time_buyers"], "came_back": row["came_back"], "days": DurationDays(within)}
    inputs |= {"first_day": row["first_day"], "last_day": row["last_day"]}
    span = day_number(row["first_day"]), day_number(row["last_day"])
    return Figure(
        row["came_back_share"], low=low, high=high, inputs=inputs, customers=lambda study: _back(study, span, within)
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
