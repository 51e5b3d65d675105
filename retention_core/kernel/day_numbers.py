"""Days as whole numbers since 1970-01-01, the way the clean tables hold them, and months counted back."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

DayNumbers: TypeAlias = NDArray[np.int32]
CustomerCodes: TypeAlias = NDArray[np.uint32]
Flags: TypeAlias = NDArray[np.bool_]

EPOCH = date(1970, 1, 1).toordinal()
NEVER = np.int32(np.iinfo(np.int32).min)
NOT_AGAIN = np.int32(np.iinfo(np.int32).max)


def day_number(day: date) -> int:
    """The number of a day."""
    return day.toordinal() - EPOCH


def day_of(number: int) -> date:
    """The day with a number."""
    return date.fromordinal(int(number) + EPOCH)


def cut_positions(day: DayNumbers, bounds: Sequence[int] | DayNumbers) -> list[int]:
    """Where in a column in day order each of some days would begin. Bounds of the column's own type: others copy it."""
    return np.searchsorted(day, np.asarray(bounds, np.int32)).tolist()


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_back(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of that month where it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
