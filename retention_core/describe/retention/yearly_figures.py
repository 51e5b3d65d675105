"""The share kept, brought to a year: what shares over other lengths of time can be held against."""

import polars as pl

from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.retention.retention import retention_by_period
from retention_core.describe.retention.retention_period import finished_period
from retention_core.describe.retention.why_no_rate import why_no_rate
from retention_core.describe.statistics.formulas import kept_over
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share, Unit
from retention_core.kernel.rows import known
from retention_core.kernel.study import Study


def _by_period(study: Study) -> pl.DataFrame:
    over_a_year = pl.col("retention_rate") ** study(chosen_period).kind.per_year
    return study(retention_by_period).select("first_day", over_a_year.alias("value"), "finished")


@figure(
    "retention.yearly_rate",
    title=N_("Share of customers kept over a year"),
    meaning=N_("What would be left after a year if every period kept the share of the last finished one."),
    formula=N_("kept in a period to the power of {periods} = {rate} ^ {periods}"),
    unit=Unit.SHARE,
    others=("retention.rate",),
    over_time=_by_period,
)
def _yearly(study: Study) -> Figure:
    why, periods = why_no_rate(study), study(chosen_period).kind.per_year
    if why:
        return unknown(why, periods=round(periods, 1))
    period = finished_period(study)
    rate, *limits = (known(share) for share in (period.retention_rate, period.rate_low, period.rate_high))
    low, high = (kept_over(limit, periods) for limit in limits)
    inputs: dict[str, Value] = {"rate": Share(rate), "periods": round(periods, 1)}
    return Figure(kept_over(rate, periods), low=low, high=high, inputs=inputs)
