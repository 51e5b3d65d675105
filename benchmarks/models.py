"""Fits and predictions: `python benchmarks/models.py [--customers 10_000 100_000 1_000_000] [--turns 3]`.

Customers are drawn as make_orders.py draws them. Both sides in turn, in one process, from one row per customer: ours
as the pages fit and predict, lifetimes as its manual says. Log-likelihoods are compared at the exact likelihood, so a
side cannot win by stopping early. Aims: BG/NBD 10, 10 and 20 times faster, log-likelihood within 0.001 of the best
known; Gamma-Gamma 20 times faster; predictions for a million customers (chance to be a customer still, purchases and
spend in 3, 6 and 12 months, worth) under two seconds.
"""

import argparse
import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import polars as pl
from lifetimes import BetaGeoFitter, GammaGammaFitter
from make_orders import DAYS, amounts, visits

from retention_core.predict.fitting.customer_histories import CustomerHistories
from retention_core.predict.fitting.fitted_models import fit_buying, fit_spending
from retention_core.predict.futures.expected_future import ExpectedFuture
from retention_core.predict.models.bg_nbd import BgNbdParameters
from retention_core.predict.models.bg_nbd_likelihood import Histories, NbdLikelihood
from retention_core.predict.models.gamma_gamma import GammaGammaParameters, SpendLikelihood, expected_spend
from retention_core.predict.models.maximum_likelihood import Maximum

STRETCHES = (91, 182, 365)
AIMS = {10_000: 10, 100_000: 10, 1_000_000: 20}


@dataclass(frozen=True)
class Base:
    """One row per customer: purchase days after the first, days to the last one and to now, mean repeat spend."""

    x: np.ndarray
    t_x: np.ndarray
    T: np.ndarray
    z: np.ndarray


def drawn_base(customers: int) -> Base:
    """The histories of so many customers, drawn as make_orders.py draws its orders."""
    rng = np.random.default_rng(1)
    who, when = visits(customers, rng)
    log = pl.DataFrame({"who": who, "day": when.astype(np.int32), "spend": amounts(who, rng)})
    days = log.group_by("who", "day").agg(pl.col("spend").sum())
    first = pl.col("day") == pl.col("day").min().over("who")
    table = days.with_columns(first=first).group_by("who").agg(
        (pl.len() - 1).cast(pl.Int32).alias("x"),
        (pl.col("day").max() - pl.col("day").min()).alias("t_x"),
        (DAYS - 1 - pl.col("day").min()).alias("T"),
        pl.col("spend").filter(~pl.col("first")).mean().fill_null(0.0).alias("z"),
    ).sort("who")  # fmt: skip
    return Base(*(table[name].to_numpy() for name in ("x", "t_x", "T", "z")))


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long one run takes, and what it gives."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def in_turn(ours: Callable[[], Any], theirs: Callable[[], Any], turns: int) -> tuple[float, float, Any, Any]:
    """Median seconds of both sides, run one after the other, and what they gave."""
    taken: list[tuple[float, float]] = []
    mine = other = None
    for _ in range(turns):
        first, mine = seconds(ours)
        second, other = seconds(theirs)
        taken.append((first, second))
    return *(statistics.median(side) for side in zip(*taken, strict=True)), mine, other  # type: ignore[return-value]


def buying(base: Base, turns: int) -> Maximum:
    """BG/NBD, both sides."""
    weeks = base.t_x / 7, base.T / 7
    ours, theirs, mine, other = in_turn(
        lambda: fit_buying(base.x, base.t_x, base.T, leaves_at_first=0),
        lambda: BetaGeoFitter().fit(base.x, *weeks),
        turns,
    )
    exact = NbdLikelihood(Histories(base.x, base.t_x, base.T), leaves_at_first=0)
    parameters = other.params_[["r", "alpha", "a", "b"]].to_numpy()
    gain = mine.log_likelihood - exact(parameters)[0]
    aim = AIMS.get(len(base.x), 10)
    told("BG/NBD", ours, theirs, aim)
    print(f"  log-likelihood {mine.log_likelihood:,.4f}, lifetimes {mine.log_likelihood - gain:,.4f}: {gain:+.4f}")
    assert gain > -0.001, "lifetimes found a better fit"
    alone = statistics.median(
        seconds(lambda: fit_buying(base.x, base.t_x, base.T, leaves_at_first=1))[0] for _ in range(turns)
    )
    print(f"  MBG/NBD, ours alone        {alone:.3f} s")
    return mine


def spending(base: Base, turns: int) -> Maximum:
    """Gamma-Gamma of those who came again, both sides."""
    again = base.x > 0
    x, z = base.x[again], base.z[again]
    ours, theirs, mine, other = in_turn(lambda: fit_spending(x, z), lambda: GammaGammaFitter().fit(x, z), turns)
    told("Gamma-Gamma", ours, theirs, 20)
    exact = SpendLikelihood(x, z)
    gain = mine.log_likelihood - exact(other.params_[["p", "q", "v"]].to_numpy())[0]
    print(f"  log-likelihood {mine.log_likelihood:,.4f}: {gain:+.4f} above lifetimes")
    assert gain > -0.001, "lifetimes found a better fit"
    return mine


def predictions(base: Base, model: Maximum, spend: Maximum, turns: int) -> None:
    """What every customer is expected to do, ours alone."""
    seen = CustomerHistories(np.arange(len(base.x), dtype=np.uint32), base.x, base.t_x, base.T)

    def everything() -> None:
        outlook = ExpectedFuture(BgNbdParameters(*model.parameters, leaves_at_first=1), seen)
        each = expected_spend(GammaGammaParameters(*spend.parameters), base.x, base.z)
        outlook.p_alive()
        for days in STRETCHES:
            _ = outlook.purchases(days) * each

    taken = statistics.median(seconds(everything)[0] for _ in range(turns))
    print(f"predictions for {len(base.x):,}: {taken:.2f} s (aim: under 2 for a million)")


def told(name: str, ours: float, theirs: float, aim: int) -> None:
    """Both times and their ratio."""
    print(f"{name:<12} ours {ours:.4f} s, lifetimes {theirs:.3f} s: {theirs / ours:.1f} times (aim: {aim})")


def main() -> None:
    """Runs both sides in turn for each number of customers."""
    warnings.simplefilter("ignore")
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("--customers", type=int, nargs="+", default=list(AIMS))
    command.add_argument("--turns", type=int, default=3)
    asked = command.parse_args()
    for customers in asked.customers:
        base = drawn_base(customers)
        print(f"\n{customers:,} customers, load {os.getloadavg()[0]:.1f}")
        # short runs tell little each
        turns = asked.turns * max(1, 100_000 // customers)
        model = buying(base, turns)
        spend = spending(base, turns)
        predictions(base, model, spend, asked.turns)


if __name__ == "__main__":
    main()
