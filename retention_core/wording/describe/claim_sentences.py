"""Sentences of the claims: what they say, what the user's data says, and how the two agree."""

from collections.abc import Mapping

from retention_core.catalog.claim_measures import WhyNoClaim
from retention_core.catalog.published_claims import ClaimCard
from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.why_null import WhyNull
from retention_core.wording.describe.figure_sentences import why_null

THEIRS = {
    "gaining_costs_more": N_("Gaining a customer costs {least} to {most} times as much as keeping one."),
    "same_level": N_("Bringing a new customer to the level of an old one costs {least} times as much as keeping one."),
    "five_percent": N_("Keeping 5% more customers raises profit by {least} to {most}."),
    "existing_spend_more": N_("Existing customers spend {least} more than new ones."),
    "try_new_products": N_("Existing customers are {least} likelier to try new products."),
    "top_tenth": N_("The best tenth of customers spend {least} times as much as the others."),
    "future_revenue": N_("{least} of future revenue comes from a fifth of the customers of today."),
    "leaving_nobody_cared": N_("{least} of those who leave do so because nobody cared about them."),
    "leaving_dissatisfied": N_("{least} of those who leave were not satisfied."),
    "leaving_competitor": N_("{least} of those who leave go to a competitor."),
    "preventable": N_("Up to {least} of the losses could be prevented."),
    "cost_per_click": N_("A click costs {least}."),
    "cost_per_action": N_("An action, such as an order or a registration, costs {least}."),
}

NO_FIRST_SOURCE = N_("Quoted in many articles; a first source is not known to us.")
SOURCES = {
    "gaining_costs_more": N_("A. Gallo: The Value of Keeping the Right Customers. Harvard Business Review, 2014"),
    "five_percent": N_("F. Reichheld, W. E. Sasser: Zero Defections. Harvard Business Review, 1990"),
    "future_revenue": N_("Quoted in many articles, which name Gartner; a first source is not known to us."),
    "cost_per_click": N_("WordStream: Google AdWords Industry Benchmarks, about 2016, search network, USA"),
    "cost_per_action": N_("WordStream: Google AdWords Industry Benchmarks, about 2016, search network, USA"),
}

ENOUGH: Mapping[WhyNull | WhyNoClaim, str] = {
    WhyNull.NO_PRODUCTS: N_("Enough would be a column with the product in the orders."),
    WhyNoClaim.NO_NEW_PRODUCTS: N_("Enough would be a period in which you began to sell something new."),
    WhyNoClaim.NO_REASONS: N_(
        "Enough would be 20 reasons: a column in the list of contracts, or a file with a question to those who left."
    ),
    WhyNoClaim.TOO_FEW_CUSTOMERS: N_("Enough would be a longer period, or a file that covers more customers."),
    WhyNull.NO_SPENDING: N_("Enough would be a spending file for the last full period."),
    WhyNull.NO_KEEPING_SPENDING: N_(
        "Enough would be a column in the spending file with the words gaining and keeping."
    ),
    WhyNull.NO_CLICKS: N_("Enough would be a column with the clicks in the spending file."),
    WhyNull.NO_ACTIONS: N_("Enough would be a column with the orders or registrations in the spending file."),
    WhyNull.NO_FULL_PERIOD: N_("Enough would be two full periods."),
    WhyNull.FIRST_FULL_PERIOD: N_("Enough would be one more full period."),
    WhyNull.CONTRACTS: N_("Enough would be a file with single orders."),
    WhyNull.NO_ORDERS: N_("Enough would be a file with single orders: who bought, when, and for how much."),
    WhyNull.TENURES_ONLY: N_("Enough would be a file with single orders: who bought, when, and for how much."),
}

YOURS = {
    "gaining_costs_more": N_("In your files it costs {yours} times as much."),
    "five_percent": N_("With five points more kept, your profit would be {yours} higher."),
    "existing_spend_more": N_(
        "In the last finished period your existing customers spent {yours} more ({low} to {high})."
    ),
    "try_new_products": N_(
        "In the last finished period {existing} of your existing customers and {new} of the first-time buyers bought"
        " something you had never sold before: {yours} likelier ({low} to {high})."
    ),
    "top_tenth": N_("Your best tenth spent {yours} times as much in the last twelve months."),
    "future_revenue": N_(
        "Of what your {customers} customers of the year before spent in the last twelve months, the {best} who had"
        " been the best brought {yours}."
    ),
    "leaving_nobody_cared": N_("Of {of} reasons in your files, {answers} say so: {yours} ({low} to {high})."),
    "leaving_dissatisfied": N_("Of {of} reasons in your files, {answers} say so: {yours} ({low} to {high})."),
    "leaving_competitor": N_("Of {of} reasons in your files, {answers} say so: {yours} ({low} to {high})."),
    "preventable": N_(
        "Of {of} reasons in your files, {answers} are about something other than having moved or closed:"
        " {yours} ({low} to {high})."
    ),
    "cost_per_click": N_("In your spending file a click costs {yours}."),
    "cost_per_action": N_("In your spending file an action costs {yours}."),
}

NOTES = {
    "five_percent": N_(
        "The claim counts profit over a customer's whole life, yours over the months that What if looks ahead. That"
        " page shows both."
    ),
    "existing_spend_more": N_(
        "A first-time buyer had only the rest of the period to buy again, so existing customers start ahead."
    ),
    "top_tenth": N_("Mean spend of twelve months of the best tenth against that of all others."),
}

VERDICTS = {
    "as_claimed": N_("Your data agrees."),
    "less": N_("In your data it is less."),
    "more": N_("In your data it is more."),
    "other_way": N_("In your data it is the other way round."),
}

MISSING: Mapping[WhyNull | WhyNoClaim, str] = {
    WhyNoClaim.NO_FILE_TELLS: N_(
        "Not enough data: this would need what was spent on each single customer until they bought like the old ones."
    ),
    WhyNoClaim.NEW_NOT_SURE: N_(
        "Not enough data: in the first three periods of a file old customers still look new. If the file begins with"
        " your business, say so in the settings."
    ),
    WhyNoClaim.TOO_FEW_CUSTOMERS: N_("Not enough data: this needs at least 40 customers on each side."),
    WhyNull.NO_PRODUCTS: N_("Not enough data: the orders do not say which product was bought."),
    WhyNoClaim.NO_NEW_PRODUCTS: N_("Not enough data: nothing was sold for the first time in the last finished period."),
    WhyNull.NEEDS_TWO_YEARS: N_("Not enough data: this needs two years of orders."),
    WhyNoClaim.NO_REASONS: N_("Not enough data: no file tells why customers left."),
    WhyNoClaim.TOO_FEW_REASONS: N_(
        "Not enough data: this needs at least 20 answers with a reason, and there are {answers}."
    ),
}


def what_they_say(card: ClaimCard, speech: Speech) -> str:
    """The claim itself."""
    return speech.say(THEIRS[card.code], least=card.theirs[0], most=card.theirs[1])


def what_your_data_says(card: ClaimCard, speech: Speech) -> list[str]:
    """The user's own number and what to keep in mind, or what is missing to tell."""
    if card.why_null and card.why_null in MISSING:
        return [speech.say(MISSING[card.why_null], **card.values)]
    if card.why_null:
        return [speech.say("Not enough data: {reason}", reason=why_null(WhyNull(card.why_null), speech))]
    values = {**card.values, "yours": card.yours, "low": card.low, "high": card.high}
    note = NOTES.get(card.code)
    return [speech.say(YOURS[card.code], **values), *([speech.say(note)] if note else [])]


def verdict_of(card: ClaimCard, speech: Speech) -> str:
    """How the two numbers compare; empty where yours is not known."""
    return speech.say(VERDICTS[card.verdict]) if card.verdict else ""


def source_of(card: ClaimCard, speech: Speech) -> str:
    """Where the claim was published, as far as we know."""
    return speech.say(SOURCES.get(card.code, NO_FIRST_SOURCE))


def what_would_be_enough(card: ClaimCard, speech: Speech) -> str | None:
    """Which data could tell; null where the card can, or where the sentence on what is missing says it already."""
    message = ENOUGH.get(card.why_null) if card.why_null else None
    return speech.say(message) if message else None
