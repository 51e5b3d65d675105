"""Sentences of the things worth doing: for how many customers, about how much money, and what to do."""

from collections.abc import Mapping

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_, NN_
from retention_core.kernel.quantities import Money
from retention_core.prescribe.plays.play import Play

TITLES = {
    "slipping_away": N_("Speak to customers who are slipping away"),
    "win_back": N_("Win back your best customers"),
    "second_purchase": N_("Bring first-time buyers back now"),
    "key_accounts": N_("Look after the few who bring most of what you earn"),
    "next_tier": N_("Tell customers how little they lack to the next tier"),
    "left_lately": N_("Ask those who left, and offer a way back"),
    "welcome": N_("Welcome new customers"),
    "gone_quiet": N_("Win customers back before it is too late"),
    "thank_best": N_("Thank and reward your best customers"),
    "early_access": N_("Show them new things first"),
    "birthday": N_("Congratulate on birthdays"),
    "anniversary": N_("Celebrate anniversaries"),
    "abandoned_carts": N_("Remind of carts left behind"),
    "ask_review": N_("Ask for a review, or to bring a friend"),
    "ask_leavers": N_("Ask those who left why"),
    "put_right": N_("Make good what went wrong"),
    "cross_sell": N_("Offer what is bought next"),
    "longer_contract": N_("Offer a longer contract with a bonus"),
    "community": N_("Bring your regulars together"),
}

SENTENCES: Mapping[str, tuple[str, str]] = {
    "slipping_away": NN_(
        "{n} active customer who has come more than once has been silent for over {days}.",
        "{n} active customers who have come more than once have been silent for over {days}.",
    ),
    "win_back": NN_(
        "{n} customer of your best tier of a year ago has not bought since.",
        "{n} customers of your best tier of a year ago have not bought since.",
    ),
    "second_purchase": NN_(
        "{n} first-time buyer of the last {days} has not come again yet; of those who ever do, half do so by then.",
        "{n} first-time buyers of the last {days} have not come again yet; of those who ever do, half do so by then.",
    ),
    "key_accounts": NN_(
        "{n} customer brings {share} of what you earned in twelve months.",
        "{n} customers bring {share} of what you earned in twelve months.",
    ),
    "next_tier": NN_(
        "{n} customer reaches a better tier with one more purchase of the usual size.",
        "{n} customers reach a better tier with one more purchase of their usual size.",
    ),
    "left_lately": NN_(
        "{n} subscriber left between {first_day} and {last_day}.",
        "{n} subscribers left between {first_day} and {last_day}.",
    ),
    "welcome": NN_(
        "{n} customer bought for the first time in the last two weeks.",
        "{n} customers bought for the first time in the last two weeks.",
    ),
    "gone_quiet": NN_(
        "{n} customer who used to come often or spend much has gone quiet.",
        "{n} customers who used to come often or spend much have gone quiet.",
    ),
    "thank_best": NN_("{n} active customer is in your best tier.", "{n} active customers are in your best tier."),
    "early_access": NN_("{n} customer is a champion or loyal.", "{n} customers are champions or loyal."),
    "birthday": NN_(
        "{n} customer has a birthday in the coming week.", "{n} customers have a birthday in the coming week."
    ),
    "anniversary": NN_(
        "{n} customer first bought on a day of the coming week, a year or more ago.",
        "{n} customers first bought on a day of the coming week, a year or more ago.",
    ),
    "abandoned_carts": NN_(
        "{n} customer left a cart behind in the last 30 days.", "{n} customers left a cart behind in the last 30 days."
    ),
    "ask_review": NN_(
        "{n} champion or loyal customer came in the last two weeks.",
        "{n} champions or loyal customers came in the last two weeks.",
    ),
    "ask_leavers": NN_(
        "{n} customer was lost in the last full period.", "{n} customers were lost in the last full period."
    ),
    "put_right": NN_(
        "{n} customer got money back or answered unhappily in the last 30 days.",
        "{n} customers got money back or answered unhappily in the last 30 days.",
    ),
    "cross_sell": NN_(
        "{n} customer has bought {first} and not yet {then}; of those with {first}, {confidence} bought {then} later.",
        "{n} customers have bought {first} and not yet {then}; of those with {first}, {confidence} bought {then}"
        " later.",
    ),
    "longer_contract": NN_(
        "{n} subscriber has stayed for six months or more.", "{n} subscribers have stayed for six months or more."
    ),
    "community": NN_(
        "{n} active customer has come on ten days or more.", "{n} active customers have come on ten days or more."
    ),
}

AT_STAKE = {
    "slipping_away": N_("They spent {money} in the last twelve months."),
    "win_back": N_("They had spent {money} in the year before."),
    "second_purchase": N_("One usual purchase from each would bring {money}."),
    "key_accounts": N_("Those of a year ago have since spent {gone} less; that would be {money} now."),
    "next_tier": N_("All together they lack {money}."),
    "left_lately": N_("They paid {money} a year."),
    "welcome": N_("They have spent {money} so far."),
    "gone_quiet": N_("They spent {money} in two years."),
    "thank_best": N_("They spent {money} in the last twelve months."),
    "early_access": N_("They spent {money} in the last twelve months."),
    "birthday": N_("They spent {money} in the last twelve months."),
    "anniversary": N_("They spent {money} in the last twelve months."),
    "abandoned_carts": N_("Their carts hold {money}."),
    "ask_review": N_("They spent {money} in the last twelve months."),
    "ask_leavers": N_("They had spent {money} in two years."),
    "put_right": N_("They spent {money} in the last twelve months."),
    "cross_sell": N_("If as many of them buy it, that brings about {money}."),
    "longer_contract": N_("They pay {money} a year."),
    "community": N_("They spent {money} in the last twelve months."),
}

WHAT_TO_SAY = {
    "slipping_away": N_(
        "We have not seen you for a while. Is everything as it should be? Here is something we think you will like."
    ),
    "win_back": N_("We miss you. Tell us what we could do better; the next purchase is on better terms."),
    "second_purchase": N_("How do you like it? Here is how to get the most out of it, and what goes well with it."),
    "key_accounts": N_("A call by a person they know: how are things, what is planned, what do you need from us?"),
    "next_tier": N_("You are nearly there: this little is missing to the next tier, and this is what it brings."),
    "left_lately": N_("We are sorry to see you go. What was the reason? The door stays open, at your terms of before."),
    "welcome": N_("Thank you, and welcome. This is how it works, and this is whom to ask."),
    "gone_quiet": N_("You were one of our best customers. What changed? We would like to make it good."),
    "thank_best": N_("Thank you for your trust. This is for you, for no other reason."),
    "early_access": N_("You see it first: new things, two days before everybody else."),
    "birthday": N_("Happy birthday. A small present waits for you."),
    "anniversary": N_("It is a year that you have been with us. Thank you."),
    "abandoned_carts": N_("Your cart is still here. Is there a question we can answer?"),
    "ask_review": N_("What do you think of us? If you are happy, tell a friend: both of you get something."),
    "ask_leavers": N_("You have not come for a while. One question only: what was the reason?"),
    "put_right": N_("We are sorry. This is what we have changed, and this is for your trouble."),
    "cross_sell": N_("Customers with {first} like {then} next. Here it is."),
    "longer_contract": N_("You have been with us for long. With a year's contract it costs less, and you get a bonus."),
    "community": N_("We invite our regulars: an evening, a group, a say in what we offer next."),
}

HOW_SEEN = {
    "slipping_away": N_("They buy again within half a period; compare with those you did not write to."),
    "win_back": N_("They buy again within 90 days."),
    "second_purchase": N_("More first-time buyers come back within the same number of days than before."),
    "key_accounts": N_("Their revenue of the coming period is not below that of the last."),
    "next_tier": N_("They are in the better tier at the end of the next period."),
    "left_lately": N_("They answer, and some sign again."),
    "welcome": N_("More of them buy a second time within the usual days."),
    "gone_quiet": N_("They buy again within a period."),
    "thank_best": N_("The share kept of the best tier rises, and nobody of it lapses."),
    "early_access": N_("They buy in the first two days."),
    "birthday": N_("They buy within 30 days of the day."),
    "anniversary": N_("They buy within 30 days of the day."),
    "abandoned_carts": N_("The carts are bought within a week."),
    "ask_review": N_("Reviews come in, and new customers name who sent them."),
    "ask_leavers": N_("They answer: see the reasons, and mend the most frequent one."),
    "put_right": N_("They buy again as often as others do."),
    "cross_sell": N_("The share who buy the second product rises."),
    "longer_contract": N_("They sign, and fewer of them leave in the next year."),
    "community": N_("They come, and their share kept rises."),
}


WHY_DUE = {
    "put_right": N_("Money given back, or an unhappy answer"),
    "abandoned_carts": N_("Left a cart behind"),
    "birthday": N_("Birthday"),
    "slipping_away": N_("Silent for over half a period"),
    "gone_quiet": N_("A good customer gone quiet"),
    "left_lately": N_("Left lately"),
    "welcome": N_("Bought for the first time"),
    "second_purchase": N_("Bought once so far, lately"),
    "anniversary": N_("A year or more with you"),
    "next_tier": N_("Just below a better tier"),
}


def why_due(code: str, speech: Speech) -> str:
    """Why somebody is on the list of the week, in a few words."""
    return speech.say(WHY_DUE[code])


def play_title(play: Play, speech: Speech) -> str:
    """What to do."""
    return speech.say(TITLES[play.code])


def play_sentence(play: Play, money: Money | None, speech: Speech) -> str:
    """For how many customers it is and how much money it is about, in a sentence or two."""
    said = speech.count(*SENTENCES[play.code], play.customers, **play.values)
    if money is None:
        return said
    written = speech.money(money, short=True, whole=True)
    stake = speech.say(AT_STAKE[play.code], **{**play.values, "money": written})
    return speech.say("{sentence} {next}", sentence=said, next=stake)


def what_to_say(play: Play, speech: Speech) -> str:
    """What to write or say to them."""
    return speech.say(WHAT_TO_SAY[play.code], **play.values)


def how_seen(play: Play, speech: Speech) -> str:
    """By what to see whether it worked."""
    return speech.say(HOW_SEEN[play.code])
