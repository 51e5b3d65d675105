"""What kinds of cells an xlsx sheet has, read from its part: numbers, texts, errors, formulas without a stored result.

The fast reader of workbooks hands all cells over as text: an error or a formula that was never calculated as nothing, a
number like a text. This one is slower, and looks only where a sheet shows that it matters.
"""

import re
from collections.abc import Iterator

import polars as pl

MOST_BYTES = 256 << 20
NUMBER, TEXT, ERROR, UNSTORED = "number", "text", "error", "unstored"
_CELL = re.compile(rb"<(?:\w{1,20}:)?c\s")
_END_OF_CELLS = b"sheetData>"
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_TYPE = re.compile(rb"\bt=[\"'](\w+)[\"']")
_STYLE = re.compile(rb"\bs=[\"'](\d+)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
# A formula whose cell ends without a value, as programs write that do not calculate.
_NO_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^<>]*/>)\s*+(?:<(?:\w+:)?v(?:\s*/>|></(?:\w+:)?v>)\s*+)?</(?:\w+:)?c>"
)
_ERROR = re.compile(rb"<(?:\w+:)?c\s[^<>]*\bt=[\"']e[\"']")
_SCHEMA = {"row": pl.UInt32, "column": pl.Int64, "kind": pl.String, "style": pl.Int64, "text": pl.String}


def has_odd_cells(part: bytes) -> bool:
    """Whether a piece of a sheet holds errors, or formulas without a stored result."""
    if b't="e"' in part or b"t='e'" in part:
        return _ERROR.search(part) is not None
    return b"<f" in part and _NO_RESULT.search(part) is not None


def kinds_of_cells(part: bytes) -> pl.DataFrame:
    """One row per filled cell of a sheet that says where it stands.

    row       as a spreadsheet program counts it
    column    0 for the first column with a value: the fast reader leaves out empty ones before it
    kind      number, text, error or unstored (a formula whose result is not in the file)
    style     number of its format
    text      what an error is called; null for the others
    """
    cells = pl.DataFrame(list(_cells(part)), schema=_SCHEMA, orient="row")
    first = cells.filter(pl.col("kind") != UNSTORED)["column"].min()
    return cells.with_columns(pl.col("column") - (first if isinstance(first, int) else 0))


def _cells(part: bytes) -> Iterator[tuple[int, int, str, int, str | None]]:
    body = part[: part.rfind(_END_OF_CELLS)] if _END_OF_CELLS in part else part
    starts = [found.end() for found in _CELL.finditer(body)]
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        told, _, inner = body[start:end].partition(b">")
        inner = b"" if told.endswith(b"/") else inner
        place, kind = _PLACE.search(told), _kind(told, inner)
        if place and kind:
            style = _STYLE.search(told)
            value = _VALUE.search(inner) if kind == ERROR else None
            called = value.group(1).decode("utf-8", "replace") if value else None
            column = column_number(place.group(1).decode())
            yield int(place.group(2)), column, kind, int(style.group(1)) if style else 0, called


def _kind(told: bytes, inner: bytes) -> str | None:
    named = _TYPE.search(told)
    kind = named.group(1) if named else b"n"
    if kind == b"e":
        return ERROR
    if kind in {b"s", b"str", b"inlineStr"}:
        return TEXT
    if _VALUE.search(inner):
        return NUMBER
    return UNSTORED if _FORMULA.search(inner) else None


def column_number(letters: str) -> int:
    """The position of a column by its letters: 0 for A."""
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1
