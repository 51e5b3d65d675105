"""Figures of who is slipping away: how many, worth how much, and how many of those listed before did leave."""

import numpy as np
import polars as pl

from retention_core.describe.customers import people
from retention_core.describe.ranges import share_range
from retention_core.figures import Figure, figure, unknown
from retention_core.predict.backtest import Rule
from retention_core.predict.fits import WhyNoModel, why_no_buying_model
from retention_core.prescribe.at_risk import at_risk, at_risk_before
from retention_core.quantities import Unit
from retention_core.study import Study
from retention_core.text.catalog import N_

EVEN = 0.5


def likely_gone(study: Study) -> pl.DataFrame:
    """The rows of `at_risk` more likely gone than not; by the simple rule all who are listed."""
    found = study(at_risk)
    return found.table.filter(pl.col("risk") >= EVEN) if found.rule is Rule.MODEL else found.table


def _why_nothing_to_list(study: Study) -> str | None:
    """Where too few came again for a model, the simple rule lists them."""
    why = why_no_buying_model(study)
    return None if why == WhyNoModel.TOO_FEW_AGAIN else why


@figure(
    "at_risk.customers",
    title=N_("Customers at risk"),
    meaning=N_(
        "Active customers who are more likely gone than not; where a simple rule came nearer than the model, those"
        " silent for over half a period."
    ),
    formula=N_("active customers at risk = {customers}"),
    unit=Unit.COUNT,
)
def _customers(study: Study) -> Figure:
    if why := _why_nothing_to_list(study):
        return unknown(why)
    codes = likely_gone(study)["customer_code"].to_numpy()
    return Figure(len(codes), inputs={"customers": len(codes)}, customers=lambda: people(study, np.sort(codes)))


@figure(
    "at_risk.value_at_stake",
    title=N_("Value at stake"),
    meaning=N_("What is lost in a year if the customers at risk are gone."),
    formula=N_("chance of being gone x margin expected in twelve months if kept, of {customers} customers = {value}"),
    unit=Unit.MONEY,
)
def _value(study: Study) -> Figure:
    if why := _why_nothing_to_list(study):
        return unknown(why)
    if not study.workbook.has_amounts:
        return unknown("no_amounts")
    rows = likely_gone(study)
    value = study.workbook.money(int(rows["value_at_stake"].sum()))
    return Figure(value, inputs={"customers": rows.height, "value": value})


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
        return unknown(why_no_buying_model(study) or ("nobody_at_risk" if bands.height else WhyNoModel.TOO_SHORT))
    low, high = share_range(left, customers) or (None, None)
    return Figure(left / customers, low=low, high=high, inputs={"left": left, "customers": customers})
