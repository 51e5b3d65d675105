"""A figure against its own past: the finished periods so far, the period before, the same one a year before."""

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from retention_core.describe.trends import trend
from retention_core.study import Study

YEAR, NEAR = 365, 7
SHORTEST_PERIOD = 7
DECIMALS = 4


@dataclass(frozen=True)
class Past:
    """What came before the last finished period of a figure, as plain numbers (money in whole units).

    values        of all finished periods in which it is known
    change        the last finished period less the one before; null where either is not known, or for a daily history
    year_before   the value of the same period a year earlier; null where it is not known, or is the period before
    in_a_year     the last finished period less that
    """

    values: tuple[float, ...] = ()
    change: float | None = None
    year_before: float | None = None
    in_a_year: float | None = None


def past_of(study: Study, name: str) -> Past:
    """What came before a figure; nothing for one without a history."""
    seen = trend(study, name).filter("finished")
    if seen.height < 2:
        return Past(tuple(seen["value"].drop_nulls()))
    last, before = seen.row(-1, named=True), seen.row(-2, named=True)
    if (last["first_day"] - before["first_day"]).days < SHORTEST_PERIOD:
        before = {"value": None}
    values, year_before = tuple(seen["value"].drop_nulls()), _a_year_before(seen)
    return Past(values, _less(last["value"], before["value"]), year_before, _less(last["value"], year_before))


def _a_year_before(seen: pl.DataFrame) -> float | None:
    """The value of the stretch that began about a year before the last one; null where that is the one before it."""
    first = seen["first_day"]
    off = (first - (first[-1] - timedelta(days=YEAR))).dt.total_days().abs()
    place = int(off.arg_min() or 0)
    return None if off[place] > NEAR or place >= seen.height - 2 else seen["value"][place]


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else round(one - other, DECIMALS)
