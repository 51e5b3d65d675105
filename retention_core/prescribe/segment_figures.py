"""Figures of the segments and of those at risk: how many, and how much money."""

from collections.abc import Callable

import polars as pl

from retention_core.describe.reasons import why_no_orders
from retention_core.figures import Figure, Value, figure, unknown
from retention_core.messages import N_
from retention_core.predict.backtest import Rule
from retention_core.prescribe.at_risk import at_risk
from retention_core.prescribe.segments import Segment, segment_table, segments
from retention_core.quantities import Unit
from retention_core.study import Study

TITLES = {
    Segment.CHAMPIONS: (N_("Champions: customers"), N_("Champions: spend")),
    Segment.LOYAL: (N_("Loyal: customers"), N_("Loyal: spend")),
    Segment.POTENTIAL_LOYAL: (N_("Potentially loyal: customers"), N_("Potentially loyal: spend")),
    Segment.PROMISING: (N_("Promising: customers"), N_("Promising: spend")),
    Segment.NEW: (N_("New: customers"), N_("New: spend")),
    Segment.NEEDS_ATTENTION: (N_("Needs attention: customers"), N_("Needs attention: spend")),
    Segment.ABOUT_TO_SLEEP: (N_("About to sleep: customers"), N_("About to sleep: spend")),
    Segment.AT_RISK: (N_("At risk: customers"), N_("At risk: spend")),
    Segment.CANNOT_LOSE: (N_("Cannot lose: customers"), N_("Cannot lose: spend")),
    Segment.HIBERNATING: (N_("Hibernating: customers"), N_("Hibernating: spend")),
    Segment.LOST: (N_("Lost: customers"), N_("Lost: spend")),
}
LIKELY = 0.5


def _segment(segment: Segment, column: str) -> Callable[[Study], Figure]:
    def read(study: Study) -> Figure:
        if why := why_no_orders(study):
            return unknown(why)
        row = study(segment_table).row(by_predicate=pl.col("segment") == segment, named=True)
        inputs: dict[str, Value] = {"customers": row["customers"]}
        if column == "customers":
            return Figure(row["customers"], inputs=inputs, customers=lambda study: _members(study, segment))
        if not study.workbook.has_amounts:
            return unknown("no_amounts", **inputs)
        inputs["spend"] = study.workbook.money(row["spend"])
        return Figure(inputs["spend"], inputs=inputs, customers=lambda study: _members(study, segment))

    return read


def _members(study: Study, segment: Segment) -> pl.DataFrame:
    found = study(segments).filter(pl.col("segment") == segment).drop("segment", "fm", "active")
    by = "spend" if "spend" in found.columns else "purchase_days"
    return found.sort(by, "customer_code", descending=[True, False])


for _one, (_customers, _spend) in TITLES.items():
    figure(
        f"segments.{_one.value}.customers",
        title=_customers,
        meaning=N_("Customers of this segment, by how recently, how often and for how much they bought."),
        formula=N_("customers in the cells of this segment on the map = {customers}"),
        unit=Unit.COUNT,
    )(_segment(_one, "customers"))
    figure(
        f"segments.{_one.value}.spend",
        title=_spend,
        meaning=N_("What the customers of this segment have paid in all, less what was given back."),
        formula=N_("payments less refunds of {customers} customers = {spend}"),
        unit=Unit.MONEY,
    )(_segment(_one, "spend"))


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
    return Figure(table.height, inputs={"customers": table.height}, customers=lambda study: _worth(table))


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
        return unknown("no_risk_model")
    likely = found.table.filter(pl.col("risk") >= LIKELY)
    return Figure(likely.height, inputs={"customers": likely.height}, customers=lambda study: _worth(likely))


@figure(
    "at_risk.value_at_stake",
    title=N_("Value at stake"),
    meaning=N_("What a year earns less if they are gone: the chance of it times what they would bring."),
    formula=N_("chance of being gone x margin of twelve months, of {customers} customers = {at_stake}"),
    unit=Unit.MONEY,
)
def _at_stake(study: Study) -> Figure:
    if why := why_no_orders(study) or (None if study.workbook.has_amounts else "no_amounts"):
        return unknown(why)
    table = study(at_risk).table
    money = study.workbook.money(int(table["value_at_stake"].sum()))
    return Figure(money, inputs={"customers": table.height, "at_stake": money}, customers=lambda study: _worth(table))


def _worth(table: pl.DataFrame) -> pl.DataFrame:
    return table.select("customer_code", "value_at_stake", "silent_days")
