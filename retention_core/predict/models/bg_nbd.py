"""Buying till leaving: the BG/NBD and the MBG/NBD model of customers without a contract.

While somebody is a customer they buy at a rate of their own (Poisson); rates differ between customers (gamma: r,
alpha). After each purchase they leave with a chance of their own; chances differ too (beta: a, b). In the BG/NBD model
nobody can leave before their first repeat purchase, so every one-time buyer is certainly a customer still; in the
MBG/NBD model they may have left right after the first purchase. That is the only difference, and `leaves_at_first` is
1 for the second: all equations are shared.

x     purchases after the first one (one a day)
t_x   time of the last of them since the first; 0 for one-time buyers
T     time since the first purchase
Times in any unit, the same as alpha's; the product fits and reports weeks.

Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24: the numbers of equations
below are theirs, with leaves_at_first 0. With 1 each is that of Batislam, Denizel and Filiztekin (2007), Int. J. of
Research in Marketing 24, whose customers have one chance more to leave.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, expit, gammaln

from retention_core.predict.models.beta_mean import mean_over_beta

Numbers = NDArray[np.float64]
SMALLEST = 1e-300


@dataclass(frozen=True)
class BgNbdParameters:
    """Parameters of a BG/NBD (leaves_at_first 0) or MBG/NBD (1) model.

    r, alpha   of the buying rates: mean r / alpha a unit of time
    a, b       of the chances to leave after a purchase: mean a / (a + b)
    """

    r: float | Numbers
    alpha: float | Numbers
    a: float | Numbers
    b: float | Numbers
    leaves_at_first: int = 0


def p_alive(model: BgNbdParameters, x: Numbers, t_x: Numbers, T: Numbers) -> Numbers:
    """The chance that a customer with this history is one still: one over the denominator of equation 10."""
    chances = x + model.leaves_at_first
    odds = np.log(model.a / np.maximum(model.b + chances - 1, SMALLEST))
    gone = odds + (model.r + x) * np.log((model.alpha + T) / (model.alpha + t_x))
    return expit(np.where(chances > 0, -gone, np.inf))


def known_customer(model: BgNbdParameters, x: Numbers, T: Numbers) -> BgNbdParameters:
    """What is known of a customer who is one still: the model of what they will do, from now on.

    The gamma and beta distributions given the history, by which equation 10 is equation 9 of another model.
    """
    after = model.b + x + model.leaves_at_first
    return BgNbdParameters(model.r + x, model.alpha + T, model.a, after)


def expected_purchases(model: BgNbdParameters, t: Numbers) -> Numbers:
    """Expected purchases within `t`, of a new customer or of a known one: equation 9.

    E[X(t)] = P(there after the first) E[(1 - (1 + p t / alpha)^-r) / p], with p the chance to leave after a purchase.
    The literature's form of it with 2F1 is exact too, but fails in floating point for heavy buyers and old customers.
    """
    first = model.leaves_at_first
    there = model.b / (model.a + model.b) if first else 1.0
    rate = np.asarray(t, np.float64) / model.alpha
    return there * mean_over_beta(model.a, model.b + np.asarray(first), rate, model.r)


def purchases_of_known(model: BgNbdParameters, x: Numbers, t_x: Numbers, T: Numbers, t: Numbers) -> Numbers:
    """Expected purchases within the next `t` of a customer with this history, E[X(t) | x, t_x, T]: equation 10."""
    return p_alive(model, x, t_x, T) * expected_purchases(known_customer(model, x, T), t)


def p_buys(known: BgNbdParameters, t: Numbers | float) -> Numbers:
    """The chance to buy within `t`, while a customer: one less equation 8 for no purchase, where none can have left."""
    return -np.expm1(known.r * np.log(known.alpha / (known.alpha + t)))


def next_purchase(known: BgNbdParameters, share: float) -> Numbers:
    """The time by which a share of such customers, being customers still, have bought again: `p_buys` solved for t."""
    return known.alpha * np.expm1(-np.log1p(-share) / known.r)


def p_purchases(model: BgNbdParameters, n: NDArray[np.int64], t: float) -> Numbers:
    """The chance of exactly `n` purchases within `t`, of a new customer or of a known one who is one still: equation 8.

    Either all chances to leave were passed and so many purchases came in time, or the last one was taken.
    """
    most = np.arange(int(np.max(n, initial=0)) + 1)
    counts, chances = _counts_while_customer(model, most, t), most + model.leaves_at_first
    before = np.concatenate([[0.0], np.cumsum(counts)[:-1]])
    return (_passes(model, chances) * counts + _leaves_at(model, chances) * (1 - before))[n]


def _counts_while_customer(model: BgNbdParameters, n: NDArray[np.int64], t: float) -> Numbers:
    """The chance of `n` purchases within `t` if nobody left: the NBD, by which both parts of equation 8 are weighed."""
    share = t / (model.alpha + t)
    logs = gammaln(model.r + n) - gammaln(model.r) - gammaln(n + 1.0)
    return np.exp(logs + model.r * np.log1p(-share)) * share**n


def _passes(model: BgNbdParameters, chances: NDArray[np.int64]) -> Numbers:
    """The chance to pass so many chances to leave: B(a, b + n) / B(a, b), in the first part of equation 8."""
    return np.exp(betaln(model.a, model.b + chances) - betaln(model.a, model.b))


def _leaves_at(model: BgNbdParameters, chances: NDArray[np.int64]) -> Numbers:
    """The chance to leave at the last of so many: B(a + 1, b + n - 1) / B(a, b), in the second part of equation 8."""
    leaves = np.exp(betaln(model.a + 1, np.maximum(model.b + chances - 1, SMALLEST)) - betaln(model.a, model.b))
    return np.where(chances > 0, leaves, 0.0)
