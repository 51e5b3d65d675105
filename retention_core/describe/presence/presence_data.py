"""What tells that a customer was there: orders, contracts, or activity."""

from dataclasses import replace

import numpy as np
import polars as pl

from retention_core.describe.presence.contracts import contracts
from retention_core.describe.presence.order_log import Log, whole_log
from retention_core.kernel.day_numbers import DayNumbers
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook


def presence_source(study: Study) -> PresenceSource:
    """Orders where there are any, else contracts with their days, else activity; tenures have no days at all."""
    book = study.workbook
    if book.orders.height:
        return PresenceSource.ORDERS
    if study(contracts).start.size:
        return PresenceSource.CONTRACTS
    if book.activity is not None and book.activity.height:
        return PresenceSource.ACTIVITY
    has_tenures = book.subscriptions is not None and book.subscriptions.height
    return PresenceSource.TENURES if has_tenures else PresenceSource.NOTHING


def presence_log(study: Study) -> Log:
    """One row per time a customer was seen, in day order: orders and refunds, contracts begun, or activity."""
    match study(presence_source):
        case PresenceSource.CONTRACTS:
            signed = study(contracts)
            return Log(signed.code, signed.start, None, np.ones(signed.code.size, np.bool_), signed.customers)
        case PresenceSource.ACTIVITY:
            return study(activity_log)
    return study(whole_log)


def seen_days(study: Study) -> DayNumbers:
    """The days that the data tells something about, in order, one for each row that tells it."""
    if study(presence_source) is PresenceSource.CONTRACTS:
        return study(contracts).told
    return study(presence_log).day


def activity_log(study: Study) -> Log:
    """One row per thing that a customer did, in day order."""
    rows = study(activity_in_day_order)
    code, day = rows["customer_code"].to_numpy(), rows["happened_at"].to_physical().to_numpy()
    return Log(code, day, None, np.ones(code.size, np.bool_), study.workbook.customers.height)


def activity_in_day_order(study: Study) -> pl.DataFrame:
    """One row per thing that a customer did, in day order; rows without a customer or a day are left out.

    customer_code   row of workbook.customers
    happened_at     the day
    then whatever else workbook.activity holds, such as event. Without activity empty, with these two columns.
    """
    table = study.workbook.activity
    if table is None or not table.height:
        return pl.DataFrame(schema={"customer_code": pl.UInt32, "happened_at": pl.Date})
    return table.drop_nulls(["customer_code", "happened_at"]).sort("happened_at", maintain_order=True)


def available_sources(study: Study) -> tuple[PresenceSource, ...]:
    """Everything in the files that tells on which days customers were there."""
    held = {
        PresenceSource.ORDERS: study.workbook.orders.height,
        PresenceSource.CONTRACTS: study(contracts).code.size,
        PresenceSource.ACTIVITY: study(activity_in_day_order).height,
    }
    return tuple(there for there, rows in held.items() if rows)


def from_source(study: Study, there: PresenceSource) -> Study:
    """The study in which being a customer is told by orders, contracts or activity, whichever the files hold."""
    if there is PresenceSource.CONTRACTS:
        return from_contracts(study)
    return from_activity(study) if there is PresenceSource.ACTIVITY else study


def from_contracts(study: Study) -> Study:
    """The same file as if it held no orders, so that its days are those of the contracts."""
    return study if study(presence_source) is not PresenceSource.ORDERS else study.with_workbook(study(_without_orders))


def from_activity(study: Study) -> Study:
    """The same file as if it held nothing but activity, so that its days and periods are those of the activity."""
    return study if study(presence_source) is PresenceSource.ACTIVITY else study.with_workbook(study(_activity_alone))


def _without_orders(study: Study) -> Workbook:
    return replace(study.workbook, orders=study.workbook.orders.clear())


def _activity_alone(study: Study) -> Workbook:
    return replace(study.workbook, orders=study.workbook.orders.clear(), subscriptions=None)
