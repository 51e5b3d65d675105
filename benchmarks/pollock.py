"""Scores the first layer, bytes to table, on Pollock: a public benchmark of 2,289 CSV files, each damaged in one way.

usage: python benchmarks/pollock.py FOLDER [--worst N]

FOLDER is a copy of the benchmark (HPI-Information-Systems/Pollock: Vitagliano and others, PVLDB 16, 2023) with its
`polluted_files/csv`, `polluted_files/clean` and `pollock_weights.json`. No parameter of a file is told to the reader.
Ten measures per file, each 0 to 1: loaded, and precision, recall and F1 of header, records and cells, cells compared
without the blanks around them. Simple: the sum of their means over all files; weighted: each file by how often its
damage is met in public files.
"""

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from retention_core.ingest.files.formats import opened
from retention_core.ingest.inputs.answers import Answers, File
from retention_core.ingest.inputs.cells import CellTable
from retention_core.ingest.table.header_location import locate_table
from retention_core.kernel.errors import Asking, Refusal, Refused

MEASURES = 10
Rows = Sequence[Sequence[str]]
_PLACE = re.compile(r"\d.*")


def main() -> None:
    """Prints both scores, and the kinds of damage that cost most."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=12)
    asked = parser.parse_args()
    weights = json.loads((asked.folder / "pollock_weights.json").read_text())
    scores = {path.name: score(path) for path in sorted((asked.folder / "polluted_files" / "csv").glob("*.csv"))}
    total = sum(weights.get(name, 0) for name in scores)
    print(f"{len(scores)} files, {sum(scores.values()) / len(scores):.3f} simple, ", end="")
    print(f"{sum(value * weights.get(name, 0) for name, value in scores.items()) / total:.3f} weighted, of {MEASURES}")
    for kind, values in sorted(_by_kind(scores).items(), key=lambda item: -_lost(item[1]))[: asked.worst]:
        print(
            f"{_lost(values) / len(scores):7.4f} lost  {len(values):4} files  {sum(values) / len(values):6.3f}  {kind}"
        )


def _by_kind(scores: dict[str, float]) -> dict[str, list[float]]:
    kinds: dict[str, list[float]] = defaultdict(list)
    for name, value in scores.items():
        kinds[_PLACE.sub("", name) if name.startswith("row_") else name].append(value)
    return kinds


def _lost(values: Sequence[float]) -> float:
    return sum(MEASURES - value for value in values)


def score(path: Path) -> float:
    """The sum of the ten measures of one file."""
    loaded = rows_of(path)
    if loaded is None:
        return 0.0
    clean = _clean(path.parent.parent / "clean" / path.name)
    if not clean:
        return float(MEASURES)
    records = [["".join(row) for row in rows[1:]] for rows in (clean, loaded)]
    cells = [[cell for row in rows for cell in row] for rows in (clean, loaded)]
    return 1.0 + _agreement(clean[0], loaded[0] if loaded else []) + _agreement(*records) + _agreement(*cells)


def rows_of(path: Path) -> Rows | None:
    """The header and the rows that the reader sees in a file; None where it gives up on it."""
    try:
        table = opened(File(path.name, path), Answers()).tables[0]
        return _with_header(table)
    except Refused as refused:
        return [] if refused.code is Refusal.EMPTY else None


def _with_header(table: CellTable) -> Rows:
    try:
        body = locate_table(table, Answers())
    except (Asking, Refused):
        return _texts(table.cells.rows())
    header = [] if body.header_row is None else [body.named]
    return _texts([*header, *body.cells.rows()])


def _texts(rows: Iterable[Sequence[str | None]]) -> Rows:
    return [[(cell or "").strip() for cell in row] for row in rows]


def _clean(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return _texts(csv.reader(stream))


def _agreement(clean: Sequence[str], loaded: Sequence[str]) -> float:
    """Precision, recall and F1 of one list against another, added up; an empty clean list is always met."""
    if not clean:
        return 3.0
    same = (Counter(clean) & Counter(loaded)).total()
    if not same:
        return 0.0
    found, true = same / len(clean), same / len(loaded)
    return found + true + 2 * found * true / (found + true)


if __name__ == "__main__":
    main()
