"""The stretch of time that the data knows: from which day, and as of which day."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from retention_core.describe.presence.contracts import DAYS_A_MONTH
from retention_core.describe.presence.presence_data import seen_days
from retention_core.kernel.day_numbers import DayNumbers, cut_positions, day_number, day_of, month_end
from retention_core.kernel.study import Study

SILENCE_DAYS = 60
SILENCE_SHARE = 0.01
QUIET_DAYS = 7
YEAR_DAYS = 365


@dataclass(frozen=True)
class LongGap:
    """A shop-wide stretch without any order, with almost nothing before it: a typed-wrong year, most likely."""

    last_before: date
    first_after: date
    orders_before: int


@dataclass(frozen=True)
class ObservationWindow:
    """From where to where the data knows what happened, both days included.

    known_from    first day the data knows about
    as_of         last day the data knows about; chosen by the user or found
    first_day     first day with an order or refund up to as_of; null: there is none
    last_day      last one
    silence       why known_from lies behind the first order, if it does
    stragglers    likewise at the end: a long silence with almost nothing behind it. Told, never acted on
    """

    known_from: date
    as_of: date
    first_day: date | None
    last_day: date | None
    silence: LongGap | None = None
    stragglers: LongGap | None = None


@dataclass(frozen=True)
class _OrderDays:
    """The days with orders or refunds, and how many rows each has."""

    day: DayNumbers
    orders: NDArray[np.int64]

    def until(self, last: int) -> "_OrderDays":
        (end,) = cut_positions(self.day, [last + 1])
        return _OrderDays(self.day[:end], self.orders[:end])

    def since(self, first: int) -> "_OrderDays":
        (start,) = cut_positions(self.day, [first])
        return _OrderDays(self.day[start:], self.orders[start:])


def order_days(study: Study) -> _OrderDays:
    """The days on which anything was ordered or refunded; for other files on which anything was seen."""
    day = study(seen_days)
    first = np.flatnonzero(np.concatenate([[True], day[1:] != day[:-1]])) if day.size else np.empty(0, np.intp)
    return _OrderDays(day[first], np.diff(first, append=day.size))


def horizon(study: Study) -> ObservationWindow:
    """From which day to which day the data knows what happened.

    A month that ends, or began, within the shop's usual quiet days of the last, or first, order counts as known.
    """
    chosen, days = study.settings.as_of, study(order_days)
    days = days if chosen is None else days.until(day_number(chosen))
    if not days.day.size:
        nowhere = chosen or date(1970, 1, 1)
        return ObservationWindow(nowhere, nowhere, None, None)
    silence = _silence_before(days)
    known = days.since(day_number(silence.first_after)) if silence else days
    first, last = day_of(days.day[0]), day_of(days.day[-1])
    as_of = chosen or _last_known(known.day)
    return ObservationWindow(_first_known(known.day), as_of, first, last, silence, _silence_after(days))


def days_to_look_from(study: Study) -> tuple[date, date] | None:
    """The first and the last day that it makes sense to look from: from the first thing seen to the end of the month of
    the last one. None where the files tell no days."""
    day = study(order_days).day
    return (day_of(day[0]), month_end(day_of(day[-1]))) if day.size else None


def months_known(study: Study) -> int:
    """How many months the files reach back from as_of, rounded; 0 where they hold no order up to then."""
    known = study(horizon)
    return 0 if known.first_day is None else round((known.as_of - known.first_day).days / DAYS_A_MONTH)


def _last_known(day: DayNumbers) -> date:
    """The end of the last order's month where the shop may just have been quiet, else the last order day."""
    last = day_of(day[-1])
    end = month_end(last)
    return end if (end - last).days <= _quiet_days(day[day > day[-1] - YEAR_DAYS]) else last


def _first_known(day: DayNumbers) -> date:
    """The start of the first order's month where the shop may just have been quiet, else the first order day."""
    first = day_of(day[0])
    return first.replace(day=1) if first.day - 1 <= _quiet_days(day[day < day[0] + YEAR_DAYS]) else first


def _quiet_days(day: DayNumbers) -> int:
    """How long the shop is usually without an order: the 95th percentile of its gaps, rounded up, at most a week."""
    if day.size < 2:
        return 0
    return min(QUIET_DAYS, int(np.ceil(np.percentile(np.diff(day), 95))))


def _silence_before(days: _OrderDays) -> LongGap | None:
    """The last long silence with under 1% of all orders before it."""
    silent, before = np.diff(days.day) > SILENCE_DAYS, np.cumsum(days.orders)[:-1]
    found = np.flatnonzero(silent & (before < SILENCE_SHARE * days.orders.sum()))
    return _silence(days, int(found[-1]), int(before[found[-1]])) if found.size else None


def _silence_after(days: _OrderDays) -> LongGap | None:
    """The first long silence with under 1% of all orders after it."""
    total = int(days.orders.sum())
    silent, before = np.diff(days.day) > SILENCE_DAYS, np.cumsum(days.orders)[:-1]
    found = np.flatnonzero(silent & (total - before < SILENCE_SHARE * total))
    return _silence(days, int(found[0]), int(before[found[0]])) if found.size else None


def _silence(days: _OrderDays, place: int, orders_before: int) -> LongGap:
    return LongGap(day_of(days.day[place]), day_of(days.day[place + 1]), orders_before)
