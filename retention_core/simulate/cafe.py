"""A cafe with two branches: frequent, small amounts, quiet Sundays. The file begins in the middle of its life."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from retention_core.simulate.draws import calendar, day_numbers, some_rows, three_years_before, visits, weekday_weights
from retention_core.simulate.truth import Draw, truth_of, why_set_aside, written_cents

CUSTOMERS = 520
DAYS_BEFORE_THE_FILE = 365
RATE_SHAPE, RATE_SCALE_WEEKS = 1.6, 1.9
BRANCHES = {"Old Town": (0.62, 0.6, 16.0), "Harbour": (0.38, 0.6, 8.0)}
MONDAY_TO_SUNDAY = (0.9, 0.95, 1.0, 1.05, 1.25, 1.35, 0.5)
ITEMS = {"Coffee": 290, "Cappuccino": 380, "Tea": 310, "Croissant": 260, "Cake": 450, "Sandwich": 690, "Juice": 420}
ITEM_SHARES = (0.28, 0.25, 0.09, 0.14, 0.10, 0.08, 0.06)
SECOND_ITEM, WITHOUT_CARD, CANCELLED = 0.22, 0.025, 0.002

PARAMETERS = {
    "customers": CUSTOMERS,
    "r": RATE_SHAPE,
    "alpha_weeks": RATE_SCALE_WEEKS,
    **{
        f"{branch}.{name}": value
        for branch, known in BRANCHES.items()
        for name, value in zip("sab", known, strict=True)
    },
}


def draw(rng: np.random.Generator, last_day: date) -> Draw:
    """Three years of receipts, one row per item sold."""
    log = _lines(_receipts(rng, last_day), rng)
    return Draw(_export(log), truth_of(log, PARAMETERS, begins_with_business=False))


def _receipts(rng: np.random.Generator, last_day: date) -> pl.DataFrame:
    """One row per visit: customer, day, branch. What lies before the file is cut off."""
    first_day = three_years_before(last_day)
    days = calendar(first_day - timedelta(days=DAYS_BEFORE_THE_FILE), last_day)
    busy = weekday_weights(days, MONDAY_TO_SUNDAY)
    home = rng.choice(len(BRANCHES), CUSTOMERS, p=[known[0] for known in BRANCHES.values()])
    a, b = np.array([known[1:] for known in BRANCHES.values()])[home].T
    rate = rng.gamma(RATE_SHAPE, 1 / (7 * RATE_SCALE_WEEKS), CUSTOMERS)
    start = rng.uniform(0, busy.sum(), CUSTOMERS)
    who, when = visits(start, busy.sum(), rate, rng.geometric(rng.beta(a, b)), rng)
    day = days.gather(day_numbers(when, busy))
    branch = pl.Series(list(BRANCHES)).gather(home[who])
    receipts = pl.DataFrame({"customer": who, "day": day, "branch": branch, "when": when})
    return receipts.filter(pl.col("day") >= first_day).sort("when")


def _lines(receipts: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """One row per item: receipt number, card number, item, cents, and why a line does not count."""
    cards = pl.Series(rng.permutation(900_000)[:CUSTOMERS] + 100_000)
    chance = pl.Series(rng.random(receipts.height))
    numbered = receipts.with_columns(
        order_id=pl.int_range(pl.len()) + 20_000,
        customer=pl.when(chance >= WITHOUT_CARD).then(cards.gather(receipts["customer"])),
        status=pl.when(chance > 1 - CANCELLED).then(pl.lit("cancelled")).otherwise(pl.lit("paid")),
    )
    first = numbered.with_columns(item=pl.Series(rng.choice(len(ITEMS), numbered.height, p=ITEM_SHARES)))
    second = first.filter(some_rows(first, SECOND_ITEM, rng))
    other = (second["item"] + pl.Series(rng.integers(1, len(ITEMS), second.height))) % len(ITEMS)
    lines = pl.concat([first, second.with_columns(item=other)]).sort("order_id", maintain_order=True)
    return lines.with_columns(
        item=pl.Series(list(ITEMS)).gather(lines["item"]),
        cents=pl.Series(list(ITEMS.values())).gather(lines["item"]),
        reason=why_set_aside(),
    )


def _export(log: pl.DataFrame) -> pl.DataFrame:
    """The columns of a till's export: days and pounds as in Britain, no card for a guest."""
    return log.select(
        pl.col("order_id").cast(pl.String).alias("Receipt"),
        pl.col("day").dt.strftime("%d/%m/%Y").alias("Date"),
        pl.col("branch").alias("Branch"),
        pl.format("LC-{}", pl.col("customer")).alias("Loyalty card"),
        pl.col("item").alias("Item"),
        pl.format("£{}", written_cents(pl.col("cents"))).alias("Amount"),
        pl.col("status").alias("Status"),
    )
