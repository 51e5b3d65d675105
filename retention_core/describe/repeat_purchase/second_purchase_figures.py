"""Figures of the second purchase: who came back within how many days, and how long that takes."""

from collections.abc import Callable

from retention_core.describe.cycle.gap_curves import gap_curve
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.why_unknown import why_no_repeats
from retention_core.describe.repeat_purchase.first_time_buyers import came_back_within, who_came_back
from retention_core.describe.repeat_purchase.second_purchase import time_to_second_purchase
from retention_core.describe.statistics.confidence_ranges import share_range
from retention_core.describe.statistics.survival import Survival
from retention_core.kernel.figure import Figure, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays, Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

TITLES = {
    30: N_("First-time buyers back within 30 days"),
    60: N_("First-time buyers back within 60 days"),
    90: N_("First-time buyers back within 90 days"),
    180: N_("First-time buyers back within 180 days"),
    365: N_("First-time buyers back within a year"),
}


def _within(days: int) -> Callable[[Study], Figure]:
    def compute(study: Study) -> Figure:
        if why := why_no_repeats(study):
            return unknown(why, days=DurationDays(days))
        found = came_back_within(study, days)
        if found.share is None:
            return unknown(WhyNull.TOO_EARLY_TO_COME_BACK, days=DurationDays(days), came_back=0, buyers=0)
        low, high = share_range(found.came_back, found.buyers) or (None, None)
        inputs = {"days": DurationDays(days), "came_back": found.came_back, "buyers": found.buyers}
        return Figure(
            found.share,
            low=low,
            high=high,
            inputs=inputs,
            customers=lambda study: people(study, who_came_back(study, days)),
        )

    return compute


for _days, _title in TITLES.items():
    figure(
        f"first_time.back_within_{_days}_days",
        title=_title,
        meaning=N_("Of those who bought for the first time and have had that long since, the share who bought again."),
        formula=N_("back within {days} / first-time buyers who had that long = {came_back} / {buyers}"),
        unit=Unit.SHARE,
        others=("first_time.came_back_rate", "repeat_purchase_rate"),
    )(_within(_days))


def _middle(study: Study, curve: Callable[[Study], Survival], why_nobody: WhyNull) -> Figure:
    """The median of a curve with its limits."""
    if why := why_no_repeats(study):
        return unknown(why)
    found = study(curve)
    inputs = {"seen": found.observed, "ended": found.ended}
    if not found.ended:
        return unknown(why_nobody, **inputs)
    middle = found.median()
    if middle.time is None:
        return unknown(WhyNull.FEWER_THAN_HALF_CAME_BACK, **inputs)
    return Figure(middle.time, low=middle.low, high=middle.high, inputs=inputs | {"median": DurationDays(middle.time)})


@figure(
    "first_time.days_to_second",
    title=N_("From the first purchase to the second"),
    meaning=N_("After how many days half of the first-time buyers have bought again, those still away counted in."),
    formula=N_(
        "the day by which half of {seen} first-time buyers are back, {ended} of whom are so far (Kaplan-Meier)"
        " = {median}"
    ),
    unit=Unit.DAYS,
    others=("cycle.median_days", "cycle.away_median_days"),
)
def _days_to_second(study: Study) -> Figure:
    return _middle(study, time_to_second_purchase, WhyNull.NOBODY_BOUGHT_TWICE)


@figure(
    "cycle.away_median_days",
    title=N_("From any purchase to the next"),
    meaning=N_("After how many days half of all purchases are followed by another one of the same customer."),
    formula=N_(
        "the day by which half of {seen} purchase days are followed by another, {ended} of which are so far"
        " (Kaplan-Meier) = {median}"
    ),
    unit=Unit.DAYS,
    others=("cycle.median_days", "first_time.days_to_second"),
)
def _days_to_next(study: Study) -> Figure:
    return _middle(study, gap_curve, WhyNull.NOBODY_BOUGHT_TWICE)
