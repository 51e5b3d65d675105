"""The log-likelihood of the BG/NBD and MBG/NBD model with its exact first and second derivatives.

Customers of equal history are counted together, special functions are taken once per number of purchases, logarithms
once per day: what is left for every row is a few multiplications and one exponential.

With u = ln(alpha + T) - ln(alpha + t_x), c = b + x + leaves_at_first - 1 and z = ln a - ln c + (r + x) u:
    ln L = ln G(r+x) - ln G(r) + r ln alpha + ln B(a, c+1) - ln B(a, b) - (r + x) ln(alpha + T) + ln(1 + e^z)
    and the last part is absent where x + leaves_at_first = 0.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import digamma, expit, gammaln, polygamma

from retention_core.predict.maximum import Derivatives, Numbers

Counts = NDArray[np.int64]
Whole = NDArray[np.int32] | NDArray[np.int64]


@dataclass(frozen=True)
class Histories:
    """Customers of equal history counted together, one row each.

    x           purchase days after the first             count
    t_x, T      first to last purchase, first to as_of    days
    customers   how many have this history                count
    """

    x: Counts
    t_x: Counts
    T: Counts
    customers: Numbers

    @classmethod
    def of(cls, x: Whole, t_x: Whole, T: Whole, *, days: int = 1) -> "Histories":
        """From one row per customer; `days`: times are cut to a grid of so many days, a coarser and smaller table."""
        cut = [(part // days) * days for part in (t_x, T)]
        table = pl.DataFrame({"x": x, "t_x": cut[0], "T": cut[1]}).group_by("x", "t_x", "T").len()
        table = table.sort("x", "t_x", "T")  # sums in one order: the same file gives the same digits
        seen, last, whole = (table[name].cast(pl.Int64).to_numpy() for name in ("x", "t_x", "T"))
        return cls(seen, last, whole, table["len"].cast(pl.Float64).to_numpy())


class NbdLikelihood:
    """The log-likelihood over (r, alpha, a, b) of a table of histories, times in `unit` days."""

    def __init__(self, rows: Histories, *, leaves_at_first: int, unit: float = 7.0) -> None:
        self.rows, self.first = rows, leaves_at_first
        self.x = rows.x.astype(np.float64)
        self.days = np.arange(int(rows.T.max(initial=0)) + 1) / unit
        self.may_have_left = rows.x + leaves_at_first > 0
        self.times = np.arange(int(rows.x.max(initial=0)) + 1, dtype=np.float64)
        self.by_x = np.bincount(rows.x, rows.customers, len(self.times))
        self.everybody = float(rows.customers.sum())

    def __call__(self, at: Numbers) -> Derivatives:
        """Value, gradient and Hessian at (r, alpha, a, b)."""
        parts = (self._counted(at), self._timed(at))
        return tuple(sum(part) for part in zip(*parts, strict=True))  # type: ignore[return-value]

    def _counted(self, at: Numbers) -> Derivatives:
        """What depends on the number of purchases alone."""
        r, alpha, a, b = at
        times, n = self.times, self.by_x
        late, c = r + times, b + times + self.first
        value = n @ (gammaln(late) + gammaln(c) - gammaln(a + c))
        value += self.everybody * (r * np.log(alpha) - gammaln(r) - gammaln(b) + gammaln(a + b))
        of_b, of_both = n @ digamma(c), n @ digamma(a + c)
        gradient = np.array([n @ digamma(late), 0.0, -of_both, of_b - of_both])
        both = digamma(a + b)
        gradient += self.everybody * np.array([np.log(alpha) - digamma(r), r / alpha, both, both - digamma(b)])
        return float(value), gradient, self._counted_hessian(at, late, c)

    def _counted_hessian(self, at: Numbers, late: Numbers, c: Numbers) -> Numbers:
        r, alpha, a, b = at
        n, all_ = self.by_x, self.everybody
        both = all_ * polygamma(1, a + b) - n @ polygamma(1, a + c)
        hessian = np.zeros((4, 4))
        hessian[0, 0] = n @ polygamma(1, late) - all_ * polygamma(1, r)
        hessian[0, 1] = hessian[1, 0] = all_ / alpha
        hessian[1, 1] = -all_ * r / alpha**2
        hessian[2, 2] = hessian[2, 3] = hessian[3, 2] = both
        hessian[3, 3] = both + n @ polygamma(1, c) - all_ * polygamma(1, b)
        return hessian

    def _timed(self, at: Numbers) -> Derivatives:
        """What depends on when the purchases were."""
        r, alpha, a, b = at
        rows, n, power = self.rows, self.rows.customers, r + self.x
        log, inverse = np.log(alpha + self.days), 1 / (alpha + self.days)
        log_end, end, last = log[rows.T], inverse[rows.T], inverse[rows.t_x]
        u, v = log_end - log[rows.t_x], end - last
        c = np.where(self.may_have_left, b + self.x + self.first - 1, 1.0)
        z = np.where(self.may_have_left, np.log(a) - np.log(c) + power * u, -np.inf)
        gone = expit(z)
        value = n @ (np.logaddexp(0, z) - power * log_end)
        slopes = (u, power * v, np.full_like(u, 1 / a), -1 / c)
        gradient = np.array([n @ (gone * slope) for slope in slopes])
        gradient[0] -= n @ log_end
        gradient[1] -= n @ (power * end)
        hessian = self._spread(n * gone * (1 - gone), slopes)
        n_gone = n * gone
        hessian[1, 1] += n_gone @ (power * (last**2 - end**2)) + n @ (power * end**2)
        hessian[0, 1] += n_gone @ v - n @ end
        hessian[1, 0] = hessian[0, 1]
        hessian[2, 2] -= n_gone.sum() / a**2
        hessian[3, 3] += n_gone @ (1 / c**2)
        return float(value), gradient, hessian

    @staticmethod
    def _spread(weight: Numbers, slopes: tuple[Numbers, ...]) -> Numbers:
        weighted = np.stack(slopes)
        return (weighted * weight) @ weighted.T
