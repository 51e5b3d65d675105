"""Sentences for what the calculations return as codes: why a figure is not known, headlines, warnings, tiers."""

from collections.abc import Mapping

from retention_core.catalog.headline import Headline, HeadlineSentence, NamedPeriod
from retention_core.describe.cycle.period_choice import PeriodChoice
from retention_core.describe.presence.observation_window import ObservationWindow
from retention_core.describe.revenue.free_order_figures import WORTH_TELLING
from retention_core.i18n.speech import Speech
from retention_core.kernel.figure import Figure
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays, Share
from retention_core.kernel.why_null import WhyNull

WHY_NULL = {
    WhyNull.NO_ORDERS: N_("There is no order up to the chosen day."),
    WhyNull.NO_AMOUNTS: N_("The file does not say what was paid. Add a column with amounts."),
    WhyNull.NO_COSTS: N_(
        "The file does not say what the goods cost. Add a column with the cost, the cost of one piece, or the profit."
    ),
    WhyNull.NO_CONTACTS: N_("No file holds e-mail addresses or phone numbers. Add a list of customers with them."),
    WhyNull.NO_NAMES: N_("No file holds names of customers. Add a list of customers with them."),
    WhyNull.NO_FEEDBACK: N_(
        "No file holds answers of customers. Add one with a customer, a day and a score from 0 to 10 in each line."
    ),
    WhyNull.NOBODY_UNHAPPY: N_("Nobody answered unhappily long enough ago."),
    WhyNull.NOBODY_ACTIVE_NOW: N_("Nobody is active at the moment."),
    WhyNull.NOBODY_BOUGHT_LATELY: N_("Nobody bought in the last 90 days."),
    WhyNull.NOBODY_HAS_A_RHYTHM: N_("No active customer has bought on three days or more, so nobody has a rhythm yet."),
    WhyNull.NO_RISK_MODEL: N_(
        "No model fits better than the rule of silence here, so nobody has a chance of being gone."
    ),
    WhyNull.NOTHING_EARNED: N_("In the last twelve months nothing was earned after costs."),
    WhyNull.NO_FULL_PERIOD: N_("The file does not cover a whole period yet. Choose a shorter one or add more data."),
    WhyNull.FIRST_FULL_PERIOD: N_(
        "This is the first full period of the file, so nobody knows who was there before it. One more period is needed."
    ),
    WhyNull.SECOND_FULL_PERIOD: N_("Two full periods before this one are needed to tell who was lost and came back."),
    WhyNull.NOBODY_AT_START: N_("Nobody bought in the period before, so there was nobody to keep."),
    WhyNull.NOBODY_BOUGHT: N_("Nobody bought in the period."),
    WhyNull.NOBODY_BOUGHT_TWICE: N_("No customer has bought on two different days yet."),
    WhyNull.NO_REGULARS: N_("At the start of the period no customer had bought on two days or more."),
    WhyNull.NOBODY_LOST_BEFORE: N_("Nobody was lost in the period before."),
    WhyNull.TOO_EARLY_TO_COME_BACK: N_(
        "It is too early: no group of first-time buyers has had enough time to come back."
    ),
    WhyNull.NO_REVENUE: N_("After refunds there was no revenue in the period."),
    WhyNull.NOBODY_SPENT: N_("In the last twelve months nobody bought anything that was not given back."),
    WhyNull.NO_SUCH_TIER: N_("Your rules have fewer tiers."),
    WhyNull.TIER_MERGED: N_("This tier starts at the same amount as the one above it, so they are one tier."),
    WhyNull.TIER_EMPTY: N_("Everybody belongs to a higher tier, so this one is left out."),
    WhyNull.NO_LINE: N_("The lowest tier has no amount of its own: it takes everybody below the others."),
    WhyNull.LAPSED_HAS_NO_LINE: N_("Customers without a purchase in twelve months are not sorted by an amount."),
    WhyNull.NO_PROFIT: N_("There is no profit to compare with."),
    WhyNull.NEVER_PAYS: N_("No lift pays for this cost."),
    WhyNull.NOT_WITHIN_HORIZON: N_("It is not paid back within the horizon."),
    WhyNull.NO_COST: N_("The programme has no cost yet."),
    WhyNull.NOBODY_NEW: N_("Nobody bought for the first time in the period."),
    WhyNull.NOBODY_EXISTING: N_("Nobody who bought in the period had bought before it."),
    WhyNull.NOBODY_ELSE_SPENT: N_("Only one customer spent anything, so there is no rest to compare with."),
    WhyNull.NO_REVENUE_BEFORE: N_("After refunds there was no revenue in the period before."),
    WhyNull.NOBODY_BOUGHT_EVER: N_("Nobody has bought anything yet; the file holds refunds only."),
    WhyNull.NO_SPENDING: N_(
        "No file says what was spent on marketing. Add one with a day or month and an amount in each line."
    ),
    WhyNull.SPENDING_ELSEWHERE: N_("The spending file covers none of the finished periods of the orders."),
    WhyNull.NO_KEEPING_SPENDING: N_(
        "The spending file names nothing that was spent on keeping customers. Add a column that tells keeping from"
        " gaining."
    ),
    WhyNull.NOBODY_KEPT: N_("Nobody was kept in the period."),
    WhyNull.NO_ACQUISITION_SPENDING: N_("Nothing was spent on gaining customers in the months that both files know."),
    WhyNull.NOT_PAID_BACK: N_("Customers have not yet earned what it cost to gain them."),
    WhyNull.NO_CLICKS: N_("The spending file does not tell the clicks."),
    WhyNull.NO_ACTIONS: N_("The spending file does not tell the actions."),
    WhyNull.FEWER_THAN_HALF_CAME_BACK: N_(
        "Fewer than half have come back so far, so there is no day by which half are back."
    ),
    WhyNull.TOO_EARLY_FOR_COHORTS: N_("It is too early: no group of new customers could be seen for so long."),
    WhyNull.NO_CONTRACTS: N_(
        "No file holds contracts. Add one with a customer and the day on which each contract began."
    ),
    WhyNull.NO_FULL_MONTH: N_("The contracts do not cover a whole month yet."),
    WhyNull.FIRST_FULL_MONTH: N_("This is the first full month of the contracts. One more is needed."),
    WhyNull.NO_SUBSCRIBERS_AT_START: N_("No contract ran at the start of the month, so nobody could be lost."),
    WhyNull.NO_FEES: N_("The file does not say what the contracts cost in a month."),
    WhyNull.NOBODY_KNOWN_TO_HAVE_LEFT: N_(
        "The list does not tell who has left. Add a column with the day, or with yes or no."
    ),
    WhyNull.NO_TENURE: N_("The list does not tell how long customers stayed. Add a column with the months."),
    WhyNull.FEWER_THAN_HALF_LEFT: N_("Fewer than half have left so far, so there is no month by which half had left."),
    WhyNull.NO_ACTIVITY: N_("No file says when customers were active. Add one with a customer and a day in each line."),
    WhyNull.FEWER_THAN_30_DAYS: N_("The activity covers fewer than 30 days."),
    WhyNull.NOBODY_ACTIVE: N_("Nobody was active in the last 30 days."),
    WhyNull.TOO_EARLY_TO_ACTIVATE: N_("It is too early: no new customer has had that many days yet."),
    WhyNull.CONTRACTS: N_(
        "The file holds contracts. They run on by themselves, so there are no repeated purchases to count."
    ),
    WhyNull.TENURES_ONLY: N_(
        "The list says how long customers have stayed, but not from which day to which, so there are no periods."
        " Add a column with the day on which each contract began."
    ),
    WhyNull.TOO_FEW_FOR_TIERS: N_("Fewer than 40 customers bought in the last twelve months; too few for tiers."),
    WhyNull.NO_BIRTHDAYS: N_("No file says when customers were born. Add a list of customers with a birthday."),
    WhyNull.NO_CARTS: N_(
        "No file holds carts. Add one with a customer, a day and, if it is known, whether it was bought."
    ),
    WhyNull.NO_PRODUCTS: N_("The orders do not say what was bought. Add a column with the product or its category."),
    WhyNull.NO_PAIR: N_(
        "No two products are bought one after the other more often than by chance, by ten customers or more."
    ),
    WhyNull.NEEDS_TWO_YEARS: N_("This needs two years of data."),
    WhyNull.MONEY_NOT_TOLD: N_("The files do not say how much money this is about."),
    WhyNull.TOO_FEW_CAME_AGAIN: N_(
        "Fewer than ten customers have come again, too few to learn from how customers come and leave."
    ),
    WhyNull.NOBODY_AT_RISK: N_("Before the last weeks nobody was more likely gone than not."),
    WhyNull.TOO_SHORT_TO_TEST: N_("This takes ten weeks of history, three months of it with new customers."),
    WhyNull.SIMPLE_RULE_NEARER: N_(
        "On your own past a simple rule came nearer than the model, so nothing is said of single customers."
    ),
    WhyNull.MODEL_NOT_TOLD: N_("The customers are too much alike, or too few, for this number to be learnt from them."),
    WhyNull.NO_END: N_("At this share kept nobody would ever leave, so the worth has no end."),
}

HEADLINES = {
    "left_share": N_("{share} of the customers in your list have left: {left} of {subscribers}."),
    "left_count": N_("{left} of the {subscribers} customers in your list have left."),
    "no_orders": N_("There is no order up to the chosen day."),
    "no_full_period": N_("The file does not cover a whole {kind} yet."),
    "first_full_period": N_("This is the first full period ({period}). With the next one you will see who stays."),
    "nobody_at_start": N_("Nobody bought in the period before ({before}), so there was nobody to keep."),
    "too_early_to_come_back": N_("It is too early to say who comes back: first-time buyers need {days} for that."),
    "kept_share": N_("You kept {share} of your customers: {kept} of {at_start} ({period})."),
    "kept_count": N_("You kept {kept} of {at_start} customers ({period})."),
    "came_back_share": N_("{of_100} of 100 first-time buyers came back within {days} (first purchase: {period})."),
    "came_back_count": N_(
        "{came_back} of {buyers} first-time buyers came back within {days} (first purchase: {period})."
    ),
}

REMARKS = {
    "same_share": N_("That is the same share as in the period before ({before})."),
    "mostly_one_time_lost": N_("Most of those lost had bought only once: {one_time} of {lost}."),
    "regulars_kept_share": N_("Of your regulars you kept {share}: {kept} of {at_start} ({period})."),
    "regulars_kept_count": N_("Of your regulars you kept {kept} of {at_start} ({period})."),
}

CHOICES = {
    "chosen": N_("You chose this period."),
    "contracts": N_("Contracts are counted by the month, as most of them are paid by the month."),
    "three_cycles": N_(
        "Your customers usually buy every {cycle}. A {kind} holds about three such stretches, so that one missed"
        " purchase is not mistaken for a lost customer."
    ),
    "slow_cycle": N_("Your customers usually buy every {cycle}. A {kind} is the longest period there is."),
    "few_rhythms": N_("Too few customers have bought twice to learn their rhythm, so a {kind} is used."),
    "file_too_short": N_(
        "A {wished} would fit your customers better, but the file is too short for it, so a {kind} is used."
    ),
}

WARNINGS = {
    "shorter_than_three_cycles": N_(
        "This period is shorter than three purchase cycles, so some customers counted as lost are only between two"
        " purchases."
    ),
    "few_rhythms": N_("Fewer than ten customers have bought twice, so the length of the period is a guess."),
    "no_full_period": N_("The file does not cover a whole period yet. Choose a shorter one or add more data."),
}

SILENCES = {
    "before": N_(
        "Between {last} and {first} there is no order at all, and almost none before. What lies before {first} is left"
        " out of the periods. Perhaps a year was typed wrong."
    ),
    "after": N_(
        "After {last} there is no order until {first}, and almost none from then on. If those days were typed wrong,"
        " choose {last} as the last day to look at."
    ),
}

TIERS = {
    "platinum": N_("Platinum"),
    "gold": N_("Gold"),
    "silver": N_("Silver"),
    "bronze": N_("Bronze"),
    "fifth": N_("Tier 5"),
    "sixth": N_("Tier 6"),
    "nothing_left": N_("Nothing left after refunds"),
    "lapsed": N_("Lapsed"),
}


def why_null(code: WhyNull, speech: Speech) -> str:
    """Why a figure is not known, and what would help."""
    return speech.say(WHY_NULL[code])


def headline_sentences(headline: Headline, speech: Speech) -> list[str]:
    """The headline, then what stands beside it."""
    said = speech.say(HEADLINES[headline.code], **_named(headline.values, speech))
    return [said, *(_remark(remark, speech) for remark in headline.beside)]


def period_sentences(choice: PeriodChoice, speech: Speech) -> list[str]:
    """Why this period, and from which day a better one will be possible."""
    cycle = choice.values["cycle_days"]
    values = {"cycle": DurationDays(float(str(cycle))) if cycle is not None else None, "kind": choice.kind}
    said = [speech.say(CHOICES[choice.why], **values, wished=choice.wished)]
    if choice.possible_from is not None:
        said.append(
            speech.say("From {day} on a {wished} will be possible.", day=choice.possible_from, wished=choice.wished)
        )
    return said


def period_warnings(choice: PeriodChoice, speech: Speech) -> list[str]:
    """What to keep in mind with this period."""
    return [speech.say(WARNINGS[code]) for code in choice.warnings]


def horizon_warnings(horizon: ObservationWindow, speech: Speech) -> list[str]:
    """Long silences that make the file look longer than it is."""
    found = {"before": horizon.silence, "after": horizon.stragglers}
    return [
        speech.say(SILENCES[code], last=silence.last_before, first=silence.first_after)
        for code, silence in found.items()
        if silence is not None
    ]


def free_orders_warning(share: Figure, speech: Speech) -> list[str]:
    """That many orders had an amount of zero, where that changes the picture; share: the figure orders.free_share."""
    if not isinstance(share.value, float) or share.value <= WORTH_TELLING:
        return []
    told = {"share": Share(share.value)}
    return [
        speech.say(
            "{share} of the orders have an amount of zero. They count as purchases unless you switch that off.", **told
        )
    ]


def tier_name(name: str, speech: Speech) -> str:
    """The name of a tier in words; the user's own names as they are."""
    return speech.say(TIERS[name]) if name in TIERS else name


def _remark(remark: HeadlineSentence, speech: Speech) -> str:
    values = _named(remark.values, speech)
    if remark.code in REMARKS:
        return speech.say(REMARKS[remark.code], **values)
    return _change(remark.code, float(str(remark.values["points"])) * 100, values, speech)


def _change(code: str, points: float, values: Mapping[str, object], speech: Speech) -> str:
    """One point or several more, or fewer."""
    number, n = speech.number(points, 1), 1 if round(points, 1) == 1 else 2
    before = values["before"]
    if code == "more":
        return speech.count(
            "That is {points} point higher than in the period before ({before}).",
            "That is {points} points higher than in the period before ({before}).",
            n,
            points=number,
            before=before,
        )
    return speech.count(
        "That is {points} point lower than in the period before ({before}).",
        "That is {points} points lower than in the period before ({before}).",
        n,
        points=number,
        before=before,
    )


def _named(values: Mapping[str, object], speech: Speech) -> dict[str, object]:
    """With periods as their names."""
    return {
        name: speech.period(value.kind, value.first_day) if isinstance(value, NamedPeriod) else value
        for name, value in values.items()
    }
