"""From the first purchase to the second: how many come back, and after how long."""

import numpy as np
import polars as pl

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.repeat_purchase.first_time_buyers import came_back_within, first_purchases
from retention_core.describe.statistics.confidence_ranges import share_range
from retention_core.describe.statistics.survival import Survival, kaplan_meier
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.study import Study

WITHIN_DAYS = (30, 60, 90, 180, 365)
SCHEMA = {
    "within_days": pl.Int64,
    "buyers": pl.Int64,
    "came_back": pl.Int64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "since": pl.Date,
    "exact": pl.Boolean,
}


def second_purchase_funnel(study: Study) -> pl.DataFrame:
    """Of 100 first-time buyers, how many came back within 30, 60, 90, 180 and 365 days.

    One row per stretch; each over those who had that long, so the rows speak of different people.
    within_days         30, 60, 90, 180, 365
    buyers, came_back   first-time buyers who had that long; of them back in time
    share, low, high    came_back / buyers with its 95% range; null where nobody had that long
    since, exact        first purchases from this day on; false: some may have bought before the file began
    """
    found = [came_back_within(study, days) for days in WITHIN_DAYS]
    ranges = [share_range(buyers.came_back, buyers.buyers) or (None, None) for buyers in found]
    rows = [
        (buyers.within, buyers.buyers, buyers.came_back, buyers.share, *limits, buyers.since, buyers.exact)
        for buyers, limits in zip(found, ranges, strict=True)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def time_to_second_purchase(study: Study) -> Survival:
    """How many days pass between a customer's first purchase and their second; who has not come back yet still may."""
    _, first, second = study(first_purchases)
    as_of = np.int32(day_number(study(horizon).as_of))
    return kaplan_meier(np.minimum(second, as_of) - first, second <= as_of)
