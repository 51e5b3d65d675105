"""Figures of activity: active customers by day, week and month, stickiness, activation."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from retention_core.describe.activity.usage import (
    ACTIVATION_DAYS,
    LENGTHS,
    MONTH,
    DayOfUse,
    activation,
    activation_over_time,
    active_days,
    activity_by_day,
    not_activated,
)
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import from_activity
from retention_core.describe.presence.purchase_days import presence
from retention_core.describe.statistics.confidence_ranges import count_range, mean_range, share_range
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.figure import Figure, Trend, Value, as_meant, figure, registered, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays, Unit
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


def _why_no_activity(study: Study) -> WhyNull | None:
    return None if study(activity_by_day).height else WhyNull.NO_ACTIVITY


def _people(study: Study, codes: CustomerCodes) -> pl.DataFrame:
    """Customers with their first and last active day and how many active days they have."""
    return people(from_activity(study), codes)


def _active_people(study: Study, length: int) -> pl.DataFrame:
    active = from_activity(study)
    as_of = day_number(active(horizon).as_of)
    return _people(study, active(presence).between(as_of - length + 1, as_of).people())


def _by_day(shown: pl.Expr) -> Trend:
    def history(study: Study) -> pl.DataFrame:
        table = study(activity_by_day)
        value = shown.cast(pl.Float64).alias("value")
        return table.select(pl.col("day").alias("first_day"), value, finished=pl.lit(value=True))

    return history


def _active(of: Callable[[DayOfUse], int], length: int) -> Callable[[Study], Figure]:
    def compute(study: Study) -> Figure:
        if why := _why_no_activity(study):
            return unknown(why)
        last = row_as(DayOfUse, study(activity_by_day))
        active = of(last)
        inputs: dict[str, Value] = {"days": DurationDays(length), "as_of": last.day, "active": active}
        low, high = (round(limit) for limit in count_range(active))
        return Figure(active, low=low, high=high, inputs=inputs, customers=lambda study: _active_people(study, length))

    return compute


STRETCHES: dict[str, tuple[str, Callable[[DayOfUse], int]]] = {
    "weekly": (N_("Active in the last 7 days"), lambda day: day.weekly),
    "monthly": (N_("Active in the last 30 days"), lambda day: day.monthly),
}

for _name, (_title, _of) in STRETCHES.items():
    figure(
        f"activity.{_name}_active",
        title=_title,
        meaning=N_("Customers who did anything in the stretch that ends on the last day the data knows, each once."),
        formula=N_("customers active in the {days} up to {as_of} = {active}"),
        unit=Unit.COUNT,
        others=("activity.stickiness",),
        over_time=_by_day(pl.col(_name)),
    )(_active(_of, LENGTHS[_name]))


def _of_last_month(study: Study, value: Callable[[float, float], float]) -> Figure:
    """A figure of the last 30 days, from the stickiness on the last day and the mean of daily active customers."""
    if why := _why_no_activity(study):
        return unknown(why)
    table = study(activity_by_day)
    last, daily = row_as(DayOfUse, table), float(table["daily"].tail(MONTH).sum() / MONTH)
    inputs: dict[str, Value] = {"days": DurationDays(MONTH), "as_of": last.day, "monthly": last.monthly}
    if last.stickiness is None:
        return unknown(WhyNull.FEWER_THAN_30_DAYS if last.monthly else WhyNull.NOBODY_ACTIVE, **inputs)
    inputs |= {"daily": daily}
    return Figure(value(last.stickiness, daily), inputs=inputs, customers=lambda study: _active_people(study, MONTH))


@figure(
    "activity.daily_active",
    title=N_("Active on a usual day"),
    meaning=N_("How many customers are active on a day, on average over the last 30 days."),
    formula=N_("mean of the customers active on each of the {days} up to {as_of} = {daily}"),
    unit=Unit.COUNT,
    others=("activity.stickiness",),
    over_time=_by_day(pl.col("daily").rolling_mean(MONTH)),
)
def _daily(study: Study) -> Figure:
    return replace(_of_last_month(study, lambda _, daily: daily), customers=None)


@figure(
    "activity.stickiness",
    title=N_("Stickiness"),
    meaning=N_("Of the customers active in 30 days, the share who are active on a usual day."),
    formula=N_("active a day on average / active in the {days} up to {as_of} = {daily} / {monthly}"),
    unit=Unit.SHARE,
    others=("activity.daily_active", "activity.monthly_active"),
    over_time=_by_day(pl.col("stickiness")),
)
def _stickiness(study: Study) -> Figure:
    found = _of_last_month(study, lambda stickiness, _: stickiness)
    if found.why_null:
        return found
    low, high = mean_range(study(active_days) / MONTH) or (None, None)
    return replace(found, low=low, high=high)


@figure(
    "activity.activation_rate",
    title=N_("Activation rate"),
    meaning=N_(
        "Of new customers who have had that long, the share who did what shows that they have begun: come on a second"
        " day within 14 days, unless something else is chosen."
    ),
    formula=N_("new customers who did it within {days} / new customers who had that long = {activated} / {new}"),
    unit=Unit.SHARE,
    others=("activity.stickiness",),
    over_time=activation_over_time,
)
def _activation_rate(study: Study) -> Figure:
    return _activated(study, None, ACTIVATION_DAYS)


def activation_figure(study: Study, event: str | None, within: int) -> Figure:
    """The activation rate for an event (null: a second active day) and a number of days of the user's choice."""
    return as_meant(registered("activity.activation_rate"), _activated(study, event, within))


def activation_members(study: Study, event: str | None, within: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The new customers who had that long: those who have begun, and those who have not; rows as `people` has them."""
    begun = study(activation, event, within).activated
    return _people(study, begun), _people(study, study(not_activated, event, within))


def _activated(study: Study, event: str | None, within: int) -> Figure:
    if why := _why_no_activity(study):
        return unknown(why)
    found = study(activation, event, within)
    inputs = {"days": DurationDays(within), "activated": len(found.activated), "new": found.new_customers}
    if not found.new_customers:
        return unknown(WhyNull.TOO_EARLY_TO_ACTIVATE, **inputs)
    low, high = share_range(len(found.activated), found.new_customers) or (None, None)
    share = len(found.activated) / found.new_customers
    return Figure(share, low=low, high=high, inputs=inputs, customers=lambda study: _people(study, found.activated))
