"""How long contracts last: the shifted beta-geometric (sBG) model, and the beta-discrete-Weibull (BdW) model.

At every renewal a customer leaves with a chance of their own; chances differ between customers (beta: a, b). Those who
leave easily go first, so the retention rate of a group rises as it ages though nobody changes. BdW adds c: below 1 each
customer's own chance to leave falls with the years, above 1 it rises; c = 1 is sBG.

t     renewals due so far: 1 is the first
S(t)  share still there after t of them = B(a, b + t^c) / B(a, b)

Fader and Hardie (2007), How to Project Customer Retention, J. of Interactive Marketing 21 (sBG, below: 2007);
Fader and Hardie (2010), Customer-Base Valuation in a Contractual Setting, Marketing Science 29 (below: 2010);
Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to Project Customer Retention" Revisited, J. of Interactive
Marketing 43 (BdW, below: 2018).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, digamma, hyp2f1

from retention_core.predict.models.maximum_likelihood import Derivatives, Numbers


@dataclass(frozen=True)
class SbgParameters:
    """Parameters of the leaving chances: mean a / (a + b); c 1 is the sBG model."""

    a: float
    b: float
    c: float = 1.0


def survival(model: SbgParameters, t: Numbers) -> Numbers:
    """The share still there after `t` renewals were due: equation 6 of 2007; with c equation 11 of 2018 is its fall."""
    return np.exp(betaln(model.a, model.b + np.asarray(t, np.float64) ** model.c) - betaln(model.a, model.b))


def renewal(model: SbgParameters, t: Numbers) -> Numbers:
    """The share of those there before renewal `t` who renew, r_t = S(t) / S(t - 1): equations 8 of 2007, 12 of 2018."""
    t = np.asarray(t, np.float64)
    return survival(model, t) / survival(model, t - 1)


def discounted_lifetime(model: SbgParameters, d: float) -> float:
    """Expected periods of an sBG customer, the first one included, each worth 1 / (1 + d) of the one before.

    For somebody who has just begun; equation 6 of 2010 is the same for somebody who is about to renew.
    """
    return float(hyp2f1(1.0, model.b, model.a + model.b, 1 / (1 + d)))


class SbgLikelihood:
    """The log-likelihood over (a, b), and c where told, of how many left at and how many stayed beyond each renewal.

    Whoever left at renewal t counts with S(t - 1) - S(t), equations 5 of 2007 and 11 of 2018; whoever stayed with S(t).
    left     by renewal, from 1: how many left at it
    stayed   by renewals passed, from 0: how many had passed so many when last seen, and were still there
    """

    def __init__(self, left: NDArray[np.int64], stayed: NDArray[np.int64], *, weibull: bool = False) -> None:
        self.left, self.stayed, self.weibull = left.astype(np.float64), stayed.astype(np.float64), weibull

    def __call__(self, at: Numbers) -> Derivatives:
        """Value, gradient and Hessian at (a, b) or (a, b, c)."""
        value, gradient = self._value_and_gradient(at)
        step = 1e-5 * at
        sides = [self._value_and_gradient(at + side * np.diag(step)[i])[1] for i in range(len(at)) for side in (-1, 1)]
        rows = [(sides[2 * i + 1] - sides[2 * i]) / (2 * step[i]) for i in range(len(at))]
        hessian = np.array(rows)
        return value, gradient, (hessian + hessian.T) / 2

    def _value_and_gradient(self, at: Numbers) -> tuple[float, Numbers]:
        logs, slopes = self._log_survival(at)
        falls = np.exp(logs[:-1]) - np.exp(logs[1:])
        steep = np.exp(logs[:-1]) * slopes[:, :-1] - np.exp(logs[1:]) * slopes[:, 1:]
        some, still = self.left > 0, self.stayed > 0
        value = self.left[some] @ np.log(falls[: len(some)][some]) + self.stayed[still] @ logs[: len(still)][still]
        gradient = steep[:, : len(some)][:, some] @ (self.left[some] / falls[: len(some)][some])
        return float(value), gradient + slopes[:, : len(still)][:, still] @ self.stayed[still]

    def _log_survival(self, at: Numbers) -> tuple[Numbers, Numbers]:
        """ln S at every renewal from 0, and its slopes in a, b and c."""
        a, b, c = (*at, 1.0)[:3]
        t = np.arange(max(len(self.left) + 1, len(self.stayed)), dtype=np.float64)
        power = t**c
        of_a = digamma(a + b) - digamma(a + b + power)
        of_power = digamma(b + power) - digamma(a + b + power)
        of_b = of_power - digamma(b) + digamma(a + b)
        slopes = [of_a, of_b]
        if self.weibull:
            slopes.append(of_power * power * np.log(np.maximum(t, 1.0)))
        return betaln(a, b + power) - betaln(a, b), np.array(slopes)
