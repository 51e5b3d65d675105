"""How sure a share is: chance within one period, and the spread from period to period."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

NORMAL_95 = 1.959963984540054
FEWEST_PERIODS = 3


def share_range(successes: float, trials: float) -> tuple[float, float] | None:
    """95% range of a share by Wilson's formula: never below 0 or above 1. None without any trial."""
    if trials <= 0:
        return None
    share, z2 = successes / trials, NORMAL_95**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = NORMAL_95 / (1 + z2 / trials) * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def share_range_with_spread(
    successes: float, trials: float, earlier: Sequence[tuple[float, float]]
) -> tuple[float, float] | None:
    """95% range of a share that also moves from period to period.

    `earlier` are the (successes, trials) of the periods to learn the spread from. What they vary beyond chance is
    added to the chance of this one, as if it had fewer trials.
    """
    if trials <= 0:
        return None
    drawn_in = (successes + NORMAL_95**2 / 2) / (trials + NORMAL_95**2)  # so that 0 of 5 is not taken for certain
    chance = drawn_in * (1 - drawn_in) / trials
    effective = trials * chance / (chance + spread_beyond_chance(earlier))
    return share_range(successes / trials * effective, effective)


def spread_beyond_chance(periods: Sequence[tuple[float, float]]) -> float:
    """Variance of a share between periods that chance alone does not explain; 0 with fewer than three periods."""
    counted = np.array([period for period in periods if period[1] > 0], np.float64)
    if len(counted) < FEWEST_PERIODS:
        return 0.0
    shares = counted[:, 0] / counted[:, 1]
    by_chance = float(np.mean(shares * (1 - shares) / counted[:, 1]))
    return max(0.0, float(np.var(shares, ddof=1)) - by_chance)
