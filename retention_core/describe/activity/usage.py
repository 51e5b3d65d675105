"""How often customers use a service: daily, weekly and monthly active, stickiness, activation."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence import Presence
from retention_core.describe.presence.presence_data import activity_in_day_order, from_activity
from retention_core.describe.presence.purchase_days import presence
from retention_core.describe.repeat_purchase.first_time_buyers import first_purchases, surely_new_from
from retention_core.describe.retention.retention import periods
from retention_core.describe.statistics.survival import Survival, kaplan_meier
from retention_core.kernel.day_numbers import NOT_AGAIN, CustomerCodes, day_number
from retention_core.kernel.study import Study

DAY, WEEK, MONTH = 1, 7, 30
ACTIVATION_DAYS = 14


@dataclass(frozen=True)
class Activation:
    """New customers who had enough days to begin in earnest, and how many of them did.

    activated   who they are
    exact       false: some of the new customers may have been there before the file began
    """

    new_customers: int
    activated: CustomerCodes
    within: int
    exact: bool


def activity_by_day(study: Study) -> pl.DataFrame:
    """How many customers were active on each day, and in the 7 and 30 days that end with it.

    One row per day from the first known one to as_of.
    day
    daily, weekly, monthly   customers active on the day, in the 7 days, in the 30 days up to it; each once
    stickiness               mean of daily over the 30 days / monthly; null before 30 days are known
    """
    active = from_activity(study)
    known, here = active(horizon), active(presence)
    if known.first_day is None:
        return pl.DataFrame(schema=SCHEMA)
    first, last = min(day_number(known.known_from), int(here.day[0])), day_number(known.as_of)
    day = pl.Series("day", np.arange(first, last + 1, dtype=np.int32)).cast(pl.Date)
    counts = {name: _active_within(here, length, first, last) for name, length in LENGTHS.items()}
    table = pl.DataFrame({"day": day, **counts})
    mean, full = pl.col("daily").rolling_mean(MONTH), pl.col("day") >= known.known_from + pl.duration(days=MONTH - 1)
    shown = full & (pl.col("monthly") > 0)
    return table.with_columns(pl.when(shown).then(mean / pl.col("monthly")).alias("stickiness"))


@dataclass(frozen=True)
class DayOfUse:
    """One row of `activity_by_day`."""

    day: date
    daily: int
    weekly: int
    monthly: int
    stickiness: float | None


LENGTHS = {"daily": DAY, "weekly": WEEK, "monthly": MONTH}
SCHEMA = {"day": pl.Date} | dict.fromkeys(LENGTHS, pl.Int64) | {"stickiness": pl.Float64}


def activation(study: Study, event: str | None = None, within: int = ACTIVATION_DAYS) -> Activation:
    """New customers who came on a second day within 14 days, or did `event` then; over those who had that long.

    New are customers with their first activity in the file.
    """
    active = from_activity(study)
    code, first, second = active(first_purchases)
    had_time = first + within <= day_number(active(horizon).as_of)
    did = second if event is None else _first_days_of(active, event)[code]
    activated = code[had_time & (did <= first + within)]
    exact = active.settings.begins_with_business or not (had_time & (first < surely_new_from(active))).any()
    return Activation(int(had_time.sum()), activated, within, exact)


def activation_over_time(study: Study) -> pl.DataFrame:
    """Of all customers who had had 14 days by the end of a period, the share who came on a second day within them.

    One row per period: first_day, value (null: nobody had), finished.
    """
    active = from_activity(study)
    cut, (_, first, second) = active(periods), active(first_purchases)
    done = np.concatenate([[0], np.cumsum(second <= first + ACTIVATION_DAYS)])
    new = np.searchsorted(first, cut.last - ACTIVATION_DAYS, side="right")
    share = np.divide(done[new], new, out=np.full(new.size, np.nan), where=new > 0)
    return pl.DataFrame(
        {
            "first_day": pl.Series(cut.first).cast(pl.Date),
            "value": pl.Series(share, dtype=pl.Float64, nan_to_null=True),
            "finished": pl.Series(cut.finished, dtype=pl.Boolean),
        }
    )


def active_days(study: Study) -> NDArray[np.int32]:
    """On how many of the last 30 days each customer was active who was at all."""
    active = from_activity(study)
    days = active(presence).between(_last(active) - MONTH + 1, _last(active)).visits()
    return days[days > 0]


def events(study: Study) -> pl.DataFrame:
    """One row per kind of event that customers did up to as_of, most customers first.

    event       as the files write it
    customers   who did it       count
    Empty where the files do not tell events.
    """
    active = from_activity(study)
    did = active(activity_in_day_order)
    if "event" not in did.columns:
        return pl.DataFrame(schema={"event": pl.String, "customers": pl.UInt32})
    seen = did.filter(pl.col("event").is_not_null() & (pl.col("happened_at") <= active(horizon).as_of))
    counted = seen.group_by("event").agg(pl.col("customer_code").n_unique().alias("customers"))
    return counted.sort("customers", "event", descending=[True, False])


def time_to_activation(study: Study, event: str | None = None) -> Survival:
    """How many of 100 new customers have not come on a second day, or done `event`, after how many days."""
    active = from_activity(study)
    code, first, second = active(first_purchases)
    did, as_of = second if event is None else _first_days_of(active, event)[code], np.int32(_last(active))
    return kaplan_meier(np.minimum(did, as_of) - first, did <= as_of)


def not_activated(study: Study, event: str | None = None, within: int = ACTIVATION_DAYS) -> CustomerCodes:
    """The new customers who had that long and did not do it."""
    active = from_activity(study)
    code, first, _ = active(first_purchases)
    return np.setdiff1d(code[first + within <= _last(active)], study(activation, event, within).activated)


def _last(active: Study) -> int:
    return day_number(active(horizon).as_of)


def _active_within(here: Presence, length: int, first: int, last: int) -> NDArray[np.int64]:
    """Customers active in the `length` days up to each day: a customer's latest day speaks until their next one."""
    until = np.minimum(np.minimum(here.following, here.day + np.int32(length)), last + 1)
    change = np.zeros(last - first + 2, np.int64)
    np.add.at(change, here.day - first, 1)
    np.add.at(change, until - first, -1)
    return np.cumsum(change)[:-1]


def _first_days_of(active: Study, event: str) -> NDArray[np.int32]:
    """The first day on which each customer did something; NOT_AGAIN for those who never did."""
    did = active(activity_in_day_order).filter(pl.col("event") == event)
    days = np.full(active.workbook.customers.height, NOT_AGAIN)
    np.minimum.at(days, did["customer_code"].to_numpy(), did["happened_at"].to_physical().to_numpy())
    return days
