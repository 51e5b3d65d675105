"""Figures of the customers at risk: how many, what is at stake, and what became of those who were before."""

import polars as pl

from retention_core.describe.presence.why_unknown import why_no_orders
from retention_core.describe.statistics.confidence_ranges import share_range
from retention_core.kernel.figure import Figure, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.predict.backtest.backtest import Rule
from retention_core.predict.fitting.fitted_models import why_no_bg_nbd
from retention_core.prescribe.customers.at_risk import EVEN, at_risk, at_risk_before, value_at_stake


@figure(
    "at_risk.customers",
    title=N_("Active customers by risk"),
    meaning=N_("Active customers with a chance of being gone; without a model, those silent for over half a period."),
    formula=N_("customers in the list = {customers}"),
    unit=Unit.COUNT,
)
def _listed(study: Study) -> Figure:
    if why := why_no_orders(study):
        return unknown(why)
    table = study(at_risk).table
    return Figure(table.height, inputs={"customers": table.height}, customers=lambda _study: _worth(table))


@figure(
    "at_risk.likely_gone",
    title=N_("More likely gone than not"),
    meaning=N_("Active customers whose chance of being gone is 50% or more."),
    formula=N_("active customers with a chance of 50% or more = {customers}"),
    unit=Unit.COUNT,
)
def _likely(study: Study) -> Figure:
    if why := why_no_orders(study):
        return unknown(why)
    found = study(at_risk)
    if found.rule is not Rule.MODEL:
        return unknown(WhyNull.NO_RISK_MODEL)
    likely = found.likely_gone
    return Figure(likely.height, inputs={"customers": likely.height}, customers=lambda _study: _worth(likely))


@figure(
    "at_risk.value_at_stake",
    title=N_("Value at stake"),
    meaning=N_("What a year earns less if they are gone: the chance of it times what they would bring."),
    formula=N_("chance of being gone x margin of twelve months, of {customers} customers = {at_stake}"),
    unit=Unit.MONEY,
)
def _at_stake(study: Study) -> Figure:
    if why := why_no_orders(study) or (None if study.workbook.has_amounts else WhyNull.NO_AMOUNTS):
        return unknown(why)
    table = study(at_risk).table
    money = study.workbook.money(value_at_stake(table))
    return Figure(money, inputs={"customers": table.height, "at_stake": money}, customers=lambda _study: _worth(table))


@figure(
    "at_risk.left_since",
    title=N_("Of those at risk before, stayed away"),
    meaning=N_("Of the customers who were at risk before the last weeks, the share who have not bought since."),
    formula=N_("not bought since / at risk then = {left} / {customers}"),
    unit=Unit.SHARE,
)
def _left_since(study: Study) -> Figure:
    bands = study(at_risk_before)
    listed = bands.filter(pl.col("from_risk").is_null() | (pl.col("from_risk") >= EVEN))
    left, customers = int(listed["left"].sum()), int(listed["customers"].sum())
    if not customers:
        return unknown(why_no_bg_nbd(study) or (WhyNull.NOBODY_AT_RISK if bands.height else WhyNull.TOO_SHORT_TO_TEST))
    low, high = share_range(left, customers) or (None, None)
    return Figure(left / customers, low=low, high=high, inputs={"left": left, "customers": customers})


def _worth(table: pl.DataFrame) -> pl.DataFrame:
    return table.select("customer_code", "value_at_stake", "silent_days")
