"""Speak to customers who are still active but have been silent for long."""

import numpy as np

from retention_core.describe.activity.active_customers import active_customers
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.customers import last_days
from retention_core.describe.presence.last_year import last_year
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_no_repeats
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.quantities import DurationDays
from retention_core.kernel.study import Study
from retention_core.prescribe.customers.unprofitable import without_poor_fit
from retention_core.prescribe.plays.play import Play, PlayCode, spent_by


def slipping_away(study: Study) -> Play:
    """Active customers whose stretch without a purchase has passed half of the period; who bought once only is not one.

    At stake is what they spent in the last twelve months.
    """
    if why := why_no_repeats(study):
        return Play(PlayCode.SLIPPING_AWAY, why_null=why)
    half = study(chosen_period).kind.days // 2
    active, as_of = study(active_customers), day_number(study(horizon).as_of)
    came_again = study(last_year).purchase_days[active] > 1
    silent = active[came_again & (as_of - study(last_days)[active].astype(np.int64) > half)]
    who = without_poor_fit(study, silent)
    return Play(PlayCode.SLIPPING_AWAY, who, spent_by(study(last_year), who), {"days": DurationDays(half)})
