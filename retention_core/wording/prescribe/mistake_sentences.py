"""Sentences of the five usual mistakes: what each is, what the data shows of it, and what to do."""

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.prescribe.playbook.retention_mistakes import MistakeCheck, RetentionMistake

TITLES = {
    RetentionMistake.NO_CONTACT: N_("No contact after the sale"),
    RetentionMistake.PROMISES: N_("Promises not kept"),
    RetentionMistake.NOTHING_PERSONAL: N_("Nothing personal"),
    RetentionMistake.FEEDBACK: N_("Feedback ignored"),
    RetentionMistake.IRREGULAR: N_("Irregular contact"),
}
FIGURES = {
    RetentionMistake.NO_CONTACT: "health.reachable",
    RetentionMistake.PROMISES: "health.given_back",
    RetentionMistake.NOTHING_PERSONAL: "health.named",
    RetentionMistake.FEEDBACK: "health.unhappy_back",
    RetentionMistake.IRREGULAR: "health.overdue",
}
SHOWN = {
    RetentionMistake.NO_CONTACT: N_("You can write or speak to {share} of your active customers."),
    RetentionMistake.PROMISES: N_("In the last 90 days there was a refund for {share} of the purchases."),
    RetentionMistake.NOTHING_PERSONAL: N_("You know the name of {share} of your active customers."),
    RetentionMistake.FEEDBACK: N_("Of those who answered unhappily, {share} have bought since."),
    RetentionMistake.IRREGULAR: N_("{share} of your active customers with a rhythm are silent for over twice of it."),
}
COMPARED = {
    RetentionMistake.PROMISES: N_("In the year before it was {share}."),
    RetentionMistake.FEEDBACK: N_("Of the others it is {share}."),
}
TO_DO = {
    RetentionMistake.NO_CONTACT: N_(
        "Ask for an e-mail at the till or the checkout, and say thank you within two days."
    ),
    RetentionMistake.PROMISES: N_(
        "Look at what was given back and why; promise what you can keep, and tell delays yourself."
    ),
    RetentionMistake.NOTHING_PERSONAL: N_(
        "Ask for a name, and write about what they bought, not about everything you sell."
    ),
    RetentionMistake.FEEDBACK: N_("Answer each complaint within a day, and tell what you changed because of it."),
    RetentionMistake.IRREGULAR: N_("Write in their rhythm: a little before they usually come, not when you have time."),
}


def mistake_name(mistake: RetentionMistake, speech: Speech) -> str:
    """What it is called."""
    return speech.say(TITLES[mistake])


def what_is_shown(check: MistakeCheck, speech: Speech) -> str:
    """What the data shows of it, and what it is held against."""
    said = speech.say(SHOWN[check.mistake], share=Share(check.part / check.whole))
    if check.compared is None:
        return said
    other = speech.say(COMPARED[check.mistake], share=Share(check.compared))
    return speech.say("{sentence} {next}", sentence=said, next=other)


def what_to_mend(check: MistakeCheck, speech: Speech) -> str:
    """What to do about it, or that it looks well."""
    return speech.say(TO_DO[check.mistake]) if check.look else speech.say("That looks well.")
