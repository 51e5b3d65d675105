"""A gym: monthly contracts seen through their monthly payments; members join and leave at rates known by plan.

It opened on the first day of the file, and a third of the members joined in the first month.
"""

from datetime import date

import numpy as np
import polars as pl

from retention_core.simulate.draws import some_rows, three_years_before
from retention_core.simulate.people import people
from retention_core.simulate.truth import Draw, truth_of, why_set_aside, written_cents

MEMBERS = 900
AT_THE_OPENING = 0.35
FAILED, DAY_PASSES, DAY_PASS_CENTS = 0.004, 90, 1_200
# share of members, monthly fee in cents, beta distribution of a member's chance to leave after a month
PLANS = {"Basic": (0.5, 2_490, 1.2, 14.0), "Plus": (0.35, 3_990, 1.2, 22.0), "Premium": (0.15, 6_490, 1.2, 40.0)}

PARAMETERS = {
    "members": MEMBERS,
    **{
        f"{plan}.{name}": value
        for plan, known in PLANS.items()
        for name, value in zip(("share", "fee_cents", "alpha", "beta"), known, strict=True)
    },
}


def draw(rng: np.random.Generator, last_day: date) -> Draw:
    """Three years of payments, one row each."""
    log = _numbered(pl.concat([_payments(rng, last_day), _day_passes(rng, last_day)]), rng)
    names, _ = people(MEMBERS, rng)
    return Draw(_export(log, pl.Series(names)), truth_of(log, PARAMETERS, begins_with_business=True))


def _payments(rng: np.random.Generator, last_day: date) -> pl.DataFrame:
    """One row per member and month paid, on the day of the month on which the member joined."""
    first_day = three_years_before(last_day)
    plan = rng.choice(len(PLANS), MEMBERS, p=[known[0] for known in PLANS.values()])
    alpha, beta = np.array([known[2:] for known in PLANS.values()])[plan].T
    months_paid = rng.geometric(rng.beta(alpha, beta))
    joined_in = np.where(rng.random(MEMBERS) < AT_THE_OPENING, 0, rng.integers(0, 36, MEMBERS))
    months = np.minimum(months_paid, 36 - joined_in)
    who = np.repeat(np.arange(MEMBERS), months)
    month = joined_in[who] + np.arange(who.size) - (np.cumsum(months) - months)[who]
    paid = pl.DataFrame({"customer": who, "month": month, "day": rng.integers(0, 28, MEMBERS)[who]})
    return paid.select(
        "customer",
        _day_in_month(first_day).alias("day"),
        plan=pl.Series(list(PLANS)).gather(plan[who]),
        cents=pl.Series([known[1] for known in PLANS.values()]).gather(plan[who]),
    )


def _day_in_month(first_day: date) -> pl.Expr:
    """The day `day` days into the month that lies `month` months after the first."""
    return pl.lit(first_day).dt.offset_by(pl.format("{}mo{}d", "month", "day"))


def _day_passes(rng: np.random.Generator, last_day: date) -> pl.DataFrame:
    """One row per visitor who paid for a day and left no number."""
    days = rng.integers(0, 3 * 365, DAY_PASSES)
    return pl.DataFrame({"day": days}).select(
        pl.lit(None, pl.Int64).alias("customer"),
        (pl.lit(last_day) - pl.duration(days="day")).alias("day"),
        pl.lit("Day pass").alias("plan"),
        pl.lit(DAY_PASS_CENTS, pl.Int64).alias("cents"),
    )


def _numbered(payments: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Payments in the order of days with their numbers; a few debits failed."""
    in_order = payments.sort("day", maintain_order=True)
    failed = some_rows(in_order, FAILED, rng) & in_order["customer"].is_not_null()
    return in_order.with_columns(
        order_id=pl.int_range(pl.len()) + 500_001,
        status=pl.when(failed).then(pl.lit("failed")).otherwise(pl.lit("paid")),
    ).with_columns(reason=why_set_aside())


def _export(log: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    """The columns of a member program's export: days and euros as in Germany."""
    return log.select(
        pl.col("order_id").cast(pl.String).alias("Payment no"),
        pl.col("day").dt.strftime("%d.%m.%Y").alias("Paid on"),
        pl.format("M{}", pl.col("customer").cast(pl.String).str.zfill(4)).alias("Member no"),
        names.gather(log["customer"]).alias("Member name"),
        pl.col("plan").alias("Plan"),
        pl.format("{} €", written_cents(pl.col("cents")).str.replace(".", ",", literal=True)).alias("Amount"),
        pl.col("status").alias("Status"),
    )
