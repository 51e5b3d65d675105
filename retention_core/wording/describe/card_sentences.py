"""What a card says about its figure: the value, in customers where they are few; the year before; the range."""

from collections.abc import Mapping

from retention_core.catalog.headline import ENOUGH_CUSTOMERS
from retention_core.catalog.past_values import PastValues
from retention_core.i18n.speech import Speech
from retention_core.kernel.figure import Figure
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money, Unit

FEW = 100
PARTS: Mapping[str, tuple[str, str]] = {
    "retention.rate": ("kept", "at_start"),
    "retention.churn_rate": ("lost", "at_start"),
    "retention.regulars_rate": ("regulars_kept", "regulars_at_start"),
    "repeat_purchase_rate": ("repeat_buyers", "buyers"),
    "returning_customer_rate": ("returning_buyers", "buyers"),
    "first_time.came_back_rate": ("came_back", "buyers"),
    **{f"first_time.back_within_{days}_days": ("came_back", "buyers") for days in (30, 60, 90, 180, 365)},
    "first_time.one_time_share": ("one_time", "customers"),
    "retention.came_back_rate": ("came_back", "lost_before"),
    "activity.activation_rate": ("activated", "new"),
    "subscriptions.monthly_churn": ("lost", "at_start"),
    "subscriptions.left_share": ("left", "subscribers"),
}


def in_few_customers(figure: Figure) -> bool:
    """Whether a share is of so few customers that it is told by their number."""
    _, whole = _parts(figure)
    return isinstance(whole, int) and whole < ENOUGH_CUSTOMERS and figure.value is not None


def card_value(figure: Figure, speech: Speech) -> str:
    """The value, large amounts shortened; a share of few customers as their number."""
    if not in_few_customers(figure):
        return speech.figure(figure, short=True)
    part, whole = _parts(figure)
    return speech.say(N_("{part} of {whole}"), part=part, whole=whole)


def signed_change(change: float, figure: Figure, speech: Speech) -> str:
    """How much more or less, with its sign."""
    sign = "+" if change > 0 else ""
    if figure.unit in (Unit.SHARE, Unit.POINTS):
        return speech.points(change)
    if isinstance(figure.value, Money):
        return sign + _money(change, figure.value.currency, speech)
    return sign + speech.valued(change if figure.unit is Unit.RATIO else round(change), figure.unit)


def card_lines(figure: Figure, past: PastValues, speech: Speech) -> list[str]:
    """The year before and the range, each a short sentence; nothing for a share of few customers but its range."""
    said = []
    if past.year_before is not None and past.in_a_year is not None and not in_few_customers(figure):
        before = _plain(past.year_before, figure, speech)
        change = signed_change(past.in_a_year, figure, speech)
        said.append(speech.say(N_("A year before: {before} ({change} since)"), before=before, change=change))
    if figure.low is not None and figure.high is not None:
        low, high = speech.valued(figure.low, figure.unit), speech.valued(figure.high, figure.unit)
        said.append(speech.say(N_("Range: {low} to {high}"), low=low, high=high))
    return said


def _parts(figure: Figure) -> tuple[object, object]:
    part, whole = PARTS.get(figure.name, ("", ""))
    return figure.inputs.get(part), figure.inputs.get(whole)


def _plain(value: float, figure: Figure, speech: Speech) -> str:
    if isinstance(figure.value, Money):
        return _money(value, figure.value.currency, speech)
    return speech.valued(value if figure.unit in (Unit.SHARE, Unit.RATIO) else round(value), figure.unit)


def _money(value: float, currency: str | None, speech: Speech) -> str:
    return speech.money(Money.of(value if abs(value) < FEW else round(value), 2, currency), short=True, whole=True)
