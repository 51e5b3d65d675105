"""Who is active today, and how many were in stretches of one period's length before."""

import numpy as np
import polars as pl

from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.contracts import contracts
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.presence.purchase_days import presence
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study


def active_customers(study: Study) -> CustomerCodes:
    """Who was there in the last stretch of one period's length. Contracts: who has one running on its last day."""
    as_of = day_number(study(horizon).as_of)
    if study(presence_source) is PresenceSource.CONTRACTS:
        signed = study(contracts)
        return np.unique(signed.code[signed.running_on(as_of)])
    return study(presence).between(as_of - study(chosen_period).kind.days + 1, as_of).people()


def active_over_time(study: Study) -> pl.DataFrame:
    """How many customers were active in stretches of one period's length, the last of which ends on as_of.

    One row per stretch, in time order: first_day, value, finished (the data knows the whole of it).
    """
    known, days = study(horizon), study(chosen_period).kind.days
    as_of, begin = day_number(known.as_of), day_number(known.known_from)
    ends = np.arange(as_of, begin + days - 2, -days)[::-1].tolist()
    counted = [_active_until(study, end, days) for end in ends]
    firsts = pl.Series([end - days + 1 for end in ends], dtype=pl.Int32).cast(pl.Date)
    return pl.DataFrame({"first_day": firsts, "value": pl.Series(counted, dtype=pl.Float64)}).with_columns(
        finished=pl.lit(value=True)
    )


def _active_until(study: Study, end: int, days: int) -> int:
    if study(presence_source) is PresenceSource.CONTRACTS:
        signed = study(contracts)
        return len(np.unique(signed.code[signed.running_on(end)]))
    return int(np.count_nonzero(study(presence).between(end - days + 1, end).whether()))
