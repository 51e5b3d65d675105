"""Figures of customers who cost more than they bring."""

from retention_core.kernel.figure import Figure, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.prescribe.customers.unprofitable import (
    earned_by,
    unprofitable,
    why_no_costs,
    with_several_purchases,
)


@figure(
    "poor_fit.customers",
    title=N_("Customers who cost more than they bring"),
    meaning=N_("Customers whose payments, less what was given back and what the goods cost, are below zero so far."),
    formula=N_("customers with a margin below zero = {customers}"),
    unit=Unit.COUNT,
)
def _customers(study: Study) -> Figure:
    if why := why_no_costs(study):
        return unknown(why)
    found = study(unprofitable)
    return Figure(found.height, inputs={"customers": found.height}, customers=lambda _study: found)


@figure(
    "poor_fit.to_look_at",
    title=N_("Of them with several purchases"),
    meaning=N_("Those among them who bought on two days or more: with the others it is too early to judge."),
    formula=N_("customers with a margin below zero and two purchase days or more = {customers}"),
    unit=Unit.COUNT,
)
def _to_look_at(study: Study) -> Figure:
    if why := why_no_costs(study):
        return unknown(why)
    found = with_several_purchases(study(unprofitable))
    return Figure(found.height, inputs={"customers": found.height}, customers=lambda _study: found)


@figure(
    "poor_fit.margin",
    title=N_("What they cost"),
    meaning=N_("What customers who cost more than they bring have earned in all: a loss."),
    formula=N_("payments less refunds less costs of {customers} customers = {margin}"),
    unit=Unit.MONEY,
)
def _margin(study: Study) -> Figure:
    if why := why_no_costs(study):
        return unknown(why)
    found = study(unprofitable)
    margin = study.workbook.money(earned_by(found))
    return Figure(margin, inputs={"customers": found.height, "margin": margin}, customers=lambda _study: found)
