"""Look after the few customers who bring half of the revenue."""

import numpy as np

from retention_core.describe.concentration import Concentration, concentration
from retention_core.describe.days import Codes, number
from retention_core.describe.horizon import horizon
from retention_core.describe.last_year import Year, last_year, twelve_months
from retention_core.describe.ranking import most_first
from retention_core.describe.reasons import why_no_orders
from retention_core.prescribe.play import Play, spent_by
from retention_core.prescribe.win_back import a_year_ago, year_before_last
from retention_core.quantities import Share
from retention_core.study import Study

CODE = "key_accounts"
HALF, MOST_PERCENT = 0.5, 10


def key_accounts(study: Study) -> Play:
    """The fewest customers who bring half of the revenue of twelve months, at most a tenth of the buyers.

    At stake is as large a part of it as those of a year ago have since spent less.
    """
    if why := why_no_orders(study) or (None if study.workbook.has_amounts else "no_amounts"):
        return Play(CODE, why_null=why)
    found, year = study(concentration), study(last_year)
    if found is None or found.revenue <= 0:
        return Play(CODE, why_null="nobody_spent")
    who = half_of_revenue(found)
    revenue = spent_by(year, who) or 0
    share = Share(revenue / found.revenue)
    if number(study(horizon).known_from) > twelve_months(a_year_ago(study))[0]:
        return Play(CODE, who, values={"revenue": study.workbook.money(revenue), "share": share})
    gone = _gone(study(year_before_last), year)
    values = {"revenue": study.workbook.money(revenue), "share": share, "gone": Share(gone)}
    return Play(CODE, who, round(gone * revenue), values)


def half_of_revenue(found: Concentration) -> Codes:
    """The fewest buyers who bring half of the revenue, at most a tenth of them, rounded up."""
    so_far = np.cumsum(found.spend)
    needed = int(np.searchsorted(so_far, HALF * found.revenue)) + 1 if found.revenue > 0 else 0
    return np.sort(found.code[: min(needed, found.top(MOST_PERCENT))])


def _gone(before: Year, now: Year) -> float:
    """How much less the key accounts of the year before spent in this one, as a share; no growth makes up for it."""
    if before.spend is None or now.spend is None:
        return 0.0
    buyers = np.flatnonzero(before.measure > 0)
    best_first = buyers[most_first(before.spend[buyers])]
    key = half_of_revenue(Concentration(best_first.astype(np.uint32), before.spend[best_first]))
    spent = before.spend[key]
    return float(np.maximum(spent - np.maximum(now.spend[key], 0), 0).sum() / spent.sum()) if len(key) else 0.0
