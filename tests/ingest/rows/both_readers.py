"""One small file read by both readers: the streaming pass gives what the careful way gives, or steps aside."""

from pathlib import Path
from tempfile import TemporaryDirectory

from retention_core.ingest import Answer, File, read_files, totals
from retention_core.ingest.inputs.answers import all_answers
from retention_core.ingest.streaming.streaming_read import stream_orders
from retention_core.kernel.workbook import ReadResult


def read_both(content: str, *answers: Answer) -> ReadResult:
    """What the careful way reads; fails where the streaming pass reads something else."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        path.write_text(content, encoding="utf-8")
        careful = read_files([File(path.name, path)], answers)
        quick = stream_orders(File(path.name, path), all_answers(answers), least_bytes=0)
    if quick is not None:
        assert careful.workbook is not None and quick.log.orders.equals(careful.workbook.orders)
        assert {note.code for note in quick.notes} == {note.code for note in careful.notes}
    return careful


def got(reading: ReadResult) -> tuple[object, object, object]:
    """Orders, customers and revenue of a reading without a question."""
    assert not reading.questions, reading.questions
    told = told_of(reading)
    return told["orders"], told["customers"], told["revenue"]


def told_of(reading: ReadResult) -> dict[str, object]:
    """The totals of a reading that gave a workbook."""
    assert reading.workbook is not None
    return totals(reading.workbook)


def set_aside(reading: ReadResult) -> dict[str, int]:
    """Reason -> rows, of the first table."""
    return dict(reading.sources[0].set_aside["reason"].value_counts().rows())


def notes(reading: ReadResult) -> set[str]:
    """The codes of what is told."""
    return {note.code.value for note in reading.notes}
