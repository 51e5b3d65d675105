"""What the files can tell, in words."""

from collections.abc import Mapping

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.why_null import WhyNull
from retention_core.predict.backtest.data_readiness import Ready, ReadyReason, Verdict
from retention_core.wording.describe.figure_sentences import WHY_NULL

VERDICTS = {
    Verdict.CAN: N_("Yes"),
    Verdict.CAUTION: N_("With caution"),
    Verdict.CANNOT: N_("No"),
}
WHAT = {
    "kept": N_("How many customers are kept"),
    "rhythm": N_("How often customers buy"),
    "who_is_here": N_("Who is a customer still, and will buy how often"),
    "spend": N_("What each customer will spend"),
    "year": N_("What the coming twelve months bring"),
    "season": N_("The season of new customers"),
    "tiers": N_("Loyalty tiers"),
    "renewals": N_("Which contracts will be renewed"),
}
WHY: Mapping[WhyNull | ReadyReason, str] = {
    ReadyReason.ENOUGH: N_("The files hold enough for it."),
    ReadyReason.FEW_IN_A_SHARE: N_("Customers there when the last period began: {there}. {enough} would be enough."),
    ReadyReason.FEW_RHYTHMS: N_("Customers who have bought twice: {there}. {enough} would be enough."),
    ReadyReason.FEW_BUYERS: N_("Customers who bought in the last twelve months: {there}. {enough} would be enough."),
    ReadyReason.FEW_CAME_AGAIN: N_("Customers who have come again: {there}. {more} more would be enough to begin."),
    WhyNull.TOO_SHORT_TO_TEST: N_("The history is too short to try it on your own past; from {day} on it will do."),
    ReadyReason.SIMPLE_RULE: N_(
        "On your own past a simple rule came nearer than the model, so the simple rule is used."
    ),
    ReadyReason.WIDE_RANGES: N_(
        "Customers who have come again: {there}, so ranges are wide; with {enough} they get narrow."
    ),
    ReadyReason.SPEND_GOES_WITH_FREQUENCY: N_(
        "What customers spend each time goes with how often they buy (correlation {correlation}), which the model does"
        " not know; more data does not change that."
    ),
    ReadyReason.FEW_MONTHS: N_("Fewer than three full months of new customers are known; from {day} on it will do."),
    ReadyReason.LESS_THAN_A_YEAR: N_(
        "Less than a year is known, so no month has been seen twice; from {day} on it is better."
    ),
    ReadyReason.LESS_THAN_THREE_YEARS: N_("A season takes three full years; they are known from {day} on."),
    ReadyReason.NO_SEASON_SEEN: N_(
        "The months of past years differ no more than by chance, or old customers look new in the first of them."
    ),
    ReadyReason.FEW_LEFT: N_("Subscribers who have left so far: {there}. With {enough} the chances get surer."),
    ReadyReason.NOT_TESTED: N_("The list has no days, so it could not be tried on your own past."),
}


def verdict(ready: Ready, speech: Speech) -> tuple[str, str, str]:
    """What, whether, and why with what would be enough."""
    why = WHY.get(ready.why) or WHY_NULL[WhyNull(ready.why)]
    return speech.say(WHAT[ready.what]), speech.say(VERDICTS[ready.verdict]), speech.say(why, **ready.values)
