"""What the models know of every customer: how often they came again, how recently, how long ago they began, and spend.

Purchases of one day are one event, and time is counted in days: by weeks or months the parameters would come out
wrong. The first purchase is not counted in x: it is what made somebody a customer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retention_core.describe.presence.customers import last_days, log_so_far, visits
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.presence.purchase_days import purchase_days
from retention_core.kernel.day_numbers import CustomerCodes, DayNumbers, day_number
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study


@dataclass(frozen=True)
class CustomerHistories:
    """One row per customer with a purchase day up to as_of, by customer_code.

    code     row of workbook.customers
    x        purchase days after the first                      count
    t_x      from the first purchase day to the last            days; 0 for one-time buyers
    T        from the first purchase day to as_of               days
    """

    code: CustomerCodes
    x: NDArray[np.int32]
    t_x: DayNumbers
    T: DayNumbers

    @property
    def came_again(self) -> NDArray[np.bool_]:
        """Who bought on more than one day."""
        return self.x > 0


@dataclass(frozen=True)
class RepeatSpend:
    """One row per customer who bought again for something, by customer_code: `x` purchase days of mean spend `z`.

    z   minor units per purchase day after the first, before refunds
    """

    code: CustomerCodes
    x: NDArray[np.int32]
    z: NDArray[np.float64]


def histories(study: Study) -> CustomerHistories:
    """The history of every customer; none for contracts, which end by being cancelled, not by silence."""
    if study(presence_source) not in {PresenceSource.ORDERS, PresenceSource.ACTIVITY}:
        nobody = np.empty(0, np.int32)
        return CustomerHistories(np.empty(0, np.uint32), nobody, nobody, nobody)
    bought = study(visits)
    code = np.flatnonzero(bought).astype(np.uint32)
    first, last = study(purchase_days).first_day[code], study(last_days)[code]
    return CustomerHistories(code, bought[code] - 1, last - first, day_number(study(horizon).as_of) - first)


def repeat_spend(study: Study) -> RepeatSpend:
    """What customers who came again spent each time; nobody without amounts."""
    log = study(log_so_far)
    if log.amount is None:
        return RepeatSpend(np.empty(0, np.uint32), np.empty(0, np.int32), np.empty(0))
    again = study(purchase_days).counted[: log.code.size] & (log.day > study(purchase_days).first_day[log.code])
    total = np.zeros(log.customers, np.int64)
    np.add.at(total, log.code[again], log.amount[again])
    code = np.flatnonzero(total > 0).astype(np.uint32)
    times = study(visits)[code] - 1
    return RepeatSpend(code, times, total[code] / times)
