"""Spend per purchase: the Gamma-Gamma model.

A customer's purchases vary around a mean of their own (gamma: p), and means differ between customers (gamma: q, gamma).
So a customer seen once is pulled far towards everybody's mean, one seen often hardly at all. The model holds where
spend does not go with how often people buy.

x     purchases that were counted, of customers with at least one
z     their mean spend, above zero

Fader and Hardie (2013), The Gamma-Gamma Model of Monetary Value, brucehardie.com/notes/025: the numbers of equations
below are theirs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, gammaln, polygamma

from retention_core.predict.models.grouped_rows import A_DOUBLING, group_rows, row_blocks, together
from retention_core.predict.models.maximum_likelihood import Derivatives, Numbers

Whole = NDArray[np.int32] | NDArray[np.int64]


@dataclass(frozen=True)
class GammaGammaParameters:
    """Parameters: p of the purchases of one customer, q and gamma of the means of all, gamma in units of money."""

    p: float | Numbers
    q: float | Numbers
    gamma: float | Numbers

    def mean(self) -> float | Numbers:
        """The mean spend of everybody, infinite for q up to 1: equation 3."""
        return np.where(np.asarray(self.q) > 1, self.p * self.gamma / (self.q - 1), np.inf)[()]


def expected_spend(model: GammaGammaParameters, x: Numbers, z: Numbers) -> Numbers:
    """Expected mean spend per purchase of customers with `x` purchases of mean `z`: equation 5.

    x 0 gives everybody's mean, equation 3.
    """
    return model.p * (model.gamma + x * z) / (model.p * x + model.q - 1)


class SpendLikelihood:
    """The log-likelihood over (p, q, gamma) of customers with purchases, with exact derivatives: equation 6.

    For one customer it is the logarithm of equation 1a:
    ln L = ln G(px+q) - ln G(px) - ln G(q) + q ln gamma + (px - 1) ln z + px ln x - (px + q) ln(gamma + x z)
    The last part is a customer's own; the others are summed over numbers of purchases. `coarse`: nearly, and faster.
    """

    def __init__(self, x: Whole, z: Numbers, *, coarse: bool = False) -> None:
        total = x * z
        by_x = np.bincount(x).astype(np.float64)
        self.times = np.flatnonzero(by_x)
        self.by_x = by_x[self.times]
        log = np.log(total)
        self.sum_x_log_total = float((x * log).sum())
        self.sum_log_z = float(log.sum()) - float(self.by_x @ np.log(self.times))
        rows = (x.astype(np.float64), total, np.ones(len(x)))
        self.x, self.total, self.customers = together((group_rows(x), _heights(log)), x, total) if coarse else rows

    def __call__(self, at: Numbers) -> Derivatives:
        """Value, gradient and Hessian at (p, q, gamma)."""
        parts = (self._counted(at), self._spent(at))
        return tuple(sum(part) for part in zip(*parts, strict=True))  # type: ignore[return-value]

    def _counted(self, at: Numbers) -> Derivatives:
        """What of equation 1a depends on the number of purchases alone."""
        p, q, gamma = at
        k, n, all_ = self.times.astype(np.float64), self.by_x, float(self.by_x.sum())
        own, both = p * k, p * k + q
        value = n @ (gammaln(both) - gammaln(own)) + all_ * (q * np.log(gamma) - gammaln(q))
        value += p * self.sum_x_log_total - self.sum_log_z
        nk, of_both = n * k, digamma(both)
        gradient = np.array(
            [
                nk @ (of_both - digamma(own)) + self.sum_x_log_total,
                n @ of_both + all_ * (np.log(gamma) - digamma(q)),
                all_ * q / gamma,
            ]
        )
        curved = polygamma(1, both)
        hessian = np.zeros((3, 3))
        hessian[0, 0] = (nk * k) @ (curved - polygamma(1, own))
        hessian[0, 1] = hessian[1, 0] = nk @ curved
        hessian[1, 1] = n @ curved - all_ * polygamma(1, q)
        hessian[1, 2] = hessian[2, 1] = all_ / gamma
        hessian[2, 2] = -all_ * q / gamma**2
        return float(value), gradient, hessian

    def _spent(self, at: Numbers) -> Derivatives:
        parts = [self._spent_by(at, block) for block in row_blocks(len(self.x))]
        return tuple(sum(part) for part in zip(*parts, strict=True))  # type: ignore[return-value]

    def _spent_by(self, at: Numbers, block: slice) -> Derivatives:
        """The denominator of equation 1a: what depends on the money of each customer."""
        p, q, gamma = at
        x, n, whole = self.x[block], self.customers[block], gamma + self.total[block]
        power, log, inverse = n * (p * x + q), np.log(whole), 1 / whole
        gradient = -np.array([(n * x) @ log, n @ log, power @ inverse])
        hessian = np.zeros((3, 3))
        hessian[0, 2] = hessian[2, 0] = -((n * x) @ inverse)
        hessian[1, 2] = hessian[2, 1] = -(n @ inverse)
        hessian[2, 2] = power @ inverse**2
        return -float(power @ log), gradient, hessian


def _heights(log: Numbers) -> NDArray[np.intp]:
    """Steps of a tenth of the height, for amounts of any size."""
    return ((log - log.min(initial=0.0)) * A_DOUBLING).astype(np.intp)
