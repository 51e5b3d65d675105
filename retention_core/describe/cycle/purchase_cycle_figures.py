"""Figures of the purchase cycle and the period it leads to."""

import polars as pl

from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.cycle.purchase_cycle import Cycle, purchase_cycle, rhythms
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_no_repeats, why_nothing
from retention_core.kernel.figure import Figure, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays, Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


def _rhythmic(study: Study) -> pl.DataFrame:
    """Customers with two purchase days or more, with their usual gap."""
    known = study(rhythms)
    gaps = pl.DataFrame({"customer_code": known.code, "rhythm_days": known.days})
    return people(study, known.code).join(gaps, on="customer_code", how="left", maintain_order="left")


def _of_cycle(study: Study, days: float | None) -> Figure:
    cycle: Cycle = study(purchase_cycle)
    if days is None:
        return unknown(why_no_repeats(study) or WhyNull.NOBODY_BOUGHT_TWICE, customers=0)
    inputs = {"customers": cycle.customers_with_gap, "days": DurationDays(days)}
    return Figure(days, inputs=inputs, customers=_rhythmic)


@figure(
    "cycle.median_days",
    title=N_("Usual time between purchases"),
    meaning=N_("How many days usually pass between two purchases of the same customer."),
    formula=N_("the middle one of the usual gaps of {customers} customers with two purchase days or more = {days}"),
    unit=Unit.DAYS,
    others=("cycle.p75_days", "cycle.p90_days"),
)
def _median(study: Study) -> Figure:
    return _of_cycle(study, study(purchase_cycle).median_days)


@figure(
    "cycle.p75_days",
    title=N_("Three of four buy again within"),
    meaning=N_("Three of four customers who came back usually come back at least this fast."),
    formula=N_("the gap that 75% of the usual gaps of {customers} customers do not pass = {days}"),
    unit=Unit.DAYS,
    others=("cycle.median_days",),
)
def _p75(study: Study) -> Figure:
    return _of_cycle(study, study(purchase_cycle).p75_days)


@figure(
    "cycle.p90_days",
    title=N_("Nine of ten buy again within"),
    meaning=N_("Nine of ten customers who came back usually come back at least this fast."),
    formula=N_("the gap that 90% of the usual gaps of {customers} customers do not pass = {days}"),
    unit=Unit.DAYS,
    others=("cycle.median_days",),
)
def _p90(study: Study) -> Figure:
    return _of_cycle(study, study(purchase_cycle).p90_days)


@figure(
    "cycle.customers",
    title=N_("Customers with two purchase days or more"),
    meaning=N_("Customers from whom the time between purchases can be learnt."),
    formula=N_("customers who bought on two days or more up to {as_of} = {customers}"),
    unit=Unit.COUNT,
)
def _customers(study: Study) -> Figure:
    if why := why_no_repeats(study):
        return unknown(why)
    count = study(purchase_cycle).customers_with_gap
    inputs = {"as_of": study(horizon).as_of, "customers": count}
    return Figure(count, inputs=inputs, customers=_rhythmic)


@figure(
    "period.kind",
    title=N_("Period"),
    meaning=N_("The length of time over which customers are counted as kept or lost: about three purchase cycles."),
    formula=N_(
        "usual time between purchases: {cycle}; the period that holds it three times: {wished}; in use: {period}"
    ),
    unit=Unit.WORD,
    others=("cycle.median_days",),
)
def _period(study: Study) -> Figure:
    choice, cycle = study(chosen_period), study(purchase_cycle)
    if why := why_nothing(study):
        return unknown(why)
    days = None if cycle.median_days is None else DurationDays(cycle.median_days)
    return Figure(choice.kind, inputs={"cycle": days, "wished": choice.wished, "period": choice.kind})
