"""Time cut into periods of one kind."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from retention_core.describe.presence.observation_window import ObservationWindow
from retention_core.kernel.day_numbers import DayNumbers, day_number, day_of
from retention_core.kernel.settings import PeriodKind

MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
MONDAY = 4  # 1970-01-05, the first Monday


@dataclass(frozen=True)
class Calendar:
    """The periods that touch known_from to as_of, in order.

    first, last   first and last day of each, last not behind as_of      days since 1970-01-01
    finished      the period lies fully inside known_from to as_of
    """

    kind: PeriodKind
    first: DayNumbers
    last: DayNumbers
    finished: np.ndarray

    @property
    def first_finished(self) -> int | None:
        """Position of the first full period."""
        return int(np.argmax(self.finished)) if self.finished.any() else None

    @property
    def last_finished(self) -> int | None:
        """Position of the last full period."""
        return int(np.flatnonzero(self.finished)[-1]) if self.finished.any() else None


def calendar(kind: PeriodKind, horizon: ObservationWindow) -> Calendar:
    """The periods of one kind from known_from to as_of; none where there is nothing to know."""
    if horizon.first_day is None:
        return Calendar(kind, np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.bool_))
    known_from, as_of = day_number(horizon.known_from), day_number(horizon.as_of)
    starts = _starts(kind, horizon.known_from, horizon.as_of)
    ends = starts[1:] - 1
    finished = (starts[:-1] >= known_from) & (ends <= as_of)
    return Calendar(kind, starts[:-1], np.minimum(ends, as_of).astype(np.int32), finished)


def full_periods(kind: PeriodKind, horizon: ObservationWindow) -> int:
    """How many periods of a kind lie fully inside what the data knows."""
    return int(calendar(kind, horizon).finished.sum())


def period_of(kind: PeriodKind, day: date) -> date:
    """The first day of the period that holds a day."""
    return day_of(_starts(kind, day, day)[0])


def last_day_of(kind: PeriodKind, day: date) -> date:
    """The last day of the period that holds a day."""
    return day_of(_starts(kind, day, day)[1] - 1)


def _starts(kind: PeriodKind, first: date, last: date) -> DayNumbers:
    """The first days of the periods that hold the days `first` to `last`, and of the one behind them."""
    if kind is PeriodKind.WEEK:
        week = (day_number(first) - MONDAY) // 7, (day_number(last) - MONDAY) // 7
        return (np.arange(week[0], week[1] + 2) * 7 + MONDAY).astype(np.int32)
    months = MONTHS[kind]
    place = [(day.year * 12 + day.month - 1) // months for day in (first, last)]
    since_1970 = np.arange(place[0], place[1] + 2) * months - 1970 * 12
    return since_1970.astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)
