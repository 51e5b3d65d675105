"""Why the figures of the last finished period cannot be known, as a code."""

from retention_core.describe.presence.why_unknown import why_nothing
from retention_core.describe.retention.retention import last_finished
from retention_core.kernel.study import Study


def why_no_period(study: Study) -> str | None:
    """As `why_nothing`, or no_full_period; None where there is a last finished period."""
    if why := why_nothing(study):
        return why
    return "no_full_period" if study(last_finished) is None else None


def why_no_start(study: Study) -> str | None:
    """Also first_full_period: who was there before it is not known."""
    row = study(last_finished)
    return why_no_period(study) or ("first_full_period" if row and row["at_start"] is None else None)


def why_no_rate(study: Study) -> str | None:
    """Also nobody_at_start: a share of nobody."""
    row = study(last_finished)
    return why_no_start(study) or ("nobody_at_start" if row and row["at_start"] == 0 else None)
