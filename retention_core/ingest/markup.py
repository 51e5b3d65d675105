"""Tables in HTML and in the XML of old spreadsheet programs. Nothing is fetched, no entity is expanded."""

import re
from html.parser import HTMLParser

import polars as pl

from retention_core.errors import Refused
from retention_core.ingest.answers import Answers
from retention_core.ingest.encoding import Text
from retention_core.ingest.limits import MOST_CELLS, WIDEST
from retention_core.ingest.table import Table, table_of

_MARKUP = re.compile(
    r"^\s*(?:<\?xml|<!doctype|<html|<head|<body|<table|<meta|<style|<div|<workbook|<!--)", re.IGNORECASE
)
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)


def looks_like_markup(text: str) -> bool:
    """Whether a text begins like HTML or XML."""
    return bool(_MARKUP.match(text[:2000]))


def tables_from_markup(text: Text, answers: Answers) -> tuple[Table, ...]:
    """One table per table (or worksheet) of the document; refuses one without any."""
    if _ENTITY.search(text.text):
        raise Refused("unsafe", file=answers.file, problem="DTD")
    reader = _Reader()
    reader.feed(text.text)
    reader.close()
    grids = [grid for grid in reader.grids if any(any(row) for row in grid[1])]
    if not grids:
        raise Refused("is_web_page", file=answers.file)
    if reader.cells > MOST_CELLS:
        raise Refused("too_large", file=answers.file)
    tables = tuple(_table(name, rows, text, answers.file, alone=len(grids) == 1) for name, rows in grids)
    return tuple(table for table in tables if table.cells.height)


def _table(name: str, rows: list[list[str]], text: Text, file: str, *, alone: bool) -> Table:
    width = min(max(map(len, rows)), WIDEST)
    padded = [(row + [""] * width)[:width] for row in rows]
    frame = pl.DataFrame(padded, schema=[str(at) for at in range(width)], orient="row")
    table = table_of(frame, file=file, sheet=None if alone else name, encoding=text.encoding, spreadsheet=True)
    return table.noting(*text.notes)


class _Reader(HTMLParser):
    """Collects rows of cells: table, tr, td and th of HTML; Worksheet, Row, Cell and Data of the old XML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[tuple[str, list[list[str]]]] = []
        self.cells = 0
        self._words: list[str] | None = None
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new table, row or cell."""
        given = dict(attrs)
        tag = tag.rsplit(":", 1)[-1]
        if tag in {"script", "style"}:
            self._skipped += 1
        elif tag in {"table", "worksheet"}:
            self._open(tag, given.get("ss:name") or str(len(self.grids) + 1))
        elif tag in {"tr", "row"} and self.grids:
            self._row(given.get("ss:index"))
        elif tag in {"td", "th", "cell"} and self.grids and self.grids[-1][1]:
            self._cell(given.get("ss:index"))
        elif tag == "br" and self._words is not None:
            self._words.append("\n")

    def _open(self, tag: str, name: str) -> None:
        inside = tag == "table" and self.grids and not self.grids[-1][1] and self._worksheet
        if not inside:
            self.grids.append((name, []))
        self._worksheet = tag == "worksheet"

    _worksheet = False

    def _row(self, index: str | None) -> None:
        rows = self.grids[-1][1]
        if index and index.isdigit() and len(rows) < int(index) - 1 < len(rows) + 10_000:
            rows.extend([] for _ in range(int(index) - 1 - len(rows)))
        rows.append([])

    def _cell(self, index: str | None) -> None:
        row = self.grids[-1][1][-1]
        if index and index.isdigit() and len(row) < int(index) - 1 <= WIDEST:
            row.extend("" for _ in range(int(index) - 1 - len(row)))
        if len(row) < WIDEST:
            row.append("")
        self.cells += 1
        self._words = []

    def handle_data(self, data: str) -> None:
        """Text within a cell."""
        if self._words is not None and not self._skipped:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """The end of a cell keeps its text."""
        tag = tag.rsplit(":", 1)[-1]
        if tag in {"script", "style"}:
            self._skipped = max(self._skipped - 1, 0)
        elif tag in {"td", "th", "cell", "tr", "row"} and self._words is not None:
            self.grids[-1][1][-1][-1] = " ".join("".join(self._words).split())
            self._words = None
