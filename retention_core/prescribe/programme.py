"""The arithmetic of a programme: customers, profit and cost of some lines of customers under any number of lifts.

Every function works on many lifts at once: the last axis is the line, the one before it the lift, the first the period.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retention_core.prescribe.baseline import Line
from retention_core.prescribe.levers import Lever, largest_lift, lifted
from retention_core.settings import PeriodKind

Floats = NDArray[np.float64]

GRID = 65
ROUNDS = 3
ROUNDING = 1e-9


def customers_over_time(start: Floats, rates: Floats, gained: Floats) -> Floats:
    """S_t = S_{t-1} r_t + n, from today on: one step more than there are rates."""
    steps = np.empty((len(rates) + 1, *rates.shape[1:]))
    steps[0] = start
    for step, rate in enumerate(rates):
        steps[step + 1] = steps[step] * rate + gained
    return steps


@dataclass(frozen=True)
class Programme:
    """A lever at work on lines of customers."""

    lines: Sequence[Line]
    lever: Lever
    kind: PeriodKind

    @cached_property
    def start(self) -> Floats:
        """Customers today, per line."""
        return np.array([line.start for line in self.lines], np.float64)

    @cached_property
    def rate(self) -> Floats:
        """Share kept in a period, per line."""
        return np.array([line.rate for line in self.lines], np.float64)

    @cached_property
    def revenue(self) -> Floats:
        """Revenue per customer and period, per line; zero where it is not known."""
        return np.array([line.revenue or 0.0 for line in self.lines], np.float64)

    @cached_property
    def strength(self) -> Floats:
        """How much of the lift works in each period."""
        return self.lever.strength(self.kind)

    @cached_property
    def discounts(self) -> Floats:
        """What one unit of money in each period is worth today."""
        step = np.arange(1, self.lever.periods(self.kind) + 1)
        return (1 + self.lever.discount(self.kind)) ** -step.astype(np.float64)

    def rates(self, lifts: Floats) -> Floats:
        """The rate per period, lift and line, held between 0 and 1."""
        at_work = self.strength[:, None, None] * lifts[None, :, None]
        return np.clip(lifted(self.rate, at_work, self.lever.reading), 0.0, 1.0)

    def customers(self, lifts: Floats) -> Floats:
        """Customers per step (0 is today), lift and line."""
        gained = np.array([line.gained for line in self.lines], np.float64)
        return customers_over_time(self.start, self.rates(lifts), gained)

    def extra_customers(self, lifts: Floats) -> Floats:
        """More than without the programme, per step, lift and line."""
        with_and_without = self.customers(np.append(lifts, 0.0))
        return with_and_without[:, :-1] - with_and_without[:, -1:]

    def costs(self, customers: Floats) -> Floats:
        """What the programme costs for `customers` per step, lift and line: per period and lift, not discounted."""
        lever = self.lever
        each = lever.cost_per_member + lever.cost_share * self.revenue
        return (self.strength > 0)[:, None] * (lever.cost_per_period + customers[1:] @ each)

    def extra_profits(self, lifts: Floats) -> Floats:
        """Extra profit per period and lift, discounted, after the cost."""
        customers = self.customers(np.append(lifts, 0.0))
        earned = (customers[1:, :-1] - customers[1:, -1:]) @ (self.lever.margin * self.revenue)
        return self.discounts[:, None] * (earned - self.costs(customers[:, :-1]))

    def break_even_lift(self) -> float | None:
        """The smallest lift whose extra profit covers the cost; null where none does."""
        low, high = 0.0, max(largest_lift(rate, self.lever.reading) for rate in self.rate.tolist())
        for _ in range(ROUNDS):
            lifts = np.linspace(low, high, GRID)
            pays = self.extra_profits(lifts).sum(axis=0) >= -ROUNDING
            if not pays.any():
                return None
            first = int(np.argmax(pays))
            low, high = float(lifts[max(0, first - 1)]), float(lifts[first])
        return high
