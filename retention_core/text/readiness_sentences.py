"""What the files can tell, in words; and what goes with leaving."""

from retention_core.diagnose.drivers import Drivers, Frozen, outcome_days
from retention_core.predict.readiness import Ready, Verdict
from retention_core.quantities import Points, Share
from retention_core.text.catalog import N_
from retention_core.text.figure_sentences import WHY_NULL
from retention_core.text.speech import Speech
from retention_core.text.stay_sentences import column_name

VERDICTS = {
    Verdict.CAN: N_("Yes"),
    Verdict.CAUTION: N_("With caution"),
    Verdict.CANNOT: N_("No"),
}
WHAT = {
    "kept": N_("How many customers are kept"),
    "rhythm": N_("How often customers buy"),
    "who_is_here": N_("Who is a customer still, and will buy how often"),
    "spend": N_("What each customer will spend"),
    "year": N_("What the coming twelve months bring"),
    "season": N_("The season of new customers"),
    "tiers": N_("Loyalty tiers"),
    "renewals": N_("Which contracts will be renewed"),
}
WHY = {
    "enough": N_("The files hold enough for it."),
    "few_in_a_share": N_("Customers there when the last period began: {there}. {enough} would be enough."),
    "few_rhythms": N_("Customers who have bought twice: {there}. {enough} would be enough."),
    "few_buyers": N_("Customers who bought in the last twelve months: {there}. {enough} would be enough."),
    "few_came_again": N_("Customers who have come again: {there}. {more} more would be enough to begin."),
    "too_short_to_test": N_("The history is too short to try it on your own past; from {day} on it will do."),
    "simple_rule": N_("On your own past a simple rule came nearer than the model, so the simple rule is used."),
    "wide_ranges": N_("Customers who have come again: {there}, so ranges are wide; with {enough} they get narrow."),
    "spend_goes_with_frequency": N_(
        "What customers spend each time goes with how often they buy (correlation {correlation}), which the model does"
        " not know; more data does not change that."
    ),
    "few_months": N_("Fewer than three full months of new customers are known; from {day} on it will do."),
    "less_than_a_year": N_("Less than a year is known, so no month has been seen twice; from {day} on it is better."),
    "less_than_three_years": N_("A season takes three full years; they are known from {day} on."),
    "no_season_seen": N_(
        "The months of past years differ no more than by chance, or old customers look new in the first of them."
    ),
    "few_left": N_("Subscribers who have left so far: {there}. With {enough} the chances get surer."),
    "not_tested": N_("The list has no days, so it could not be tried on your own past."),
}
DRAWN = {"purchases": N_("Purchases so far"), "discount": N_("First purchase at a discount")}


def verdict(ready: Ready, speech: Speech) -> tuple[str, str, str]:
    """What, whether, and why with what would be enough."""
    why = WHY.get(ready.why) or WHY_NULL[ready.why]
    return speech.say(WHAT[ready.what]), speech.say(VERDICTS[ready.verdict]), speech.say(why, **ready.values)


def trait_name(name: str, speech: Speech) -> str:
    """A trait in words."""
    return speech.say(DRAWN[name]) if name in DRAWN else column_name(name, speech)


def drivers_finding(found: Drivers, speech: Speech) -> str:
    """What goes with leaving most, in one sentence."""
    sure = found.table.filter("sure")
    if found.table.is_empty():
        return speech.say(
            N_("There is nothing to tell customers apart by, or too few in each group (twenty are needed).")
        )
    if sure.is_empty():
        return speech.say(N_("Nothing that is known of customers goes with leaving more than chance would make it."))
    row = sure.row(0, named=True)
    said = {
        "trait": trait_name(row["trait"], speech),
        "value": row["value"],
        "share": Share(row["left"] / row["customers"]),
        "rest": Share(row["others_left"] / row["others"]),
    }
    if row["difference"] > 0:
        return speech.say(N_("{trait} “{value}” goes with leaving: {share} left, of the others {rest}."), **said)
    return speech.say(N_("{trait} “{value}” goes with staying: {share} left, of the others {rest}."), **said)


def drivers_setting(found: Drivers, speech: Speech) -> str:
    """Of whom and of when the comparison speaks."""
    if found.frozen is Frozen.UNDATED:
        return speech.say(
            N_(
                "{left} of {customers} in the list have left. The list has no days, so what it says of them may be from"
                " after they left."
            ),
            left=found.left,
            customers=found.customers,
        )
    first, last = outcome_days(found)
    return speech.say(
        N_(
            "Of {customers} customers there before, {left} left from {first} to {last}. What is told of them was known"
            " before that."
        ),
        customers=found.customers,
        left=found.left,
        first=first,
        last=last,
    )


def driver_row(row: dict, speech: Speech) -> tuple[object, ...]:
    """What is known, share who left of so many, the same of the others, and what it goes with, with its range."""
    low, high = (speech.number(100 * row[side], 1) for side in ("low", "high"))
    words = {"difference": Points(row["difference"]), "low": low, "high": high}
    counts = [(row["left"], row["customers"]), (row["others_left"], row["others"])]
    if not row["sure"]:
        said = speech.say(N_("perhaps chance: {difference} ({low} to {high})"), **words)
    elif row["difference"] > 0:
        said = speech.say(N_("leaving: {difference} ({low} to {high})"), **words)
    else:
        said = speech.say(N_("staying: {difference} ({low} to {high})"), **words)
    return (
        speech.say(N_("{trait}: {value}"), trait=trait_name(row["trait"], speech), value=row["value"]),
        *(speech.say(N_("{share} of {customers}"), share=Share(left / of), customers=of) for left, of in counts),
        said,
    )
