"""A column of days. Every form is read strictly; day or month first is decided over the whole column, or asked."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from retention_core.ingest.answers import Answers, Hint, no_hint
from retention_core.ingest.limits import EARLIEST_YEAR, LATEST_YEAR
from retention_core.ingest.month_names import months, plain
from retention_core.workbook import Choice, Note

_TIME = (
    r"(?:[\s,T]*(?:上午|下午|午前|午後|오전|오후|kl\.?|at|um|à)?\s*\d{1,2}\s?[:.hHu]\s?\d{2}(?:\s?[:.]\s?\d{2}(?:[.,:]\d+)?)?\s*(?:[aApP]\.?\s?[mM]\.?)?"
    r"\s*(?:Z|[A-Z]{2,5}(?:[+-]\d{1,2})?|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?:\s*\([^)]*\))?)?"
)
_WEEKDAY = r"(?:\p{L}+\.?,?\s+)?"
_OF = r"(?:de |of |del |di |do )?"
_FORMS: Mapping[str, str] = {
    "year_first": rf"^(\d{{4}})\s?[-/._ ]\s?(\d{{1,2}})\s?[-/._ ]\s?(\d{{1,2}})\.?(?:\s+\p{{L}}+\.?)?{_TIME}$",
    "characters": r"^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?(?:\s*[(（]?(?:星期|週|周)?.?[)）]?)?"
    + _TIME
    + "$",
    "compact": r"^(\d{4})(\d{2})(\d{2})(?:T?(?:\d{4}|\d{6})Z?)?$",
    "numbers": rf"^{_WEEKDAY}(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?[-/.]\s?(\d{{4}}|\d{{2}})\.?{_TIME}$",
    "day_word": rf"^{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s/.-]*{_OF}(\p{{L}}{{3,}})\.?[\s/.,-]*{_OF}'?(\d{{4}}|\d{{2}})\.?{_TIME}$",
    "word_day": rf"^{_WEEKDAY}(\p{{L}}{{3,}})\.?[\s-]*(\d{{1,2}})(?:st|nd|rd|th)?[\s,-]+'?(\d{{4}})\.?{_TIME}$",
    "word_middle": rf"^(\d{{4}})\.?[\s/-]*(\p{{L}}{{3,}})\.?[\s/-]*(\d{{1,2}})\.?{_TIME}$",
    "word_time": r"^\p{L}{3}\s+(\p{L}{3})\s+(\d{1,2})\s+[\d:]+\s+(?:[A-Z]{3,4}\s+)?(\d{4})$",
    "serial": r"^(\d{5})(?:\.\d+)?$",
    "seconds": r"^(\d{10})(?:\.\d+)?$",
    "milliseconds": r"^(\d{13})(?:\.0+)?$",
    "month": r"^(?:\p{L}{3,}\.?[\s/.'’-]*(?:\d{4}|\d{2})|\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|\d{4}年\d{1,2}月)$",
}
DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day_first", "month_first", "year_first"


@dataclass(frozen=True)
class Days:
    """A column read as days: Date per row, null where empty or unreadable, and what was decided."""

    values: pl.Series
    notes: tuple[Note, ...] = ()
    order: str | None = None


def read_days(cells: pl.Series, answers: Answers, field: str, *, hint: Hint = no_hint, months_do: bool = False) -> Days:
    """The days of a column; asks where the whole column leaves open what is day and what is month."""
    texts = cells.drop_nulls().value_counts(name="n").rename({cells.name: "text"})
    parsed = _parsed(texts)
    parsed, order = _with_order(parsed, answers, field, hint)
    parsed, era = _with_era(parsed, answers, field)
    parsed = _with_months(parsed, answers, field, months_do=months_do)
    parsed = _unswapped(parsed, answers, field)
    notes = _notes(parsed, field, order, answers) + era
    values = cells.replace_strict(parsed["text"], parsed["day"], default=None, return_dtype=pl.Date)
    return Days(values.alias(field), notes, order)


def _tidy(text: pl.Expr) -> pl.Expr:
    return text.str.normalize("NFKC").str.strip_chars(" '’").str.replace_all(r"[\s\u200e\u200f]+", " ")


def _parsed(texts: pl.DataFrame) -> pl.DataFrame:
    """One row per written form: text, n, form, then its parts a, b, c as numbers and the separator."""
    tidy = texts.with_columns(_tidy(pl.col("text")).alias("tidy"))
    form = pl.coalesce(pl.when(pl.col("tidy").str.contains(shape)).then(pl.lit(name)) for name, shape in _FORMS.items())
    parts = [_part(at, form) for at in (1, 2, 3, 4)]
    split = tidy.with_columns(form.alias("form"), *parts)
    split = split.with_columns(pl.when(form == "numbers").then(pl.col("p2")).alias("mark"))
    return split.with_columns(_certain_days().alias("day"))


def _part(at: int, form: pl.Expr) -> pl.Expr:
    picks = [
        pl.when(form == name).then(pl.col("tidy").str.extract(shape, at))
        for name, shape in _FORMS.items()
        if name != "month" and (at <= 3 or name == "numbers")
    ]
    return pl.coalesce(picks).alias(f"p{at}")


def _number(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int64, strict=False)


def _month(column: str) -> pl.Expr:
    words = months()
    return pl.col(column).map_elements(lambda w: words.get(plain(w)), return_dtype=pl.Int64)


def year(column: str) -> pl.Expr:
    """A written year; two digits stand for 1969 to 2068."""
    n = _number(column)
    return pl.when(pl.col(column).str.len_chars() > 2).then(n).otherwise(n + pl.when(n < 69).then(2000).otherwise(1900))


def real_day(y: pl.Expr, m: pl.Expr, d: pl.Expr) -> pl.Expr:
    """The day, null where the calendar has none such."""
    text = pl.format(
        "{}-{}-{}", y.cast(pl.String).str.zfill(4), m.cast(pl.String).str.zfill(2), d.cast(pl.String).str.zfill(2)
    )
    return text.str.to_date("%Y-%m-%d", strict=False)


def _certain_days() -> pl.Expr:
    form, a, b, c = pl.col("form"), _number("p1"), _number("p2"), _number("p3")
    since = pl.lit(0).cast(pl.Date)
    built: list[tuple[tuple[str, ...], pl.Expr]] = [
        (("year_first", "characters", "compact"), real_day(a, b, c)),
        (("day_word",), real_day(year("p3"), _month("p2"), a)),
        (("word_day", "word_time"), real_day(year("p3"), _month("p1"), b)),
        (("word_middle",), real_day(a, _month("p2"), c)),
        (("serial",), since + pl.duration(days=a - 25569)),
        (("seconds",), since + pl.duration(days=a // 86_400)),
        (("milliseconds",), since + pl.duration(days=a // 86_400_000)),
    ]
    return pl.coalesce(pl.when(form.is_in(forms)).then(day) for forms, day in built)


def _plausible(day: pl.Expr) -> pl.Expr:
    return pl.when(day.dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR)).then(day)


def _weight(parsed: pl.DataFrame, which: pl.Expr) -> int:
    return int(parsed.filter(which)["n"].sum() or 0)


def _with_order(parsed: pl.DataFrame, answers: Answers, field: str, hint: Hint) -> tuple[pl.DataFrame, str | None]:
    """Days written with numbers only, once it is known which number is which."""
    open_ = pl.col("form") == "numbers"
    if not _weight(parsed, open_):
        return parsed, None
    order = _order(parsed.filter(open_), answers, field, hint)
    day = pl.when(open_).then(reading(order)).otherwise(pl.col("day"))
    return parsed.with_columns(day.alias("day")), order


def reading(order: str) -> pl.Expr:
    """The day of a date in numbers, under an order."""
    if order == YEAR_FIRST:
        return real_day(year("p1"), _number("p3"), _number("p4"))
    day, month = ("p1", "p3") if order == DAY_FIRST else ("p3", "p1")
    return real_day(year("p4"), _number(month), _number(day))


def _order(numbers: pl.DataFrame, answers: Answers, field: str, hint: Hint) -> str:
    chosen = answers.choice("day_order", field)
    if chosen in {DAY_FIRST, MONTH_FIRST, YEAR_FIRST}:
        return str(chosen)
    if _year_leads(numbers):
        return YEAR_FIRST
    valid = {order: _weight(numbers, reading(order).is_not_null()) for order in (DAY_FIRST, MONTH_FIRST)}
    rows = int(numbers["n"].sum())
    dotted = _weight(numbers, pl.col("mark") == ".") > rows / 2
    best, other = sorted(valid, key=lambda order: -valid[order])
    if valid[best] > valid[other] and _settled(numbers, best, other):
        return best
    if valid[best] == valid[other] and dotted:
        return DAY_FIRST
    if valid[best] == valid[other] and (hinted := hint()):
        return hinted
    same = _weight(numbers, reading(DAY_FIRST).ne_missing(reading(MONTH_FIRST)))
    return _asked_order(numbers, answers, field, same) if same else DAY_FIRST


def _settled(numbers: pl.DataFrame, best: str, other: str) -> bool:
    """Whether the rows that only one order can read all (but for one in a hundred) say the same."""
    ours = _weight(numbers, reading(best).is_not_null() & reading(other).is_null())
    theirs = _weight(numbers, reading(other).is_not_null() & reading(best).is_null())
    return theirs * 100 <= ours


def _year_leads(numbers: pl.DataFrame) -> bool:
    """Two-digit years in front: the first number changes least, and all are days that way."""
    if numbers["p4"].str.len_chars().max() != 2 or numbers.height < 8:
        return False
    first, last = numbers["p1"].n_unique(), numbers["p4"].n_unique()
    return first < last and numbers.select(reading(YEAR_FIRST).is_not_null().all()).item()


def _asked_order(numbers: pl.DataFrame, answers: Answers, field: str, open_rows: int) -> str:
    shown = numbers.filter(reading(DAY_FIRST).ne_missing(reading(MONTH_FIRST))).sort("n", descending=True).head(1)
    as_day, as_month = (shown.select(reading(order)).item() for order in (DAY_FIRST, MONTH_FIRST))
    choices = (Choice(DAY_FIRST, {"example": as_day}), Choice(MONTH_FIRST, {"example": as_month}))
    return answers.ask("day_order", choices, field, example=shown["text"].item(), rows=open_rows)


def _with_era(parsed: pl.DataFrame, answers: Answers, field: str) -> tuple[pl.DataFrame, tuple[Note, ...]]:
    """Years 543 ahead (Thailand) are asked about; other years outside 1900 to 2100 are unreadable."""
    thai = pl.col("day").dt.year().is_between(2443, 2643)
    total, ahead = _weight(parsed, pl.col("day").is_not_null()), _weight(parsed, thai)
    notes: tuple[Note, ...] = ()
    if ahead and ahead > total / 2:
        answers.ask("thai_years", ("subtract_543",), field, example=parsed.filter(thai)["text"][0])
        moved = pl.when(thai).then(pl.col("day").dt.offset_by("-543y")).otherwise(pl.col("day"))
        parsed, notes = parsed.with_columns(moved.alias("day")), (Note("thai_years", {"field": field}),)
    return parsed.with_columns(_plausible(pl.col("day")).alias("day")), notes


def _with_months(parsed: pl.DataFrame, answers: Answers, field: str, *, months_do: bool) -> pl.DataFrame:
    """Months without a day: the first of the month where that will do, else asked about."""
    only = pl.col("form") == "month"
    some = _weight(parsed, only)
    if not some:
        return parsed
    if not months_do and some > parsed["n"].sum() * 0.05:
        answers.ask("months_only", ("first_of_month",), field, example=parsed.filter(only)["text"][0], rows=some)
    elif not months_do:
        return parsed
    return parsed.with_columns(pl.when(only).then(_first_of_month()).otherwise(pl.col("day")).alias("day"))


def _first_of_month() -> pl.Expr:
    tidy = pl.col("tidy")
    four = tidy.str.extract(r"(\d{4})")
    two = tidy.str.extract(r"(\d{2})$")
    number = tidy.str.extract(r"^(\d{1,2})[-/.]\d{4}$").fill_null(tidy.str.extract(r"^\d{4}[-/.年](\d{1,2})月?$"))
    word = tidy.str.extract(r"^(\p{L}{3,})").map_elements(lambda w: months().get(plain(w)), return_dtype=pl.Int64)
    y = four.cast(pl.Int64).fill_null(2000 + two.cast(pl.Int64, strict=False))
    return real_day(y, number.cast(pl.Int64, strict=False).fill_null(word), pl.lit(1))


def _unswapped(parsed: pl.DataFrame, answers: Answers, field: str) -> pl.DataFrame:
    """Days of which a spreadsheet program read only those it could, and turned them round: asked about."""
    texts = (pl.col("form") == "numbers") & (pl.col("mark") != ".")
    real = pl.col("form") == "year_first"
    left, turned = parsed.filter(texts), parsed.filter(real)
    small = turned.filter(pl.col("day").dt.day() > 12).height == 0
    if left.height < 3 or turned.height < 3 or not small:
        return parsed
    if not (left.select((_number("p1") > 12).all()).item() or left.select((_number("p3") > 12).all()).item()):
        return parsed
    shown = turned.filter(pl.col("day").dt.day() != pl.col("day").dt.month()).head(1)
    values = {"rows": int(turned["n"].sum()), "example": shown["day"][0] if shown.height else None}
    if answers.ask("swapped_days", ("swap_back", "as_written"), field, **values) == "as_written":
        return parsed
    back = real_day(pl.col("day").dt.year(), pl.col("day").dt.day(), pl.col("day").dt.month())
    return parsed.with_columns(pl.when(real).then(back).otherwise(pl.col("day")).alias("day"))


def _notes(parsed: pl.DataFrame, field: str, order: str | None, answers: Answers) -> tuple[Note, ...]:
    common: dict[str, object] = {"file": answers.file, "field": field}
    notes = []
    if order and _weight(parsed, pl.col("form") == "numbers"):
        deciding = parsed.filter(
            (pl.col("form") == "numbers") & (reading(_opposite(order)).is_null()) & pl.col("day").is_not_null()
        )
        example = deciding["text"][0] if deciding.height else None
        notes.append(
            Note("day_order", {**common, "order": order, "example": example, "rows": int(deciding["n"].sum())})
        )
    for form in ("serial", "seconds", "milliseconds"):
        if some := _weight(parsed, (pl.col("form") == form) & pl.col("day").is_not_null()):
            notes.append(Note(f"days_as_{form}", {**common, "rows": some}))
    return tuple(notes)


def _opposite(order: str) -> str:
    return MONTH_FIRST if order == DAY_FIRST else DAY_FIRST
