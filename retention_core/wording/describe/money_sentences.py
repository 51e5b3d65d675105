"""What the money says, one plain sentence for each block of the page."""

from retention_core.i18n.speech import Speech
from retention_core.kernel.figure import Figure
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money, Share
from retention_core.kernel.settings import PeriodKind
from retention_core.wording.describe.figure_sentences import why_null

WHO_BRINGS = N_("Existing customers brought {share} of the revenue ({period}): {existing} of {revenue}.")
SPEND = {
    "more": N_("An existing customer spends {change} more than a first-time buyer: {existing} against {new}."),
    "less": N_("An existing customer spends {change} less than a first-time buyer: {existing} against {new}."),
    "same": N_("An existing customer and a first-time buyer spend the same: {existing}."),
}
KEPT = N_(
    "Of what the customers of the period before had spent, {gross} came in again. With those who spent more it is"
    " {net}."
)
LARGEST = {
    "lost": N_("Most of the loss is from customers who did not come again: {lost}."),
    "less": N_("Most of the loss is from customers who came again and spent less: {less}."),
}
BEST = N_("The best tenth, {top} of {buyers} customers, brought {share} of the revenue of twelve months.")
BEST_RATIO = N_("Each of them spent {ratio} times as much as one of the rest.")
WORTH = N_("A customer has earned {worth} so far on average, at a margin of {margin}.")
GAINING = N_("Gaining a customer costs {cost}.")
PAID_AT_ONCE = N_("That is earned within the month of the first purchase.")


def who_brings(share: Figure, kind: PeriodKind, speech: Speech) -> str:
    """How much of the revenue came from existing customers."""
    if share.why_null:
        return why_null(share.why_null, speech)
    inputs = share.inputs
    return speech.say(
        WHO_BRINGS,
        share=speech.figure(share),
        period=speech.period(kind, inputs["first_day"]),  # type: ignore[arg-type]
        existing=inputs["revenue_existing"],
        revenue=inputs["revenue"],
    )


def who_spends_more(existing: Figure, new: Figure, speech: Speech) -> str:
    """An existing customer against a first-time buyer."""
    if why := existing.why_null or new.why_null:
        return why_null(why, speech)
    old, fresh = float(existing.value), float(new.value)  # type: ignore[arg-type]
    values = {"existing": existing.value, "new": new.value}
    if existing.value == new.value or fresh <= 0:
        code = "same" if existing.value == new.value else "more" if old > fresh else "less"
        return speech.say(SPEND[code], change=speech.money(_apart(existing, new)), **values)
    more_or_less = SPEND["more" if old > fresh else "less"]
    return speech.say(more_or_less, change=Share(abs(old / fresh - 1)), **values)


def what_was_kept(rates: tuple[Figure, Figure], losses: tuple[Figure, Figure], speech: Speech) -> list[str]:
    """How much came in again, without and with growth; and where most of the loss is: left, or spent less."""
    (gross, net), (lost, less) = rates, losses
    if why := gross.why_null or net.why_null:
        return [why_null(why, speech)]
    said = [speech.say(KEPT, gross=speech.figure(gross), net=speech.figure(net))]
    if isinstance(lost.value, Money) and isinstance(less.value, Money) and max(lost.value, less.value).minor > 0:
        larger = "lost" if lost.value >= less.value else "less"
        said.append(speech.say(LARGEST[larger], lost=lost.value, less=less.value))
    return said


def how_concentrated(share: Figure, ratio: Figure, speech: Speech) -> list[str]:
    """How much hangs on the best tenth."""
    if share.why_null:
        return [why_null(share.why_null, speech)]
    said = [speech.say(BEST, share=speech.figure(share), top=share.inputs["top"], buyers=share.inputs["buyers"])]
    if not ratio.why_null:
        said.append(speech.say(BEST_RATIO, ratio=speech.number(float(ratio.value), 1)))  # type: ignore[arg-type]
    return said


def what_one_is_worth(worth: Figure, speech: Speech) -> str:
    """What a customer has earned so far."""
    if worth.why_null:
        return why_null(worth.why_null, speech)
    return speech.say(WORTH, worth=speech.figure(worth), margin=worth.inputs["margin"])


def what_gaining_costs(cost: Figure, payback: Figure, speech: Speech) -> list[str]:
    """What a new customer costs, and when that has been earned."""
    if cost.why_null:
        return [why_null(cost.why_null, speech)]
    said = [speech.say(GAINING, cost=speech.figure(cost))]
    if payback.why_null:
        return [*said, why_null(payback.why_null, speech)]
    months = int(payback.value)  # type: ignore[arg-type]
    if not months:
        return [*said, speech.say(PAID_AT_ONCE)]
    return [
        *said,
        speech.count(
            "It takes {n} month after the first purchase until that is earned.",
            "It takes {n} months after the first purchase until that is earned.",
            months,
        ),
    ]


def _apart(one: Figure, other: Figure) -> Money:
    left, right = one.value, other.value
    if not isinstance(left, Money) or not isinstance(right, Money):
        raise TypeError("both are amounts")
    return Money(abs(left.minor - right.minor), left.decimals, left.currency)
