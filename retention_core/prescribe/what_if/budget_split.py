"""One budget for keeping customers and for gaining them: what each part of it brings, and the best split.

Both bring less and less for more money: most x (1 - e^(-money / (price x most))). `price` is what the first customer
costs, `most` what all the money in the world would bring. Where a spending file tells what a customer cost, that price
is measured; everything else is the user's guess, and said to be.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retention_core.prescribe.programme.baseline import Baseline
from retention_core.prescribe.programme.levers import Lever, LiftDefinition
from retention_core.prescribe.what_if.profit_bridge import extra_profit

SPLITS = 41
CHEAPER_TO_KEEP = 5.0
PART_OF_LEAVERS = 0.3


@dataclass(frozen=True)
class Response:
    """What money brings: the price of the first customer, and the most customers a period it can bring."""

    price: float
    most: float

    def bring(self, money: float) -> float:
        """Customers a period for money a period."""
        if self.most <= 0 or self.price <= 0:
            return 0.0
        return self.most * -np.expm1(-money / (self.price * self.most))


@dataclass(frozen=True)
class Split:
    """Budgets split in every way between keeping and gaining.

    shares    part of the budget for keeping, from 0 to 1
    profits   extra profit over the horizon, discounted, after the budget
    best      the share with the highest of them
    """

    shares: NDArray[np.float64]
    profits: NDArray[np.float64]

    @property
    def best(self) -> float:
        """The share for keeping that earns most."""
        return float(self.shares[int(np.argmax(self.profits))])

    @property
    def most(self) -> float:
        """What it earns."""
        return float(self.profits.max())

    def is_best(self, share: float) -> bool:
        """Whether a share for keeping lies within a step of the best one."""
        return abs(self.best - share) <= 1 / len(self.shares)


Responses = tuple[Response, Response]


def usual_responses(baseline: Baseline, price: float) -> Responses:
    """Guesses to begin with: keeping and gaining. Keeping one is a fifth of the price of gaining one, as is often said;
    at most three of ten leavers can be kept, and at most as many gained again as are now."""
    line = baseline.everybody
    leavers = line.start * (1 - line.rate)
    return Response(price / CHEAPER_TO_KEEP, PART_OF_LEAVERS * leavers), Response(price, line.gained)


def split_profit(baseline: Baseline, lever: Lever, budget: float, share: float, answers: Responses) -> float:
    """What a budget a period earns over the horizon when `share` of it goes into keeping customers."""
    line, (keep, gain) = baseline.everybody, answers
    kept, gained = keep.bring(budget * share), gain.bring(budget * (1 - share))
    lift = kept / line.start if line.start else 0.0
    more = gained / line.gained if line.gained else 0.0
    spent = replace(_bare(lever), lift=lift, new_customers=more, cost_per_period=budget)
    return extra_profit(baseline, spent)


def all_splits(baseline: Baseline, lever: Lever, budget: float, answers: Responses) -> Split:
    """Every split of the budget, in steps of a fortieth."""
    shares = np.linspace(0.0, 1.0, SPLITS)
    profits = [split_profit(baseline, lever, budget, float(share), answers) for share in shares]
    return Split(shares, np.array(profits))


def _bare(lever: Lever) -> Lever:
    """Margin, discount and horizon of a lever; for everybody, in points."""
    return Lever(
        reading=LiftDefinition.POINTS,
        margin=lever.margin,
        discount_rate=lever.discount_rate,
        horizon_months=lever.horizon_months,
    )
