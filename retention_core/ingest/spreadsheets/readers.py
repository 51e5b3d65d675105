"""Workbooks of spreadsheet programs: looked into first, then read by a child with limits on time and memory."""

import json
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from retention_core.ingest.inputs.cells import CellTable, Merged, table_of
from retention_core.ingest.spreadsheets.child_process import Child, started
from retention_core.ingest.spreadsheets.merged_cells_xlsb import merged_in_xlsb
from retention_core.ingest.spreadsheets.merged_cells_xlsx import merged_by_sheet
from retention_core.ingest.spreadsheets.typed_cells_xlsx import with_typed_cells
from retention_core.ingest.spreadsheets.zip_inspection import ZipInspection, first_look
from retention_core.kernel.errors import Refusal, Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAM = Path(__file__).with_name("excel_program.py")
_COLUMNAR = Path(__file__).with_name("columnar_program.py")
_OPEN = Path(__file__).with_name("opendocument_program.py")
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SECONDS, _SECONDS_PER_MB = 30.0, 0.3
_MEGABYTES, _MOST_MEGABYTES = 700, 6_000


@dataclass(frozen=True)
class Reader:
    """A reader that has started beside us and waits; it opens nothing before `tables`."""

    child: Child
    folder: Path

    def tables(self, inflated: int, file: str) -> tuple[CellTable, ...]:
        """One table per sheet with cells."""
        megabytes = inflated >> 20
        most = min(_MEGABYTES + 30 * megabytes, _MOST_MEGABYTES)
        ended = self.child.go_on(seconds=_SECONDS + _SECONDS_PER_MB * megabytes, megabytes=most)
        if ended.passed:
            raise Refused(Refusal.TOO_SLOW if ended.passed == "time" else Refusal.TOO_LARGE, file=file)
        if ended.code:
            raise Refused(_problem(self.folder / "problem.txt"), file=file)
        return _sheets(self.folder, file)


@contextmanager
def reader_beside(content: bytes, program: Path = _PROGRAM) -> Iterator[Reader]:
    """The reader of a workbook, started while its zip is still being looked into."""
    with TemporaryDirectory(prefix="retain-") as folder:
        book = Path(folder, "book")
        book.write_bytes(content)
        with started(program, str(book), folder) as child:
            yield Reader(child, Path(folder))


def tables_of_zip(content: bytes, file: str, looked_into: Callable[[], ZipInspection]) -> tuple[CellTable, ...]:
    """The sheets of xlsx, xlsm, xlsb or ods. The whole look goes on while they are read; its refusal comes first."""
    with reader_beside(content) as reader, ThreadPoolExecutor(1) as beside:
        inflated = first_look(content, file)
        look = beside.submit(looked_into)
        try:
            tables = reader.tables(inflated, file)
        except Refused as refused:
            if "content.xml" not in look.result().names or refused.code != Refusal.DAMAGED:
                raise
            return _tables(content, inflated, file, _OPEN)
        seen = look.result()
        merged = merged_by_sheet(content, seen.merged) or merged_in_xlsb(content)
    return with_typed_cells(_with_merged(tables, merged), content, seen.odd)


def _with_merged(tables: tuple[CellTable, ...], merged: Mapping[str, tuple[Merged, ...]]) -> tuple[CellTable, ...]:
    return tuple(replace(table, merged=merged.get(str(table.sheet), table.merged)) for table in tables)


def tables_of_flat_ods(content: bytes, file: str) -> tuple[CellTable, ...]:
    """The sheets of an OpenDocument sheet in one XML file; refuses declarations in it."""
    if _DECLARED.search(content):
        raise Refused(Refusal.UNSAFE, file=file, problem="DTD")
    return _tables(content, len(content) * 10, file, _OPEN)


def tables_of_ole(content: bytes, file: str) -> tuple[CellTable, ...]:
    """The sheets of an xls; refuses other documents in that container, and encrypted ones."""
    if _utf16("EncryptedPackage") in content or _utf16("EncryptionInfo") in content:
        raise Refused(Refusal.PASSWORD, file=file)
    if _utf16("Workbook") not in content and _utf16("Book") not in content:
        raise Refused(Refusal.IS_DOCUMENT, file=file)
    fat, _, _, _, _, _, _, difat = struct.unpack_from("<8I", content.ljust(512, b"\0"), 44)
    if max(fat, difat) > len(content) // 128 + 8:
        raise Refused(Refusal.DAMAGED, file=file)
    return _tables(content, len(content) * 2, file)


def tables_of_columns(content: bytes, file: str) -> tuple[CellTable, ...]:
    """The table of a Parquet or Arrow file."""
    return _tables(content, len(content) * 10, file, _COLUMNAR)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _tables(content: bytes, inflated: int, file: str, program: Path = _PROGRAM) -> tuple[CellTable, ...]:
    with reader_beside(content, program) as reader:
        return reader.tables(inflated, file)


def _problem(written: Path) -> Refusal:
    text = written.read_text(encoding="utf-8").lower() if written.exists() else ""
    return Refusal.PASSWORD if "password" in text or "encrypt" in text else Refusal.DAMAGED


def _sheets(folder: Path, file: str) -> tuple[CellTable, ...]:
    listed = json.loads((folder / "sheets.json").read_text(encoding="utf-8"))
    tables = [
        table_of(
            pl.read_ipc((folder / f"{at}.arrow").read_bytes()),
            file=file,
            sheet=sheet["name"],
            hidden=not sheet["visible"],
            spreadsheet=True,
            merged=tuple(Merged(*span) for span in sheet.get("merged", [])),
        )
        for at, sheet in enumerate(listed)
    ]
    filled = tuple(table for table in tables if table.cells.height)
    if not filled:
        raise Refused(Refusal.NO_SHEET, file=file)
    return filled
