"""Charts are values: small frames and a speech in, `alt.Chart` out. Pages and report draw the same ones."""

from retention_core.charts.active import active_chart
from retention_core.charts.claim import claim_chart
from retention_core.charts.cohorts import cohort_chart, funnel_chart
from retention_core.charts.curves import curve_chart, survival_points
from retention_core.charts.flows import flow_chart
from retention_core.charts.forecast import back_test_chart, calibration_chart, forecast_chart
from retention_core.charts.histogram import histogram, histogram_chart
from retention_core.charts.lift_line import lift_chart
from retention_core.charts.look import DARK, LIGHT, Drawing, Look
from retention_core.charts.money import Step, pareto_chart, revenue_chart, spend_chart, waterfall_chart
from retention_core.charts.presence import bridge_chart, comings_and_goings, retention_chart
from retention_core.charts.segments import segment_map
from retention_core.charts.shares import rates_chart, shares_chart
from retention_core.charts.studio import cost_map_chart, map_cells, paths_chart, split_chart, tornado_chart
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
    "active_chart",
    "back_test_chart",
    "bridge_chart",
    "calibration_chart",
    "channel_chart",
    "claim_chart",
    "clv_chart",
    "cohort_chart",
    "comings_and_goings",
    "cost_map_chart",
    "curve_chart",
    "flow_chart",
    "forecast_chart",
    "funnel_chart",
    "histogram",
    "histogram_chart",
    "lift_chart",
    "map_cells",
    "pareto_chart",
    "paths_chart",
    "payback_chart",
    "profit_chart",
    "rates_chart",
    "retention_chart",
    "revenue_chart",
    "segment_map",
    "shares_chart",
    "spend_chart",
    "split_chart",
    "survival_points",
    "tier_chart",
    "time_line",
    "tornado_chart",
    "two_numbers_chart",
    "waterfall_chart",
]
