"""How long customers stay away between two purchases, the stretches that have not ended yet included.

A customer brings as many stretches as purchase days, and these resemble each other. So the limits of the curves are
narrower than those of as many different customers would be.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.cycle.purchase_cycle import purchase_cycle, rhythms
from retention_core.describe.presence.customer_groups import MOST_GROUPS
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence import places_in, visit_numbers
from retention_core.describe.presence.presence_data import activity_in_day_order, presence_log, presence_source
from retention_core.describe.presence.purchase_days import presence, purchase_days
from retention_core.describe.statistics.survival import Survival, kaplan_meier
from retention_core.kernel.day_numbers import DayNumbers, Flags, day_number
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import TRAIT

ORDER_NUMBERS = 5
TELLING = ("product", "category", "channel", "event")
YEAR_DAYS = 365
SLOW_CYCLES = 3


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

    The twelve values with most orders, those first. KeyError for a column that the orders (or activity) lack.
    """
    names, value, place = _values_bought(study, column)
    away, ended = study(stretches_away)
    most = np.argsort(-np.bincount(value, minlength=len(names)), kind="stable")[:MOST_GROUPS].tolist()
    marks = {names[at]: _marked(place[value == at], away.size) for at in most}
    return {name: kaplan_meier(away[days], ended[days]) for name, days in marks.items()}


def bought_traits(study: Study) -> list[str]:
    """The columns by which `gap_curves_by` can tell purchases apart: what was bought, where, and the file's own."""
    of_orders = study(presence_source) is PresenceSource.ORDERS
    table = study.workbook.orders if of_orders else study.workbook.activity
    columns = [] if table is None else table.columns
    return [name for name in columns if name in TELLING or name.startswith(TRAIT)]


def days_until_most_are_back(study: Study) -> float:
    """How far a curve has to be followed to see most of those who come back: three slow cycles, days.

    At least a quarter of a year, at most two years; a year where nobody has a rhythm.
    """
    slow = study(purchase_cycle).p90_days
    return max(YEAR_DAYS / 4, min(2 * YEAR_DAYS, SLOW_CYCLES * slow)) if slow else YEAR_DAYS


def stretches_away(study: Study) -> tuple[DayNumbers, Flags]:
    """Per purchase day: days until the customer's next one, or until as_of where there is none yet; and which it is."""
    here, as_of = study(presence), np.int32(day_number(study(horizon).as_of))
    if study(presence_source) is PresenceSource.CONTRACTS:
        return np.empty(0, np.int32), np.empty(0, np.bool_)
    return np.minimum(here.following, as_of) - here.day, here.following <= as_of


def gap_counts(study: Study) -> pl.DataFrame:
    """How many stretches between two purchases took how long: days, gaps; one row per number of days that occurs."""
    away, ended = study(stretches_away)
    gaps = np.bincount(away[ended])
    days = np.flatnonzero(gaps)
    return pl.DataFrame({"days": days.astype(np.float64), "gaps": gaps[days]})


def rhythm_counts(study: Study) -> pl.DataFrame:
    """How many customers usually buy how often: days, customers; one row per rhythm that occurs."""
    days, customers = np.unique(study(rhythms).days, return_counts=True)
    return pl.DataFrame({"days": days, "customers": customers})


def _values_bought(study: Study, column: str) -> tuple[list[str], NDArray[np.uint32], NDArray[np.intp]]:
    """The values in order; per order up to as_of that has one its place in them, and its day as a row of presence."""
    table = study.workbook.orders if study(presence_source) is PresenceSource.ORDERS else study(activity_in_day_order)
    if column not in table.columns:
        raise KeyError(column)
    log, here = study(presence_log), study(presence)
    counts = study(purchase_days).counted & (log.day <= day_number(study(horizon).as_of))
    place = places_in(here, log.code[counts], log.day[counts])
    values = table[column].cast(pl.String).filter(pl.Series(counts))
    names, known = values.drop_nulls().unique().sort(), values.is_not_null()
    codes = values.filter(known).cast(pl.Enum(names)).to_physical().to_numpy()
    return names.to_list(), codes, place[known.to_numpy()]


def _marked(place: NDArray[np.intp], size: int) -> Flags:
    """True at some places; a day with several orders is one."""
    found = np.zeros(size, np.bool_)
    found[place] = True
    return found
