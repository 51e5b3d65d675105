"""What is often said about keeping customers, held against the user's own data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from retention_core.catalog.all_figures import compute
from retention_core.catalog.claim_measures import (
    Measure,
    WhyNoClaim,
    future_share_of_best_fifth,
    how_much_likelier_to_try,
    how_much_more_existing_spend,
)
from retention_core.describe.statistics.confidence_ranges import share_range
from retention_core.diagnose.leaving_reasons import leaving_reasons
from retention_core.kernel.figure import Value
from retention_core.kernel.quantities import Money, Share
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

NEAR = 0.10
AS_CLAIMED = "as_claimed"
FEWEST_ANSWERS = 20
MEASURABLE_BUYERS = 40


@dataclass(frozen=True)
class ClaimCard:
    """One claim: what they say, what the user's data says, and whether that is enough to say anything.

    code         which claim
    theirs       the least and the most they say; equal where it is one number
    yours        the same from the user's data; null where it cannot be told
    low, high    95% range of yours; null where none applies
    verdict      as_claimed, less, more; other_way: below nothing; null without yours
    why_null     what is missing
    values       what else the sentence needs
    figures      the figures behind it
    """

    code: str
    theirs: tuple[Value, Value]
    yours: Value = None
    low: Value = None
    high: Value = None
    verdict: str | None = None
    why_null: WhyNull | WhyNoClaim | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    figures: tuple[str, ...] = ()


def claim_cards(study: Study) -> tuple[ClaimCard, ...]:
    """A card for each claim, always all of them and in the same order."""
    return tuple(make(study) for make in CLAIMS)


def claims_as_said(study: Study) -> tuple[int, int]:
    """Of the claims that the data can tell, how many it agrees with; and how many it can tell."""
    told = [card for card in study(claim_cards) if card.verdict]
    return sum(card.verdict == AS_CLAIMED for card in told), len(told)


def claims_told_first(study: Study) -> tuple[ClaimCard, ...]:
    """All cards, those that the data can tell first."""
    return tuple(sorted(study(claim_cards), key=lambda card: card.verdict is None))


def _gaining_costs_more(study: Study) -> ClaimCard:
    return _by_figure(study, "gaining_costs_more", (5.0, 25.0), "keeping.gaining_ratio")


def _same_level(_study: Study) -> ClaimCard:
    """Needs what was spent on each customer until they bought like the old ones; no file of a shop tells that."""
    return ClaimCard("same_level", (16.0, 16.0), why_null=WhyNoClaim.NO_FILE_TELLS)


def _five_percent(study: Study) -> ClaimCard:
    return _by_figure(study, "five_percent", (Share(0.25), Share(0.95)), "what_if.extra_profit_percent")


def _existing_spend_more(study: Study) -> ClaimCard:
    figures = ("money.spend_existing", "money.spend_new")
    return _measured("existing_spend_more", 0.31, study(how_much_more_existing_spend), figures)


def _try_new_products(study: Study) -> ClaimCard:
    return _measured("try_new_products", 0.50, study(how_much_likelier_to_try))


def _top_tenth(study: Study) -> ClaimCard:
    buyers = compute("money.top10_ratio", study).inputs.get("buyers")
    if isinstance(buyers, int) and buyers < MEASURABLE_BUYERS:
        return ClaimCard("top_tenth", (3.0, 3.0), why_null=WhyNoClaim.TOO_FEW_CUSTOMERS, figures=("money.top10_ratio",))
    return _by_figure(study, "top_tenth", (3.0, 3.0), "money.top10_ratio")


def _future_revenue(study: Study) -> ClaimCard:
    return _measured("future_revenue", 0.80, study(future_share_of_best_fifth), ("money.top20_share",))


def _leaving_reason(reason: str, theirs: float) -> Callable[[Study], ClaimCard]:
    def card(study: Study) -> ClaimCard:
        found = study(leaving_reasons)
        return _of_answers(f"leaving_{reason}", theirs, _answers(found.filter(reason=reason)), found)

    return card


def _preventable(study: Study) -> ClaimCard:
    """All reasons but having moved or closed could be worked on."""
    found = study(leaving_reasons)
    return _of_answers("preventable", 0.85, _answers(found) - _answers(found.filter(reason="moved")), found)


def _cost_of(code: str, cents: int) -> Callable[[Study], ClaimCard]:
    def card(study: Study) -> ClaimCard:
        theirs = Money(cents, 2, "USD")
        return _by_figure(study, code, (theirs, theirs), f"spending.{code}")

    return card


CLAIMS = (
    _gaining_costs_more,
    _same_level,
    _five_percent,
    _existing_spend_more,
    _try_new_products,
    _top_tenth,
    _future_revenue,
    _leaving_reason("nobody_cared", 0.68),
    _leaving_reason("dissatisfied", 0.14),
    _leaving_reason("competitor", 0.09),
    _preventable,
    _cost_of("cost_per_click", 232),
    _cost_of("cost_per_action", 5918),
)


def _by_figure(study: Study, code: str, theirs: tuple[Value, Value], name: str) -> ClaimCard:
    """A claim that is one of the figures."""
    found = compute(name, study)
    if found.value is None:
        return ClaimCard(code, theirs, why_null=found.why_null, figures=(name,))
    yours = Share(found.value) if isinstance(theirs[0], Share) else found.value  # type: ignore[arg-type]
    return ClaimCard(
        code, theirs, yours, found.low, found.high, _verdict(theirs, yours, None), None, found.inputs, (name,)
    )


def _measured(code: str, theirs: float, found: Measure, figures: tuple[str, ...] = ()) -> ClaimCard:
    both = (Share(theirs), Share(theirs))
    if found.value is None:
        return ClaimCard(code, both, why_null=found.why_null, values=found.values, figures=figures)
    span = None if found.low is None or found.high is None else (found.low, found.high)
    low, high = (None, None) if span is None else (Share(span[0]), Share(span[1]))
    verdict = _verdict(both, found.value, span)
    return ClaimCard(code, both, Share(found.value), low, high, verdict, None, found.values, figures)


def _of_answers(code: str, theirs: float, answers: int, found: pl.DataFrame) -> ClaimCard:
    both, total = (Share(theirs), Share(theirs)), _answers(found)
    if total < FEWEST_ANSWERS:
        why = WhyNoClaim.TOO_FEW_REASONS if total else WhyNoClaim.NO_REASONS
        return ClaimCard(code, both, why_null=why, values={"answers": total})
    low, high = share_range(answers, total) or (0.0, 1.0)
    values: dict[str, Value] = {"of": total, "answers": answers}
    verdict = _verdict(both, answers / total, (low, high))
    return ClaimCard(code, both, Share(answers / total), Share(low), Share(high), verdict, None, values)


def _answers(found: pl.DataFrame) -> int:
    return int(found["answers"].sum())


def _verdict(theirs: tuple[Value, Value], yours: Value, span: tuple[float, float] | None) -> str:
    """Whether the range of yours, or ten percent about it, reaches what they say."""
    least, most, own = (float(value) for value in (*theirs, yours))  # type: ignore[arg-type]
    low, high = span or (own - NEAR * abs(own), own + NEAR * abs(own))
    if high < 0:
        return "other_way"
    return "less" if high < least else "more" if low > most else AS_CLAIMED
