"""What every customer did in twelve months."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.order_log import whole_log
from retention_core.describe.presence.purchase_days import presence
from retention_core.kernel.day_numbers import Flags, day_number, months_back
from retention_core.kernel.study import Study

MONTHS = 12


@dataclass(frozen=True)
class TwelveMonths:
    """What every customer did in twelve months, one value per customer of the workbook.

    purchase_days   days with a purchase
    seen            whether there is any order or refund of theirs
    spend           paid less given back, minor units; null without amounts
    """

    purchase_days: NDArray[np.int32]
    seen: Flags
    spend: NDArray[np.int64] | None

    @cached_property
    def measure(self) -> NDArray[np.int64]:
        """What tiers go by: spend, or purchase days without amounts; 0 for those who did not buy."""
        days = self.purchase_days.astype(np.int64)
        return days if self.spend is None else np.where(days > 0, self.spend, 0)


def twelve_months(day: date, months: int = MONTHS) -> tuple[int, int]:
    """The first and last day of the twelve (or so many) calendar months that end on a day."""
    return day_number(months_back(day, months)) + 1, day_number(day)


def twelve_months_until(study: Study, day: date, months: int = MONTHS) -> TwelveMonths:
    """What every customer did in the twelve (or so many) months up to a day."""
    span = twelve_months(day, months)
    log = study(whole_log).between(*span)
    seen = np.zeros(log.customers, np.bool_)
    seen[log.code] = True
    return TwelveMonths(study(presence).between(*span).visits(), seen, None if log.amount is None else log.spend())


def last_year(study: Study) -> TwelveMonths:
    """What every customer did in the twelve months up to as_of."""
    return twelve_months_until(study, study(horizon).as_of)
