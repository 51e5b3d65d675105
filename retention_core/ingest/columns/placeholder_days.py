"""Days that stand for "no day": 1970-01-01 and the like, which programs write where nobody wrote one.

A shop may well have sold something on 1 January 1970 if it sold on days around it; so such a day stands for none only
where it is far from every other day of its column.
"""

from datetime import date

import polars as pl

_FAR = "5y"
_VERY_FAR, _SEVERAL = "15y", 2
# The first and last days that databases, spreadsheet programs and clocks of computers know.
SIGNS = [
    *(date(year, 1, 1) for year in (1, 100, 1753, 1900, 1901, 1904, 1970, 1980, 2100)),
    *(date(year, 12, 31) for year in (1899, 1969, 2099, 2199, 2999, 9998, 9999)),
    date(1899, 12, 30), date(2038, 1, 19), date(2079, 6, 6),
]  # fmt: skip
_NO_DAY_AT_ALL = r"^(?:0{4}\D0{1,2}\D0{1,2}|0{1,2}\D0{1,2}\D0{4}|1900\D0?1\D0?0|0?[01]\D0?0\D1900)(?:\D.*)?$"


def placeholder_texts(parsed: pl.DataFrame) -> pl.Series:
    """Which written forms stand for no day.

    parsed    one row per written form: text, n (rows that have it), day (null where it is none)
    """
    likely = parsed.select((pl.col("day").is_in(SIGNS) | _edge_of_a_year()).fill_null(value=False).alias("likely"))
    sign = parsed.select(pl.col("day").is_in(SIGNS).fill_null(value=False).alias("sign"))["sign"]
    others = parsed.filter(~likely["likely"] & pl.col("day").is_not_null())["day"]
    if not len(others):
        return parsed["text"].clear()
    far = _outside(others, _FAR) & pl.lit(sign)
    very_far = _outside(others, _VERY_FAR) & pl.lit(likely["likely"])
    nothing = pl.col("day").is_null() & pl.col("text").str.contains(_NO_DAY_AT_ALL)
    return parsed.filter((far | very_far | nothing).fill_null(value=False))["text"]


def holds_placeholders(days: pl.Series) -> bool:
    """Whether some of the days of a column stand for none: such a day is the first of all or the last."""
    ends = [day for day in (days.min(), days.max()) if isinstance(day, date)]
    if not any(day in SIGNS or (day.month, day.day) in {(1, 1), (12, 31)} for day in ends):
        return False
    counted = days.drop_nulls().value_counts(name="n").rename({days.name: "day"})
    return len(placeholder_texts(counted.with_columns(pl.col("day").cast(pl.String).alias("text")))) > 0


def _edge_of_a_year() -> pl.Expr:
    """Whether a day is the first or the last of a year and stands on several rows."""
    day = pl.col("day").dt
    first = (day.month() == 1) & (day.day() == 1)
    last = (day.month() == 12) & (day.day() == 31)
    return (first | last) & (pl.col("n").sum().over("day") >= _SEVERAL)


def _outside(others: pl.Series, far: str) -> pl.Expr:
    """Whether a day is further than a span from all the other days."""
    bounds = others.to_frame("day").select(
        pl.col("day").min().dt.offset_by(f"-{far}").alias("first"), pl.col("day").max().dt.offset_by(far).alias("last")
    )
    return (pl.col("day") < bounds["first"].item()) | (pl.col("day") > bounds["last"].item())
