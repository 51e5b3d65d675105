"""Bring first-time buyers to their second purchase, while most of those who ever come back do."""

import numpy as np

from retention_core.describe.presence.last_year import last_year
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_no_repeats
from retention_core.describe.repeat_purchase.first_time_buyers import first_purchases
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.quantities import DurationDays
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.plays.play import Play, PlayCode


def second_purchase(study: Study) -> Play:
    """Customers with a single purchase day, no longer ago than half of those who came back took to do so.

    At stake is one usual purchase from each of them.
    """
    if why := why_no_repeats(study):
        return Play(PlayCode.SECOND_PURCHASE, why_null=why)
    within = study(days_to_come_back)
    if within is None:
        return Play(PlayCode.SECOND_PURCHASE, why_null=WhyNull.NOBODY_BOUGHT_TWICE)
    code, first, second = study(first_purchases)
    as_of = day_number(study(horizon).as_of)
    who = np.sort(code[(first <= as_of) & (second > as_of) & (as_of - first <= within)])
    return Play(PlayCode.SECOND_PURCHASE, who, _once_more(study, len(who)), {"days": DurationDays(within)})


def days_to_come_back(study: Study) -> int | None:
    """Within how many days of the first purchase half of those who ever came back did so; null: nobody has."""
    _, first, second = study(first_purchases)
    back = second <= day_number(study(horizon).as_of)
    return int(np.median(second[back] - first[back])) if back.any() else None


def _once_more(study: Study, customers: int) -> int | None:
    """What so many purchases bring at the mean of the last twelve months; null without amounts."""
    year = study(last_year)
    days = int(year.purchase_days.sum())
    return round(customers * int(year.spend.sum()) / days) if year.spend is not None and days else None
