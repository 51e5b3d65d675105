"""Figures of the last finished period: who was kept, new, came back or was lost."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl

from retention_core.describe.presence.customers import people
from retention_core.describe.retention.period_presence import PresenceSlice
from retention_core.describe.retention.retention import periods, stretches
from retention_core.describe.retention.retention_period import RetentionPeriod, finished_period, last_finished
from retention_core.describe.retention.trends import by_period
from retention_core.describe.retention.why_no_rate import why_no_period, why_no_rate, why_no_start
from retention_core.kernel.day_numbers import NEVER, CustomerCodes
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.rows import known
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

Why = Callable[[Study], WhyNull | None]


def two_periods(study: Study) -> tuple[PresenceSlice, PresenceSlice | None]:
    """The last finished period and the one before it, as rows of presence. Only where there is one."""
    place, cut = study(periods).last_finished, study(stretches)
    if place is None or (now := cut[place]) is None:
        raise LookupError("no finished period")
    return now, cut[place - 1]


def _count(
    study: Study,
    value: Callable[[RetentionPeriod], Value],
    why: Why,
    customers: Callable[[Study], CustomerCodes] | None = None,
) -> Figure:
    """One of the counts of the bridge, with the customers behind it."""
    if reason := why(study):
        return unknown(reason)
    period = finished_period(study)
    behind = None if customers is None else lambda study: people(study, customers(study))
    return Figure(value(period), inputs=_inputs(period), customers=behind)


def _inputs(period: RetentionPeriod) -> dict[str, Value]:
    return {
        "first_day": period.first_day,
        "last_day": period.last_day,
        "at_start": period.at_start,
        "kept": period.kept,
        "at_end": period.at_end,
        "new": period.new,
        "returned": period.returned,
        "gained": period.gained,
        "lost": period.lost,
    }


def _bounded(study: Study, found: Figure, bound: str) -> Figure:
    """With a bound where old customers may still look new, as the file begins later than the shop."""
    period = study(last_finished)
    return found if period is None or period.exact_new else replace(found, bound=bound)


def _there_before(study: Study) -> CustomerCodes:
    before = two_periods(study)[1]
    return np.empty(0, np.uint32) if before is None else before.rows.people()


def _there(study: Study) -> CustomerCodes:
    return two_periods(study)[0].rows.people()


def _kept(study: Study) -> CustomerCodes:
    return np.intersect1d(_there(study), _there_before(study), assume_unique=True)


def lost_customers(study: Study) -> CustomerCodes:
    """Who was there in the period before and not in the last finished one."""
    return np.setdiff1d(_there_before(study), _there(study), assume_unique=True)


def _gained(study: Study) -> CustomerCodes:
    return np.setdiff1d(_there(study), _there_before(study), assume_unique=True)


def _new(study: Study) -> CustomerCodes:
    now = two_periods(study)[0].rows
    return np.unique(now.code[now.previous == NEVER])


def _returned(study: Study) -> CustomerCodes:
    return np.setdiff1d(_gained(study), _new(study), assume_unique=True)


@figure(
    "retention.first_day",
    title=N_("First day of the period"),
    meaning=N_("The day on which the last finished period began."),
    formula=N_("the last period that the data knows from its first to its last day: {first_day} to {last_day}"),
    unit=Unit.DAY,
)
def _first_day(study: Study) -> Figure:
    return _count(study, lambda period: period.first_day, why_no_period)


@figure(
    "retention.last_day",
    title=N_("Last day of the period"),
    meaning=N_("The day on which the last finished period ended."),
    formula=N_("the last period that the data knows from its first to its last day: {first_day} to {last_day}"),
    unit=Unit.DAY,
)
def _last_day(study: Study) -> Figure:
    return _count(study, lambda period: period.last_day, why_no_period)


@figure(
    "retention.at_start",
    title=N_("Customers at the start"),
    meaning=N_("Customers who were there in the period before."),
    formula=N_("customers of the period before {first_day} = {at_start}"),
    unit=Unit.COUNT,
    over_time=by_period(pl.col("at_start")),
)
def _at_start(study: Study) -> Figure:
    return _count(study, lambda period: period.at_start, why_no_start, _there_before)


@figure(
    "retention.kept",
    title=N_("Customers kept"),
    meaning=N_("Customers who were there in the period before and in this one."),
    formula=N_("customers at the end - gained = {at_end} - {gained} = {kept}"),
    unit=Unit.COUNT,
    over_time=by_period(pl.col("kept")),
)
def _kept_figure(study: Study) -> Figure:
    return _count(study, lambda period: period.kept, why_no_start, _kept)


@figure(
    "retention.new",
    title=N_("New customers"),
    meaning=N_("Customers who bought for the first time in the file."),
    formula=N_("first purchases from {first_day} to {last_day} = {new}"),
    unit=Unit.COUNT,
    over_time=by_period(pl.col("new")),
)
def _new_figure(study: Study) -> Figure:
    found = _count(study, lambda period: period.new, why_no_period, _new)
    return _bounded(study, found, "at_most")


@figure(
    "retention.returned",
    title=N_("Customers who returned"),
    meaning=N_("Customers who were there once, not in the period before, and now again."),
    formula=N_("gained - new = {gained} - {new} = {returned}"),
    unit=Unit.COUNT,
    over_time=by_period(pl.col("returned")),
)
def _returned_figure(study: Study) -> Figure:
    found = _count(study, lambda period: period.returned, why_no_start, _returned)
    return _bounded(study, found, "at_least")


@figure(
    "retention.gained",
    title=N_("Customers gained"),
    meaning=N_("Customers who are there in this period and were not in the one before: new and returned ones."),
    formula=N_("new + returned = {new} + {returned} = {gained}"),
    unit=Unit.COUNT,
    over_time=by_period(pl.col("gained")),
)
def _gained_figure(study: Study) -> Figure:
    return _count(study, lambda period: period.gained, why_no_start, _gained)


@figure(
    "retention.lost",
    title=N_("Customers lost"),
    meaning=N_("Customers who were there in the period before and not in this one."),
    formula=N_("customers at the start - kept = {at_start} - {kept} = {lost}"),
    unit=Unit.COUNT,
    over_time=by_period(pl.col("lost")),
)
def _lost_figure(study: Study) -> Figure:
    return _count(study, lambda period: period.lost, why_no_start, lost_customers)


@figure(
    "retention.at_end",
    title=N_("Customers of the period"),
    meaning=N_("Customers who were there at least once in the period."),
    formula=N_("customers from {first_day} to {last_day} = {at_end}"),
    unit=Unit.COUNT,
    over_time=by_period(pl.col("at_end")),
)
def _at_end(study: Study) -> Figure:
    return _count(study, lambda period: period.at_end, why_no_period, _there)


@figure(
    "retention.rate",
    title=N_("Share of customers kept"),
    meaning=N_("Of the customers of the period before, the share who came again in this one."),
    formula=N_(
        "(customers at the end - gained) / customers at the start"
        " = ({at_end} - {gained}) / {at_start} = {kept} / {at_start}"
    ),
    unit=Unit.SHARE,
    others=(
        *("repeat_purchase_rate", "returning_customer_rate", "retention.regulars_rate", "retention.yearly_rate"),
        *("first_time.came_back_rate", "money.grr"),
    ),
    over_time=by_period(pl.col("retention_rate")),
)
def _rate(study: Study) -> Figure:
    counted = _count(study, lambda period: period.retention_rate, why_no_rate, _kept)
    if counted.why_null:
        return counted
    period = finished_period(study)
    return replace(counted, low=period.rate_low, high=period.rate_high)


@figure(
    "retention.churn_rate",
    title=N_("Share of customers lost"),
    meaning=N_("Of the customers of the period before, the share who did not come in this one."),
    formula=N_("lost / customers at the start = {lost} / {at_start}"),
    unit=Unit.SHARE,
    others=("retention.rate",),
    over_time=by_period(pl.col("churn_rate")),
)
def _churn(study: Study) -> Figure:
    counted = _count(study, lambda period: period.churn_rate, why_no_rate, lost_customers)
    if counted.why_null:
        return counted
    period = finished_period(study)
    return replace(counted, low=1 - known(period.rate_high), high=1 - known(period.rate_low))
