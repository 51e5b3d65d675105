"""Customers who cost more than they bring: their margin so far, after what was given back, is below zero.

Named apart and never mixed with those at risk: keeping everybody is not the goal. And nobody is a poor fit for one
number: who bought once is marked as too early to judge.
"""

import numpy as np
import polars as pl

from retention_core.describe.customer_value.margin import earned_so_far, has_costs
from retention_core.describe.presence.customers import customer_summary, log_so_far
from retention_core.describe.presence.why_unknown import why_no_orders
from retention_core.kernel.day_numbers import CustomerCodes
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

SEVERAL = 2
HALF = 0.5


def why_no_costs(study: Study) -> WhyNull | None:
    """no_orders, no_amounts, no_costs; None where margins can be known customer by customer."""
    if why := why_no_orders(study):
        return why
    if not study.workbook.has_amounts:
        return WhyNull.NO_AMOUNTS
    return None if has_costs(study) else WhyNull.NO_COSTS


def unprofitable(study: Study) -> pl.DataFrame:
    """One row per customer who has cost more than they brought up to as_of, the largest loss first.

    customer_code
    reason          too_early (one purchase day), returns (at least half of what they paid was given back), else cost
    margin          paid less given back less what the goods cost; below zero          minor units
    spend           paid less given back                                               minor units
    given_back      what was given back, above zero                                    minor units
    purchase_days   days with a purchase                                               count
    last_day        last purchase day; null: gave back only
    Nobody where the files tell no costs.
    """
    seen = study(customer_summary)
    if why_no_costs(study):
        return seen.head(0).select("customer_code", *(pl.lit(None).cast(kind).alias(name) for name, kind in REST))
    code, earned, log = seen["customer_code"].to_numpy(), earned_so_far(study), study(log_so_far)
    assert earned is not None and log.amount is not None
    back = np.zeros(log.customers, np.int64)
    np.add.at(back, log.code, np.where(log.amount < 0, -log.amount, 0))
    told = seen.with_columns(pl.Series("margin", earned[code]), pl.Series("given_back", back[code]))
    returned = pl.col("given_back") >= HALF * (pl.col("spend") + pl.col("given_back"))
    reason = (
        pl.when(pl.col("purchase_days") < SEVERAL)
        .then(pl.lit("too_early"))
        .when((pl.col("given_back") > 0) & returned)
        .then(pl.lit("returns"))
        .otherwise(pl.lit("cost"))
    )
    losing = told.filter(pl.col("margin") < 0).with_columns(reason.alias("reason"))
    return losing.select("customer_code", *(name for name, _ in REST)).sort("margin", "customer_code")


def with_several_purchases(listed: pl.DataFrame) -> pl.DataFrame:
    """The rows of `unprofitable` of which it is not too early to judge."""
    return listed.filter(pl.col("purchase_days") >= SEVERAL)


def earned_by(listed: pl.DataFrame) -> int:
    """What rows of `unprofitable` earned in all, minor units; a loss is below zero."""
    return int(listed["margin"].sum())


def without_poor_fit(study: Study, who: CustomerCodes) -> CustomerCodes:
    """Some customers but for those who have cost more than they brought: they are in no list of those to keep."""
    return who[~np.isin(who, study(unprofitable)["customer_code"].to_numpy())]


REST = (
    ("reason", pl.String),
    ("margin", pl.Int64),
    ("spend", pl.Int64),
    ("given_back", pl.Int64),
    ("purchase_days", pl.Int32),
    ("last_day", pl.Date),
)
