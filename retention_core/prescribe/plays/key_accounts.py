"""Look after the few customers who bring half of what is earned."""

from datetime import date

import numpy as np

from retention_core.describe.customer_value.margin import earned_between, has_costs
from retention_core.describe.presence.last_year import TwelveMonths, last_year, twelve_months
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_no_orders
from retention_core.describe.revenue.concentration import Concentration
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.quantities import Share
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.plays.play import Play, PlayCode, spent_by
from retention_core.prescribe.plays.win_back import a_year_ago, year_before_last

HALF, MOST_PERCENT = 0.5, 10


def key_accounts(study: Study) -> Play:
    """The fewest customers who bring half of the margin of twelve months, at most a tenth of the buyers.

    At stake is as large a part of their revenue as those of a year ago have since spent less.
    """
    if why := why_no_orders(study) or (None if study.workbook.has_amounts else WhyNull.NO_AMOUNTS):
        return Play(PlayCode.KEY_ACCOUNTS, why_null=why)
    as_of, year = study(horizon).as_of, study(last_year)
    found = _most_first(study, year, as_of)
    if found.revenue <= 0:
        return Play(PlayCode.KEY_ACCOUNTS, why_null=WhyNull.NOTHING_EARNED if len(found.code) else WhyNull.NOBODY_SPENT)
    who = half_of_it(found)
    revenue = spent_by(year, who) or 0
    share = Share(int(found.spend[np.isin(found.code, who)].sum()) / found.revenue)
    if day_number(study(horizon).known_from) > twelve_months(a_year_ago(study))[0]:
        return Play(PlayCode.KEY_ACCOUNTS, who, values={"revenue": study.workbook.money(revenue), "share": share})
    gone = _gone(_most_first(study, study(year_before_last), a_year_ago(study)), study(year_before_last), year)
    values = {"revenue": study.workbook.money(revenue), "share": share, "gone": Share(gone)}
    return Play(PlayCode.KEY_ACCOUNTS, who, round(gone * revenue), values)


def _most_first(study: Study, year: TwelveMonths, day: date) -> Concentration:
    """The buyers of twelve months by what they earned, most first; without known costs what they spent goes as far."""
    earned = earned_between(study, *twelve_months(day)) if has_costs(study) else year.spend
    buyers = np.flatnonzero(year.measure > 0)
    if earned is None:
        return Concentration(buyers[:0].astype(np.uint32), np.empty(0, np.int64))
    most_first = buyers[np.argsort(-earned[buyers], kind="stable")]
    return Concentration(most_first.astype(np.uint32), earned[most_first])


def half_of_it(found: Concentration) -> CustomerCodes:
    """The fewest buyers who bring half of it, at most a tenth of them, rounded up."""
    so_far = np.cumsum(found.spend)
    needed = int(np.searchsorted(so_far, HALF * found.revenue)) + 1 if found.revenue > 0 else 0
    return np.sort(found.code[: min(needed, found.top(MOST_PERCENT))])


def _gone(best: Concentration, before: TwelveMonths, now: TwelveMonths) -> float:
    """How much less the key accounts of the year before spent in this one, as a share; no growth makes up for it."""
    key = half_of_it(best)
    if before.spend is None or now.spend is None or not len(key):
        return 0.0
    spent = before.spend[key]
    return float(np.maximum(spent - np.maximum(now.spend[key], 0), 0).sum() / spent.sum())
