"""From which spend on a customer belongs to which tier: pure arithmetic on a list of spends."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil

import numpy as np
from numpy.typing import NDArray

from retention_core.kernel.errors import InputProblem, WrongInput
from retention_core.kernel.settings import TierRules

FEWEST_BUYERS = 40
MOST_MOVED = 0.03
DIGITS = 2
FEWEST_TIERS, MOST_TIERS = 2, 6
FEWEST_MONTHS, MOST_MONTHS = 1, 60

Spends = NDArray[np.int64]


def exact_lines(spends: Spends, shares: Sequence[float]) -> tuple[int, ...]:
    """The spend of the buyer at rank ceil(share x n), shares added up from the top; minor units, highest first."""
    highest_first = np.sort(spends)[::-1]
    from_top = accumulate(Fraction(str(share)) for share in shares)
    return tuple(int(highest_first[max(1, ceil(share * len(spends))) - 1]) for share in from_top)


def suggested_lines(spends: Spends, shares: Sequence[float]) -> tuple[int, ...]:
    """The exact lines, each rounded to two digits unless that moves a share by over 3 points or buyers are few."""
    if not len(spends):
        return ()
    exact = exact_lines(spends, shares)
    return exact if len(spends) < FEWEST_BUYERS else tuple(_rounded(spends, line) for line in exact)


def two_digits(amount: int) -> int:
    """42,317 as 42,000."""
    places = max(0, len(str(abs(amount))) - DIGITS)
    return int(Decimal(amount).scaleb(-places).to_integral_value(ROUND_HALF_EVEN).scaleb(places))


def ranks(spends: Spends, lines: Sequence[int]) -> NDArray[np.uint8]:
    """The tier of each spend: 1 from the first line up, 2 from the second, ... and one more below the last."""
    below = np.ones(spends.size, np.uint8)
    for line in lines:
        below += spends < line
    return below


def _rounded(spends: Spends, line: int) -> int:
    """The line at two digits, where at most 3% of the buyers lie between it and the exact one."""
    above = [int((spends >= bound).sum()) for bound in (line, two_digits(line))]
    return two_digits(line) if abs(above[0] - above[1]) <= MOST_MOVED * len(spends) else line


def checked(rules: TierRules) -> TierRules:
    """The same rules. WrongInput: tier_count, tier_names, tier_months, tier_shares, tier_thresholds."""
    count = len(rules.names)
    if not FEWEST_TIERS <= count <= MOST_TIERS:
        raise WrongInput(InputProblem.TIER_COUNT, count=count, fewest=FEWEST_TIERS, most=MOST_TIERS)
    if len(set(rules.names)) < count or not all(name.strip() for name in rules.names):
        raise WrongInput(InputProblem.TIER_NAMES, names=rules.names)
    if not FEWEST_MONTHS <= rules.months <= MOST_MONTHS:
        raise WrongInput(InputProblem.TIER_MONTHS, months=rules.months, fewest=FEWEST_MONTHS, most=MOST_MONTHS)
    if rules.thresholds is None:
        _check_shares(rules)
    else:
        _check_lines(rules.thresholds, count)
    return rules


def _check_shares(rules: TierRules) -> None:
    exact = [Fraction(str(share)) for share in rules.shares]
    if len(exact) != len(rules.names) - 1 or min(exact) <= 0 or sum(exact) > 1:
        raise WrongInput(InputProblem.TIER_SHARES, shares=rules.shares)


def _check_lines(lines: Sequence[int], tiers: int) -> None:
    falling = all(upper >= lower for upper, lower in pairwise(lines))
    if len(lines) not in (0, tiers - 1) or not falling or (lines and lines[-1] <= 0):
        raise WrongInput(InputProblem.TIER_THRESHOLDS, thresholds=lines)
