"""Movement between groups: who was in which group on one day, and in which on a later one."""

from collections.abc import Callable
from datetime import date

import polars as pl

from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.day_numbers import CustomerCodes, months_back
from retention_core.kernel.study import Study

MONTHS, LEAST_DAYS = 12, 2
NOWHERE = "nowhere"
SIDES = ("before", "after")

Groups = Callable[[Study], pl.DataFrame]


def grouped(study: Study, groups: Groups, column: str, then: date) -> pl.DataFrame:
    """One row per customer in a group on either day.

    customer_code
    before, after   their group `then` and at as_of; `nowhere`: in none (not yet a customer)
    """
    earlier = study.with_overrides(as_of=then)
    sides = [
        (earlier if name == "before" else study)(groups).select("customer_code", pl.col(column).alias(name))
        for name in ("before", "after")
    ]
    both = sides[0].join(sides[1], on="customer_code", how="full", coalesce=True)
    return both.with_columns(pl.col("before", "after").fill_null(NOWHERE)).sort("customer_code")


def flows(moves: pl.DataFrame, order: tuple[str, ...]) -> pl.DataFrame:
    """One row per pair of groups with anybody in it: before, after, customers, direction.

    order       the groups, best first
    direction   same, up, down, in (from nowhere), out (to nowhere)
    """
    place = {name: at for at, name in enumerate(order)}
    before, after = (pl.col(side).replace_strict(place, default=None, return_dtype=pl.Int32) for side in SIDES)
    direction = (
        pl.when(pl.col("before") == pl.col("after"))
        .then(pl.lit("same"))
        .when(pl.col("before") == NOWHERE)
        .then(pl.lit("in"))
        .when(pl.col("after") == NOWHERE)
        .then(pl.lit("out"))
        .when(after < before)
        .then(pl.lit("up"))
        .otherwise(pl.lit("down"))
    )
    counted = moves.group_by(SIDES).agg(pl.len().cast(pl.Int64).alias("customers"))
    return counted.with_columns(direction.alias("direction")).sort(before, after, nulls_last=True)


def who_changed(counted: pl.DataFrame) -> pl.DataFrame:
    """The rows of `flows` of those who changed their group, the most customers first."""
    return counted.filter(pl.col("direction") != "same").sort("customers", descending=True)


def movers(moves: pl.DataFrame, before: str, after: str) -> CustomerCodes:
    """Who of `grouped` went from one group to another, as customer codes."""
    went = (pl.col("before") == before) & (pl.col("after") == after)
    return moves.filter(went)["customer_code"].to_numpy()


def usual_earlier_day(study: Study) -> date | None:
    """The day to compare as_of with: a year before, or the middle of a shorter history; null where there is no room."""
    first, last = study(horizon).known_from, study(horizon).as_of
    if (last - first).days < LEAST_DAYS:
        return None
    return max(months_back(last, MONTHS), first + (last - first) / 2)
