"""Whether chances came true: customers by the chance to buy that they were given before, and the share who did."""

import numpy as np
import polars as pl

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.purchase_days import presence
from retention_core.kernel.day_numbers import day_number, day_of
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import hidden_days
from retention_core.predict.fitting.customer_histories import histories
from retention_core.predict.fitting.fitted_models import mbg_nbd
from retention_core.predict.futures.expected_future import ExpectedFuture
from retention_core.predict.models.bg_nbd import BgNbdParameters

SCHEMA = {"from_chance": pl.Float64, "customers": pl.Int64, "expected": pl.Float64, "bought": pl.Float64}


def calibration(study: Study) -> pl.DataFrame:
    """One row per band of the chance to buy in the hidden days, given before them; bands with nobody are left out.

    from_chance   where the band of a tenth begins
    customers     how many were in it
    expected      their mean chance
    bought        the share of them who did buy
    Empty where no back-test is possible.
    """
    hidden = study(hidden_days)
    if hidden is None:
        return pl.DataFrame(schema=SCHEMA)
    cut = day_number(study(horizon).as_of) - hidden
    then = study.with_overrides(as_of=day_of(cut))
    fitted, seen = then(mbg_nbd), then(histories)
    if fitted is None:
        return pl.DataFrame(schema=SCHEMA)
    chance = ExpectedFuture(BgNbdParameters(*fitted.parameters, leaves_at_first=1), seen).p_buys(hidden)
    did = np.isin(seen.code, study(presence).between(cut + 1, cut + hidden).people(), assume_unique=True)
    band = np.minimum((chance * 10).astype(np.intp), 9)
    table = pl.DataFrame({"band": band, "chance": chance, "did": did})
    counted = table.group_by("band").agg(
        pl.len().cast(pl.Int64).alias("customers"),
        pl.col("chance").mean().alias("expected"),
        pl.col("did").mean().alias("bought"),
    )
    return counted.sort("band").select((pl.col("band") / 10).alias("from_chance"), "customers", "expected", "bought")


def mean_distance(bands: pl.DataFrame) -> float:
    """How far the chances were off on average, each customer counted once, as a share; bands as in `calibration`."""
    off = (pl.col("expected") - pl.col("bought")).abs() * pl.col("customers")
    return float(bands.select(off.sum() / pl.col("customers").sum()).item())
