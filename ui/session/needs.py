"""What a page needs of the open files, and which file would bring it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from retention_core.describe.presence.held_data import (
    holds_activity,
    holds_amounts,
    holds_customers,
    holds_days,
    holds_orders,
    holds_subscriptions,
    holds_visits,
)
from retention_core.export.template_files import activity_example, contracts_example, orders_example
from retention_core.kernel.messages import N_
from retention_core.kernel.study import Study


class Need(StrEnum):
    """What has to be in the files before a page can say anything."""

    CUSTOMERS = "customers"
    DAYS = "days"
    VISITS = "visits"
    ORDERS = "orders"
    AMOUNTS = "amounts"
    SUBSCRIPTIONS = "subscriptions"
    ACTIVITY = "activity"


@dataclass(frozen=True)
class RequiredData:
    """Whether the files hold it, the sentence that says which file would bring it, and such a file to fill in."""

    held: Callable[[Study], bool]
    missing: str
    example: Callable[[], pl.DataFrame]


REQUIRED_DATA = {
    Need.CUSTOMERS: RequiredData(
        holds_customers,
        N_(
            "The open files do not say when any customer was there. Add a file that says who bought when, or who has"
            " had a contract from which day on."
        ),
        orders_example,
    ),
    Need.DAYS: RequiredData(
        holds_days,
        N_(
            "The open files do not say on which days customers were there. Add a file that says who bought when, or who"
            " has had a contract from which day on."
        ),
        orders_example,
    ),
    Need.VISITS: RequiredData(
        holds_visits,
        N_(
            "The open files hold no orders and no activity, so nobody comes again and again. Add a file with a customer"
            " and a day in each line: an order, a visit, a login."
        ),
        orders_example,
    ),
    Need.ORDERS: RequiredData(
        holds_orders,
        N_(
            "The open files hold no orders, which this page needs. Add a file that says who bought when: a customer and"
            " a day in each line; if you know them, also the amount and the product."
        ),
        orders_example,
    ),
    Need.AMOUNTS: RequiredData(
        holds_amounts,
        N_(
            "The open files hold no orders with what was paid, which this page needs. Add a file with a customer, a day"
            " and an amount in each line."
        ),
        orders_example,
    ),
    Need.SUBSCRIPTIONS: RequiredData(
        holds_subscriptions,
        N_(
            "The open files hold no subscriptions. Add a file with one line per contract: the customer, the day it"
            " began and, if it has ended, the day it ended; if you know them, also the plan, the monthly fee and the"
            " reason for leaving. A list of customers with how many months they stayed and whether they have left does"
            " as well."
        ),
        contracts_example,
    ),
    Need.ACTIVITY: RequiredData(
        holds_activity,
        N_(
            "The open files hold no activity. Add a file with one line for each time a customer did something: the"
            " customer, the time, and what it was; a login, a visit, a click."
        ),
        activity_example,
    ),
}
