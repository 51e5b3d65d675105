"""Sentences of the loyalty tiers: rules that cannot be, what a reward costs, and who is just below a line."""

from retention_core.i18n.speech import Speech
from retention_core.kernel.errors import InputProblem, WrongInput
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money, Share
from retention_core.wording.describe.figure_sentences import tier_name

WRONG = {
    InputProblem.TIER_COUNT: N_("There can be {fewest} to {most} tiers."),
    InputProblem.TIER_NAMES: N_("Each tier needs a name of its own."),
    InputProblem.TIER_MONTHS: N_("Tiers can look back over {fewest} to {most} months."),
    InputProblem.TIER_SHARES: N_("Each share must be above 0%, and together they cannot pass 100%."),
    InputProblem.NO_TIER_HISTORY: N_(
        "The file is too short to tell these tiers or segments apart. Choose everybody, or add earlier orders."
    ),
    InputProblem.TIER_THRESHOLDS: N_("Each line must be above zero, and none above the line of a better tier."),
}


def wrong_rules(error: WrongInput, speech: Speech) -> str:
    """What is wrong with rules of tiers."""
    return speech.say(WRONG[error.code], **error.values)


def nearest(customers: int, missing: Money | int, tier: str, speech: Speech) -> str:
    """How many are just below a line, and what the nearest of them lacks."""
    return speech.count(
        "{n} customer reaches a better tier with one more purchase of the usual size. Lacking least: {missing} from"
        " {tier}.",
        "{n} customers reach a better tier with one more purchase of their usual size. Lacking least: {missing} from"
        " {tier}.",
        customers,
        missing=_missing(missing, speech),
        tier=tier_name(tier, speech),
    )


def _missing(missing: Money | int, speech: Speech) -> str:
    if isinstance(missing, Money):
        return speech.money(missing)
    return speech.count("{n} purchase day", "{n} purchase days", missing)


def reward_verdict(cost: Money, margin_share: float | None, more: float | None, speech: Speech) -> str:
    """What a reward costs over all chosen tiers, and what it takes for it to pay."""
    said = speech.say("If they buy as they did, this costs {cost}.", cost=speech.money(cost, whole=True))
    if margin_share is not None:
        said = speech.say(
            "{sentence} {next}",
            sentence=said,
            next=speech.say("That is {share} of what you earn with them.", share=Share(margin_share)),
        )
    if more is None:
        pays = speech.say("However much more they buy, it does not pay for itself.")
    else:
        pays = speech.say("It pays for itself once they buy {share} more.", share=Share(more))
    return speech.say("{sentence} {next}", sentence=said, next=pays)
