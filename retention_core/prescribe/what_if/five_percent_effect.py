"""What five percent more kept does to the worth of a customer, by m r / (1 + d - r), at every share kept."""

import numpy as np
import polars as pl

from retention_core.describe.statistics.formulas import lifetime_value
from retention_core.kernel.quantities import Share
from retention_core.prescribe.programme.levers import LiftDefinition, lifted

LIFT = 0.05
FROM, TO, STEP = 0.10, 0.95, 0.01


def worth_gained(rate: float, discount: float, reading: LiftDefinition = LiftDefinition.POINTS) -> float | None:
    """How much more a customer is worth after the lift, as a share; the lift is held at 100% kept.

    Null where there is no worth to begin with, or where it has no end.
    """
    before = lifetime_value(1.0, rate, discount)
    after = lifetime_value(1.0, min(1.0, lifted(rate, LIFT, reading)), discount)
    return None if not before or after is None else after / before - 1


def five_percent_effect(discount: float) -> pl.DataFrame:
    """One row per share kept, from 10% to 95%: rate, gain (by five points; null where the worth has no end)."""
    rates = np.round(np.arange(FROM, TO + STEP / 2, STEP), 2).tolist()
    gains = [worth_gained(rate, discount) for rate in rates]
    return pl.DataFrame({"rate": rates, "gain": gains}, schema={"rate": pl.Float64, "gain": pl.Float64})


def three_readings(rate: float, discount: float) -> list[tuple[LiftDefinition, Share, Share | None]]:
    """Each reading of 5%: the share kept after it, and how much more a customer is worth."""
    gains = {reading: worth_gained(rate, discount, reading) for reading in LiftDefinition}
    return [
        (reading, Share(min(1.0, lifted(rate, LIFT, reading))), None if gain is None else Share(gain))
        for reading, gain in gains.items()
    ]
