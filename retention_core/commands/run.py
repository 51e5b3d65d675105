"""The commands: each returns the values of its JSON object."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from retention_core.commands.parse_answers import names_of
from retention_core.commands.reading_as_json import Told, told
from retention_core.i18n import Speech
from retention_core.ingest import Answer, File, clean_orders, read_files
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.workbook import ReadResult


def check(asked: Namespace, speech: Speech) -> Told:
    """How the files are read."""
    return told(_read(asked), speech)


def numbers(asked: Namespace, speech: Speech) -> Told:
    """Every figure by its name; null, with the reason under why_null, where it cannot be known."""
    from retention_core.catalog.all_figures import numbers  # noqa: PLC0415 - only this command needs every figure
    from retention_core.kernel.settings import PeriodKind, Settings  # noqa: PLC0415
    from retention_core.kernel.study import Study  # noqa: PLC0415

    reading = _read(asked)
    if reading.workbook is None:
        return {**told(reading, speech), "numbers": None, "why_null": {}}
    period = PeriodKind(asked.period) if asked.period else None
    settings = Settings(as_of=asked.as_of, period=period, today=asked.today)
    values, why_null = numbers(Study(reading.workbook, settings))
    return {**told(reading, speech), "numbers": values, "why_null": why_null}


def clean(asked: Namespace, speech: Speech) -> Told:
    """Writes the clean orders, names to the letter."""
    if any(_same(asked.out, path) for path in asked.files):
        raise Refused(Refusal.WOULD_OVERWRITE, file=str(asked.out))
    reading = _read(asked)
    if reading.workbook is None:
        return {**told(reading, speech), "out": None}
    if reading.workbook.orders.is_empty():
        raise Refused(Refusal.NO_CLEAN_ORDERS)
    _write(asked.out, clean_orders(reading.workbook).write_csv().encode())
    return {**told(reading, speech), "out": str(asked.out)}


def sample(asked: Namespace, _speech: Speech) -> Told:
    """Writes a sample shop."""
    from retention_core.simulate import sample_shop  # noqa: PLC0415

    shop = sample_shop(asked.kind, seed=asked.seed)
    _write(asked.out, shop.write_csv().encode())
    return {"status": "ready", "message": None, "out": str(asked.out), "rows": shop.height}


COMMANDS: Mapping[str, Callable[[Namespace, Speech], Told]] = {
    "check": check,
    "numbers": numbers,
    "clean": clean,
    "sample": sample,
}


def _read(asked: Namespace) -> ReadResult:
    files = [File(name, path=path) for name, path in zip(names_of(asked.files), asked.files, strict=True)]
    return read_files(files, [Answer(given.code, given.choice, given.file, given.field) for given in asked.answers])


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _write(path: Path, content: bytes) -> None:
    """Refuses a path that cannot be written; never leaves half a file under its name."""
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise Refused(Refusal.CANNOT_WRITE, file=str(path)) from problem
