"""Texts whose columns are kept apart by spaces: any number between cells, or as many as align them."""

import re

import polars as pl

from retention_core.ingest.inputs.limits import MOST_CELLS
from retention_core.ingest.words.cell_kinds import looks_like_day, looks_like_number

_LEAST_LINES, _LEAST_CELLS = 3, 2


def spaced_cells(body: str) -> pl.DataFrame | None:
    """One row per line of a text whose every line has equally many words; None: some line has more or fewer.

    Some column holds numbers or days only, below the first line: three words a line alone make no table.
    """
    rows = [line.split() for line in body.split("\n") if line.strip()]
    width = len(rows[0]) if len(rows) >= _LEAST_LINES else 0
    if width < _LEAST_CELLS or any(len(row) != width for row in rows) or width * len(rows) > MOST_CELLS:
        return None
    cells = pl.DataFrame(rows, schema=[str(at) for at in range(width)], orient="row")
    counted = cells.slice(1).select(
        (looks_like_number(pl.col(name)) | looks_like_day(pl.col(name))).all() for name in cells.columns
    )
    return cells if any(counted.row(0)) else None


def aligned_cells(body: str) -> pl.DataFrame | None:
    """One row per line of a text whose every line leaves the same places blank; None: it is not aligned.

    Columns "0", "1", ...: the cells between those places, as text.
    """
    lines = [line.expandtabs() for line in body.split("\n")]
    filled = [line for line in lines if line.strip() and not re.fullmatch(r"[\s\-=_+|]+", line)]
    if len(filled) < _LEAST_LINES:
        return None
    spans = _spans(filled)
    if len(spans) < 2 or len(spans) * len(lines) > MOST_CELLS:
        return None
    cut = [[line[start:end].strip() for start, end in spans] for line in lines]
    return pl.DataFrame(cut, schema=[str(at) for at in range(len(spans))], orient="row")


def _spans(lines: list[str]) -> list[tuple[int, int]]:
    """Where columns begin and end: between places that are blank in all lines."""
    width = max(map(len, lines))
    taken = bytearray(width)
    for line in lines:
        for match in re.finditer(r"\S+", line):
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    runs = [(match.start(), match.end()) for match in re.finditer(b"\x01+", bytes(taken))]
    return _with_headers(runs, lines[0])


def _with_headers(runs: list[tuple[int, int]], header: str) -> list[tuple[int, int]]:
    """A run without a name above it belongs to the column on its left, where the first line has names."""
    if re.search(r"\d", header):
        return runs
    spans: list[tuple[int, int]] = []
    for start, end in runs:
        if spans and not header[start:end].strip():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
