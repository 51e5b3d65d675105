"""The arithmetic of a programme: one walk over the periods, with it and without it, for any number of cases at once.

A case is a lift, or a draw of what is not known for sure. Within the walk arrays are (line, case); what it gives is
(step, case), all lines together. Step 0 is today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.programme.baseline import CustomerGroup
from retention_core.prescribe.programme.levers import Lever, largest_lift, lifted
from retention_core.prescribe.programme.targeted_groups import TargetedGroups, lines_at_work

Floats = NDArray[np.float64]
Numbers = NDArray[np.floating]
Flags = NDArray[np.bool_]

GRID = 65
ROUNDS = 3
ROUNDING = 1e-9


@dataclass(frozen=True)
class SampledUncertainty:
    """What is not known for sure, drawn many times: added to rates, or as factors of what is measured.

    level     added to the share kept, in every period: line, case
    moves     added in one period: period, line or 1, case
    spend     factor of the revenue per customer: period, case
    gained    factor of the customers gained: period, case
    """

    level: Numbers
    moves: Numbers
    spend: Numbers
    gained: Numbers


@dataclass(frozen=True)
class Projection:
    """Step by step and case by case, all lines together; nothing is sold, earned or paid at step 0.

    customers, customers_without   with and without the programme
    sold, sold_without             in the period, not discounted
    cost                           of the programme in the period, not discounted
    """

    customers: Numbers
    customers_without: Numbers
    sold: Numbers
    sold_without: Numbers
    cost: Numbers


@dataclass(frozen=True)
class Programme:
    """A lever at work on lines of customers."""

    lines: TargetedGroups
    lever: Lever
    kind: PeriodKind

    @classmethod
    def on(
        cls, lines: Sequence[CustomerGroup], lever: Lever, kind: PeriodKind, newcomers: CustomerGroup | None = None
    ) -> "Programme":
        """The programme for these lines; `newcomers` as `lines_at_work`."""
        return cls(lines_at_work(lines, lever, kind, newcomers), lever, kind)

    @cached_property
    def strength(self) -> Floats:
        """How much of the programme works in each period."""
        return self.lever.strength(self.kind)

    @cached_property
    def discounts(self) -> Floats:
        """What one unit of money in each period is worth today."""
        step = np.arange(1, len(self.strength) + 1)
        return (1 + self.lever.discount(self.kind)) ** -step.astype(np.float64)

    def walk(self, lifts: Floats | None = None, drawn: SampledUncertainty | None = None) -> Projection:
        """Every period in turn, under some lifts (the lever's own unless given) or under draws of the shop."""
        lifts = np.array([self.lever.lift]) if lifts is None else lifts
        cases = drawn.spend.shape[1] if drawn else len(lifts)
        kind = np.float32 if drawn else np.float64
        lines = self.lines.as_columns(kind)
        found = np.zeros((5, len(self.strength) + 1, cases), kind)
        there, without = (np.repeat(start, cases, axis=1) for start in (lines.start_with, lines.start))
        found[0, 0], found[1, 0] = there.sum(axis=0), without.sum(axis=0)
        for at, strength in enumerate(self.strength.tolist()):
            before = lines.rate if drawn is None else lines.rate + drawn.level + drawn.moves[at]
            after = lifted(before, strength * lines.works * lifts.astype(kind), self.lever.reading)
            kept, held = np.clip(after, 0, 1), lines.held > at
            more = 1.0 if drawn is None else drawn.gained[at]
            without = without * np.clip(before, 0, 1) + lines.gained * more
            gained = lines.gained + strength * (lines.gained_with - lines.gained)
            there = there * (np.where(held, 1, kept) if held.any() else kept) + gained * more
            each = lines.revenue if drawn is None else lines.revenue * drawn.spend[at]
            spent = there * (each * (1 + strength * lines.works * self._more_spend))
            found[0, at + 1], found[1, at + 1] = there.sum(axis=0), without.sum(axis=0)
            found[2, at + 1], found[3, at + 1] = spent.sum(axis=0), _added_up(without, each)
            found[4, at + 1] = self._cost(lines, strength, held, there, spent)
            found[4, at + 1] += self.lever.cost_per_gained * (more * (gained - lines.gained)).sum(axis=0)
        return Projection(*found)

    @cached_property
    def _more_spend(self) -> float:
        return self.lever.spend_factor - 1

    def _cost(self, lines: TargetedGroups, strength: float, held: Flags, there: Numbers, spent: Numbers) -> Numbers:
        """Of one period and case, but for what it costs to gain customers."""
        lever, works = self.lever, lines.works if strength > 0 else 0 * lines.works
        cost = _added_up(((lever.cost_per_member + lines.reward) * works).astype(there.dtype), there)
        if lever.cost_share or lever.contract_bonus:
            share = lever.cost_share * works + lever.contract_bonus * held
            cost = cost + _added_up(share.astype(spent.dtype), spent)
        return cost + (lever.cost_per_period if strength > 0 else 0.0)

    def profits_without(self, walk: Projection) -> Numbers:
        """Profit per period and case as it is, discounted: margin less what it costs to gain customers."""
        gaining = self.lines.gained.sum() * self.lever.cost_per_gained
        return self._today(self.lever.margin * walk.sold_without[1:] - gaining)

    def extra_profits(self, walk: Projection) -> Numbers:
        """Extra profit per period and case, discounted, after the cost."""
        earned = self.lever.margin * (walk.sold - walk.sold_without) - walk.cost
        return self._today(earned[1:])

    def _today(self, money: Numbers) -> Numbers:
        return self.discounts[:, None].astype(money.dtype) * money

    def lift_for(self, wished: float) -> float | None:
        """The smallest lift whose extra profit reaches `wished`; null where none does."""
        rates = self.lines.rate[self.lines.works].tolist()
        low, high = 0.0, max(largest_lift(rate, self.lever.reading) for rate in rates)
        for _ in range(ROUNDS):
            lifts = np.linspace(low, high, GRID)
            enough = self.extra_profits(self.walk(lifts)).sum(axis=0) >= wished - ROUNDING
            if not enough.any():
                return None
            first = int(np.argmax(enough))
            low, high = float(lifts[max(0, first - 1)]), float(lifts[first])
        return high


def _added_up(one: Numbers, other: Numbers) -> Numbers:
    """The sum over lines of one times the other, case by case; one of them may be the same in all cases."""
    return one[:, 0] @ other if one.shape[1] == 1 else np.einsum("lc,lc->c", one, other)
