"""Saying things in one language: sentences through gettext, numbers, money and days through Babel."""

from collections.abc import Callable
from datetime import date
from functools import cache
from numbers import Integral, Number
from types import NoneType, UnionType
from typing import Any

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)

from retention_core.i18n.business_wording import WORDINGS
from retention_core.i18n.translations import translations
from retention_core.kernel.figure import Figure, Value
from retention_core.kernel.messages import N_
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.quantities import DurationDays, Money, Points, Share, Unit
from retention_core.kernel.settings import PeriodKind

NOTHING = "–"
BOUNDS = {"at_most": N_("at most {value}"), "at_least": N_("at least {value}")}
LARGE = 100_000


class Speech:
    """One language. Values in a sentence are written by their kind: Share as 70%, Money as EUR 12, date as a day.

    there   what being a customer is in this business: where nobody buys, sentences about buying have other words
    """

    def __init__(self, language: str, there: PresenceSource = PresenceSource.ORDERS) -> None:
        self.language = language
        self._wording = WORDINGS.get(there, {})
        self.locale = Locale.parse(language)
        self._catalog = translations(language)

    def say(self, message: str, **values: object) -> str:
        """The message in this language with its values written in."""
        worded = self._wording.get(message, message)
        return self._catalog.gettext(worded).format(**self._written(values)) if message else ""

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """The message for `n` things: one or many; `{n}` is the number itself."""
        return self._catalog.ngettext(one, many, n).format(**self._written({"n": n, **values}))

    def listed(self, parts: list[str]) -> str:
        """a, b and c."""
        return format_list(parts, locale=self.locale)

    def write(self, value: object) -> str:
        """One value, by its kind."""
        way = next((way for kind, way in WAYS if isinstance(value, kind)), None)
        return way(self, value) if way else str(value)

    def figure(self, figure: Figure, *, short: bool = False) -> str:
        """The value of a figure, at most or at least where it is only that; a dash where it is not known."""
        value = figure.value
        said = self.money(value, short=True) if short and isinstance(value, Money) else self.valued(value, figure.unit)
        return self.say(BOUNDS[figure.bound], value=said) if figure.bound else said

    def valued(self, value: Value, unit: Unit) -> str:
        """A bare value in the unit of its figure."""
        if value is None:
            return NOTHING
        wrap = {Unit.SHARE: Share, Unit.POINTS: Points, Unit.DAYS: DurationDays}.get(unit)
        if unit is Unit.WORD and value in set(PeriodKind):
            return self.period_kind(PeriodKind(str(value)))
        return self.write(wrap(value) if wrap and isinstance(value, int | float) else value)

    def number(self, value: float, decimals: int | None = None) -> str:
        """12,431; at most two decimals unless told."""
        places = (0 if isinstance(value, Integral) else 2) if decimals is None else decimals
        return format_decimal(round(value, places), "#,##0." + "#" * places if places else "#,##0", locale=self.locale)

    def short(self, value: float) -> str:
        """12 thousand as 12K."""
        return format_compact_decimal(value, locale=self.locale, fraction_digits=1)

    def share(self, value: float, decimals: int = 1) -> str:
        """0.7 as 70%."""
        pattern = "#,##0%" if decimals == 0 else "#,##0." + "#" * decimals + "%"
        return format_percent(value, pattern, locale=self.locale)

    def points(self, value: float) -> str:
        """0.03 as +3 points."""
        number = format_decimal(value * 100, "+#,##0.#;-#,##0.#", locale=self.locale)
        shown = round(abs(value) * 100, 1)
        return self.count("{number} point", "{number} points", int(shown) if shown.is_integer() else 2, number=number)

    def days(self, value: float) -> str:
        """21 as 21 days."""
        rounded = round(value, 1)
        whole = int(rounded) if rounded == int(rounded) else None
        if whole is not None:
            return self.count("{n} day", "{n} days", whole)
        return self.say(N_("{number} days"), number=self.number(rounded, 1))

    def money(self, value: Money, *, short: bool = False, whole: bool = False) -> str:
        """An amount in its currency; plain where the currency is not known.

        `short`: 554,604.02 as 554.6K. `whole`: without cents where there are none, as on an axis.
        """
        amount = value.decimal()
        if short and abs(amount) >= LARGE:
            return self._short_money(float(amount), value.currency)
        if whole and amount == round(amount):
            return self._whole_money(int(amount), value.currency)
        if value.currency is None:
            return format_decimal(round(amount, 2), "#,##0.00", locale=self.locale)
        return format_currency(amount, value.currency, locale=self.locale)

    def _short_money(self, amount: float, currency: str | None) -> str:
        if currency is None:
            return self.short(amount)
        return format_compact_currency(amount, currency, locale=self.locale, fraction_digits=1)

    def _whole_money(self, amount: int, currency: str | None) -> str:
        if currency is None:
            return self.number(amount)
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "")
        return format_currency(amount, currency, pattern, locale=self.locale, currency_digits=False)

    def day(self, value: date) -> str:
        """A day with its year."""
        return format_date(value, "medium", locale=self.locale)

    def month(self, value: date) -> str:
        """Jan 2026."""
        return format_skeleton("yMMM", value, locale=self.locale)

    def span(self, first: date, last: date) -> str:
        """Jan 2024 to Oct 2026; days where both lie in one month."""
        if (first.year, first.month) == (last.year, last.month):
            return self.say(N_("{first} to {last}"), first=first, last=last)
        return self.say(N_("{first} to {last}"), first=self.month(first), last=self.month(last))

    def period(self, kind: PeriodKind, first_day: date, *, short: bool = False) -> str:
        """The name of a period: Jan 2026, Q1 2026, first half of 2026 (`short`, as on an axis: H1 2026), 2026."""
        match kind:
            case PeriodKind.WEEK:
                return self.day(first_day) if short else self.say(N_("week of {day}"), day=first_day)
            case PeriodKind.MONTH:
                return self.month(first_day)
            case PeriodKind.QUARTER:
                return format_skeleton("yQQQ", first_day, locale=self.locale)
            case PeriodKind.HALF_YEAR:
                halves = (
                    (N_("H1 {year}"), N_("H2 {year}"))
                    if short
                    else (N_("first half of {year}"), N_("second half of {year}"))
                )
                return self.say(halves[first_day.month > 6], year=str(first_day.year))
        return format_skeleton("y", first_day, locale=self.locale)

    def period_kind(self, kind: PeriodKind) -> str:
        """The word for a length of period."""
        words = {"week": N_("week"), "month": N_("month"), "quarter": N_("quarter")}
        words |= {"half-year": N_("half-year"), "year": N_("year")}
        return self.say(words[kind.value])

    def _written(self, values: dict[str, object]) -> dict[str, str]:
        return {name: self.write(value) for name, value in values.items()}


def _nothing(_speech: Speech, _value: None) -> str:
    return NOTHING


# the first kind that fits: a PeriodKind is text too, a truth value is a number too
WAYS: tuple[tuple[type | UnionType, Callable[[Speech, Any], str]], ...] = (
    (NoneType, _nothing),
    (PeriodKind, Speech.period_kind),
    (str | bool, lambda _, value: str(value)),
    (Money, Speech.money),
    (Share, Speech.share),
    (Points, Speech.points),
    (DurationDays, Speech.days),
    (date, Speech.day),
    (Number, Speech.number),
    (list | tuple, lambda speech, parts: speech.listed([speech.write(part) for part in parts])),
)


@cache
def speech(language: str, there: PresenceSource = PresenceSource.ORDERS) -> Speech:
    """The speech of a language in the words of a kind of business, made once."""
    return Speech(language, there)
