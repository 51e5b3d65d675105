"""Why figures cannot be known from what the files hold, as a code."""

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


def why_nothing(study: Study) -> WhyNull | None:
    """no_orders, or tenures_only where a list says how long customers stayed but no days; None where there is a day."""
    if study(horizon).first_day is not None:
        return None
    return WhyNull.TENURES_ONLY if study(presence_source) is PresenceSource.TENURES else WhyNull.NO_ORDERS


def why_no_orders(study: Study) -> WhyNull | None:
    """As `why_nothing`, and no_orders where the files hold contracts or activity only."""
    return why_nothing(study) or (None if study(presence_source) is PresenceSource.ORDERS else WhyNull.NO_ORDERS)


def why_no_repeats(study: Study) -> WhyNull | None:
    """Also contracts: those are not bought again and again."""
    return why_nothing(study) or (WhyNull.CONTRACTS if study(presence_source) is PresenceSource.CONTRACTS else None)
