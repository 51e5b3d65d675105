"""Sentences of the things worth doing: for how many customers, about how much money, and what to do."""

from collections.abc import Callable, Mapping

from retention_core.figures import Value
from retention_core.prescribe.play import Play
from retention_core.quantities import Money
from retention_core.text.catalog import N_
from retention_core.text.speech import Speech

TITLES = {
    "slipping_away": N_("Speak to customers who are slipping away"),
    "win_back": N_("Win back your best customers"),
    "second_purchase": N_("Bring first-time buyers back now"),
    "key_accounts": N_("Look after the few who bring half of your revenue"),
    "next_tier": N_("Tell customers how little they lack to the next tier"),
    "left_lately": N_("Ask those who left, and offer a way back"),
}

Counted = Callable[[Speech, int, Mapping[str, Value]], str]

SENTENCES: Mapping[str, Counted] = {
    "slipping_away": lambda speech, n, values: speech.count(
        "{n} active customer who has come more than once has been silent for over {days}.",
        "{n} active customers who have come more than once have been silent for over {days}.",
        n,
        **values,
    ),
    "win_back": lambda speech, n, values: speech.count(
        "{n} customer of your best tier of a year ago has not bought since.",
        "{n} customers of your best tier of a year ago have not bought since.",
        n,
        **values,
    ),
    "second_purchase": lambda speech, n, values: speech.count(
        "{n} first-time buyer of the last {days} has not come again yet; of those who ever do, half do so by then.",
        "{n} first-time buyers of the last {days} have not come again yet; of those who ever do, half do so by then.",
        n,
        **values,
    ),
    "key_accounts": lambda speech, n, values: speech.count(
        "{n} customer brings half of your revenue of twelve months.",
        "{n} customers bring half of your revenue of twelve months.",
        n,
        **values,
    ),
    "next_tier": lambda speech, n, values: speech.count(
        "{n} customer reaches a better tier with one more purchase of the usual size.",
        "{n} customers reach a better tier with one more purchase of their usual size.",
        n,
        **values,
    ),
    "left_lately": lambda speech, n, values: speech.count(
        "{n} subscriber left between {first_day} and {last_day}.",
        "{n} subscribers left between {first_day} and {last_day}.",
        n,
        **values,
    ),
}

AT_STAKE = {
    "slipping_away": N_("They spent {money} in the last twelve months."),
    "win_back": N_("They had spent {money} in the year before."),
    "second_purchase": N_("One usual purchase from each would bring {money}."),
    "key_accounts": N_("Those of a year ago have since spent {gone} less; that would be {money} now."),
    "next_tier": N_("All together they lack {money}."),
    "left_lately": N_("They paid {money} a year."),
}


def play_title(play: Play, speech: Speech) -> str:
    """What to do."""
    return speech.say(TITLES[play.code])


def play_sentence(play: Play, money: Money | None, speech: Speech) -> str:
    """For how many customers it is and how much money it is about, in a sentence or two."""
    said = SENTENCES[play.code](speech, play.customers, play.values)
    if money is None:
        return said
    written = speech.money(money, short=True, whole=True)
    stake = speech.say(AT_STAKE[play.code], **{**play.values, "money": written})
    return speech.say("{sentence} {next}", sentence=said, next=stake)
