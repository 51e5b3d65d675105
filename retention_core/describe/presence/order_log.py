"""The orders as plain columns in day order, so that any stretch of time is a slice."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retention_core.kernel.day_numbers import CustomerCodes, DayNumbers, Flags, cut_positions
from retention_core.kernel.study import Study


@dataclass(frozen=True)
class Log:
    """One row per order or refund, in day order.

    code        whose it is                                   row of workbook.customers
    day         when                                          days since 1970-01-01
    amount      minor units; None where there are no amounts
    bought      false for refunds and cancelled orders
    customers   how many the workbook knows
    """

    code: CustomerCodes
    day: DayNumbers
    amount: NDArray[np.int64] | None
    bought: Flags
    customers: int

    def between(self, first: int, last: int) -> "Log":
        """The rows of the days `first` to `last`, both included."""
        return self.rows(slice(*cut_positions(self.day, [first, last + 1])))

    def rows(self, part: slice) -> "Log":
        """A stretch of rows."""
        amount = None if self.amount is None else self.amount[part]
        return Log(self.code[part], self.day[part], amount, self.bought[part], self.customers)

    def revenue(self) -> int:
        """What was paid less what was given back, minor units."""
        return 0 if self.amount is None else int(self.amount.sum())

    def spend(self) -> NDArray[np.int64]:
        """What each customer paid less what they got back: one value per customer, minor units, exact."""
        total = np.zeros(self.customers, np.int64)
        if self.amount is not None:
            np.add.at(total, self.code, self.amount)
        return total


def whole_log(study: Study) -> Log:
    """Every order and refund of the workbook."""
    orders = study.workbook.orders
    amount = orders["amount"].to_numpy() if study.workbook.has_amounts else None
    return Log(
        orders["customer_code"].to_numpy(),
        orders["ordered_on"].to_physical().to_numpy(),
        amount,
        orders["purchase"].to_numpy(),
        study.workbook.customers.height,
    )
