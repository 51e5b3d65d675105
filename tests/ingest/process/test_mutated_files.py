"""Thousands of damaged files, each read by a reader: a reading, a question or a refusal in words, in little time."""

import random
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from retention_core.ingest import File
from retention_core.ingest.process.budget import Budget
from retention_core.ingest.process.read_request import ReadRequest
from retention_core.ingest.process.reader import Reader
from retention_core.kernel.errors import Refused
from tests.ingest.test_mutations import IN_A_CHILD, MADE, WAYS

EXPORTS = sorted((Path(__file__).parents[1] / "exports").iterdir())
BUDGET = Budget(seconds=120, memory=2 << 30, written=1 << 30)
SAMPLE, ALL = 60, 3_000
LONGEST_SECONDS = 10
"""Of processor time, which a busy machine does not lengthen."""


def sources() -> list[tuple[str, bytes]]:
    """Small files of every form, and the exports of the platforms; as text mostly, since a workbook takes longer."""
    made = [(name, make()) for name, make in MADE.items()]
    return [*made, *((path.name, path.read_bytes()) for path in EXPORTS)]


def damaged(count: int) -> Iterator[tuple[str, int, bytes]]:
    """Seeded: the same files every time."""
    known = sources()
    for seed in range(count):
        draw = random.Random(f"mutated{seed}")
        name, content = known[seed % len(known)]
        if name.endswith(IN_A_CHILD) and seed // len(known) % 4:
            name, content = draw.choice(known[len(MADE) :])
        for _ in range(draw.randrange(1, 4)):
            content = draw.choice(WAYS)(content, draw) or content[:1] or b"0"
        yield name, seed, content


@pytest.mark.parametrize("count", [SAMPLE, pytest.param(ALL, marks=pytest.mark.long)])
def test_no_damaged_file_does_more_than_be_refused(count: int, tmp_path: Path) -> None:
    reader, wrong = Reader(), []
    for name, seed, content in damaged(count):
        if not reader.is_alive:
            reader = Reader()
        before = seconds_of(reader)
        problem = what_is_wrong(reader, File(name, content=content), tmp_path)
        if reader.is_alive and (taken := seconds_of(reader) - before) > LONGEST_SECONDS:
            problem = f"{taken:.1f} s"
        if problem:
            wrong.append((name, seed, problem))
        for left in tmp_path.iterdir():
            left.unlink()
    reader.end()
    assert wrong == []


def what_is_wrong(reader: Reader, file: File, folder: Path) -> str | None:
    """What should not have come of a file; null where all is well."""
    try:
        reading = reader.read(ReadRequest([file], folder, budget=BUDGET))
    except Refused as refused:
        ours = refused.code in ("internal", "reader_ended", "too_slow", "too_much_memory", "disk_full")
        return f"{refused.code} {refused.values}" if ours else None
    rows = [source for source in reading.sources if source.rows_read != source.rows_used + source.set_aside.height]
    return f"{len(rows)} tables lose rows" if rows else None


def seconds_of(reader: Reader) -> float:
    """Processor time that a reader has taken since it has begun to wait."""
    try:
        return sum(psutil.Process(reader.pid).cpu_times()[:2])
    except psutil.Error:
        return 0.0
