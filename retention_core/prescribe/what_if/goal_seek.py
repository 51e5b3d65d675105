"""The other way round: the lift for a wished profit, and the most a programme may cost."""

from dataclasses import dataclass, replace

import numpy as np

from retention_core.prescribe.programme.baseline import Baseline
from retention_core.prescribe.programme.levers import Lever
from retention_core.prescribe.what_if.profit_bridge import extra_profit, without_cost
from retention_core.prescribe.what_if.what_if import programme_on

MOST_LIFT = 0.2
HUNDRED = 100


@dataclass(frozen=True)
class MostCost:
    """What a programme may cost at most before it loses money: each of them alone, nothing else being paid.

    in_all       in money of today, over the horizon
    per_period   whoever takes part; null where it never works
    per_member   for each customer it works on, a period; null where there is none
    discount     as a part of the spend of those it works on; null where they spend nothing; above 1: more than all
    """

    in_all: float
    per_period: float | None
    per_member: float | None
    discount: float | None

    @property
    def discount_held(self) -> float | None:
        """The discount, at most all of what they spend; null likewise."""
        return None if self.discount is None else min(1.0, self.discount)


def usual_wish(extra_profit: float | None) -> float:
    """An extra profit to begin wishing with: that of the levers as they are, in hundreds, at least one; whole money."""
    return float(max(HUNDRED, round(max(0.0, extra_profit or 0.0), -2)))


def lift_for_profit(baseline: Baseline, lever: Lever, wished: float) -> float | None:
    """The smallest lift, by the lever's reading, that brings the wished extra profit after cost; null: none does."""
    return programme_on(baseline, lever).lift_for(wished)


def most_cost(baseline: Baseline, lever: Lever) -> MostCost:
    """How much the programme may cost at most; zero where it earns nothing even for nothing."""
    free = without_cost(lever)
    earned = max(0.0, extra_profit(baseline, free))

    def at(cost: dict[str, float]) -> float | None:
        """How often such a cost of one may be paid."""
        price = earned - extra_profit(baseline, replace(free, **cost)) if earned else 0.0  # type: ignore[arg-type]
        return earned / price if price > 0 else (0.0 if not earned else None)

    return MostCost(earned, at({"cost_per_period": 1.0}), at({"cost_per_member": 1.0}), at({"cost_share": 1.0}))


@dataclass(frozen=True)
class CostMap:
    """Extra profit by lift and by fixed cost a period.

    lifts, costs   the two axes
    profits        one row per cost, one column per lift
    break_even     per lift, the cost at which nothing is left; below zero where it earns nothing even for nothing
    """

    lifts: np.ndarray
    costs: np.ndarray
    profits: np.ndarray
    break_even: np.ndarray


def cost_map(baseline: Baseline, lever: Lever, steps: int = 33) -> CostMap:
    """Lift against fixed cost, all other levers as they are. The costs reach what the largest lift may cost, or the
    present one if that is more."""
    lifts = np.linspace(0.0, max(MOST_LIFT, lever.lift), steps)
    programme = programme_on(baseline, replace(lever, cost_per_period=0.0))
    earned = programme.extra_profits(programme.walk(lifts)).sum(axis=0)
    price = float(programme.discounts @ (programme.strength > 0))
    even = earned / price if price else np.zeros_like(earned)
    most = max(float(even.max(initial=0.0)), 1.1 * lever.cost_per_period) or 1.0
    costs = np.linspace(0.0, most, steps)
    return CostMap(lifts, costs, earned[None, :] - costs[:, None] * price, even)
