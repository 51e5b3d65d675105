"""How long customers stay away between two purchases, the stretches that have not ended yet included.

A customer brings as many stretches as purchase days, and these resemble each other. So the limits of the curves are
narrower than those of as many different customers would be.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.cohort_groups import MOST_GROUPS
from retention_core.describe.cycle import rhythms
from retention_core.describe.days import Days, Flags, number
from retention_core.describe.evidence import Evidence, activity_in_day_order, evidence, seen_log
from retention_core.describe.horizon import horizon
from retention_core.describe.presence import places_in, visit_numbers
from retention_core.describe.purchase_days import presence, purchase_days
from retention_core.describe.survival import Survival, kaplan_meier
from retention_core.study import Study

ORDER_NUMBERS = 5


def gap_curve(study: Study) -> Survival:
    """After a purchase, how many are still away after how many days; over all purchases up to as_of.

    Empty for contracts, which are not bought again and again.
    """
    return kaplan_meier(*study(stretches_away))


def gap_curves_by_order(study: Study) -> dict[int, Survival]:
    """The same from the 1st purchase to the 2nd, from the 2nd to the 3rd and so on, up to the 5th to the 6th."""
    (away, ended), visit = study(stretches_away), visit_numbers(study(presence))
    numbers = range(1, min(ORDER_NUMBERS, int(visit.max(initial=0))) + 1) if away.size else ()
    return {at: kaplan_meier(away[visit == at], ended[visit == at]) for at in numbers}


def gap_curves_by(study: Study, column: str) -> dict[str, Survival]:
    """The same after a purchase of each product, or category, channel: until the next purchase of anything.

    The twelve values on most purchase days, those first. KeyError for a column that the orders (or activity) lack.
    """
    rows = _rows_by_value(study, column)
    most = sorted(rows.items(), key=lambda item: (-item[1].size, item[0]))[:MOST_GROUPS]
    away, ended = study(stretches_away)
    return {value: kaplan_meier(away[places], ended[places]) for value, places in most}


def stretches_away(study: Study) -> tuple[Days, Flags]:
    """Per purchase day: days until the customer's next one, or until as_of where there is none yet; and which it is."""
    here, as_of = study(presence), np.int32(number(study(horizon).as_of))
    if study(evidence) is Evidence.CONTRACTS:
        return np.empty(0, np.int32), np.empty(0, np.bool_)
    return np.minimum(here.following, as_of) - here.day, here.following <= as_of


def gap_counts(study: Study) -> pl.DataFrame:
    """How many stretches between two purchases took how long: days, gaps; one row per number of days that occurs."""
    away, ended = study(stretches_away)
    return _counted(away[ended].astype(np.float64), "gaps")


def rhythm_counts(study: Study) -> pl.DataFrame:
    """How many customers usually buy how often: days, customers; one row per rhythm that occurs."""
    return _counted(study(rhythms).days, "customers")


def _counted(days: NDArray[np.float64], name: str) -> pl.DataFrame:
    return pl.DataFrame({"days": days}).group_by("days").agg(pl.len().cast(pl.Int64).alias(name)).sort("days")


def _rows_by_value(study: Study, column: str) -> dict[str, NDArray[np.intp]]:
    """The purchase days on which each value was bought, as rows of presence."""
    table = study.workbook.orders if study(evidence) is Evidence.ORDERS else study(activity_in_day_order)
    if column not in table.columns:
        raise KeyError(column)
    log, here = study(seen_log), study(presence)
    counts = study(purchase_days).counted & (log.day <= number(study(horizon).as_of))
    place = places_in(here, log.code[counts], log.day[counts])
    values = table[column].cast(pl.String).filter(pl.Series(counts))
    by_value = pl.DataFrame({"value": values, "place": place}).drop_nulls().unique().sort("value", "place")
    parts = by_value.partition_by("value", maintain_order=True)
    return {part["value"][0]: part["place"].to_numpy() for part in parts}
