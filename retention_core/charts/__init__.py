"""Charts are values: small frames and a speech in, `alt.Chart` out. Pages and report draw the same ones."""

from retention_core.charts.claim import claim_chart
from retention_core.charts.cohorts import cohort_chart, funnel_chart
from retention_core.charts.flows import flow_chart
from retention_core.charts.lift_line import lift_chart
from retention_core.charts.look import DARK, LIGHT, Drawing, Look
from retention_core.charts.money import Step, pareto_chart, revenue_chart, spend_chart, waterfall_chart
from retention_core.charts.presence import bridge_chart, comings_and_goings, retention_chart
from retention_core.charts.segments import segment_map
from retention_core.charts.tiers import tier_chart
from retention_core.charts.time_line import time_line
from retention_core.charts.two_numbers import two_numbers_chart
from retention_core.charts.what_if import profit_chart
from retention_core.charts.worth import channel_chart, clv_chart, payback_chart

__all__ = [
    "DARK",
    "LIGHT",
    "Drawing",
    "Look",
    "Step",
    "bridge_chart",
    "channel_chart",
    "claim_chart",
    "clv_chart",
    "cohort_chart",
    "comings_and_goings",
    "flow_chart",
    "funnel_chart",
    "lift_chart",
    "pareto_chart",
    "payback_chart",
    "profit_chart",
    "retention_chart",
    "revenue_chart",
    "segment_map",
    "spend_chart",
    "tier_chart",
    "time_line",
    "two_numbers_chart",
    "waterfall_chart",
]
