"""Cohorts: customers who came for the first time in the same period, and how many of them are there later.

A cell is null while it cannot be seen for the whole cohort, and 0 only where it was seen and nobody came.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.customer_groups import EVERYBODY, Groups, groups_by
from retention_core.describe.presence.order_log import Log, whole_log
from retention_core.describe.retention.period_presence import PeriodPresence
from retention_core.describe.retention.retention import periods, retention_by_period, stretches
from retention_core.kernel.day_numbers import cut_positions
from retention_core.kernel.study import Study

NO_COHORT = -1
Counts = NDArray[np.int64]
COLUMNS = (
    *("group", "rest", "cohort", "age", "first_day", "last_day", "exact_new", "customers", "present", "share"),
    "revenue",
)


def cohorts(study: Study) -> pl.DataFrame:
    """Of the customers who came for the first time in a period: how many came again in each later one.

    One row per cohort and period from its own on.
    cohort                first day of the period in which they were first there
    age                   periods since then; 0 is that period itself
    first_day, last_day   of the period looked at
    exact_new             false: some of the cohort may be old customers whom the file has not seen before
    customers             size of the cohort
    present               of them there in the period; null: the data does not know the whole period
    share                 present / customers; null likewise, or where nobody was new
    revenue               what they paid less what they got back, minor units; null likewise, or without amounts

    Whoever was first there before the first period is in no cohort, and money given back before a first purchase is
    in no cell.
    """
    return _table(study, EVERYBODY).drop("group", "rest")


def cohorts_by(study: Study, column: str) -> pl.DataFrame:
    """One row per group, cohort and period: `cohorts` split by a trait of customers or by what they bought first.

    column   a trait, or product, category, channel or plan of the first purchase
    group    the value that the customers have in common; null: not known, or rest
    rest     true: all values but the twelve most frequent ones together
    then the columns of `cohorts`. KeyError for a column that no table has.
    """
    return _table(study, groups_by(study, column))


@dataclass(frozen=True)
class AgeOfCohorts:
    """One row of `average_by_age`: how many cohorts, of how many customers, and who of them is there at that age."""

    age: int
    cohorts: int
    customers: int
    present: int
    share: float


def average_by_age(table: pl.DataFrame) -> pl.DataFrame:
    """How many of 100 new customers are there so many periods later: cohorts weighted by their size.

    One row per age, for each group where the table has groups: age, cohorts, customers, present, share, revenue (minor
    units; null without amounts). Only cells that could be seen count; an age at which none could has no row.
    """
    by = [name for name in ("group", "rest", "age") if name in table.columns]
    sums = [pl.col(name).sum() for name in ("customers", "present")]
    paid = pl.when(pl.col("revenue").is_not_null().any()).then(pl.col("revenue").sum())
    seen = table.filter(pl.col("share").is_not_null())
    averaged = seen.group_by(by, maintain_order=True).agg(pl.len().alias("cohorts"), *sums, paid.alias("revenue"))
    share = (pl.col("present") / pl.col("customers")).alias("share")
    return averaged.select(*by, "cohorts", "customers", "present", share, "revenue").sort(by, maintain_order=True)


def with_revenue_each(table: pl.DataFrame) -> pl.DataFrame:
    """Cells of `cohorts` or rows of `average_by_age` with each: revenue per customer, minor units; null likewise."""
    return table.with_columns(each=pl.col("revenue") / pl.col("customers"))


def later_cells(table: pl.DataFrame) -> pl.DataFrame:
    """The rows of `cohorts` after the period in which a cohort began, as far as they are known."""
    return table.filter((pl.col("age") > 0) & pl.col("share").is_not_null())


def cohorts_seen_later(table: pl.DataFrame) -> list[date]:
    """The cohorts of which anything later is known, the latest first."""
    return later_cells(table)["cohort"].unique().sort(descending=True).to_list()


def ages_seen(table: pl.DataFrame, cohort: date) -> list[int]:
    """How many periods later something is known of a cohort, ascending."""
    return later_cells(table).filter(pl.col("cohort") == cohort)["age"].to_list()


def cohort_of_customers(study: Study) -> NDArray[np.int32]:
    """The place of the period in which each customer was first there; -1: before the first one, or never."""
    cut = study(stretches)
    found = np.full(cut.presence.customers, NO_COHORT, np.int32)
    for place in range(len(cut)):
        if now := cut[place]:
            found[now.rows.code[now.first_ever]] = place
    return found


@dataclass(frozen=True)
class _Numbered:
    """For each customer the number of their group and cohort together; `cohortless` for those without a cohort.

    In as few bytes as will do: reading it for every order is what takes time.
    """

    of_customer: NDArray[np.unsignedinteger]
    groups: int
    cohorts: int

    @property
    def cohortless(self) -> int:
        return self.groups * self.cohorts

    def cells(self, by_period: Iterable[Counts]) -> Counts:
        """Numbers by group, cohort and period, from those of each period by group and cohort."""
        found = np.zeros((self.groups, self.cohorts, self.cohorts), np.int64)
        for place, column in enumerate(by_period):
            found[:, :, place] = column[:-1].reshape(found.shape[:2])
        return found


def _numbered(study: Study, groups: Groups) -> _Numbered:
    cohort, size = study(cohort_of_customers), len(study(stretches))
    group = 0 if groups.of_customer is None else groups.of_customer * size
    number = np.where(cohort == NO_COHORT, len(groups.names) * size, group + cohort)
    return _Numbered(number.astype(np.min_scalar_type(len(groups.names) * size)), len(groups.names), size)


def _table(study: Study, groups: Groups) -> pl.DataFrame:
    """All cells, by group, cohort and age."""
    number, cut = _numbered(study, groups), study(periods)
    size = np.bincount(number.of_customer, minlength=number.cohortless + 1)[:-1].reshape(-1, max(1, number.cohorts))
    present = number.cells(_present(study(stretches), number))
    later = np.broadcast_to(np.triu(np.ones(present.shape[1:], np.bool_)), present.shape)
    group, cohort, place = np.nonzero(later)
    known = study(retention_by_period)
    table = pl.DataFrame(
        {
            "group": pl.Series(groups.names, dtype=pl.String).gather(group),
            "rest": pl.Series(groups.rest, dtype=pl.Boolean).gather(group),
            "cohort": known["first_day"].gather(cohort),
            "age": place - cohort,
            "first_day": known["first_day"].gather(place),
            "last_day": known["last_day"].gather(place),
            "exact_new": known["exact_new"].gather(cohort),
            "customers": size[group, cohort],
            "present": present[later],
            "revenue": _revenue(study, number)[later] if study.workbook.has_amounts else None,
            "seen": cut.finished[place],
        },
        schema_overrides={"revenue": pl.Int64},
    )
    return table.with_columns(pl.when("seen").then(pl.col("present", "revenue"))).with_columns(_share()).select(COLUMNS)


def _share() -> pl.Expr:
    return pl.when(pl.col("customers") > 0).then(pl.col("present") / pl.col("customers")).alias("share")


def _present(cut: PeriodPresence, number: _Numbered) -> Iterator[Counts]:
    for place in range(len(cut)):
        if now := cut[place]:
            who = number.of_customer[now.rows.code[now.entering]]
            yield np.bincount(who, minlength=number.cohortless + 1)


def _revenue(study: Study, number: _Numbered) -> Counts:
    log, cut = study(whole_log), study(periods)
    rows = [
        slice(*pair)
        for pair in zip(cut_positions(log.day, cut.first), cut_positions(log.day, cut.last + 1), strict=True)
    ]
    return number.cells(_paid(log.rows(part), number) for part in rows)


def _paid(log: Log, number: _Numbered) -> Counts:
    total = np.zeros(number.cohortless + 1, np.int64)
    if log.amount is not None:
        np.add.at(total, number.of_customer[log.code], log.amount)
    return total
