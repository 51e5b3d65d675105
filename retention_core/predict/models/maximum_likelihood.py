"""The largest likelihood over positive parameters, with how well it is known.

Parameters are looked for on the log scale, by Newton's way with exact second derivatives inside a trust region. Data
that do not tell a parameter (everybody alike, nobody ever gone) let it run off to nothing or to infinity: beyond a wide
box a quadratic wall holds it. Inside the box the wall is exactly zero, so it changes no estimate that the data tell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Numbers = NDArray[np.float64]
# log-likelihood, gradient and Hessian with respect to the parameters themselves
Derivatives = tuple[float, Numbers, Numbers]
Likelihood = Callable[[Numbers], Derivatives]

HALF_BOX = 7.0
STEEP = 10.0
GRADIENT = 1e-9
MOST_STEPS, LONGEST_STEP = 300, 3.0


@dataclass(frozen=True)
class Maximum:
    """Where the likelihood is largest.

    parameters       all above zero
    log_likelihood   at them, without the wall
    covariance       of the logs of the parameters, from the observed information
    held             some parameter is not told by the data and is held at the edge of the box
    """

    parameters: Numbers
    log_likelihood: float
    covariance: Numbers
    held: bool

    @property
    def standard_errors(self) -> Numbers:
        """Of the parameters, by the delta rule."""
        return self.parameters * np.sqrt(np.diag(self.covariance))

    def draws(self, count: int, seed: int) -> Numbers:
        """`count` plausible sets of parameters, one a row: normal on the log scale, the same for the same seed.

        What the data do not tell is drawn no farther from the fit than the box is wide.
        """
        chance, middle = np.random.default_rng(seed), np.log(self.parameters)
        logs = chance.multivariate_normal(middle, self.covariance, count, method="eigh")
        return np.exp(np.clip(logs, middle - HALF_BOX, middle + HALF_BOX))


def maximum(likelihood: Likelihood, start: Numbers, middle: Numbers | None = None) -> Maximum | None:
    """The maximum found from `start`; None where none is found. `middle`: of the box, else the start is it."""
    centre = np.log(start if middle is None else middle)

    @lru_cache(maxsize=4)
    def at(logs: tuple[float, ...]) -> Derivatives:
        return _walled(likelihood, np.array(logs), centre)

    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        found = minimize(
            lambda logs: -at(tuple(logs))[0],
            np.log(start),
            jac=lambda logs: -at(tuple(logs))[1],
            hess=lambda logs: -at(tuple(logs))[2],
            method="trust-exact",
            options={
                "gtol": GRADIENT * max(1.0, abs(at(tuple(np.log(start)))[0])),
                "maxiter": MOST_STEPS,
                "max_trust_radius": LONGEST_STEP,
            },
        )
        value, _, hessian = at(tuple(found.x))
    covariance = _inverse(-hessian)
    if covariance is None or not np.isfinite(value):
        return None
    parameters = np.exp(found.x)
    off = found.x - centre
    return Maximum(parameters, value + _wall(off), covariance, bool((np.abs(off) > HALF_BOX).any()))


def _walled(likelihood: Likelihood, logs: Numbers, centre: Numbers) -> Derivatives:
    """The likelihood on the log scale, less the wall."""
    value, gradient, hessian = _on_log_scale(likelihood(np.exp(logs)), np.exp(logs))
    over = _beyond(logs - centre)
    steep = np.where(over != 0, STEEP, 0.0)
    return value - _wall(logs - centre), gradient - STEEP * over, hessian - np.diag(steep)


def _wall(off: Numbers) -> float:
    """How much is taken off so far from the middle of the box."""
    over = _beyond(off)
    return STEEP * float(over @ over) / 2


def _beyond(off: Numbers) -> Numbers:
    """How far outside of the box, with its direction."""
    return np.sign(off) * np.maximum(np.abs(off) - HALF_BOX, 0)


def _on_log_scale(known: Derivatives, at: Numbers) -> Derivatives:
    value, gradient, hessian = known
    return value, gradient * at, hessian * np.outer(at, at) + np.diag(gradient * at)


def _inverse(information: Numbers) -> Numbers | None:
    """The covariance; None where the information is none."""
    if not np.isfinite(information).all():
        return None
    values, vectors = np.linalg.eigh(information)
    if values[0] <= 0:
        return None
    return (vectors / values) @ vectors.T
