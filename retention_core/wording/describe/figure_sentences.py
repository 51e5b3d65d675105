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

WHY_NULL = {
    "no_orders": N_("There is no order up to the chosen day."),
    "no_amounts": N_("The file does not say what was paid. Add a column with amounts."),
    "no_costs": N_(
        "The file does not say what the goods cost. Add a column with the cost, the cost of one piece, or the profit."
    ),
    "no_contacts": N_("No file holds e-mail addresses or phone numbers. Add a list of customers with them."),
    "no_names": N_("No file holds names of customers. Add a list of customers with them."),
    "no_feedback": N_(
        "No file holds answers of customers. Add one with a customer, a day and a score from 0 to 10 in each line."
    ),
    "nobody_unhappy": N_("Nobody answered unhappily long enough ago."),
    "nobody_active_now": N_("Nobody is active at the moment."),
    "nobody_bought_lately": N_("Nobody bought in the last 90 days."),
    "nobody_has_a_rhythm": N_("No active customer has bought on three days or more, so nobody has a rhythm yet."),
    "no_risk_model": N_("No model fits better than the rule of silence here, so nobody has a chance of being gone."),
    "nothing_earned": N_("In the last twelve months nothing was earned after costs."),
    "no_full_period": N_("The file does not cover a whole period yet. Choose a shorter one or add more data."),
    "first_full_period": N_(
        "This is the first full period of the file, so nobody knows who was there before it. One more period is needed."
    ),
    "second_full_period": N_("Two full periods before this one are needed to tell who was lost and came back."),
    "nobody_at_start": N_("Nobody bought in the period before, so there was nobody to keep."),
    "nobody_bought": N_("Nobody bought in the period."),
    "nobody_bought_twice": N_("No customer has bought on two different days yet."),
    "no_regulars": N_("At the start of the period no customer had bought on two days or more."),
    "nobody_lost_before": N_("Nobody was lost in the period before."),
    "too_early_to_come_back": N_("It is too early: no group of first-time buyers has had enough time to come back."),
    "no_revenue": N_("After refunds there was no revenue in the period."),
    "nobody_spent": N_("In the last twelve months nobody bought anything that was not given back."),
    "no_such_tier": N_("Your rules have fewer tiers."),
    "tier_merged": N_("This tier starts at the same amount as the one above it, so they are one tier."),
    "tier_empty": N_("Everybody belongs to a higher tier, so this one is left out."),
    "no_line": N_("The lowest tier has no amount of its own: it takes everybody below the others."),
    "lapsed_has_no_line": N_("Customers without a purchase in twelve months are not sorted by an amount."),
    "no_profit": N_("There is no profit to compare with."),
    "never_pays": N_("No lift pays for this cost."),
    "not_within_horizon": N_("It is not paid back within the horizon."),
    "no_cost": N_("The programme has no cost yet."),
    "nobody_new": N_("Nobody bought for the first time in the period."),
    "nobody_existing": N_("Nobody who bought in the period had bought before it."),
    "nobody_else_spent": N_("Only one customer spent anything, so there is no rest to compare with."),
    "no_revenue_before": N_("After refunds there was no revenue in the period before."),
    "nobody_bought_ever": N_("Nobody has bought anything yet; the file holds refunds only."),
    "no_spending": N_(
        "No file says what was spent on marketing. Add one with a day or month and an amount in each line."
    ),
    "spending_elsewhere": N_("The spending file covers none of the finished periods of the orders."),
    "no_keeping_spending": N_(
        "The spending file names nothing that was spent on keeping customers. Add a column that tells keeping from"
        " gaining."
    ),
    "nobody_kept": N_("Nobody was kept in the period."),
    "no_acquisition_spending": N_("Nothing was spent on gaining customers in the months that both files know."),
    "not_paid_back": N_("Customers have not yet earned what it cost to gain them."),
    "no_clicks": N_("The spending file does not tell the clicks."),
    "no_actions": N_("The spending file does not tell the actions."),
    "fewer_than_half_came_back": N_(
        "Fewer than half have come back so far, so there is no day by which half are back."
    ),
    "too_early_for_cohorts": N_("It is too early: no group of new customers could be seen for so long."),
    "no_contracts": N_("No file holds contracts. Add one with a customer and the day on which each contract began."),
    "no_full_month": N_("The contracts do not cover a whole month yet."),
    "first_full_month": N_("This is the first full month of the contracts. One more is needed."),
    "no_subscribers_at_start": N_("No contract ran at the start of the month, so nobody could be lost."),
    "no_fees": N_("The file does not say what the contracts cost in a month."),
    "nobody_known_to_have_left": N_(
        "The list does not tell who has left. Add a column with the day, or with yes or no."
    ),
    "no_tenure": N_("The list does not tell how long customers stayed. Add a column with the months."),
    "fewer_than_half_left": N_("Fewer than half have left so far, so there is no month by which half had left."),
    "no_activity": N_("No file says when customers were active. Add one with a customer and a day in each line."),
    "fewer_than_30_days": N_("The activity covers fewer than 30 days."),
    "nobody_active": N_("Nobody was active in the last 30 days."),
    "too_early_to_activate": N_("It is too early: no new customer has had that many days yet."),
    "contracts": N_(
        "The file holds contracts. They run on by themselves, so there are no repeated purchases to count."
    ),
    "tenures_only": N_(
        "The list says how long customers have stayed, but not from which day to which, so there are no periods."
        " Add a column with the day on which each contract began."
    ),
    "too_few_for_tiers": N_("Fewer than 40 customers bought in the last twelve months; too few for tiers."),
    "no_birthdays": N_("No file says when customers were born. Add a list of customers with a birthday."),
    "no_carts": N_("No file holds carts. Add one with a customer, a day and, if it is known, whether it was bought."),
    "no_products": N_("The orders do not say what was bought. Add a column with the product or its category."),
    "no_pair": N_(
        "No two products are bought one after the other more often than by chance, by ten customers or more."
    ),
    "needs_two_years": N_("This needs two years of data."),
    "money_not_told": N_("The files do not say how much money this is about."),
    "too_few_came_again": N_(
        "Fewer than ten customers have come again, too few to learn from how customers come and leave."
    ),
    "nobody_at_risk": N_("Before the last weeks nobody was more likely gone than not."),
    "too_short_to_test": N_("This takes ten weeks of history, three months of it with new customers."),
    "simple_rule_nearer": N_(
        "On your own past a simple rule came nearer than the model, so nothing is said of single customers."
    ),
    "model_not_told": N_("The customers are too much alike, or too few, for this number to be learnt from them."),
    "no_end": N_("At this share kept nobody would ever leave, so the worth has no end."),
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


def why_null(code: str, speech: Speech) -> str:
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
