"""Why the figures of the last finished period cannot be known, as a code."""

from retention_core.describe.presence.why_unknown import why_nothing
from retention_core.describe.retention.retention_period import last_finished
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


def why_no_period(study: Study) -> WhyNull | None:
    """As `why_nothing`, or no_full_period; None where there is a last finished period."""
    if why := why_nothing(study):
        return why
    return WhyNull.NO_FULL_PERIOD if study(last_finished) is None else None


def why_no_start(study: Study) -> WhyNull | None:
    """Also first_full_period: who was there before it is not known."""
    period = study(last_finished)
    return why_no_period(study) or (WhyNull.FIRST_FULL_PERIOD if period and period.at_start is None else None)


def why_no_rate(study: Study) -> WhyNull | None:
    """Also nobody_at_start: a share of nobody."""
    period = study(last_finished)
    return why_no_start(study) or (WhyNull.NOBODY_AT_START if period and period.at_start == 0 else None)
