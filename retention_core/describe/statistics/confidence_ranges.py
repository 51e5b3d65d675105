"""How sure a figure is: chance within one period and, for shares, the spread from period to period.

Counts and sums are taken as if each customer had come by chance (Poisson); means as means of a sample.
"""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

NORMAL_95 = 1.959963984540054
FEWEST_PERIODS = 3


def share_range(successes: float, trials: float, wide: float = NORMAL_95) -> tuple[float, float] | None:
    """95% range of a share by Wilson's formula: never below 0 or above 1. None without any trial.

    `wide`: so many standard errors to each side, for another range than that of 95%.
    """
    if trials <= 0:
        return None
    share, z2 = successes / trials, wide**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = wide / (1 + z2 / trials) * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
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


def count_range(count: int) -> tuple[float, float]:
    """95% range of a number of customers who came by chance; never below 0."""
    half = NORMAL_95 * sqrt(count + NORMAL_95**2 / 4)
    return max(0.0, count + NORMAL_95**2 / 2 - half), count + NORMAL_95**2 / 2 + half


def sum_range(parts: NDArray[np.number]) -> tuple[float, float]:
    """95% range of what customers brought together, one part for each of them."""
    each = parts.astype(np.float64)
    half = NORMAL_95 * sqrt(float(each @ each))
    return float(each.sum()) - half, float(each.sum()) + half


def mean_range(values: NDArray[np.number], mean: float | None = None) -> tuple[float, float] | None:
    """95% range of the mean of what each customer brought; None with fewer than two.

    mean   what the range is around, where it is not quite theirs
    """
    if values.size < 2:
        return None
    each = values.astype(np.float64)
    half = NORMAL_95 * float(each.std(ddof=1)) / sqrt(each.size)
    middle = float(each.mean()) if mean is None else mean
    return middle - half, middle + half


def ratio_range(parts: NDArray[np.number], wholes: NDArray[np.number]) -> tuple[float, float] | None:
    """95% range of sum(parts) / sum(wholes), a part and a whole for each customer; None with fewer than two.

    Cochran, Sampling Techniques (1977), equation 6.13, without the correction for a finite population.
    """
    count, whole = parts.size, float(wholes.sum())
    if count < 2 or whole <= 0:
        return None
    ratio = float(parts.sum()) / whole
    off = parts.astype(np.float64) - ratio * wholes.astype(np.float64)
    half = NORMAL_95 * sqrt(count / (count - 1) * float(off @ off)) / whole
    return max(0.0, ratio - half), min(1.0, ratio + half)
