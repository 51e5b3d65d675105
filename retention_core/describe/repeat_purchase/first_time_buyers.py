"""First-time buyers: how many of them came back, and within how many days."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.purchase_days import presence
from retention_core.describe.retention.retention import periods, retention_by_period
from retention_core.kernel.day_numbers import NEVER, CustomerCodes, DayNumbers, Flags, cut_positions, day_number, day_of
from retention_core.kernel.study import Study

ENOUGH_BUYERS = 40


@dataclass(frozen=True)
class FirstTimeBuyers:
    """First-time buyers who had enough time to come back, and how many of them did.

    since    first purchases from this day on are counted; null: there are none
    exact    false: some of them may have bought before the file began
    within   days they had
    """

    buyers: int
    came_back: int
    within: int
    since: date | None
    exact: bool

    @property
    def share(self) -> float | None:
        """The share of them who came back; null without any."""
        return self.came_back / self.buyers if self.buyers else None


def first_purchases(study: Study) -> tuple[CustomerCodes, DayNumbers, DayNumbers]:
    """Per customer, in day order: who, their first purchase day, and their second (NOT_AGAIN where there is none)."""
    here = study(presence)
    first = np.flatnonzero(here.previous == NEVER)
    return here.code[first], here.day[first], here.following[first]


def first_time_buyers(study: Study) -> FirstTimeBuyers:
    """First-time buyers who came back within one period's length, over all who had that long."""
    return came_back_within(study, study(chosen_period).kind.days)


def came_back_within(study: Study, within: int) -> FirstTimeBuyers:
    """First-time buyers who came back within so many days, over all who had that long.

    Left out are those of the first three periods, who may have bought before the file began, unless too few remain.
    """
    _, day, second = study(first_purchases)
    counted, exact = _with_time(study, within)
    back = counted & (second <= day + within)
    since = day_of(day[counted][0]) if counted.any() else None
    return FirstTimeBuyers(int(counted.sum()), int(back.sum()), within, since, exact)


def who_came_back(study: Study, within: int) -> CustomerCodes:
    """The customers whom `came_back_within` counts as back."""
    code, day, second = study(first_purchases)
    return code[_with_time(study, within)[0] & (second <= day + within)]


def _with_time(study: Study, within: int) -> tuple[Flags, bool]:
    """Which first-time buyers had so many days and count, and whether all of them are surely first-time buyers."""
    _, day, _ = study(first_purchases)
    had_time = day + within <= day_number(study(horizon).as_of)
    new = had_time & (day >= surely_new_from(study))
    exact = int(new.sum()) >= ENOUGH_BUYERS or study.settings.begins_with_business
    return (new if exact else had_time), exact


@dataclass(frozen=True)
class FirstTimePeriod:
    """One row of `came_back_by_period`."""

    first_day: date
    last_day: date
    first_time_buyers: int
    came_back: int
    came_back_share: float | None


def came_back_by_period(study: Study) -> pl.DataFrame:
    """One row per period: first-time buyers of it, and how many bought again within one period's length.

    first_day, last_day, exact_new      as in `retention_by_period`
    finished                            all of them had that long, and the period itself is fully known
    first_time_buyers, came_back        customers
    came_back_share                     null while unfinished or without first-time buyers
    """
    cut, (_, day, second) = study(periods), study(first_purchases)
    within, as_of = study(chosen_period).kind.days, day_number(study(horizon).as_of)
    edges = cut_positions(day, np.append(cut.first, cut.last[-1:] + 1)) if cut.first.size else [0]
    returned_so_far = np.concatenate([[0], np.cumsum(second <= np.minimum(day + within, as_of))])
    named = study(retention_by_period).select("first_day", "last_day", "exact_new")
    table = named.with_columns(
        pl.Series("finished", cut.finished & (cut.last + within <= as_of), dtype=pl.Boolean),
        pl.Series("first_time_buyers", np.diff(edges), dtype=pl.Int64),
        pl.Series("came_back", np.diff(returned_so_far[edges]), dtype=pl.Int64),
    )
    known = pl.col("finished") & (pl.col("first_time_buyers") > 0)
    return table.with_columns(
        pl.when(known).then(pl.col("came_back") / pl.col("first_time_buyers")).alias("came_back_share")
    )


def surely_new_from(study: Study) -> int:
    """The first day from which a first purchase in the file is a first purchase."""
    sure = study(retention_by_period).filter("exact_new")
    return day_number(sure["first_day"][0]) if sure.height else int(np.iinfo(np.int32).max)
