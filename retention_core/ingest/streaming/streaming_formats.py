"""How the first rows write days and amounts, and how the streaming pass reads a whole column that goes on like that.

Only what leaves no doubt: one form of day per column, and a decimal mark that some cell proves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from retention_core.ingest.columns.amounts import COMMA, POINT
from retention_core.ingest.columns.dates import DAY_FIRST, MONTH_FIRST
from retention_core.ingest.streaming.customer_codes import NotPlain

_YEAR_FIRST = re.compile(r"^\d{4}([-/.])\d{2}\1\d{2}(?:[ T].*)?$")
_NUMBERS = re.compile(r"^\d{2}([-/.])\d{2}\1\d{4}(?: .*)?$")
_DAY_BYTES = 10
_CLOCK = r"^(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
_COMMAS = r"^-?\d+(?:,\d+)?$"
_TWO_WAYS = r"^[-+]?\d{1,3}[.,]\d{3}$"


@dataclass(frozen=True)
class DayForm:
    """One form of day: strptime formats of its first ten bytes by order ("" where the year leads), and its mark."""

    formats: Mapping[str, str]
    mark: str
    timed: bool

    def read(self, column: str) -> list[pl.Expr]:
        """One column of days per order that is still open: null where a cell is no day in that order."""
        text = pl.col(column)
        return [self._day(text, form).alias(f"ordered_on{order}") for order, form in self.formats.items()]

    def _day(self, text: pl.Expr, form: str) -> pl.Expr:
        day = text.str.head(_DAY_BYTES) if self.timed else text
        plain = day.str.to_date(form, strict=False)
        return pl.when(text.str.slice(_DAY_BYTES).str.contains(_CLOCK)).then(plain) if self.timed else plain

    def settled(self, read: dict[str, pl.Series]) -> tuple[pl.Series, str]:
        """The days of the only order that reads every cell, and that order; NotPlain where none or both do."""
        days = {order: read.pop(f"ordered_on{order}") for order in self.formats}
        whole = [order for order, column in days.items() if not column.null_count()]
        if len(whole) != 1:
            raise NotPlain
        return days[whole[0]].alias("ordered_on"), whole[0]


def day_form(sample: pl.Series) -> DayForm:
    """The form in which all the first rows write their days; NotPlain where it is another or none."""
    texts = sample.drop_nulls().unique().to_list()
    for shape, formats in ((_YEAR_FIRST, _year_leads), (_NUMBERS, _year_last)):
        found = [shape.match(text) for text in texts]
        marks = {match.group(1) for match in found if match}
        if found and all(found) and len(marks) == 1:
            mark = marks.pop()
            return DayForm(formats(mark, texts), mark, timed=any(len(text) > _DAY_BYTES for text in texts))
    raise NotPlain


def _year_leads(mark: str, texts: list[str]) -> Mapping[str, str]:
    del texts
    return {"": f"%Y{mark}%m{mark}%d"}


def _year_last(mark: str, texts: list[str]) -> Mapping[str, str]:
    """The orders that the first rows leave open; with full stops the day leads where the whole column could be both."""
    orders = {DAY_FIRST: f"%d{mark}%m{mark}%Y", MONTH_FIRST: f"%m{mark}%d{mark}%Y"}
    if any(int(text[:2]) > 12 for text in texts) or mark == ".":
        del orders[MONTH_FIRST]
    elif any(int(text[3:5]) > 12 for text in texts):
        del orders[DAY_FIRST]
    return orders


@dataclass(frozen=True)
class Mark:
    """The decimal mark of a column; `proven`: some cell can be read in one way only."""

    sign: str | None
    proven: bool

    @property
    def name(self) -> str | None:
        """What notes call it."""
        return {".": POINT, ",": COMMA}.get(self.sign or "")


def decimal_mark(sample: pl.Series) -> Mark:
    """The mark of the first rows: 12.5 proves one, 1.234 does not."""
    marked = sample.drop_nulls().unique()
    marked = marked.filter(marked.str.contains(r"[.,]"))
    if not len(marked):
        return Mark(None, proven=False)
    commas = marked.str.contains(",", literal=True)
    return Mark("," if commas.all() else ".", proven=not marked.str.contains(_TWO_WAYS).all())


def amounts_with_commas(column: str) -> pl.Expr:
    """12,50 as a number; null where a cell is no plain number with a comma for decimals."""
    text = pl.col(column)
    return pl.when(text.str.contains(_COMMAS)).then(text.str.replace(",", ".", literal=True)).cast(pl.Float64)
