"""What customers have earned so far as few curves: those who came in at about the same time together."""

import polars as pl

from retention_core.describe.customer_value.clv import clv_by_cohort
from retention_core.describe.customer_value.margin import margin_share
from retention_core.describe.cycle.period_calendar import period_of
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study

MOST_CURVES = 8
JOINED_IN = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR)
SCHEMA = {"joined": pl.Date, "month": pl.Int64, "customers": pl.Int64, "margin_so_far": pl.Float64}


def curve_kind(study: Study) -> PeriodKind:
    """The shortest stretch of first purchases that gives no more than eight curves; years where none does."""
    cohorts = study(clv_by_cohort)["cohort"].unique()
    counts = ((kind, len({period_of(kind, day) for day in cohorts})) for kind in JOINED_IN)
    return next((kind for kind, count in counts if count <= MOST_CURVES), PeriodKind.YEAR)


def clv_curves(study: Study) -> pl.DataFrame:
    """One row per stretch in which customers first bought, and month since their first purchase.

    joined          first day of the stretch, a `curve_kind`
    month           0 is the month of the first purchase itself
    customers       who first bought in the stretch
    margin_so_far   what one of them had earned on average by the end of that month   minor units
    Only where all of them could be seen that long.
    """
    cells, kind = study(clv_by_cohort), study(curve_kind)
    if not cells.height:
        return pl.DataFrame(schema=SCHEMA)
    joined = [period_of(kind, day) for day in cells["cohort"]]
    together = (
        cells.with_columns(pl.Series("joined", joined, dtype=pl.Date))
        .with_columns(months=pl.col("cohort").n_unique().over("joined"))
        .group_by("joined", "month")
        .agg(
            pl.col("customers").sum(),
            pl.col("revenue_so_far").sum(),
            seen=pl.col("revenue_so_far").count() == pl.col("months").first(),
        )
        .filter(pl.col("seen") & (pl.col("customers") > 0))
    )
    each = study(margin_share) * pl.col("revenue_so_far") / pl.col("customers")
    return together.with_columns(each.alias("margin_so_far")).select(list(SCHEMA)).sort("joined", "month")


def latest_clv_curves(study: Study) -> pl.DataFrame:
    """The rows of `clv_curves` of the eight latest stretches."""
    curves = study(clv_curves)
    latest = curves["joined"].unique().sort().tail(MOST_CURVES)
    return curves.filter(pl.col("joined").is_in(latest.implode()))
