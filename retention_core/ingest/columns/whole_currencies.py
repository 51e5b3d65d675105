"""Amounts of currencies without cents: a mark before three digits groups thousands there."""

import polars as pl

from retention_core.ingest.columns.amounts import COMMA, POINT
from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.recognition.header_words import language_of
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.currencies import WITHOUT_HUNDREDTHS

# Languages whose countries pay without cents, with the mark that groups thousands there.
_GROUPED_BY = {"id": ".", "vi": ".", "ja": ",", "ko": ","}


def mark_of_whole_currency(cells: pl.Series, body: TableBody, columns: Columns) -> str | None:
    """The decimal mark where every mark in the cells groups thousands of rupiah, dong, yen ...; None: not known."""
    marks = set("".join(cells.drop_nulls().str.replace_all(r"[^.,]", "").unique().to_list()))
    if len(marks) != 1:
        return None
    mark = marks.pop()
    if _whole_by_currency(body, columns) or _GROUPED_BY.get(language_of(body.headers)) == mark:
        return COMMA if mark == "." else POINT
    return None


def _whole_by_currency(body: TableBody, columns: Columns) -> bool:
    """Whether a column says that all money is of currencies without cents."""
    if "currency" not in columns:
        return False
    named = body.cells[columns["currency"]].drop_nulls().str.strip_chars().str.to_lowercase().unique()
    return bool(len(named)) and bool(named.is_in(list(WITHOUT_HUNDREDTHS)).all())
