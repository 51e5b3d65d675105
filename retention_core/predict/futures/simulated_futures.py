"""Drawn futures of customers: how often they buy, when they leave, what they spend, as the fitted models tell it.

Each future is drawn under parameters of its own, as uncertain as the fit leaves them, so a range holds both: chance in
what a customer does, and what is not known about all of them. The same customers and seed give the same futures.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retention_core.predict.fitting.customer_histories import CustomerHistories
from retention_core.predict.futures.expected_future import DAYS_A_WEEK
from retention_core.predict.models.bg_nbd import BgNbdParameters, known_customer, p_alive
from retention_core.predict.models.maximum_likelihood import Maximum, Numbers

LEAST_CHANCE = 1e-9
LEAST_Q = 1.05


@dataclass(frozen=True)
class SimulatedFutures:
    """Futures, one row per customer and one column per draw, and one layer per stretch of time.

    alive       chance of being a customer still, under the parameters of each draw      customer x draw
    purchases   purchase days in each stretch                                            stretch x customer x draw
    spend       what they bring, in the unit of the spend given                          stretch x customer x draw
    """

    alive: Numbers
    purchases: NDArray[np.int64]
    spend: Numbers


@dataclass(frozen=True)
class Spent:
    """What is known of the spend of the same customers: `x` purchases of mean `z`, whole money.

    fitted   the Gamma-Gamma model; None: every purchase brings `each`
    """

    x: Numbers
    z: Numbers
    each: Numbers
    fitted: Maximum | None


def drawn_futures(
    fitted: Maximum, seen: CustomerHistories, spent: Spent | None, ends: tuple[int, ...], *, draws: int, seed: int
) -> SimulatedFutures:
    """Futures by the MBG/NBD model, in stretches that end `ends` days from now, in order; without `spent` no spend."""
    chance = np.random.default_rng(seed)
    model = BgNbdParameters(*fitted.draws(draws, seed).T[:, None, :], leaves_at_first=1)
    x, t_x, T = (part.astype(np.float64)[:, None] for part in (seen.x, seen.t_x / DAYS_A_WEEK, seen.T / DAYS_A_WEEK))
    alive = p_alive(model, x, t_x, T)
    known = known_customer(model, x, T)
    rate = chance.gamma(known.r, 1 / known.alpha)
    leaves = chance.beta(np.broadcast_to(known.a, rate.shape), known.b)
    most = chance.geometric(np.clip(leaves, LEAST_CHANCE, 1.0))
    most[chance.random(alive.shape) >= alive] = 0
    weeks = np.diff(ends, prepend=0) / DAYS_A_WEEK
    would = np.cumsum(chance.poisson(rate * weeks[:, None, None]), axis=0)
    so_far = np.minimum(would, most)
    purchases = np.diff(so_far, axis=0, prepend=0)
    spend = np.zeros(purchases.shape) if spent is None else _spend(purchases, spent, draws, seed, chance)
    return SimulatedFutures(alive, purchases, spend)


def _spend(purchases: NDArray[np.int64], spent: Spent, draws: int, seed: int, chance: np.random.Generator) -> Numbers:
    """Each customer's own mean is drawn first, then what the purchases of each stretch bring together."""
    if spent.fitted is None:
        return purchases * spent.each[:, None]
    plausible = spent.fitted.draws(draws, seed + 1)
    # a mean without end is none: such draws give way to the fit itself
    plausible[plausible[:, 1] <= LEAST_Q] = spent.fitted.parameters
    p, q, gamma = plausible.T[:, None, :]
    x, z = spent.x[:, None], spent.z[:, None]
    own = chance.gamma(p * x + q) / (gamma + x * z)
    return chance.gamma(p * purchases) / own
