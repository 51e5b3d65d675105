"""Writes a large, seeded order log: `python benchmarks/make_orders.py 10_000_000 orders.csv [--seed 1]`.

Customers arrive over three years, buy at their own steady rate (gamma-Poisson) and silently stop after a lifetime of
their own (exponential): the Pareto/NBD story. Spend is Gamma-Gamma: orders scatter around a customer's own mean.
10 million rows give about 1.46 million customers and half a gigabyte.
"""

import argparse
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

FIRST_DAY = date(2021, 1, 1)
DAYS = 3 * 365
CUSTOMERS_PER_ROW = 0.146
RATE_SHAPE = 0.8
RATE_PER_DAY = 0.0236
LIFETIME_DAYS = 365.0
SPEND_MEAN, SPEND_SHAPE, SPREAD_SHAPE = 38.0, 4.0, 6.0
CATEGORIES = {"shoes": 0.24, "shirts": 0.21, "books": 0.17, "garden": 0.13, "toys": 0.11, "food": 0.09, "tools": 0.05}
CHANNELS = {"web": 0.55, "store": 0.30, "phone": 0.05, "app": 0.10}


def visits(customers: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """One row per purchase of `customers` people: position of the customer, time in days since FIRST_DAY."""
    first = rng.uniform(0, DAYS, customers)
    rate = rng.gamma(RATE_SHAPE, RATE_PER_DAY / RATE_SHAPE, customers)
    alive = np.minimum(rng.exponential(LIFETIME_DAYS, customers), DAYS - first)
    repeats = rng.poisson(rate * alive)
    who = np.repeat(np.arange(customers, dtype=np.uint32), repeats)
    later = first[who] + alive[who] * rng.random(who.size)
    return np.concatenate([np.arange(customers, dtype=np.uint32), who]), np.concatenate([first, later])


def enough_visits(rows: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Exactly `rows` purchases in the order of time. Surplus ones are dropped at random, missing ones drawn anew."""
    who, when = visits(max(1, round(rows * CUSTOMERS_PER_ROW)), rng)
    while who.size < rows:
        more_who, more_when = visits(max(1, rows // 50), rng)
        who, when = np.concatenate([who, more_who + who.max() + 1]), np.concatenate([when, more_when])
    if who.size > rows:
        keep = rng.permutation(who.size)[:rows]
        who, when = who[keep], when[keep]
    by_time = np.argsort(when)
    return who[by_time], when[by_time]


def drawn(shares: dict[str, float], rows: int, rng: np.random.Generator) -> pl.Series:
    """`rows` names drawn by their shares."""
    bounds = np.cumsum(list(shares.values()))[:-1]
    codes = np.searchsorted(bounds, rng.random(rows, dtype=np.float32), side="right")
    return pl.Series(codes.astype(np.uint32)).cat.to(pl.Enum(list(shares)))


def amounts(who: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What each purchase cost, to the cent."""
    own_mean = rng.gamma(SPEND_SHAPE, SPEND_MEAN / SPEND_SHAPE, int(who.max()) + 1)
    spend = own_mean[who] * rng.gamma(SPREAD_SHAPE, 1 / SPREAD_SHAPE, who.size)
    return np.maximum(np.round(spend, 2), 0.01)


def orders(rows: int, seed: int) -> pl.DataFrame:
    """One row per order, in the order of time: order_id, customer_id, date, amount, category, channel."""
    rng = np.random.default_rng(seed)
    who, when = enough_visits(rows, rng)
    number = rng.permutation(int(who.max()) + 1).astype(np.uint32)[who]
    frame = pl.DataFrame({"order_id": np.arange(1, rows + 1), "customer_id": number, "date": when.astype(np.int32)})
    return frame.with_columns(
        customer_id=pl.lit("C") + pl.col("customer_id").cast(pl.String).str.zfill(7),
        date=pl.lit(FIRST_DAY) + pl.duration(days=pl.col("date")),
        amount=pl.Series(amounts(who, rng)),
        category=drawn(CATEGORIES, rows, rng),
        channel=drawn(CHANNELS, rows, rng),
    )


def main() -> None:
    """Reads the command line and writes the file."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("rows", type=int, help="how many orders")
    command.add_argument("out", type=Path, help="the CSV file to write")
    command.add_argument("--seed", type=int, default=1)
    asked = command.parse_args()
    if asked.rows < 1:
        command.error("rows must be 1 or more")
    made = orders(asked.rows, asked.seed)
    made.write_csv(asked.out, float_precision=2)
    print(f"{asked.out}: {made.height:,} orders by {made['customer_id'].n_unique():,} customers")


if __name__ == "__main__":
    main()
