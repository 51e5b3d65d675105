"""What the files can tell, in words."""

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.predict.backtest.data_readiness import Ready, Verdict
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
WHY = {
    "enough": N_("The files hold enough for it."),
    "few_in_a_share": N_("Customers there when the last period began: {there}. {enough} would be enough."),
    "few_rhythms": N_("Customers who have bought twice: {there}. {enough} would be enough."),
    "few_buyers": N_("Customers who bought in the last twelve months: {there}. {enough} would be enough."),
    "few_came_again": N_("Customers who have come again: {there}. {more} more would be enough to begin."),
    "too_short_to_test": N_("The history is too short to try it on your own past; from {day} on it will do."),
    "simple_rule": N_("On your own past a simple rule came nearer than the model, so the simple rule is used."),
    "wide_ranges": N_("Customers who have come again: {there}, so ranges are wide; with {enough} they get narrow."),
    "spend_goes_with_frequency": N_(
        "What customers spend each time goes with how often they buy (correlation {correlation}), which the model does"
        " not know; more data does not change that."
    ),
    "few_months": N_("Fewer than three full months of new customers are known; from {day} on it will do."),
    "less_than_a_year": N_("Less than a year is known, so no month has been seen twice; from {day} on it is better."),
    "less_than_three_years": N_("A season takes three full years; they are known from {day} on."),
    "no_season_seen": N_(
        "The months of past years differ no more than by chance, or old customers look new in the first of them."
    ),
    "few_left": N_("Subscribers who have left so far: {there}. With {enough} the chances get surer."),
    "not_tested": N_("The list has no days, so it could not be tried on your own past."),
}


def verdict(ready: Ready, speech: Speech) -> tuple[str, str, str]:
    """What, whether, and why with what would be enough."""
    why = WHY.get(ready.why) or WHY_NULL[ready.why]
    return speech.say(WHAT[ready.what]), speech.say(VERDICTS[ready.verdict]), speech.say(why, **ready.values)
