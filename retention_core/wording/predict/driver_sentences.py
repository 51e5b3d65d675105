"""What goes with leaving, in words."""

from retention_core.diagnose.churn_drivers import Driver, Drivers, Frozen, outcome_days
from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Points, Share
from retention_core.kernel.rows import row_as
from retention_core.wording.describe.stay_sentences import column_name

DRAWN = {"purchases": N_("Purchases so far"), "discount": N_("First purchase at a discount")}


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
    first = row_as(Driver, sure, 0)
    said = {
        "trait": trait_name(first.trait, speech),
        "value": first.value,
        "share": Share(first.left / first.customers),
        "rest": Share(first.others_left / first.others),
    }
    if first.difference > 0:
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


def driver_row(driver: Driver, speech: Speech) -> tuple[object, ...]:
    """What is known, share who left of so many, the same of the others, and what it goes with, with its range."""
    low, high = (speech.number(100 * limit, 1) for limit in (driver.low, driver.high))
    words = {"difference": Points(driver.difference), "low": low, "high": high}
    counts = [(driver.left, driver.customers), (driver.others_left, driver.others)]
    if not driver.sure:
        said = speech.say(N_("perhaps chance: {difference} ({low} to {high})"), **words)
    elif driver.difference > 0:
        said = speech.say(N_("leaving: {difference} ({low} to {high})"), **words)
    else:
        said = speech.say(N_("staying: {difference} ({low} to {high})"), **words)
    return (
        speech.say(N_("{trait}: {value}"), trait=trait_name(driver.trait, speech), value=driver.value),
        *(speech.say(N_("{share} of {customers}"), share=Share(left / of), customers=of) for left, of in counts),
        said,
    )
