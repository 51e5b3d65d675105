"""Headers that name a period (Jan 2024, 2024-01, Q1 24, 2024年1月, KW 5 2024): its kind, and its first day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from retention_core.ingest.words.month_names import months, without_accents

DAY, WEEK, MONTH, QUARTER, YEAR = "day", "week", "month", "quarter", "year"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_SHORT = r"(?P<year>(?:(?:19|20)\d{2}|\d{2}))"
_GAP = r"[\s/.,'’_-]*"
_QUARTER = r"(?:q|quarter|quartal|t|trim|trimestre|kwartał|kwartal|negyedév|n\.?év|čtvrtletí|季度|四半期|季)"
_WEEK = r"(?:w|wk|week|kw|woche|hét|semana|semaine|tydz|tydzień|týden|settimana|周|週)"
_MONTHS_PER = {MONTH: 1, QUARTER: 3, YEAR: 12}
_FORMS: Sequence[tuple[str, str]] = (
    (DAY, r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\.?(?:[ T]00:00(?::00(?:\.0+)?)?)?"),
    (DAY, r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"),
    (DAY, r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),
    (MONTH, rf"{_YEAR}[-/.\s]\s?(?P<month>0?[1-9]|1[0-2])\.?"),
    (MONTH, rf"(?P<month>0?[1-9]|1[0-2])[-/.\s]\s?{_YEAR}"),
    (MONTH, rf"{_YEAR}(?P<month>0[1-9]|1[0-2])"),
    (MONTH, rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]份?"),
    (QUARTER, rf"{_YEAR}\s?年?{_GAP}第?(?P<quarter>[1-4]|iv|i{{1,3}}|[一二三四])\.?\s?{_QUARTER}"),
    (QUARTER, rf"{_YEAR}\s?年?{_GAP}{_QUARTER}\.?\s?(?P<quarter>[1-4])"),
    (QUARTER, rf"{_QUARTER}\.?\s?(?P<quarter>[1-4]){_GAP}{_SHORT}"),
    (QUARTER, rf"(?P<quarter>[1-4]|iv|i{{1,3}})\.?\s?{_QUARTER}\.?{_GAP}{_SHORT}"),
    (WEEK, rf"{_YEAR}\s?年?{_GAP}{_WEEK}\.?\s?(?P<week>\d{{1,2}})"),
    (WEEK, rf"{_WEEK}\.?\s?(?P<week>\d{{1,2}}){_GAP}{_YEAR}"),
    (WEEK, rf"{_YEAR}\s?年?{_GAP}第?(?P<week>\d{{1,2}})\.?\s?{_WEEK}"),
    (YEAR, rf"{_YEAR}\s?[年년]?\.?"),
    (MONTH, rf"(?P<word>\p{{L}}{{3,}})\.?{_GAP}(?:de |of )?{_SHORT}\.?"),
    (MONTH, rf"{_YEAR}\.?{_GAP}(?P<word>\p{{L}}{{3,}})\.?"),
)
_COMPILED = [(kind, re.compile(form.replace(r"\p{L}", r"[^\W\d_]"))) for kind, form in _FORMS]
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True)
class Period:
    """A period by its kind and its first day. `short`: its year is written in two digits."""

    kind: str
    first_day: date
    short: bool = False


def period_of(header: str) -> Period | None:
    """The period that a header names beyond doubt; None: none, or one without a year."""
    text = " ".join(header.strip().lower().split())
    for kind, form in _COMPILED:
        if (found := form.fullmatch(text)) and (first := _first_day(kind, found.groupdict())):
            return Period(kind, first, len(found["year"]) == 2)
    return None


def _first_day(kind: str, parts: dict[str, str | None]) -> date | None:
    written = str(parts["year"])
    year = int(written) if len(written) == 4 else 2000 + int(written)
    try:
        if kind == DAY:
            return date(year, int(parts["month"] or 0), int(parts["day"] or 0))
        if kind == WEEK:
            return date.fromisocalendar(year, int(parts["week"] or 0), 1)
        return date(year, _month(kind, parts), 1)
    except ValueError:
        return None


def _month(kind: str, parts: dict[str, str | None]) -> int:
    """The first month of a period; 0: no month of that name."""
    if kind == QUARTER:
        quarter = str(parts["quarter"])
        return 3 * (_QUARTERS.get(quarter) or int(quarter)) - 2
    if kind == YEAR:
        return 1
    word = parts.get("word")
    return months().get(without_accents(word), 0) if word else int(parts["month"] or 0)


def periods_of(headers: Sequence[str | None]) -> dict[int, Period]:
    """The columns named after periods, where all are of one kind and follow each other; else none.

    Days that all are the first of a month are months: a spreadsheet program writes them so. Years in two digits are
    believed only where each period is the next one: "Jan 24, Jan 25" could be days.
    """
    found = {at: period for at, header in enumerate(headers) if header and (period := period_of(header))}
    days = [period.first_day for period in found.values()]
    if len({period.kind for period in found.values()}) != 1:
        return {}
    up = all(one < other for one, other in pairwise(days))
    down = all(one > other for one, other in pairwise(days))
    if not (up or down):
        return {}
    kind = _kind(found)
    short = any(period.short for period in found.values())
    if short and not all(_next(kind, *sorted(pair)) for pair in pairwise(days)):
        return {}
    return {at: Period(kind, period.first_day) for at, period in found.items()}


def _kind(found: dict[int, Period]) -> str:
    firsts = all(period.first_day.day == 1 for period in found.values())
    kind = next(iter(found.values())).kind
    return MONTH if kind == DAY and firsts and len(found) > 1 else kind


def _next(kind: str, one: date, other: date) -> bool:
    if kind in _MONTHS_PER:
        return (other.year - one.year) * 12 + other.month - one.month == _MONTHS_PER[kind]
    return other - one == timedelta(days=7 if kind == WEEK else 1)
