"""Every way in which people write a day, as patterns, and the day that each stands for."""

from collections.abc import Mapping, Sequence

import polars as pl

from retention_core.ingest.words.month_names import months, without_accents

DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙"
_HALF = r"(?:上午|下午|午前|午後|오전|오후|kl\.?|at|um|à|às|a las|ore|alle|o)"
_CLOCK = (
    r"\s*\d{1,2}\s?[:.hHu時时]\s?\d{2}分?(?:\s?[:.]?\s?\d{2}秒?(?:[.,:]\d+)?)?\s*(?:[aApP]\.?\s?[mM]\.?)?\s*(?:Uhr|óra|hrs?\.?|hs?\.?)?"
    r"\s*(?:Z|[A-Z]{2,5}(?:[+-]\d{2}:?\d{2}|[+-]\d{1,2})?|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?:\s*\([^)]*\))?"
)
# Something must stand between a year and an hour: "2023:22" is no year 20 at 23:22.
_TIME = rf"(?:(?:[\s,T]+{_HALF}?|{_HALF}){_CLOCK}|Z|[+-]\d{{2}}:\d{{2}})?"
_TIME_AT_ONCE = rf"(?:[\s,T]*{_HALF}?{_CLOCK})?"
_WEEKDAY = r"(?:\p{L}+\.?,?\s+)?"
_WEEKDAY_BEHIND = r"\s?[(（][월화수목금토일月火水木金土日一二三四五六][)）]|,\s?\p{L}+$"
_OF = r"(?:de |of |del |di |do )?"
_YEAR_WORD = r"(?:\s?[rгg]\.?)?"
# The first year of each calendar, less one. Three digits alone are years of the Minguo calendar.
_ERAS: Mapping[str, int] = {
    r"(?:令和|R)\s?(\d{1,2}|元)": 2018,
    r"(?:平成|H)\s?(\d{1,2}|元)": 1988,
    r"昭和\s?(\d{1,2}|元)": 1925,
    r"(?:中華)?民[國国]\s?(\d{1,3}|元)": 1911,
    r"(1[0-2]\d)": 1911,
}
_AFTER_ERA = r"(\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}.*)$"


# 1970 as spreadsheet programs count days: smaller numbers count from another day than theirs.
_FIRST_SERIAL = 25_569


_FORMS: Mapping[str, str] = {
    "year_first": rf"^(\d{{4}})\s?[-/._ ]\s?(\d{{1,2}})\s?[-/._ ]\s?(\d{{1,2}})\.?(?:\s+\p{{L}}+\.?)?{_TIME}$",
    "characters": r"^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?"
    r"(?:\s*[(（]?(?:星期|週|周)?.?[)）]?)?" + _TIME_AT_ONCE + "$",
    "compact": rf"^(\d{{4}})(\d{{2}})(\d{{2}})(?:T?(?:\d{{4}}|\d{{6}})Z?|{_TIME})$",
    "numbers": rf"^{_WEEKDAY}(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?[-/.]\s?(\d{{4}}|\d{{2}})\.?{_YEAR_WORD}{_TIME}$",
    "log": r"^(\d{1,2})/?(\p{L}{3})/?(\d{4}):\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s[+-]\d{4})?$",
    "day_word": rf"^{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s/.-]*{_OF}(\p{{L}}{{3,}})\.?[\s/.,-]*{_OF}"
    rf"'?(\d{{4}}|\d{{2}})\.?{_YEAR_WORD}{_TIME}$",
    "word_day": rf"^{_WEEKDAY}(\p{{L}}{{3,}})\.?[\s-]*(\d{{1,2}})(?:st|nd|rd|th)?[\s,-]+'?(\d{{4}})\.?{_TIME}$",
    "word_day_short": rf"^(\p{{L}}{{3,}})\.?-(\d{{1,2}})-(\d{{2}}){_TIME}$",
    "word_middle": rf"^(\d{{4}})\.?[\s/-]*(\p{{L}}{{3,}})\.?[\s/-]*(\d{{1,2}})\.?{_TIME}$",
    "word_time": r"^\p{L}{3}\s+(\p{L}{3})\s+(\d{1,2})\s+[\d:]+\s+(?:[A-Z]{3,4}\s+)?(\d{4})$",
    "serial": r"^(\d{5})(?:\.\d+)?$",
    "seconds": r"^(\d{10})(?:\.\d+)?$",
    "milliseconds": r"^(\d{13})(?:\.0+)?$",
    "month": r"^(?:\p{L}{3,}\.?[\s/.'’-]*(?:\d{4}|\d{2})|\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|\d{4}年\d{1,2}月)$",
}


def _tidy(text: pl.Expr) -> pl.Expr:
    plain = text.str.normalize("NFKC").str.replace_many(list(DIGITS), list("0123456789" * 4))
    plain = plain.str.replace_all(r"[\u200b\u200e\u200f\u061c]+", "").str.replace_all(r"[\u2010-\u2015\u2212]", "-")
    plain = plain.str.replace_all(r"\s+", " ").str.strip_chars(" '’")
    return plain.str.replace(_WEEKDAY_BEHIND, "")


def _in_common_era(text: pl.Expr) -> pl.Expr:
    """Years of the Japanese and Minguo calendars as years of the common era."""
    moved = []
    for era, before in _ERAS.items():
        year, rest = (text.str.extract(f"^{era}{_AFTER_ERA}", at) for at in (1, 2))
        moved.append((year.replace("元", "1").cast(pl.Int64, strict=False) + before).cast(pl.String) + rest)
    return pl.coalesce(*moved, text)


def parsed_days(texts: pl.DataFrame) -> pl.DataFrame:
    """One row per written form: text, n, form, then its parts a, b, c as numbers and the separator."""
    tidy = texts.with_columns(_tidy(pl.col("text")).alias("tidy"))
    tidy = tidy.with_columns(_in_common_era(pl.col("tidy")).alias("tidy"))
    tidy = tidy.with_columns(_forms(tidy["tidy"]))
    found = tidy["form"].drop_nulls().unique().to_list()
    split = tidy.with_columns(_part(at, found) for at in (1, 2, 3, 4))
    split = split.with_columns(pl.when(pl.col("form") == "numbers").then(pl.col("p2")).alias("mark"))
    return split.with_columns(_certain_days().alias("day"))


def _forms(tidy: pl.Series) -> pl.Series:
    """The name of the first form that each text has: every form is only looked for in what none before it has."""
    found = pl.repeat(None, len(tidy), dtype=pl.String, eager=True).alias("form")
    left = tidy.is_not_null().arg_true()
    for name, shape in _FORMS.items():
        if not len(left):
            break
        hits = tidy.gather(left).str.contains(shape)
        if hits.any():
            found = found.scatter(left.filter(hits), name)
            left = left.filter(~hits)
    return found


def _part(at: int, found: Sequence[str]) -> pl.Expr:
    picks = [
        pl.when(pl.col("form") == name).then(pl.col("tidy").str.extract(_FORMS[name], at))
        for name in found
        if name != "month" and (at <= 3 or name == "numbers")
    ]
    return pl.coalesce([*picks, pl.lit(None, dtype=pl.String)]).alias(f"p{at}")


def as_integer(column: str) -> pl.Expr:
    """A part of a written day as a number; null where it is none."""
    return pl.col(column).cast(pl.Int64, strict=False)


def _month(column: str) -> pl.Expr:
    return pl.col(column).map_elements(lambda w: months().get(without_accents(w)), return_dtype=pl.Int64)


def year(column: str) -> pl.Expr:
    """A written year; two digits stand for 1969 to 2068."""
    n = as_integer(column)
    return pl.when(pl.col(column).str.len_chars() > 2).then(n).otherwise(n + pl.when(n < 69).then(2000).otherwise(1900))


def real_day(y: pl.Expr, m: pl.Expr, d: pl.Expr) -> pl.Expr:
    """The day, null where the calendar has none such."""
    text = pl.format(
        "{}-{}-{}", y.cast(pl.String).str.zfill(4), m.cast(pl.String).str.zfill(2), d.cast(pl.String).str.zfill(2)
    )
    return text.str.to_date("%Y-%m-%d", strict=False)


def _certain_days() -> pl.Expr:
    form, a, b, c = pl.col("form"), as_integer("p1"), as_integer("p2"), as_integer("p3")
    since = pl.lit(0).cast(pl.Date)
    built: list[tuple[tuple[str, ...], pl.Expr]] = [
        (("year_first", "characters", "compact"), real_day(a, b, c)),
        (("day_word", "log"), real_day(year("p3"), _month("p2"), a)),
        (("word_day", "word_day_short", "word_time"), real_day(year("p3"), _month("p1"), b)),
        (("word_middle",), real_day(a, _month("p2"), c)),
        (("serial",), pl.when(a >= _FIRST_SERIAL).then(since + pl.duration(days=a - _FIRST_SERIAL))),
        (("seconds",), since + pl.duration(days=a // 86_400)),
        (("milliseconds",), since + pl.duration(days=a // 86_400_000)),
    ]
    return pl.coalesce(pl.when(form.is_in(forms)).then(day) for forms, day in built)


def first_of_month() -> pl.Expr:
    """The first day of a month written without one."""
    tidy = pl.col("tidy")
    four = tidy.str.extract(r"(\d{4})")
    two = tidy.str.extract(r"(\d{2})$")
    number = tidy.str.extract(r"^(\d{1,2})[-/.]\d{4}$").fill_null(tidy.str.extract(r"^\d{4}[-/.年](\d{1,2})月?$"))
    word = tidy.str.extract(r"^(\p{L}{3,})").map_elements(
        lambda w: months().get(without_accents(w)), return_dtype=pl.Int64
    )
    y = four.cast(pl.Int64).fill_null(2000 + two.cast(pl.Int64, strict=False))
    return real_day(y, number.cast(pl.Int64, strict=False).fill_null(word), pl.lit(1))
