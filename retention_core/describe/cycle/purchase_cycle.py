"""The purchase cycle: how often customers usually buy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.presence.purchase_days import purchase_days
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study

CYCLES = 3


@dataclass(frozen=True)
class Cycle:
    """How often customers buy, from the rhythms of those who bought on two days or more.

    median_days, p75_days, p90_days    of the rhythms; null without any
    customers_with_gap                 how many rhythms there are
    """

    median_days: float | None
    p75_days: float | None
    p90_days: float | None
    customers_with_gap: int

    @property
    def three_cycles_days(self) -> float | None:
        """The shortest time over which a missing purchase means something."""
        return None if self.median_days is None else CYCLES * self.median_days


@dataclass(frozen=True)
class Rhythms:
    """One row per customer with at least one gap: their own median gap in days, and how many gaps they have."""

    code: CustomerCodes
    days: NDArray[np.float64]
    gaps: NDArray[np.int64]


def purchase_cycle(study: Study) -> Cycle:
    """How many days usually pass between two purchase days of a customer: the median of the customers' own medians."""
    rhythm = study(rhythms).days
    if not rhythm.size:
        return Cycle(None, None, None, 0)
    median, p75, p90 = np.percentile(rhythm, [50, 75, 90])
    return Cycle(float(median), float(p75), float(p90), rhythm.size)


def rhythms(study: Study) -> Rhythms:
    """Each customer's usual gap between two purchase days: the median of their own gaps, up to as_of.

    Contracts have none: nobody signs one again and again.
    """
    code, days = study(purchase_days).gaps.by_customer(day_number(study(horizon).as_of))
    if not code.size or study(presence_source) is PresenceSource.CONTRACTS:
        return Rhythms(code[:0], np.empty(0, np.float64), np.empty(0, np.int64))
    start = np.flatnonzero(np.concatenate([[True], code[1:] != code[:-1]]))
    gaps = np.diff(start, append=code.size)
    middle = (days[start + (gaps - 1) // 2] + days[start + gaps // 2]) / 2
    return Rhythms(code[start], middle, gaps)
