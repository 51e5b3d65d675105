"""Sentences of key accounts and of customers who cost more than they bring."""

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money

REASONS = {
    "too_early": N_("One purchase only: too early to judge"),
    "returns": N_("Gave back half or more of what they bought"),
    "cost": N_("Bought below what it cost"),
}
WISDOM = N_(
    "Drop nobody for one number. A first order often costs more than it earns, a refund may have been your mistake, and"
    " some of them bring others. Look at price, delivery and returns first, then speak to them; let go of those where"
    " nothing helps."
)


def poor_fit_finding(customers: int, to_look_at: int, loss: Money, speech: Speech) -> str:
    """How many cost more than they bring, how many of them can be judged, and the loss."""
    if not customers:
        return speech.say("No customer has cost more than they brought so far.")
    said = speech.count(
        "{n} customer has cost more than they brought: {money} in all.",
        "{n} customers have cost more than they brought: {money} in all.",
        customers,
        money=speech.money(loss, short=True, whole=True),
    )
    judged = speech.count(
        "{n} of them bought on two days or more.", "{n} of them bought on two days or more.", to_look_at
    )
    return speech.say("{sentence} {next}", sentence=said, next=judged)


def reason(code: str, speech: Speech) -> str:
    """Why somebody costs more than they bring."""
    return speech.say(REASONS[code])
