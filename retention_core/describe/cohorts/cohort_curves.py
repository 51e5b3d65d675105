"""How many of 100 new customers are there so many periods later, as curves with their ranges."""

import polars as pl

from retention_core.describe.cohorts.cohorts import average_by_age, cohorts, cohorts_by
from retention_core.describe.statistics.confidence_ranges import share_range_with_spread
from retention_core.kernel.study import Study

ENOUGH = 40
CELL = ("group", "rest")


def average_curve(study: Study) -> pl.DataFrame:
    """All cohorts together: age, cohorts, customers, present, share, and its 95% range low to high.

    The range knows chance and how much the cohorts differ from each other beyond it.
    """
    return _ranged(average_by_age(study(cohorts)), study(cohorts))


def curves_by(study: Study, column: str) -> pl.DataFrame:
    """The same for every group of at least 40 customers: group, rest, then as above. Largest group first."""
    cells = study(cohorts_by, column)
    large = study(group_sizes, column).filter(pl.col("customers") >= ENOUGH).select(*CELL)
    parts = [_group_curve(cells, group, rest=rest) for group, rest in large.rows()]
    return pl.concat(parts) if parts else _ranged(average_by_age(cells.clear()), cells.clear())


def group_sizes(study: Study, column: str) -> pl.DataFrame:
    """One row per group, in the order of `cohort_groups.groups_by`: group, rest, customers (those with a cohort)."""
    cells = study(cohorts_by, column).filter(pl.col("age") == 0)
    return cells.group_by(*CELL, maintain_order=True).agg(pl.col("customers").sum())


def cells_of_group(study: Study, column: str, value: str | None, *, rest: bool) -> pl.DataFrame:
    """The cohort table of one group, as `cohorts.cohorts` gives it."""
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
