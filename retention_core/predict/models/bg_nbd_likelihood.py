"""The log-likelihood of the BG/NBD and MBG/NBD model with its exact first and second derivatives.

With u = ln(alpha + T) - ln(alpha + t_x), c = b + x + leaves_at_first - 1 and z = ln a - ln c + (r + x) u:
    ln L = ln G(r+x) - ln G(r) + r ln alpha + ln B(a, c+1) - ln B(a, b) - (r + x) ln(alpha + T) + ln(1 + e^z)
    and the last part is absent where x + leaves_at_first = 0.
It is the logarithm of equation 6 of Fader, Hardie and Lee (2005), which equation 7 sums over customers; see `bg_nbd`.

The first parts depend on the number of purchases alone, the one before the last on T and x apart: they are summed over
numbers and days, not over customers. What is left for a customer is the last part, and one-time buyers of one day share
it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, gammaln, polygamma

from retention_core.predict.models.grouped_rows import group_rows, row_blocks, together
from retention_core.predict.models.maximum_likelihood import Derivatives, Numbers

Whole = NDArray[np.int32] | NDArray[np.int64]


@dataclass(frozen=True)
class Histories:
    """Customers, one row each, in whole days.

    x        purchase days after the first       count
    t_x, T   first to last purchase, to as_of    days
    """

    x: Whole
    t_x: Whole
    T: Whole

    def rows(self) -> "Rows":
        """Everybody who came again, one row each, and the others together by T."""
        again = self.x > 0
        once = np.bincount(self.T[~again])
        days = np.flatnonzero(once)
        never = np.zeros(len(days))
        x, t_x, T = (part[again].astype(np.float64) for part in (self.x, self.t_x, self.T))
        return Rows(
            np.concatenate([x, never]),
            np.concatenate([t_x, never]),
            np.concatenate([T, days.astype(np.float64)]),
            np.concatenate([np.ones(len(x)), once[days].astype(np.float64)]),
        )

    def coarse_rows(self) -> "Rows":
        """Customers nearly alike together: a start for the exact rows."""
        silent = self.T - self.t_x
        return Rows(*together((group_rows(self.x), group_rows(silent), group_rows(self.T)), self.x, self.t_x, self.T))


@dataclass(frozen=True)
class Rows:
    """Histories with how many customers have each; those of coarse rows are means."""

    x: Numbers
    t_x: Numbers
    T: Numbers
    customers: Numbers

    def may_have_left(self, leaves_at_first: int) -> "Rows":
        """Those who had a chance to leave."""
        had = np.flatnonzero(self.x + leaves_at_first > 0)
        return self if len(had) == len(self.x) else Rows(self.x[had], self.t_x[had], self.T[had], self.customers[had])


class NbdLikelihood:
    """The log-likelihood over (r, alpha, a, b) of customers, times in `unit` days; `coarse`: nearly, and faster."""

    def __init__(self, seen: Histories, *, leaves_at_first: int, unit: float = 7.0, coarse: bool = False) -> None:
        self.first, self.unit = leaves_at_first, unit
        self.by_x = np.bincount(seen.x).astype(np.float64)
        self.by_day = np.bincount(seen.T).astype(np.float64)
        self.x_by_day = np.bincount(seen.T, seen.x)
        self.rows = (seen.coarse_rows() if coarse else seen.rows()).may_have_left(leaves_at_first)

    def __call__(self, at: Numbers) -> Derivatives:
        """Value, gradient and Hessian at (r, alpha, a, b)."""
        parts = [self._counted(at), self._ended(at)]
        parts += [self._gone(at, block) for block in row_blocks(len(self.rows.x))]
        return tuple(sum(part) for part in zip(*parts, strict=True))  # type: ignore[return-value]

    def _counted(self, at: Numbers) -> Derivatives:
        """What of equation 6 depends on the number of purchases alone."""
        r, alpha, a, b = at
        times, n, everybody = np.arange(len(self.by_x)), self.by_x, float(self.by_x.sum())
        late, c = r + times, b + times + self.first
        value = n @ (gammaln(late) + gammaln(c) - gammaln(a + c))
        value += everybody * (r * np.log(alpha) - gammaln(r) - gammaln(b) + gammaln(a + b))
        of_b, of_both = n @ digamma(c), n @ digamma(a + c)
        gradient = np.array([n @ digamma(late), 0.0, -of_both, of_b - of_both])
        both = digamma(a + b)
        gradient += everybody * np.array([np.log(alpha) - digamma(r), r / alpha, both, both - digamma(b)])
        return float(value), gradient, self._counted_hessian(at, late, c)

    def _counted_hessian(self, at: Numbers, late: Numbers, c: Numbers) -> Numbers:
        r, alpha, a, b = at
        n, everybody = self.by_x, float(self.by_x.sum())
        both = everybody * polygamma(1, a + b) - n @ polygamma(1, a + c)
        hessian = np.zeros((4, 4))
        hessian[0, 0] = n @ polygamma(1, late) - everybody * polygamma(1, r)
        hessian[0, 1] = hessian[1, 0] = everybody / alpha
        hessian[1, 1] = -everybody * r / alpha**2
        hessian[2, 2] = hessian[2, 3] = hessian[3, 2] = both
        hessian[3, 3] = both + n @ polygamma(1, c) - everybody * polygamma(1, b)
        return hessian

    def _ended(self, at: Numbers) -> Derivatives:
        """What of equation 6 depends on how long customers were seen."""
        r, alpha = at[:2]
        whole = alpha + np.arange(len(self.by_day)) / self.unit
        power, log = r * self.by_day + self.x_by_day, np.log(whole)
        gradient, hessian = np.zeros(4), np.zeros((4, 4))
        gradient[:2] = -(self.by_day @ log), -(power @ (1 / whole))
        hessian[0, 1] = hessian[1, 0] = -(self.by_day @ (1 / whole))
        hessian[1, 1] = power @ (1 / whole**2)
        return float(-(power @ log)), gradient, hessian

    def _gone(self, at: Numbers, block: slice) -> Derivatives:
        """ln(1 + e^z) of a block of rows: the second part of equation 6 against the first, gone against there."""
        r, alpha, a, b = at
        x, t_x, T, n = (part[block] for part in (self.rows.x, self.rows.t_x, self.rows.T, self.rows.customers))
        last, end, power = 1 / (alpha + t_x / self.unit), 1 / (alpha + T / self.unit), r + x
        u, v, of_c = np.log(last / end), end - last, 1 / (b + x + (self.first - 1))
        z = np.log(a * of_c) + power * u
        small = np.exp(-np.abs(z))
        gone = np.where(z > 0, 1.0, small) / (1 + small)
        value = n @ (np.maximum(z, 0) + np.log1p(small))
        slopes = np.stack([u, power * v, np.full_like(u, 1 / a), -of_c])
        n_gone = n * gone
        hessian = (slopes * (n_gone * (1 - gone))) @ slopes.T
        hessian[1, 1] -= n_gone @ (power * v * (end + last))
        hessian[0, 1] += n_gone @ v
        hessian[1, 0] = hessian[0, 1]
        hessian[2, 2] -= n_gone.sum() / a**2
        hessian[3, 3] += n_gone @ of_c**2
        return float(value), slopes @ n_gone, hessian
