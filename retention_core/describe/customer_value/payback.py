"""How long it takes until customers have earned what it cost to gain them."""

from dataclasses import dataclass

import polars as pl

from retention_core.describe.customer_value.cac import sure_costs
from retention_core.describe.customer_value.clv import by_month, clv_by_cohort
from retention_core.describe.customer_value.margin import margin_share
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study

LONGEST = 36


@dataclass(frozen=True)
class Payback:
    """When the months of first purchase, taken together, had earned what they cost.

    month      0 is the month of the first purchase itself; null: not yet
    cohorts    how many months of first purchase have been seen that long
    margin     what their customers had earned by then, minor units
    spent      what gaining them cost, minor units
    exact      false: some of the customers may be older than the file
    """

    month: int | None
    cohorts: int
    margin: float
    spent: int
    exact: bool


def earned_and_spent(study: Study) -> pl.DataFrame:
    """One row per month of first purchase that the spending file covers, and month since.

    cohort, month, customers   as in `clv_by_cohort`
    acquisition                spent on gaining customers in the month of the cohort                minor units
    earned                     margin of the whole cohort so far                                    minor units
    exact_new                  false: some of its customers may be older than the file
    Cells that cannot be observed yet are left out.
    """
    spent = by_month(study)(sure_costs).select(pl.col("first_day").alias("cohort"), "acquisition", "exact_new")
    cells = study(clv_by_cohort).filter(pl.col("revenue_so_far").is_not_null())
    earned = (pl.col("revenue_so_far") * study(margin_share)).alias("earned")
    joined = cells.join(spent, on="cohort", maintain_order="left")
    return joined.select("cohort", "month", "customers", "acquisition", earned, "exact_new")


def payback_by_cohort(study: Study) -> pl.DataFrame:
    """One row per month of first purchase that the spending file covers.

    cohort, customers, acquisition   as in `earned_and_spent`
    earned                           up to the last month seen, minor units
    months_seen                      how long the cohort could be watched
    payback_month                    first month by whose end it had earned what it cost; null: not yet
    """
    covered = pl.col("month").filter(pl.col("earned") >= pl.col("acquisition")).min()
    return (
        study(earned_and_spent)
        .group_by("cohort", maintain_order=True)
        .agg(
            pl.col("customers", "acquisition").first(),
            pl.col("earned").last(),
            pl.col("month").max().alias("months_seen"),
            covered.alias("payback_month"),
        )
    )


def payback_curve(study: Study) -> pl.DataFrame:
    """One row per month since the first purchase, all cohorts seen that long together; months of no spending left out.

    month          0 is the month of the first purchase itself
    cohorts        how many months of first purchase could be seen that long
    customers      who first bought in them
    earned         their margin so far                  minor units
    acquisition    what gaining them cost               minor units
    """
    return (
        study(earned_and_spent)
        .group_by("month")
        .agg(pl.col("customers", "earned", "acquisition").sum(), pl.len().cast(pl.Int64).alias("cohorts"))
        .filter(pl.col("acquisition") > 0)
        .select("month", "cohorts", "customers", "earned", "acquisition")
        .sort("month")
    )


@dataclass(frozen=True)
class PaybackMonth:
    """One row of `payback_curve`."""

    month: int
    cohorts: int
    earned: float
    acquisition: int


def payback_each(study: Study) -> pl.DataFrame:
    """The rows of `payback_curve` per customer, for the first three years: month, cohorts, customers, earned, cost.

    earned, cost   margin so far and what gaining one cost, of each customer             minor units
    Months of which nobody first bought are left out.
    """
    seen = study(payback_curve).filter((pl.col("customers") > 0) & (pl.col("month") <= LONGEST))
    each = {"earned": "earned", "cost": "acquisition"}
    parts = ((pl.col(column) / pl.col("customers")).alias(name) for name, column in each.items())
    return seen.select("month", "cohorts", "customers", *parts)


def payback(study: Study) -> Payback | None:
    """When customers had earned what gaining them cost; None without a finished month that the spending file covers.

    Month by month, all cohorts seen that long are added up, months in which money was spent and nobody came included.
    """
    cells, together = study(earned_and_spent), study(payback_curve)
    if not cells.height:
        return None
    paid = together.filter(pl.col("earned") >= pl.col("acquisition"))
    exact = bool(cells["exact_new"].all())
    if not together.height:
        return Payback(None, 0, 0.0, 0, exact)
    month = row_as(PaybackMonth, paid, 0) if paid.height else row_as(PaybackMonth, together)
    return Payback(month.month if paid.height else None, month.cohorts, month.earned, month.acquisition, exact)
