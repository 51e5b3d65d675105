"""What five percent more kept does to the worth of a customer, by m r / (1 + d - r), at every share kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from retention_core.describe.statistics.formulas import lifetime_value
from retention_core.kernel.quantities import Share
from retention_core.prescribe.programme.baseline import Baseline
from retention_core.prescribe.programme.levers import Lever, LiftDefinition, kept_after
from retention_core.prescribe.what_if.what_if import outcome

LIFT = 0.05
FROM, TO, STEP = 0.10, 0.95, 0.01
LADDER = (0.30, 0.50, 0.70, 0.80, 0.90, 0.94)


@dataclass(frozen=True)
class FivePercent:
    """What 5% more kept brings a shop by one reading, at no cost, as shares.

    profit   more profit over the horizon; null without a profit to compare with
    worth    how much more a customer is worth from here on; null where that has no end, or is nothing to begin with
    """

    reading: LiftDefinition
    profit: float | None
    worth: float | None


def worth_gained(rate: float, discount: float, reading: LiftDefinition = LiftDefinition.POINTS) -> float | None:
    """How much more a customer is worth after the lift, as a share; the lift is held at 100% kept.

    Null where there is no worth to begin with, or where it has no end.
    """
    before = lifetime_value(1.0, rate, discount)
    after = lifetime_value(1.0, kept_after(rate, LIFT, reading), discount)
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
        (reading, Share(kept_after(rate, LIFT, reading)), None if gain is None else Share(gain))
        for reading, gain in gains.items()
    ]


def ladder(discount: float) -> list[tuple[Share, Sequence[Share | None]]]:
    """Several shares kept, each with how much more a customer is worth by each reading of 5%; null: without end."""
    return [(Share(rate), [gain for _, _, gain in three_readings(rate, discount)]) for rate in LADDER]


def five_percent_here(shop: Baseline, lever: Lever) -> list[FivePercent]:
    """5% more of all customers kept at no cost, by each reading; margin, discount and horizon are those of a lever."""
    return [_by_reading(shop, lever, reading) for reading in LiftDefinition]


def _by_reading(shop: Baseline, lever: Lever, reading: LiftDefinition) -> FivePercent:
    alone = Lever(
        LIFT,
        reading,
        margin=lever.margin,
        discount_rate=lever.discount_rate,
        horizon_months=lever.horizon_months,
    )
    found = outcome(shop, alone)
    before, after = found.clv_before, found.clv_after
    return FivePercent(reading, found.result.percent, after / before - 1 if before and after is not None else None)
