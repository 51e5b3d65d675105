"""Charts are values: small frames and a speech in, `alt.Chart` out. Pages and report draw the same ones."""

from retention_core.charts.customers.active import active_chart
from retention_core.charts.customers.cohorts import cohort_chart, funnel_chart
from retention_core.charts.customers.forecast import back_test_chart, calibration_chart, forecast_chart
from retention_core.charts.customers.presence import bridge_chart, customer_flow_data, retention_chart
from retention_core.charts.customers.segments import segment_map
from retention_core.charts.customers.tiers import tier_chart
from retention_core.charts.forms.curves import curve_chart, survival_points
from retention_core.charts.forms.flows import flow_chart
from retention_core.charts.forms.histogram import histogram, histogram_chart
from retention_core.charts.forms.share_bars import rates_chart, shares_chart
from retention_core.charts.forms.theme import DARK, LIGHT, Drawing, Theme
from retention_core.charts.forms.time_line import time_line
from retention_core.charts.money.claim_comparison import two_numbers_chart
from retention_core.charts.money.customer_value import channel_chart, clv_chart, payback_chart
from retention_core.charts.money.five_percent_claim import claim_chart
from retention_core.charts.money.five_percent_effect import lift_chart
from retention_core.charts.money.revenue import Step, pareto_chart, revenue_chart, spend_chart, waterfall_chart
from retention_core.charts.money.what_if import profit_chart
from retention_core.charts.money.what_if_results import (
    cost_map_chart,
    map_cells,
    paths_chart,
    split_chart,
    tornado_chart,
)

__all__ = [
    "DARK",
    "LIGHT",
    "Drawing",
    "Step",
    "Theme",
    "active_chart",
    "back_test_chart",
    "bridge_chart",
    "calibration_chart",
    "channel_chart",
    "claim_chart",
    "clv_chart",
    "cohort_chart",
    "cost_map_chart",
    "curve_chart",
    "customer_flow_data",
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
