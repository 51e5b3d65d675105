"""Win back the best customers who have not bought for a year."""

from datetime import date

import numpy as np

from retention_core.describe.presence.last_year import TwelveMonths, last_year, twelve_months, twelve_months_until
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_no_orders
from retention_core.kernel.day_numbers import day_number, day_of
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.customers.unprofitable import without_poor_fit
from retention_core.prescribe.plays.play import Play, PlayCode, spent_by
from retention_core.prescribe.tiers.tiers import rank_by_customer, rules_in_use


def win_back(study: Study) -> Play:
    """Customers who were in the best tier a year ago, by today's line, and have not bought since.

    At stake is what they spent in the year before.
    """
    if why := why_no_orders(study):
        return Play(PlayCode.WIN_BACK, why_null=why)
    if day_number(study(horizon).known_from) > twelve_months(a_year_ago(study))[0]:
        return Play(PlayCode.WIN_BACK, why_null=WhyNull.NEEDS_TWO_YEARS)
    before, rules = study(year_before_last), study(rules_in_use)
    best = rank_by_customer(twelve_months_until(study, a_year_ago(study), rules.months), rules) == 1
    gone = np.flatnonzero(best & (study(last_year).purchase_days == 0)).astype(np.uint32)
    who = without_poor_fit(study, gone)
    return Play(PlayCode.WIN_BACK, who, spent_by(before, who))


def a_year_ago(study: Study) -> date:
    """The last day before the twelve months up to as_of."""
    return day_of(twelve_months(study(horizon).as_of)[0] - 1)


def year_before_last(study: Study) -> TwelveMonths:
    """What every customer did in the twelve months before the last twelve."""
    return twelve_months_until(study, a_year_ago(study))
