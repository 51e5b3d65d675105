"""Remarks that take an order back: "cancelled - do not chase" among notes, "annull." where others say how they paid."""

import re

import polars as pl

from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.recognition.cancellation_requests import cancellation_refused, cancellation_requested
from retention_core.ingest.recognition.state_meanings import Meaning, is_plain, order_meaning
from retention_core.ingest.table.header_location import TableBody

_REMARKS, _PAYMENTS = frozenset({"comment"}), frozenset({"payment", "method", "paid"})
_LONGEST, _MOST_WORDS, _MOST_ROWS = 60, 6, 0.5
_FIRST_WORDS = re.compile(r"\s[-–—]|[.,;:!(/（，。；：！]")


def taken_back(body: TableBody, columns: Columns) -> pl.Series:
    """Whether a remark of each row says that its order was cancelled; never of most rows."""
    found = [_cancelled(body.cells[at]) for at in remark_columns(body, columns)]
    return pl.DataFrame(found).select(pl.any_horizontal(pl.all())).to_series() if found else _nowhere(body)


def remark_columns(body: TableBody, columns: Columns) -> list[str]:
    """Columns of remarks, or of how orders were paid, which hold nothing else that is read."""
    free = [at for at in body.cells.columns if at not in {*columns.of.values()}]
    return [at for at in free if body.seen.concepts(at) & (_REMARKS | _PAYMENTS)]


def _nowhere(body: TableBody) -> pl.Series:
    return pl.repeat(value=False, n=body.cells.height, eager=True)


def _cancelled(cells: pl.Series) -> pl.Series:
    short = cells.filter((cells.str.len_chars() <= _LONGEST).fill_null(value=False)).unique()
    said = cells.is_in([text for text in short.to_list() if says_cancelled(text)]).fill_null(value=False)
    return said if float(said.mean() or 0) < _MOST_ROWS else said & False  # type: ignore[arg-type]


def says_cancelled(remark: str) -> bool:
    """Whether a short remark says of its order that it was cancelled, and not that somebody wishes or refuses so."""
    if len(remark.split()) > _MOST_WORDS or cancellation_requested(remark) or cancellation_refused(remark):
        return False
    first = _FIRST_WORDS.split(remark.strip(), maxsplit=1)[0]
    return any(is_plain(words) and order_meaning(words) is Meaning.CANCELLED for words in (remark, first)) or (
        remark.strip().endswith(".") and order_meaning(remark) is Meaning.CANCELLED and " " not in remark.strip()
    )
