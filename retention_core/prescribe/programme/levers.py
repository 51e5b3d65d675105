"""What the user can change in a what-if, and the three readings of '5%'."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from retention_core.kernel.settings import PeriodKind

MONTHS = 12

Rate = TypeVar("Rate", float, NDArray[np.float64])


class LiftDefinition(StrEnum):
    """What a lift of 5% means, at 80% retention: 85%, 84% or 81%."""

    POINTS = "points"
    RELATIVE = "relative"
    FEWER_LEAVERS = "fewer_leavers"


@dataclass(frozen=True)
class Lever:
    """A programme: what it does to the shop and what it costs. Money in whole units, not minor ones.

    lift               how much more retention, by `reading`                                     0.05 is 5%
    tiers              ranks of the tiers, or segments, it works on; None: everybody
    from_period        the first period in which it works; 1 is the next one
    ramp_periods       periods until the full lift; 0: at once
    spend              change of what those it works on spend per purchase                       0.05 is 5% more
    frequency          change of how often they buy
    new_customers      change of the customers gained a period, whoever the programme is for
    margin             share of revenue that is earned
    discount_rate      what money a year later is worth less                                     a year
    horizon_months     how far to look ahead
    cost_per_period    what the programme costs whoever takes part                               a period
    cost_per_member    for each customer it works on                                             a period
    cost_share         part of the spend of those it works on: a discount or a bonus
    rewards            (rank, money) for each customer of a tier it works on                     a period
    cost_per_gained    what it costs to gain a customer, with the programme or without it
    contract_share     part of today's customers it works on who sign a longer contract, from today on
    contract_months    for how long they cannot leave
    contract_bonus     part of their spend they get back for as long
    """

    lift: float = 0.05
    reading: LiftDefinition = LiftDefinition.POINTS
    tiers: tuple[int, ...] | None = None
    from_period: int = 1
    ramp_periods: int = 0
    spend: float = 0.0
    frequency: float = 0.0
    new_customers: float = 0.0
    margin: float = 0.5
    discount_rate: float = 0.10
    horizon_months: int = 12
    cost_per_period: float = 0.0
    cost_per_member: float = 0.0
    cost_share: float = 0.0
    rewards: tuple[tuple[int, float], ...] = ()
    cost_per_gained: float = 0.0
    contract_share: float = 0.0
    contract_months: int = 12
    contract_bonus: float = 0.0

    def periods(self, kind: PeriodKind) -> int:
        """How many periods the horizon holds, at least one."""
        return max(1, round(self.horizon_months * kind.per_year / MONTHS))

    def contract_periods(self, kind: PeriodKind) -> int:
        """For how many periods those with a longer contract stay."""
        return max(1, round(self.contract_months * kind.per_year / MONTHS))

    def discount(self, kind: PeriodKind) -> float:
        """The discount rate for one period."""
        return (1 + self.discount_rate) ** (1 / kind.per_year) - 1

    @property
    def spend_factor(self) -> float:
        """How many times as much those it works on spend in a period."""
        return (1 + self.spend) * (1 + self.frequency)

    @property
    def gained_factor(self) -> float:
        """How many times as many customers are gained in a period."""
        return 1 + self.new_customers

    def strength(self, kind: PeriodKind) -> NDArray[np.float64]:
        """How much of the lift works in each period: 0 before it starts, 1 after the ramp."""
        since = np.arange(1, self.periods(kind) + 1) - self.from_period + 1
        return np.clip(since / (self.ramp_periods + 1), 0.0, 1.0)


def lifted(rate: Rate, lift: Rate | float, reading: LiftDefinition) -> Rate:
    """The retention rate after a lift, not yet held at 1."""
    match reading:
        case LiftDefinition.POINTS:
            return rate + lift
        case LiftDefinition.RELATIVE:
            return rate * (1 + lift)
    return 1 - (1 - rate) * (1 - lift)


def kept_after(rate: float, lift: float, reading: LiftDefinition) -> float:
    """The retention rate after a lift, held at 1."""
    return min(1.0, lifted(rate, lift, reading))


def months_of(kind: PeriodKind) -> int:
    """How many whole months a period has, at least one: in such steps a horizon can be chosen."""
    return max(1, round(MONTHS / kind.per_year))


def largest_lift(rate: float, reading: LiftDefinition) -> float:
    """The lift that brings a retention rate to 1."""
    match reading:
        case LiftDefinition.POINTS:
            return 1 - rate
        case LiftDefinition.RELATIVE:
            return (1 - rate) / rate if rate > 0 else 0.0
    return 1.0
