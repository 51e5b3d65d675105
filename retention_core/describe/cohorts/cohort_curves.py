"""How many of 100 new customers are there so many periods later, as curves with their ranges."""

import polars as pl

from retention_core.describe.cohorts.cohorts import average_by_age, cohorts, cohorts_by
from retention_core.describe.statistics.confidence_ranges import share_range_with_spread
from retention_core.kernel.study import Study

ENOUGH = 40
SEEN_LATER = 2
CELL = ("group", "rest")


def average_curve(study: Study) -> pl.DataFrame:
    """One row per age, all cohorts together: as `average_by_age` of all cells.

    low, high   95% range of share: chance, and how much the cohorts differ from each other beyond it
    """
    return _ranged(average_by_age(study(cohorts)), study(cohorts))


def curves_by(study: Study, column: str) -> pl.DataFrame:
    """One row per group of at least 40 customers and age, largest group first.

    group, rest   as in `cohorts_by`; then the columns of `average_curve`
    """
    cells = study(cohorts_by, column)
    parts = [_group_curve(cells, group, rest=rest) for group, rest in study(large_groups, column).rows()]
    return pl.concat(parts) if parts else _ranged(average_by_age(cells.clear()), cells.clear())


def group_sizes(study: Study, column: str) -> pl.DataFrame:
    """One row per group, in the order of `cohort_groups.groups_by`: group, rest, customers (those with a cohort)."""
    cells = study(cohorts_by, column).filter(pl.col("age") == 0)
    return cells.group_by(*CELL, maintain_order=True).agg(pl.col("customers").sum())


def large_groups(study: Study, column: str) -> pl.DataFrame:
    """One row per group of at least 40 customers, which can be looked at alone: group, rest; largest first."""
    return study(group_sizes, column).filter(pl.col("customers") >= ENOUGH).select(*CELL)


def curves_by_cohort(study: Study) -> pl.DataFrame:
    """One curve for each cohort that was seen for two periods or more, the latest first.

    One row per cohort and age: cohort, age, customers, present, share; low, high: null, a single cohort has no range.
    """
    known = study(cohorts).filter(pl.col("share").is_not_null())
    long_enough = known.filter(pl.col("age") >= SEEN_LATER)["cohort"].unique()
    listed = known.filter(pl.col("cohort").is_in(long_enough.implode()))
    ordered = listed.sort("cohort", "age", descending=[True, False])
    no_range = [pl.lit(None, pl.Float64).alias(name) for name in ("low", "high")]
    return ordered.select("cohort", "age", "customers", "present", "share", *no_range)


def after_the_beginning(curves: pl.DataFrame) -> pl.DataFrame:
    """The rows of `average_curve`, or of curves like it, after age 0, at which all are there."""
    return curves.filter(pl.col("age") > 0)


def shares_one_period_later(curves: pl.DataFrame, name: str) -> dict[str, float]:
    """The share there one period later, by the column that names a curve; curves not seen so long are left out."""
    return dict(curves.filter(pl.col("age") == 1).select(name, "share").rows())


def cells_of_group(study: Study, column: str, value: str | None, *, rest: bool) -> pl.DataFrame:
    """The rows of `cohorts_by` of one group, without the columns group and rest: as `cohorts` has them."""
    return study(cohorts_by, column).filter(_of_group(value, rest=rest)).drop(*CELL)


def _of_group(group: str | None, *, rest: bool) -> pl.Expr:
    return pl.col("group").eq_missing(pl.lit(group)) & (pl.col("rest") == rest)


def _group_curve(cells: pl.DataFrame, group: str | None, *, rest: bool) -> pl.DataFrame:
    of_it = cells.filter(_of_group(group, rest=rest))
    return _ranged(average_by_age(of_it), of_it)


def _ranged(averaged: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    seen = cells.filter(pl.col("share").is_not_null())
    by_age = {age: part.select("present", "customers").rows() for (age,), part in seen.group_by("age")}
    ranges = [
        share_range_with_spread(present, customers, by_age[age]) or (None, None)
        for age, present, customers in averaged.select("age", "present", "customers").rows()
    ]
    limits = pl.DataFrame(ranges, schema={"low": pl.Float64, "high": pl.Float64}, orient="row")
    return pl.concat([averaged, limits], how="horizontal")
