"""The mean of (1 - (1 + k p)^-r) / p over p ~ beta(a, b): purchases made before leaving, for all parameters that occur.

Taken over y = log(p / (1 - p)), where the integrand is smooth and the plain sum over equal steps is right to
eight digits or more. Beyond the ends the function is constant (r k on the left, 1 - (1 + k)^-r on the right) and the
rest of the beta distribution is known, so the tails are added in closed form.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, digamma, expit, log1p, polygamma

Numbers = NDArray[np.float64]

FLAT = 20.0
WIDEST_STEP, STEP, REACH = 0.25, 0.5, 14.0
NARROW = 1.5
ROWS = 4096


def mean_over_beta(a: Numbers | float, b: Numbers | float, k: Numbers | float, r: Numbers | float) -> Numbers:
    """One mean for each set of parameters; they are broadcast against each other."""
    shape = np.broadcast(a, b, k, r).shape
    flat = [np.broadcast_to(np.asarray(value, np.float64), shape).reshape(-1) for value in (a, b, k, r)]
    rows = range(0, len(flat[0]), ROWS)
    parts = [_mean(*(values[start : start + ROWS, None] for values in flat)) for start in rows]
    return np.concatenate(parts).reshape(shape) if parts else np.empty(shape)


def _mean(a: Numbers, b: Numbers, k: Numbers, r: Numbers) -> Numbers:
    y, step = _grid(a, b, k, r)
    weight = np.exp(-a * log1p(np.exp(-y)) - b * log1p(np.exp(y)) - betaln(a, b))
    inside = weight * _function(expit(y), k, r)
    ends = step * step / 12 * (_slope(a, b, y[0]) * inside[:, 0] - _slope(a, b, y[-1]) * inside[:, -1])
    total = step * (inside.sum(axis=1) - (inside[:, 0] + inside[:, -1]) / 2) + ends
    return total + inside[:, 0] / a[:, 0] + inside[:, -1] / b[:, 0]


def _slope(a: Numbers, b: Numbers, y: float) -> Numbers:
    """The derivative of the log of the integrand where the function is flat."""
    p = expit(y)
    return (a * (1 - p) - b * p)[:, 0]


def _function(p: Numbers, k: Numbers, r: Numbers) -> Numbers:
    return -np.expm1(-r * log1p(k * p)) / p


def _grid(a: Numbers, b: Numbers, k: Numbers, r: Numbers) -> tuple[Numbers, float]:
    """Places between the flat ends, or where the distribution has its mass, whichever is less."""
    spread = np.sqrt(polygamma(1, a) + polygamma(1, b))
    first = -FLAT - float(np.log((1 + k * (r + 1)) * (1 + b)).max())
    last = FLAT + float(np.log1p(a).max())
    if a.min() > NARROW:
        # the function falls at most as 1 / p, as if a were smaller by one
        first = max(
            first, float((digamma(a - 1) - digamma(b) - REACH * np.sqrt(polygamma(1, a - 1) + polygamma(1, b))).min())
        )
    last = min(last, float((digamma(a) - digamma(b) + REACH * spread).max()))
    step = min(WIDEST_STEP, STEP * float(spread.min()))
    count = int(np.ceil((last - first) / step)) + 1
    return np.linspace(first, last, count), (last - first) / (count - 1)
