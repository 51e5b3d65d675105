"""Sentences of the things worth doing: for how many customers, about how much money, and what to do."""

from collections.abc import Mapping

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_, NN_
from retention_core.kernel.quantities import Money
from retention_core.prescribe.plays.play import Play, PlayCode

TITLES = {
    PlayCode.SLIPPING_AWAY: N_("Speak to customers who are slipping away"),
    PlayCode.WIN_BACK: N_("Win back your best customers"),
    PlayCode.SECOND_PURCHASE: N_("Bring first-time buyers back now"),
    PlayCode.KEY_ACCOUNTS: N_("Look after the few who bring most of what you earn"),
    PlayCode.NEXT_TIER: N_("Tell customers how little they lack to the next tier"),
    PlayCode.LEFT_LATELY: N_("Ask those who left, and offer a way back"),
    PlayCode.WELCOME: N_("Welcome new customers"),
    PlayCode.GONE_QUIET: N_("Win customers back before it is too late"),
    PlayCode.THANK_BEST: N_("Thank and reward your best customers"),
    PlayCode.EARLY_ACCESS: N_("Show them new things first"),
    PlayCode.BIRTHDAY: N_("Congratulate on birthdays"),
    PlayCode.ANNIVERSARY: N_("Celebrate anniversaries"),
    PlayCode.ABANDONED_CARTS: N_("Remind of carts left behind"),
    PlayCode.ASK_REVIEW: N_("Ask for a review, or to bring a friend"),
    PlayCode.ASK_LEAVERS: N_("Ask those who left why"),
    PlayCode.PUT_RIGHT: N_("Make good what went wrong"),
    PlayCode.CROSS_SELL: N_("Offer what is bought next"),
    PlayCode.LONGER_CONTRACT: N_("Offer a longer contract with a bonus"),
    PlayCode.COMMUNITY: N_("Bring your regulars together"),
}

SENTENCES: Mapping[str, tuple[str, str]] = {
    PlayCode.SLIPPING_AWAY: NN_(
        "{n} active customer who has come more than once has been silent for over {days}.",
        "{n} active customers who have come more than once have been silent for over {days}.",
    ),
    PlayCode.WIN_BACK: NN_(
        "{n} customer of your best tier of a year ago has not bought since.",
        "{n} customers of your best tier of a year ago have not bought since.",
    ),
    PlayCode.SECOND_PURCHASE: NN_(
        "{n} first-time buyer of the last {days} has not come again yet; of those who ever do, half do so by then.",
        "{n} first-time buyers of the last {days} have not come again yet; of those who ever do, half do so by then.",
    ),
    PlayCode.KEY_ACCOUNTS: NN_(
        "{n} customer brings {share} of what you earned in twelve months.",
        "{n} customers bring {share} of what you earned in twelve months.",
    ),
    PlayCode.NEXT_TIER: NN_(
        "{n} customer reaches a better tier with one more purchase of the usual size.",
        "{n} customers reach a better tier with one more purchase of their usual size.",
    ),
    PlayCode.LEFT_LATELY: NN_(
        "{n} subscriber left between {first_day} and {last_day}.",
        "{n} subscribers left between {first_day} and {last_day}.",
    ),
    PlayCode.WELCOME: NN_(
        "{n} customer bought for the first time in the last two weeks.",
        "{n} customers bought for the first time in the last two weeks.",
    ),
    PlayCode.GONE_QUIET: NN_(
        "{n} customer who used to come often or spend much has gone quiet.",
        "{n} customers who used to come often or spend much have gone quiet.",
    ),
    PlayCode.THANK_BEST: NN_(
        "{n} active customer is in your best tier.", "{n} active customers are in your best tier."
    ),
    PlayCode.EARLY_ACCESS: NN_("{n} customer is a champion or loyal.", "{n} customers are champions or loyal."),
    PlayCode.BIRTHDAY: NN_(
        "{n} customer has a birthday in the coming week.", "{n} customers have a birthday in the coming week."
    ),
    PlayCode.ANNIVERSARY: NN_(
        "{n} customer first bought on a day of the coming week, a year or more ago.",
        "{n} customers first bought on a day of the coming week, a year or more ago.",
    ),
    PlayCode.ABANDONED_CARTS: NN_(
        "{n} customer left a cart behind in the last 30 days.", "{n} customers left a cart behind in the last 30 days."
    ),
    PlayCode.ASK_REVIEW: NN_(
        "{n} champion or loyal customer came in the last two weeks.",
        "{n} champions or loyal customers came in the last two weeks.",
    ),
    PlayCode.ASK_LEAVERS: NN_(
        "{n} customer was lost in the last full period.", "{n} customers were lost in the last full period."
    ),
    PlayCode.PUT_RIGHT: NN_(
        "{n} customer got money back or answered unhappily in the last 30 days.",
        "{n} customers got money back or answered unhappily in the last 30 days.",
    ),
    PlayCode.CROSS_SELL: NN_(
        "{n} customer has bought {first} and not yet {then}; of those with {first}, {confidence} bought {then} later.",
        "{n} customers have bought {first} and not yet {then}; of those with {first}, {confidence} bought {then}"
        " later.",
    ),
    PlayCode.LONGER_CONTRACT: NN_(
        "{n} subscriber has stayed for six months or more.", "{n} subscribers have stayed for six months or more."
    ),
    PlayCode.COMMUNITY: NN_(
        "{n} active customer has come on ten days or more.", "{n} active customers have come on ten days or more."
    ),
}

AT_STAKE = {
    PlayCode.SLIPPING_AWAY: N_("They spent {money} in the last twelve months."),
    PlayCode.WIN_BACK: N_("They had spent {money} in the year before."),
    PlayCode.SECOND_PURCHASE: N_("One usual purchase from each would bring {money}."),
    PlayCode.KEY_ACCOUNTS: N_("Those of a year ago have since spent {gone} less; that would be {money} now."),
    PlayCode.NEXT_TIER: N_("All together they lack {money}."),
    PlayCode.LEFT_LATELY: N_("They paid {money} a year."),
    PlayCode.WELCOME: N_("They have spent {money} so far."),
    PlayCode.GONE_QUIET: N_("They spent {money} in two years."),
    PlayCode.THANK_BEST: N_("They spent {money} in the last twelve months."),
    PlayCode.EARLY_ACCESS: N_("They spent {money} in the last twelve months."),
    PlayCode.BIRTHDAY: N_("They spent {money} in the last twelve months."),
    PlayCode.ANNIVERSARY: N_("They spent {money} in the last twelve months."),
    PlayCode.ABANDONED_CARTS: N_("Their carts hold {money}."),
    PlayCode.ASK_REVIEW: N_("They spent {money} in the last twelve months."),
    PlayCode.ASK_LEAVERS: N_("They had spent {money} in two years."),
    PlayCode.PUT_RIGHT: N_("They spent {money} in the last twelve months."),
    PlayCode.CROSS_SELL: N_("If as many of them buy it, that brings about {money}."),
    PlayCode.LONGER_CONTRACT: N_("They pay {money} a year."),
    PlayCode.COMMUNITY: N_("They spent {money} in the last twelve months."),
}

WHAT_TO_SAY = {
    PlayCode.SLIPPING_AWAY: N_(
        "We have not seen you for a while. Is everything as it should be? Here is something we think you will like."
    ),
    PlayCode.WIN_BACK: N_("We miss you. Tell us what we could do better; the next purchase is on better terms."),
    PlayCode.SECOND_PURCHASE: N_(
        "How do you like it? Here is how to get the most out of it, and what goes well with it."
    ),
    PlayCode.KEY_ACCOUNTS: N_(
        "A call by a person they know: how are things, what is planned, what do you need from us?"
    ),
    PlayCode.NEXT_TIER: N_(
        "You are nearly there: this little is missing to the next tier, and this is what it brings."
    ),
    PlayCode.LEFT_LATELY: N_(
        "We are sorry to see you go. What was the reason? The door stays open, at your terms of before."
    ),
    PlayCode.WELCOME: N_("Thank you, and welcome. This is how it works, and this is whom to ask."),
    PlayCode.GONE_QUIET: N_("You were one of our best customers. What changed? We would like to make it good."),
    PlayCode.THANK_BEST: N_("Thank you for your trust. This is for you, for no other reason."),
    PlayCode.EARLY_ACCESS: N_("You see it first: new things, two days before everybody else."),
    PlayCode.BIRTHDAY: N_("Happy birthday. A small present waits for you."),
    PlayCode.ANNIVERSARY: N_("It is a year that you have been with us. Thank you."),
    PlayCode.ABANDONED_CARTS: N_("Your cart is still here. Is there a question we can answer?"),
    PlayCode.ASK_REVIEW: N_("What do you think of us? If you are happy, tell a friend: both of you get something."),
    PlayCode.ASK_LEAVERS: N_("You have not come for a while. One question only: what was the reason?"),
    PlayCode.PUT_RIGHT: N_("We are sorry. This is what we have changed, and this is for your trouble."),
    PlayCode.CROSS_SELL: N_("Customers with {first} like {then} next. Here it is."),
    PlayCode.LONGER_CONTRACT: N_(
        "You have been with us for long. With a year's contract it costs less, and you get a bonus."
    ),
    PlayCode.COMMUNITY: N_("We invite our regulars: an evening, a group, a say in what we offer next."),
}

HOW_SEEN = {
    PlayCode.SLIPPING_AWAY: N_("They buy again within half a period; compare with those you did not write to."),
    PlayCode.WIN_BACK: N_("They buy again within 90 days."),
    PlayCode.SECOND_PURCHASE: N_("More first-time buyers come back within the same number of days than before."),
    PlayCode.KEY_ACCOUNTS: N_("Their revenue of the coming period is not below that of the last."),
    PlayCode.NEXT_TIER: N_("They are in the better tier at the end of the next period."),
    PlayCode.LEFT_LATELY: N_("They answer, and some sign again."),
    PlayCode.WELCOME: N_("More of them buy a second time within the usual days."),
    PlayCode.GONE_QUIET: N_("They buy again within a period."),
    PlayCode.THANK_BEST: N_("The share kept of the best tier rises, and nobody of it lapses."),
    PlayCode.EARLY_ACCESS: N_("They buy in the first two days."),
    PlayCode.BIRTHDAY: N_("They buy within 30 days of the day."),
    PlayCode.ANNIVERSARY: N_("They buy within 30 days of the day."),
    PlayCode.ABANDONED_CARTS: N_("The carts are bought within a week."),
    PlayCode.ASK_REVIEW: N_("Reviews come in, and new customers name who sent them."),
    PlayCode.ASK_LEAVERS: N_("They answer: see the reasons, and mend the most frequent one."),
    PlayCode.PUT_RIGHT: N_("They buy again as often as others do."),
    PlayCode.CROSS_SELL: N_("The share who buy the second product rises."),
    PlayCode.LONGER_CONTRACT: N_("They sign, and fewer of them leave in the next year."),
    PlayCode.COMMUNITY: N_("They come, and their share kept rises."),
}


WHY_DUE = {
    PlayCode.PUT_RIGHT: N_("Money given back, or an unhappy answer"),
    PlayCode.ABANDONED_CARTS: N_("Left a cart behind"),
    PlayCode.BIRTHDAY: N_("Birthday"),
    PlayCode.SLIPPING_AWAY: N_("Silent for over half a period"),
    PlayCode.GONE_QUIET: N_("A good customer gone quiet"),
    PlayCode.LEFT_LATELY: N_("Left lately"),
    PlayCode.WELCOME: N_("Bought for the first time"),
    PlayCode.SECOND_PURCHASE: N_("Bought once so far, lately"),
    PlayCode.ANNIVERSARY: N_("A year or more with you"),
    PlayCode.NEXT_TIER: N_("Just below a better tier"),
}


def why_due(code: str, speech: Speech) -> str:
    """Why somebody is on the list of the week, in a few words."""
    return speech.say(WHY_DUE[PlayCode(code)])


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
