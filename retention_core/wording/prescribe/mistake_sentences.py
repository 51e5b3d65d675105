"""Sentences of the five usual mistakes: what each is, what the data shows of it, and what to do."""

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.prescribe.playbook.retention_mistakes import Check, Mistake

TITLES = {
    Mistake.NO_CONTACT: N_("No contact after the sale"),
    Mistake.PROMISES: N_("Promises not kept"),
    Mistake.NOTHING_PERSONAL: N_("Nothing personal"),
    Mistake.FEEDBACK: N_("Feedback ignored"),
    Mistake.IRREGULAR: N_("Irregular contact"),
}
FIGURES = {
    Mistake.NO_CONTACT: "health.reachable",
    Mistake.PROMISES: "health.given_back",
    Mistake.NOTHING_PERSONAL: "health.named",
    Mistake.FEEDBACK: "health.unhappy_back",
    Mistake.IRREGULAR: "health.overdue",
}
SHOWN = {
    Mistake.NO_CONTACT: N_("You can write or speak to {share} of your active customers."),
    Mistake.PROMISES: N_("In the last 90 days there was a refund for {share} of the purchases."),
    Mistake.NOTHING_PERSONAL: N_("You know the name of {share} of your active customers."),
    Mistake.FEEDBACK: N_("Of those who answered unhappily, {share} have bought since."),
    Mistake.IRREGULAR: N_("{share} of your active customers with a rhythm are silent for over twice of it."),
}
COMPARED = {
    Mistake.PROMISES: N_("In the year before it was {share}."),
    Mistake.FEEDBACK: N_("Of the others it is {share}."),
}
TO_DO = {
    Mistake.NO_CONTACT: N_("Ask for an e-mail at the till or the checkout, and say thank you within two days."),
    Mistake.PROMISES: N_("Look at what was given back and why; promise what you can keep, and tell delays yourself."),
    Mistake.NOTHING_PERSONAL: N_("Ask for a name, and write about what they bought, not about everything you sell."),
    Mistake.FEEDBACK: N_("Answer each complaint within a day, and tell what you changed because of it."),
    Mistake.IRREGULAR: N_("Write in their rhythm: a little before they usually come, not when you have time."),
}


def mistake_name(mistake: Mistake, speech: Speech) -> str:
    """What it is called."""
    return speech.say(TITLES[mistake])


def what_is_shown(check: Check, speech: Speech) -> str:
    """What the data shows of it, and what it is held against."""
    said = speech.say(SHOWN[check.mistake], share=Share(check.part / check.whole))
    if check.compared is None:
        return said
    other = speech.say(COMPARED[check.mistake], share=Share(check.compared))
    return speech.say("{sentence} {next}", sentence=said, next=other)


def what_to_mend(check: Check, speech: Speech) -> str:
    """What to do about it, or that it looks well."""
    return speech.say(TO_DO[check.mistake]) if check.look else speech.say("That looks well.")
