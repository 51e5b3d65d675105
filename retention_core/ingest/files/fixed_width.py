"""Text reports whose columns are aligned with spaces."""

import re

import polars as pl

from retention_core.ingest.inputs.limits import MOST_CELLS

_LEAST_LINES = 3


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
