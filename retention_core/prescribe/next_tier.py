"""Tell customers how little they lack to the next tier."""

import numpy as np
from numpy.typing import NDArray

from retention_core.describe.last_year import Year, last_year
from retention_core.describe.reasons import why_no_orders
from retention_core.prescribe.play import Play
from retention_core.prescribe.tiers import tiers
from retention_core.study import Study

CODE = "next_tier"


def next_tier(study: Study) -> Play:
    """Customers who reach a better tier with one more purchase of their usual size, or with one more purchase day.

    At stake is what they lack in all.
    """
    if why := why_no_orders(study):
        return Play(CODE, why_null=why)
    if study(tiers).ranked_list:
        return Play(CODE, why_null="too_few_for_tiers")
    year, missing = study(last_year), study(missing_to_next_tier)
    usual = year.measure / np.maximum(year.purchase_days, 1)
    who = np.flatnonzero((missing > 0) & (missing <= usual)).astype(np.uint32)
    return Play(CODE, who, None if year.spend is None else int(missing[who].sum()))


def missing_to_next_tier(study: Study) -> NDArray[np.int64]:
    """What every customer lacks to the next better tier, minor units or purchase days; 0: in the best, or in none."""
    return _missing(study(last_year), sorted(tier.from_amount for tier in study(tiers).tiers if tier.from_amount))


def _missing(year: Year, lines: list[int]) -> NDArray[np.int64]:
    """The way from each measure to the first line above it."""
    measure = year.measure
    place = np.searchsorted(np.array(lines, np.int64), measure, side="right")
    above = np.append(np.array(lines, np.int64), 0)[place]
    return np.where((measure > 0) & (place < len(lines)), above - measure, 0)
