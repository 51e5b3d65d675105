"""A web shop: irregular purchases, silent leaving, refunds. The file begins with the business."""

from datetime import date

import numpy as np
import polars as pl

from retention_core.simulate.draws import calendar, day_numbers, some_rows, three_years_before, visits
from retention_core.simulate.people import people
from retention_core.simulate.truth import Draw, truth_of, why_set_aside, written_cents

CUSTOMERS = 4_200
RATE_SHAPE, RATE_SCALE_WEEKS = 0.8, 9.0
DROPOUT_A, DROPOUT_B = 0.7, 2.6
SPEND_P, SPEND_Q, SPEND_GAMMA = 6.0, 4.0, 28.0
GROWTH_A_YEAR = 1.25
NEW_BY_MONTH = (0.8, 0.8, 0.9, 0.95, 1.0, 0.95, 0.8, 0.8, 1.0, 1.1, 1.6, 1.9)
CATEGORIES = {"Kitchen": 0.26, "Bedroom": 0.18, "Bath": 0.16, "Garden": 0.15, "Lighting": 0.13, "Gifts": 0.12}
CHANNELS = {"organic": 0.34, "paid search": 0.26, "social": 0.22, "newsletter": 0.10, "referral": 0.08}
FULL_REFUND, PART_REFUND, CANCELLED, GUEST = 0.022, 0.018, 0.006, 0.003

PARAMETERS = {
    "customers": CUSTOMERS,
    "r": RATE_SHAPE,
    "alpha_weeks": RATE_SCALE_WEEKS,
    "a": DROPOUT_A,
    "b": DROPOUT_B,
    "p": SPEND_P,
    "q": SPEND_Q,
    "gamma": SPEND_GAMMA,
}


def draw(rng: np.random.Generator, last_day: date) -> Draw:
    """Three years of orders, one row each; refunds are rows of their own."""
    orders = _orders(rng, last_day)
    log = _with_refunds(orders, rng, last_day).with_columns(reason=why_set_aside())
    names, addresses = people(CUSTOMERS, rng)
    return Draw(
        _export(log, pl.Series(names), pl.Series(addresses)), truth_of(log, PARAMETERS, begins_with_business=True)
    )


def _orders(rng: np.random.Generator, last_day: date) -> pl.DataFrame:
    """One row per order: customer (null for a guest), day, cents, what was bought, how the customer came, status."""
    days = calendar(three_years_before(last_day), last_day)
    start = _arrivals(days, rng)
    rate = rng.gamma(RATE_SHAPE, 1 / (7 * RATE_SCALE_WEEKS), CUSTOMERS)
    most = rng.geometric(rng.beta(DROPOUT_A, DROPOUT_B, CUSTOMERS))
    who, when = visits(start, float(days.len()), rate, most, rng)
    own_rate = rng.gamma(SPEND_Q, 1 / SPEND_GAMMA, CUSTOMERS)
    came_by = rng.choice(list(CHANNELS), CUSTOMERS, p=list(CHANNELS.values()))
    orders = pl.DataFrame({"customer": who, "when": when, "day": days.gather(day_numbers(when, np.ones(days.len())))})
    chance = pl.Series(rng.random(who.size))
    return orders.with_columns(
        cents=pl.Series(np.maximum(np.round(rng.gamma(SPEND_P, 1 / own_rate[who]) * 100), 1).astype(np.int64)),
        category=pl.Series(rng.choice(list(CATEGORIES), who.size, p=list(CATEGORIES.values()))),
        channel=pl.Series(came_by[who]),
        customer=pl.when(chance >= GUEST).then(pl.col("customer")),
        status=pl.when(chance > 1 - CANCELLED).then(pl.lit("cancelled")).otherwise(pl.lit("completed")),
    ).sort("when")


def _arrivals(days: pl.Series, rng: np.random.Generator) -> np.ndarray:
    """When customers first buy: more each year, most before Christmas. Purchases after the first are steady."""
    years = np.arange(days.len()) / 365.25
    weights = np.array(NEW_BY_MONTH)[days.dt.month().to_numpy() - 1] * GROWTH_A_YEAR**years
    day = rng.choice(days.len(), CUSTOMERS, p=weights / weights.sum())
    return day + rng.random(CUSTOMERS)


def _with_refunds(orders: pl.DataFrame, rng: np.random.Generator, last_day: date) -> pl.DataFrame:
    """The orders with their refunds: whole ones under the same order number, part ones under a number of their own."""
    numbered = orders.with_columns(order_id=pl.format("{}", pl.int_range(pl.len()) + 10_001))
    paid = numbered.filter(pl.col("status") == "completed", pl.col("customer").is_not_null())
    back = paid.with_columns(pl.col("day").dt.offset_by("9d"), -pl.col("cents"))
    whole = some_rows(back, FULL_REFUND, rng)
    part = some_rows(back, PART_REFUND, rng) & ~whole
    in_part = back.filter(part).with_columns(pl.col("cents") // 3, pl.format("R{}", "order_id").alias("order_id"))
    log = pl.concat([numbered, back.filter(whole), in_part]).filter(pl.col("day") <= last_day)
    return log.sort("day", "order_id")


def _export(log: pl.DataFrame, names: pl.Series, addresses: pl.Series) -> pl.DataFrame:
    """The columns of a shop program's export, ISO days."""
    return log.select(
        pl.col("order_id").alias("Order number"),
        pl.col("day").dt.strftime("%Y-%m-%d").alias("Order date"),
        addresses.gather(log["customer"]).alias("Email"),
        names.gather(log["customer"]).alias("Customer name"),
        pl.col("category").alias("Product category"),
        pl.col("channel").alias("Channel"),
        written_cents(pl.col("cents")).alias("Total"),
        pl.lit("EUR").alias("Currency"),
        pl.col("status").alias("Status"),
    )
