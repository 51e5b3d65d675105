"""What the fitted model expects of customers from a day on: who is one still, and how often they will buy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retention_core.predict.fitting.customer_histories import CustomerHistories
from retention_core.predict.models.bg_nbd import (
    BgNbdParameters,
    Numbers,
    expected_purchases,
    known_customer,
    p_alive,
    p_buys,
)

DAYS_A_WEEK = 7.0


@dataclass(frozen=True)
class ExpectedFuture:
    """A buying model, in weeks, and the customers it looks at."""

    model: BgNbdParameters
    seen: CustomerHistories

    def p_alive(self) -> Numbers:
        """One chance for each customer that they are one still."""
        weeks = (self.seen.t_x / DAYS_A_WEEK, self.seen.T / DAYS_A_WEEK)
        return p_alive(self.model, self.seen.x.astype(np.float64), *weeks)

    def purchases(self, days: float) -> Numbers:
        """Expected purchase days of each customer within the next `days`."""
        return self.p_alive() * self.purchases_if_kept(days)

    def purchases_if_kept(self, days: float) -> Numbers:
        """The same if each of them is a customer still."""
        cells, place = self._cells
        known = known_customer(self.model, cells.x, cells.T)
        return expected_purchases(known, np.asarray(days / DAYS_A_WEEK))[place]

    def p_buys(self, days: float) -> Numbers:
        """The chance of each customer to buy at all within the next `days`."""
        known = known_customer(self.model, self.seen.x.astype(np.float64), self.seen.T / DAYS_A_WEEK)
        return self.p_alive() * p_buys(known, days / DAYS_A_WEEK)

    def total_purchases(self, days: list[float], weight: Numbers | float = 1.0) -> Numbers:
        """Expected purchase days of all together within each of some stretches from now, each by its weight."""
        cells, place = self._cells
        there = np.bincount(place, self.p_alive() * weight, len(cells.x))
        known = known_customer(self.model, cells.x[None, :], cells.T[None, :])
        return expected_purchases(known, np.array(days)[:, None] / DAYS_A_WEEK) @ there

    @property
    def _cells(self) -> "tuple[_Cells, NDArray[np.intp]]":
        """Customers of one x and T expect the same while they are customers: each such cell once, and who is in it."""
        width = int(self.seen.T.max(initial=0)) + 1
        keys, place = np.unique(self.seen.x.astype(np.int64) * width + self.seen.T, return_inverse=True)
        x, days = (part.astype(np.float64) for part in np.divmod(keys, width))
        return _Cells(x, days / DAYS_A_WEEK), place


@dataclass(frozen=True)
class _Cells:
    x: Numbers
    T: Numbers
