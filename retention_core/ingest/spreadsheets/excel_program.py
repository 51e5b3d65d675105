"""Run as a program of its own: reads a workbook with fastexcel and hands its sheets back as Arrow files.

A forged or broken workbook can end the process that reads it; this one holds nothing else. It knows nothing of the
rest of the product, so that it starts at once. It opens the workbook only once it has read a byte: the look into the
zip goes on while this program starts.

usage: excel_program.py WORKBOOK FOLDER    writes FOLDER/0.arrow, 1.arrow, ... and FOLDER/sheets.json
"""

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from fastexcel import ExcelReader
    from pyarrow import RecordBatch

_MOST_BYTES = 64 << 20
_SHEET = re.compile(r"(?i)^xl/worksheets/[^/]+\.bin$")
_ROW, _LONG, _SHORT, _LONGER, _RECORDS_LOOKED_AT = 0, range(1, 12), range(12, 19), 11, 50_000
Span = tuple[int, int, int, int]
"""A merged range: top, left, bottom, right; rows from 1, columns from 0, all inclusive."""
_TALL = re.compile(rb"number-(?:rows|columns)-spanned=\"(?:[2-9]|\d\d)")


def main(workbook: str, folder: str) -> int:
    """Every sheet as text; what went wrong stands in problem.txt."""
    try:
        sheets = _written(workbook, Path(folder))
    except BaseException as problem:
        Path(folder, "problem.txt").write_text(f"{type(problem).__name__}: {problem}"[:2000], encoding="utf-8")
        return 1
    Path(folder, "sheets.json").write_text(json.dumps(sheets), encoding="utf-8")
    return 0


def _written(workbook: str, folder: Path) -> list[dict[str, object]]:
    import fastexcel  # noqa: PLC0415
    import pyarrow  # noqa: PLC0415

    if not sys.stdin.buffer.read(1):
        raise EOFError
    book = fastexcel.read_excel(_with_places(workbook, folder))
    sheets: list[dict[str, object]] = []
    merged = _merged_in_ods(workbook) if zipfile.is_zipfile(workbook) else _merged_in_xls(workbook)
    for at, name in enumerate(book.sheet_names):
        cells, visible = _cells(book, at)
        with pyarrow.OSFile(str(folder / f"{at}.arrow"), "wb") as file, pyarrow.ipc.new_file(file, cells.schema) as out:
            out.write_batch(cells)
        sheets.append({"name": name, "visible": visible, "merged": merged.get(name, [])})
    return sheets


def _cells(book: "ExcelReader", at: int) -> tuple["RecordBatch", bool]:
    """The cells of a sheet as text, and whether it is shown. A lone sheet is, and is read the quicker way."""
    if len(book.sheet_names) == 1:
        return book.load_sheet_eager(at, header_row=None, skip_rows=0, dtypes="string"), True
    sheet = book.load_sheet(at, header_row=None, skip_rows=0, dtypes="string", skip_whitespace_tail_rows=True)
    return sheet.to_arrow(), sheet.visible == "visible"


def _with_places(workbook: str, folder: Path) -> str:
    """An xlsb whose cells leave out their column, as some programs write them, with the columns written in."""
    if not zipfile.is_zipfile(workbook):
        return workbook
    with zipfile.ZipFile(workbook) as archive:
        sheets = [name for name in archive.namelist() if _SHEET.search(name)]
        if not any(_leaves_out_columns(archive.read(name)) for name in sheets):
            return workbook
        placed = str(folder / "placed")
        with zipfile.ZipFile(placed, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in archive.namelist():
                content = archive.read(name)
                copy.writestr(name, _placed(content) if name in sheets else content)
    return placed


def _records(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Records of a binary sheet: kind, where it begins, where its content begins, where it ends."""
    at = 0
    while at < len(content):
        start, kind = at, content[at]
        at += 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | (content[at] & 0x7F) << 7, at + 1
        size, shift = 0, 0
        while True:
            size, more = size | (content[at] & 0x7F) << shift, content[at] & 0x80
            at, shift = at + 1, shift + 7
            if not more or shift > 21:
                break
        yield kind, start, at, at + size
        at += size


def _leaves_out_columns(content: bytes) -> bool:
    first = islice(_records(content), _RECORDS_LOOKED_AT)
    return any(kind in _SHORT for kind, *_ in first)


def _placed(content: bytes) -> bytes:
    parts, column = [], -1
    for kind, start, inner, end in _records(content):
        if kind == _ROW:
            column = -1
        if kind in _LONG:
            column = int.from_bytes(content[inner : inner + 4], "little")
        if kind not in _SHORT:
            parts.append(content[start:end])
            continue
        column += 1
        payload = column.to_bytes(4, "little") + content[inner:end]
        parts.append(bytes([kind - _LONGER]) + _length(len(payload)) + payload)
    return b"".join(parts)


def _length(size: int) -> bytes:
    found = bytearray()
    while True:
        found.append((size & 0x7F) | (0x80 if size > 0x7F else 0))
        size >>= 7
        if not size:
            return bytes(found)


def _merged_in_xls(workbook: str) -> dict[str, list[Span]]:
    """Merged ranges of an xls by the name of the sheet; none where a second reader cannot follow it."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    found: dict[str, list[Span]] = {}
    with suppress(CalamineError), CalamineWorkbook.from_path(workbook) as book:
        for name in book.sheet_names:
            ranges = book.get_sheet_by_name(name).merged_cell_ranges or []
            found[name] = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]
    return found


def _merged_in_ods(workbook: str) -> dict[str, list[Span]]:
    """Merged ranges of an OpenDocument sheet by its name."""
    with zipfile.ZipFile(workbook) as archive:
        if "content.xml" not in archive.namelist() or archive.getinfo("content.xml").file_size > _MOST_BYTES:
            return {}
        with archive.open("content.xml") as stream:
            try:
                return _spans(stream) if _TALL.search(stream.read()) else {}
            except (ValueError, ElementTree.ParseError):
                return {}


def _spans(stream: IO[bytes]) -> dict[str, list[Span]]:
    stream.seek(0)
    found: dict[str, list[Span]] = {}
    name, row, column, pending = "", 1, 0, 1
    for when, element in ElementTree.iterparse(stream, ("start", "end")):
        kind = element.tag.rpartition("}")[2]
        if when == "end":
            if kind == "table-row":
                row += pending
                element.clear()
            continue
        told = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
        if kind == "table":
            name, row = told.get("name", ""), 1
        elif kind == "table-row":
            column, pending = 0, int(told.get("number-rows-repeated", 1))
        elif kind in {"table-cell", "covered-table-cell"}:
            down, across = (int(told.get(f"number-{what}-spanned", 1)) for what in ("rows", "columns"))
            if down > 1 or across > 1:
                found.setdefault(name, []).append((row, column, row + down - 1, column + across - 1))
            column += int(told.get("number-columns-repeated", 1))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
