"""What a programme comes to, in sentences to read aloud."""

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money, Share
from retention_core.prescribe.what_if.monte_carlo import OutcomeRanges
from retention_core.prescribe.what_if.what_if import Outcome, ResultKind

ALOUD = 100
SENTENCES = {
    ResultKind.NOTHING: N_("Nothing is changed yet. Move the first slider to see what keeping more customers brings."),
    ResultKind.NO_MONEY: N_(
        "Keeping {after} instead of {before} leaves you {more} more customers after {months} months."
    ),
    ResultKind.LOSS: N_("Keeping {after} instead of {before} costs {loss} more than it earns in {months} months."),
    ResultKind.WITH_COST: N_(
        "Keeping {after} instead of {before} earns {profit} more in {months} months, after {cost} for the programme."
    ),
    ResultKind.NO_COST: N_(
        "Keeping {after} instead of {before} earns {profit} more in {months} months. A programme may cost up to that."
    ),
    ResultKind.SAME_RATE: N_(
        "With these levers you earn {profit} more in {months} months, after {cost} for the programme."
    ),
    ResultKind.SAME_RATE_LOSS: N_("With these levers you earn {loss} less in {months} months."),
}


def what_it_brings(found: Outcome, currency: str | None, speech: Speech) -> str:
    """The result of a programme in one sentence."""
    result = found.result
    values = {
        "before": Share(result.rate_before),
        "after": Share(result.rate_after),
        "months": found.lever.horizon_months,
        "more": round(result.extra_customers),
        "profit": _aloud(result.extra_profit, currency, speech),
        "loss": _aloud(-(result.extra_profit or 0), currency, speech),
        "cost": _aloud(result.cost, currency, speech),
    }
    return speech.say(SENTENCES[result.kind], **values)


def how_sure(found: Outcome, drawn: OutcomeRanges, currency: str | None, speech: Speech) -> list[str]:
    """The range, and how often it pays; nothing while nothing is changed."""
    if found.result.kind is ResultKind.NOTHING:
        return []
    if drawn.extra_profit is None or drawn.earns is None:
        low, high = (speech.number(round(end)) for end in drawn.extra_customers)
        return [speech.say("In 8 of 10 cases between {low} and {high} more customers.", low=low, high=high)]
    low, high = (_aloud(end, currency, speech) for end in drawn.extra_profit)
    said = speech.say("In 8 of 10 cases between {low} and {high}.", low=low, high=high)
    if not found.result.cost:
        return [said]
    return [said, speech.say("It earns more than it costs in {share} of the cases.", share=Share(drawn.earns))]


def _aloud(value: float | None, currency: str | None, speech: Speech) -> str:
    """An amount without cents from a hundred up; a dash where it is not known."""
    if value is None:
        return speech.write(None)
    shown = round(value, 2) if abs(value) < ALOUD else round(value)
    return speech.money(Money.of(shown, 2, currency), whole=True)
