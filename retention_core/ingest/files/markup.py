"""Tables in HTML and in the XML of old spreadsheet programs. Nothing is fetched, no entity is expanded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

import polars as pl

from retention_core.ingest.files.encoding import Text
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.cells import CellTable, Merged, table_of
from retention_core.ingest.inputs.limits import MOST_CELLS, WIDEST
from retention_core.kernel.errors import Refusal, Refused

_MARKUP = re.compile(
    r"^\s*(?:<\?xml|<!doctype|<html|<head|<body|<table|<meta|<style|<div|<workbook|<!--)", re.IGNORECASE
)
_FARTHEST, _SPANNED_COST, _LONGEST_NUMBER = 2_000, 20, 9
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)


def looks_like_markup(text: str) -> bool:
    """Whether a text begins like HTML or XML."""
    return bool(_MARKUP.match(text[:2000]))


def tables_from_markup(text: Text, answers: Answers) -> tuple[CellTable, ...]:
    """One table per table (or worksheet) of the document; refuses one without any."""
    if _ENTITY.search(text.text):
        raise Refused(Refusal.UNSAFE, file=answers.file, problem="DTD")
    reader = _Reader(answers.file)
    reader.feed(text.text)
    reader.close()
    grids = [grid for grid in reader.grids if any(any(row) for row in grid.rows)]
    if not grids:
        raise Refused(Refusal.IS_WEB_PAGE, file=answers.file)
    tables = tuple(_table(grid, text, answers.file, alone=len(grids) == 1) for grid in grids)
    return tuple(table for table in tables if table.cells.height)


@dataclass
class _Grid:
    """The rows of a table so far, its merged ranges, and per column the last row that a cell above reaches into."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)

    def cell(self, index: int | None, down: int, across: int) -> int:
        """A new empty cell in the last row, at a column or behind the last one: its place."""
        row, number = self.rows[-1], len(self.rows)
        while self.covered.get(len(row), 0) >= number or (index and len(row) < index - 1 <= WIDEST):
            row.append("")
        at = len(row)
        row.extend([""] * min(across, max(WIDEST - at, 0)))
        if down > 1:
            self.merged.append(Merged(number, at, number + down - 1, at + across - 1))
            self.covered |= dict.fromkeys(range(at, len(row)), number + down - 1)
        return min(at, len(row) - 1)


def _table(grid: _Grid, text: Text, file: str, *, alone: bool) -> CellTable:
    width = min(max(map(len, grid.rows)), WIDEST)
    padded = [(row + [""] * width)[:width] for row in grid.rows]
    frame = pl.DataFrame(padded, schema=[str(at) for at in range(width)], orient="row")
    known = {"encoding": text.encoding, "spreadsheet": True, "merged": tuple(grid.merged)}
    return table_of(frame, file=file, sheet=None if alone else grid.name, **known).noting(*text.notes)


def _count(written: str | None, more: int = 0) -> int:
    """Over how many rows or columns a cell reaches."""
    return min(_number(written) + more, _FARTHEST) if _number(written) else 1


def _number(written: str | None) -> int:
    """A number of rows or columns; 0 where none is written that a sheet could have."""
    return int(written) if written and len(written) <= _LONGEST_NUMBER and written.isdecimal() else 0


class _Reader(HTMLParser):
    """Collects rows of cells: table, tr, td and th of HTML; Worksheet, Row, Cell and Data of the old XML."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file
        self.grids: list[_Grid] = []
        self.cells = 0
        self._at = 0
        self._words: list[str] | None = None
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new table, row or cell."""
        given = dict(attrs)
        tag = tag.rsplit(":", 1)[-1]
        if tag in {"script", "style"}:
            self._skipped += 1
        elif tag in {"table", "worksheet"}:
            self._keep()
            self._open(tag, given.get("ss:name") or str(len(self.grids) + 1))
        elif tag in {"tr", "row"} and self.grids:
            self._keep()
            self._row(given.get("ss:index"))
        elif tag in {"td", "th", "cell"} and self.grids and self.grids[-1].rows:
            self._keep()
            self._cell(given)
        elif tag == "br" and self._words is not None:
            self._words.append("\n")

    def _open(self, tag: str, name: str) -> None:
        inside = tag == "table" and self.grids and not self.grids[-1].rows and self._worksheet
        if not inside:
            self.grids.append(_Grid(name))
        self._worksheet = tag == "worksheet"

    _worksheet = False

    def _row(self, index: str | None) -> None:
        rows, wished = self.grids[-1].rows, _number(index)
        if len(rows) < wished - 1 < len(rows) + 10_000:
            rows.extend([] for _ in range(wished - 1 - len(rows)))
        rows.append([])

    def _cell(self, given: Mapping[str, str | None]) -> None:
        down = max(_count(given.get("rowspan")), _count(given.get("ss:mergedown"), more=1))
        across = max(_count(given.get("colspan")), _count(given.get("ss:mergeacross"), more=1))
        self._at = self.grids[-1].cell(_number(given.get("ss:index")) or None, down, across)
        self.cells += across if across == 1 else across * _SPANNED_COST
        if self.cells > MOST_CELLS:
            raise Refused(Refusal.TOO_LARGE, file=self.file)
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
        elif tag in {"td", "th", "cell", "tr", "row", "table"}:
            self._keep()

    def _keep(self) -> None:
        """Writes down the cell that is open, if one is: the marks of its end may be left out."""
        if self._words is not None:
            self.grids[-1].rows[-1][self._at] = " ".join("".join(self._words).split())
            self._words = None
