"""A figure against its own past: the finished periods so far, the period before, the same one a year before."""

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from retention_core.catalog.all_figures import meaning_of
from retention_core.kernel.study import Study

YEAR, NEAR = 365, 7
SHORTEST_PERIOD, A_STRETCH = 7, 30
DECIMALS = 4
NO_TREND = {"first_day": pl.Date, "value": pl.Float64, "finished": pl.Boolean}


@dataclass(frozen=True)
class PastValues:
    """What came before the last finished period of a figure, as plain numbers (money in whole units).

    values        of all finished periods in which it is known
    change        the last finished period less the one before; of a daily history, the last day less the one 30 days
                  before it; null where either is not known
    daily         whether the history has a value for each day
    year_before   the value of the same period a year earlier; null where it is not known, or is the period before
    in_a_year     the last finished period less that
    """

    values: tuple[float, ...] = ()
    change: float | None = None
    year_before: float | None = None
    in_a_year: float | None = None
    daily: bool = False


def trend(study: Study, name: str) -> pl.DataFrame:
    """The history of a figure, one row per period: first_day, value, finished; empty for one that has no history.

    value   a plain number, money in whole units; null: not known
    """
    over_time = meaning_of(name).over_time
    return pl.DataFrame(schema=NO_TREND) if over_time is None else study(over_time)


def past_values(study: Study, name: str) -> PastValues:
    """What came before a figure; nothing for one without a history."""
    seen = trend(study, name).filter("finished")
    if seen.height < 2:
        return PastValues(tuple(seen["value"].drop_nulls()))
    daily = (seen["first_day"][-1] - seen["first_day"][-2]).days < SHORTEST_PERIOD
    back = A_STRETCH if daily else 1
    last, before = seen["value"][-1], seen["value"][-1 - back] if seen.height > back else None
    values, year_before = tuple(seen["value"].drop_nulls()), _a_year_before(seen)
    return PastValues(values, _less(last, before), year_before, _less(last, year_before), daily)


def _a_year_before(seen: pl.DataFrame) -> float | None:
    """The value of the stretch that began about a year before the last one; null where that is the one before it."""
    first = seen["first_day"]
    off = (first - (first[-1] - timedelta(days=YEAR))).dt.total_days().abs()
    place = int(off.arg_min() or 0)
    return None if off[place] > NEAR or place >= seen.height - 2 else seen["value"][place]


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else round(one - other, DECIMALS)
