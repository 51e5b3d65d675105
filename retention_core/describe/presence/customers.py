"""The customers themselves, one row each: the people behind a number."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.contracts import contracts
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.order_log import Log, whole_log
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.presence.purchase_days import presence, purchase_days
from retention_core.kernel.day_numbers import NEVER, NOT_AGAIN, CustomerCodes, DayNumbers, day_number
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study


def log_so_far(study: Study) -> Log:
    """All orders and refunds up to as_of."""
    log = study(whole_log)
    return log.between(int(log.day[0]) if log.day.size else 0, day_number(study(horizon).as_of))


def last_days(study: Study) -> DayNumbers:
    """The last day on which every customer was there, up to as_of; NEVER for those without any."""
    if study(presence_source) is PresenceSource.CONTRACTS:
        return _last_contract_days(study)
    here, as_of = study(presence), day_number(study(horizon).as_of)
    last = here.following > as_of
    days = np.full(here.customers, NEVER)
    days[here.code[last]] = here.day[last]
    return days


def _last_contract_days(study: Study) -> DayNumbers:
    """The last day with a running contract."""
    signed, as_of = study(contracts), np.int32(day_number(study(horizon).as_of))
    begun = signed.start <= as_of
    days = np.full(signed.customers, NEVER)
    np.maximum.at(days, signed.code[begun], np.minimum(signed.end, as_of)[begun])
    return days


def visits(study: Study) -> NDArray[np.int32]:
    """How many purchase days every customer has, up to as_of."""
    return study(presence).visits()


def customer_summary(study: Study) -> pl.DataFrame:
    """One row per customer seen up to as_of, by customer_code.

    customer_code   row of workbook.customers
    first_day       first purchase day; null for those who only gave something back
    last_day        last purchase day; null likewise
    purchase_days   days with a purchase                                               count
    spend           paid less given back; the column is absent without amounts         minor units

    Contracts: their first day, the last day with one, and how many began. Activity: active days. Tenures: no days.
    """
    log = study(log_so_far)
    seen = np.zeros(log.customers, np.bool_)
    seen[log.code] = True
    seen[study(presence).code] = True
    if study(presence_source) is PresenceSource.TENURES and (listed := study.workbook.subscriptions) is not None:
        seen[listed["customer_code"].to_numpy()] = True
    code = np.flatnonzero(seen).astype(np.uint32)
    return pl.DataFrame(
        {
            "customer_code": code,
            "first_day": _days(_hidden_after(study(purchase_days).first_day[code], study), NOT_AGAIN),
            "last_day": _days(study(last_days)[code], NEVER),
            "purchase_days": study(visits)[code],
            **({} if log.amount is None else {"spend": log.spend()[code]}),
        }
    )


def people(study: Study, codes: CustomerCodes) -> pl.DataFrame:
    """The rows of `customer_summary` of some customers, those who spent most (or came most often) first."""
    wanted = pl.DataFrame({"customer_code": codes}, schema={"customer_code": pl.UInt32})
    chosen = study(customer_summary).join(wanted, on="customer_code", how="semi")
    by = "spend" if "spend" in chosen.columns else "purchase_days"
    return chosen.sort(by, "customer_code", descending=[True, False])


def _hidden_after(first: DayNumbers, study: Study) -> DayNumbers:
    """First days behind as_of have not come yet."""
    return np.where(first > day_number(study(horizon).as_of), NOT_AGAIN, first)


def _days(days: DayNumbers, none: np.int32) -> pl.Series:
    number = pl.Series("day", days)
    return pl.select(pl.when(number != int(none)).then(number).cast(pl.Date)).to_series()
