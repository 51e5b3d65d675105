"""Who was there on which day, and what follows from it for the workbook as a whole.

Shops: purchase days. Contracts: the days on which they began. Services: active days.
"""

from functools import cached_property

import numpy as np

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.order_log import Log
from retention_core.describe.presence.presence import Presence, presence_of
from retention_core.describe.presence.presence_data import presence_log
from retention_core.describe.presence.purchase_gaps import Gaps, gaps_in
from retention_core.kernel.day_numbers import NEVER, NOT_AGAIN, DayNumbers, Flags, day_number
from retention_core.kernel.study import Study


class PurchaseDays:
    """The purchase days of a workbook and what follows from them alone, each part made once, when first asked for.

    Nothing in it depends on as_of or the period: a day is never changed by later ones.
    """

    def __init__(self, log: Log, *, paid_only: bool) -> None:
        self._log, self._paid_only = log, paid_only

    @cached_property
    def counted(self) -> Flags:
        """The rows of the log that are purchases."""
        log = self._log
        return log.bought & (log.amount != 0) if self._paid_only and log.amount is not None else log.bought

    @cached_property
    def presence(self) -> Presence:
        """One row per customer and purchase day."""
        log, counts = self._log, self.counted
        code, day = (log.code, log.day) if counts.all() else (log.code[counts], log.day[counts])
        return presence_of(code, day, log.customers)

    @cached_property
    def gaps(self) -> Gaps:
        """The stretches between them."""
        return gaps_in(self.presence)

    @cached_property
    def first_day(self) -> DayNumbers:
        """Each customer's first purchase day; NOT_AGAIN for those without any."""
        first = self.presence.previous == NEVER
        days = np.full(self._log.customers, NOT_AGAIN)
        days[self.presence.code[first]] = self.presence.day[first]
        return days

    @cached_property
    def first_day_of_row(self) -> DayNumbers:
        """The first purchase day of the customer of each row of the log."""
        return self.first_day[self._log.code]


def all_purchase_days(study: Study) -> PurchaseDays:
    """Orders of amount zero count."""
    return PurchaseDays(study(presence_log), paid_only=False)


def paid_purchase_days(study: Study) -> PurchaseDays:
    """Orders of amount zero do not count."""
    return PurchaseDays(study(presence_log), paid_only=True)


def purchase_days(study: Study) -> PurchaseDays:
    """The purchase days by the user's choice."""
    return study(all_purchase_days if study.settings.free_orders_count else paid_purchase_days)


def presence(study: Study) -> Presence:
    """Who was there on which day, up to as_of."""
    every = study(purchase_days).presence
    return every.between(int(every.day[0]) if every.day.size else 0, day_number(study(horizon).as_of))
