"""A column of days. Every form is read strictly; day or month first is decided over the whole column, or asked."""

from dataclasses import dataclass

import polars as pl

from retention_core.ingest.columns.placeholder_days import placeholder_texts
from retention_core.ingest.inputs.answers import Answers, Hint, no_hint
from retention_core.ingest.inputs.limits import EARLIEST_YEAR, LATEST_YEAR
from retention_core.ingest.words.date_formats import as_integer, first_of_month, parsed_days, real_day, year
from retention_core.kernel.questions import Choice, Note
from retention_core.kernel.reading_codes import DecisionCode, NoteCode, QuestionCode

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day_first", "month_first", "year_first"

SINCE_1900, SINCE_1904, SINCE_1970, NO_DAYS = "since_1900", "since_1904", "since_1970", "no_days"
COUNTED = {
    "serial": (DecisionCode.DAYS_AS_SERIAL, NoteCode.DAYS_AS_SERIAL, (SINCE_1900, SINCE_1904, NO_DAYS)),
    "seconds": (DecisionCode.DAYS_AS_SECONDS, NoteCode.DAYS_AS_SECONDS, (SINCE_1970, NO_DAYS)),
    "milliseconds": (DecisionCode.DAYS_AS_MILLISECONDS, NoteCode.DAYS_AS_MILLISECONDS, (SINCE_1970, NO_DAYS)),
}


@dataclass(frozen=True)
class ParsedDates:
    """A column read as days: Date per row, null where empty or unreadable, and what was decided.

    stand_for_none    per row whether it holds a day such as 1970-01-01, far from all others, that means none
    """

    values: pl.Series
    stand_for_none: pl.Series
    notes: tuple[Note, ...] = ()
    order: str | None = None


def read_days(
    cells: pl.Series,
    answers: Answers,
    field: str,
    *,
    hint: Hint = no_hint,
    months_do: bool = False,
    since_1904: bool = False,
) -> ParsedDates:
    """The days of a column; asks where the whole column leaves open what is day and what is month.

    since_1904    the workbook says that its days count from 1904
    """
    texts = cells.drop_nulls().value_counts(name="n").rename({cells.name: "text"})
    parsed = _counted_days(parsed_days(texts), answers, field, since_1904=since_1904)
    parsed, order = _with_order(parsed, answers, field, hint)
    parsed, none = _without_placeholders(parsed)
    parsed, era = _with_era(parsed, answers, field)
    parsed = _with_months(parsed, answers, field, months_do=months_do)
    parsed = _unswapped(parsed, answers, field)
    notes = _notes(parsed, field, order, answers) + era
    values = cells.replace_strict(parsed["text"], parsed["day"], default=None, return_dtype=pl.Date)
    return ParsedDates(values.alias(field), cells.is_in(none.implode()).fill_null(value=False), notes, order)


def _without_placeholders(parsed: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """The written forms without the days that stand for none, and those forms."""
    none = placeholder_texts(parsed)
    blank = pl.when(~pl.col("text").is_in(none.implode())).then("day")
    return (parsed.with_columns(blank.alias("day")) if len(none) else parsed), none


def _plausible(day: pl.Expr) -> pl.Expr:
    return pl.when(day.dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR)).then(day)


def _weight(parsed: pl.DataFrame, which: pl.Expr) -> int:
    return int(parsed.filter(which)["n"].sum() or 0)


def _counted_days(parsed: pl.DataFrame, answers: Answers, field: str, *, since_1904: bool) -> pl.DataFrame:
    """Days written as a count, since 1900 or 1970 unless the workbook or an answer says otherwise."""
    for form, (code, _, choices) in COUNTED.items():
        counted = pl.col("form") == form
        if not (rows := _weight(parsed, counted & _plausible(pl.col("day")).is_not_null())):
            continue
        found = SINCE_1904 if since_1904 and SINCE_1904 in choices else choices[0]
        chosen = answers.decide(code, found, choices, field, rows=rows)
        day = {SINCE_1904: pl.col("day").dt.offset_by("1462d"), NO_DAYS: pl.lit(None, pl.Date)}.get(chosen)
        if day is not None:
            parsed = parsed.with_columns(pl.when(counted).then(day).otherwise("day").alias("day"))
    return parsed


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
        return real_day(year("p1"), as_integer("p3"), as_integer("p4"))
    day, month = ("p1", "p3") if order == DAY_FIRST else ("p3", "p1")
    return real_day(year("p4"), as_integer(month), as_integer(day))


def _order(numbers: pl.DataFrame, answers: Answers, field: str, hint: Hint) -> str:
    certain = _certain_order(numbers, hint)
    same = _weight(numbers, reading(DAY_FIRST).ne_missing(reading(MONTH_FIRST)))
    if certain is None and same:
        return _asked_order(numbers, answers, field, same)
    choices = _orders_shown(numbers)
    return answers.decide(QuestionCode.DAY_ORDER, certain or DAY_FIRST, choices, field, rows=int(numbers["n"].sum()))


def _orders_shown(numbers: pl.DataFrame) -> list[Choice]:
    """Every order of day, month and year in numbers, each with a day as it would be read."""
    orders = [DAY_FIRST, MONTH_FIRST, *([YEAR_FIRST] if numbers["p4"].str.len_chars().max() == 2 else [])]
    both = numbers.filter(reading(DAY_FIRST).is_not_null() & reading(MONTH_FIRST).is_not_null())
    told = both.filter(pl.col("text") == pl.col("text").min()) if both.height else numbers
    shown = told.select(reading(order).min().alias(order) for order in orders).row(0, named=True)
    return [Choice(order, {"example": shown[order]}) for order in orders if shown[order]]


def _certain_order(numbers: pl.DataFrame, hint: Hint) -> str | None:
    """The order that the numbers themselves, or other columns of the file, leave no doubt about; None: open."""
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
    return None


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
    shown = numbers.filter(reading(DAY_FIRST).ne_missing(reading(MONTH_FIRST))).sort(
        "n", "text", descending=[True, False]
    )
    shown = shown.head(1)
    as_day, as_month = (shown.select(reading(order)).item() for order in (DAY_FIRST, MONTH_FIRST))
    choices = (Choice(DAY_FIRST, {"example": as_day}), Choice(MONTH_FIRST, {"example": as_month}))
    return answers.ask(QuestionCode.DAY_ORDER, choices, field, example=shown["text"].item(), rows=open_rows)


def _with_era(parsed: pl.DataFrame, answers: Answers, field: str) -> tuple[pl.DataFrame, tuple[Note, ...]]:
    """Years 543 ahead (Thailand) are asked about; other years outside 1900 to 2100 are unreadable."""
    thai = pl.col("day").dt.year().is_between(2443, 2643)
    total, ahead = _weight(parsed, pl.col("day").is_not_null()), _weight(parsed, thai)
    notes: tuple[Note, ...] = ()
    if ahead and ahead > total / 2:
        answers.ask(QuestionCode.THAI_YEARS, ("subtract_543",), field, example=parsed.filter(thai)["text"].min())
        moved = pl.when(thai).then(pl.col("day").dt.offset_by("-543y")).otherwise(pl.col("day"))
        parsed, notes = parsed.with_columns(moved.alias("day")), (Note(NoteCode.THAI_YEARS, {"field": field}),)
    return parsed.with_columns(_plausible(pl.col("day")).alias("day")), notes


def _with_months(parsed: pl.DataFrame, answers: Answers, field: str, *, months_do: bool) -> pl.DataFrame:
    """Months without a day: the first of the month where that will do, else asked about."""
    only = pl.col("form") == "month"
    some = _weight(parsed, only)
    if not some:
        return parsed
    if not months_do and some * 20 > int(parsed["n"].sum()):
        answers.ask(
            QuestionCode.MONTHS_ONLY, ("first_of_month",), field, example=parsed.filter(only)["text"].min(), rows=some
        )
    elif not months_do:
        values = {"rows": some, "example": parsed.filter(only)["text"].min()}
        if (
            answers.decide(DecisionCode.FEW_MONTHS, "leave_out", ("leave_out", "first_of_month"), field, **values)
            == "leave_out"
        ):
            return parsed
    return parsed.with_columns(pl.when(only).then(first_of_month()).otherwise(pl.col("day")).alias("day"))


def _unswapped(parsed: pl.DataFrame, answers: Answers, field: str) -> pl.DataFrame:
    """Days of which a spreadsheet program read only those it could, and turned them round: asked about."""
    texts = (pl.col("form") == "numbers") & (pl.col("mark") != ".")
    real = pl.col("form") == "year_first"
    left, turned = parsed.filter(texts), parsed.filter(real)
    small = turned.filter(pl.col("day").dt.day() > 12).height == 0
    if left.height < 3 or turned.height < 3 or not small:
        return parsed
    if not (left.select((as_integer("p1") > 12).all()).item() or left.select((as_integer("p3") > 12).all()).item()):
        return parsed
    shown = turned.filter(pl.col("day").dt.day() != pl.col("day").dt.month()).head(1)
    values = {"rows": int(turned["n"].sum()), "example": shown["day"][0] if shown.height else None}
    if answers.ask(QuestionCode.SWAPPED_DAYS, ("swap_back", "as_written"), field, **values) == "as_written":
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
        example = deciding["text"].min()
        notes.append(
            Note(NoteCode.DAY_ORDER, {**common, "order": order, "example": example, "rows": int(deciding["n"].sum())})
        )
    for form, (_, code, _) in COUNTED.items():
        if some := _weight(parsed, (pl.col("form") == form) & pl.col("day").is_not_null()):
            notes.append(Note(code, {**common, "rows": some}))
    return tuple(notes)


def _opposite(order: str) -> str:
    return MONTH_FIRST if order == DAY_FIRST else DAY_FIRST
