"""What became of those who were at risk before the last weeks."""

import polars as pl

from retention_core.describe.ranges import share_range
from retention_core.figures import Figure, figure, unknown
from retention_core.messages import N_
from retention_core.predict.fits import WhyNoModel, why_no_buying_model
from retention_core.prescribe.at_risk import at_risk_before
from retention_core.quantities import Unit
from retention_core.study import Study

EVEN = 0.5


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
