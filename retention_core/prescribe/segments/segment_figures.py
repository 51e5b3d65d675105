"""Figures of the segments: how many customers, and how much money."""

from collections.abc import Callable

import polars as pl

from retention_core.describe.presence.why_unknown import why_no_orders
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.rows import known, row_as
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.segments.segment_members import segment_members
from retention_core.prescribe.segments.segments import Segment, SegmentRow, segment_table

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


def _segment(segment: Segment, column: str) -> Callable[[Study], Figure]:
    def read(study: Study) -> Figure:
        if why := why_no_orders(study):
            return unknown(why)
        row = row_as(SegmentRow, study(segment_table).filter(pl.col("segment") == segment))
        inputs: dict[str, Value] = {"customers": row.customers}
        if column == "customers":
            return Figure(row.customers, inputs=inputs, customers=lambda study: segment_members(study, segment))
        if not study.workbook.has_amounts:
            return unknown(WhyNull.NO_AMOUNTS, **inputs)
        inputs["spend"] = study.workbook.money(known(row.spend))
        return Figure(inputs["spend"], inputs=inputs, customers=lambda study: segment_members(study, segment))

    return read


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
