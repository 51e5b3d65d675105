"""Ask subscribers who left in the last full period why, and offer them a way back."""

from retention_core.describe.presence.contracts import contracts, monthly_fees
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.retention.retention_figures import lost_customers
from retention_core.describe.retention.retention_period import finished_period
from retention_core.describe.retention.why_no_rate import why_no_start
from retention_core.describe.subscriptions.churn import fees_on
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.figure import Value
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.plays.play import Play, PlayCode

MONTHS_A_YEAR = 12


def exit_survey(study: Study) -> Play:
    """Subscribers whose contract ended in the last finished period.

    At stake are a year's fees of theirs.
    """
    if study(presence_source) is not PresenceSource.CONTRACTS:
        return Play(PlayCode.LEFT_LATELY, why_null=WhyNull.NO_CONTRACTS)
    if why := why_no_start(study):
        return Play(PlayCode.LEFT_LATELY, why_null=why)
    who, period = lost_customers(study), finished_period(study)
    values: dict[str, Value] = {"first_day": period.first_day, "last_day": period.last_day}
    return Play(PlayCode.LEFT_LATELY, who, _fees_of_a_year(study, who), values)


def _fees_of_a_year(study: Study, who: CustomerCodes) -> int | None:
    """Twelve times what they paid a month when the period began; null where the files do not tell the fees."""
    fee = study(monthly_fees)
    if fee is None:
        return None
    paid = fees_on(study(contracts), fee, day_number(finished_period(study).first_day) - 1)
    return MONTHS_A_YEAR * int(paid[who].sum())
