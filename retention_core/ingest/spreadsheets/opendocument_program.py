"""Run as a program of its own: reads OpenDocument sheets that fastexcel does not, in one XML file or in a zip.

usage: opendocument_program.py FILE FOLDER

It writes FOLDER/0.arrow, 1.arrow, ... and FOLDER/sheets.json, or FOLDER/problem.txt.
"""

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

_MOST_CELLS, _WIDEST = 40_000_000, 16_384
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
_VALUES = ("value", "date-value", "time-value", "boolean-value")


def main(source: str, folder: str) -> int:
    """Every sheet as text; what went wrong stands in problem.txt."""
    try:
        sheets = _written(source, Path(folder))
    except BaseException as problem:
        Path(folder, "problem.txt").write_text(f"{type(problem).__name__}: {problem}"[:2000], encoding="utf-8")
        return 1
    Path(folder, "sheets.json").write_text(json.dumps(sheets), encoding="utf-8")
    return 0


def _written(source: str, folder: Path) -> list[dict[str, object]]:
    import polars as pl  # noqa: PLC0415

    sheets: list[dict[str, object]] = []
    with _opened(source) as stream:
        for at, (name, rows, merged, visible) in enumerate(_sheets(stream)):
            width = max(map(len, rows), default=0)
            padded = [row + [None] * (width - len(row)) for row in rows]
            frame = pl.DataFrame(padded, schema={str(c): pl.String for c in range(width)}, orient="row")
            frame.write_ipc(folder / f"{at}.arrow")
            sheets.append({"name": name, "visible": visible, "merged": merged})
    return sheets


def _opened(source: str) -> IO[bytes]:
    return zipfile.ZipFile(source).open("content.xml") if zipfile.is_zipfile(source) else Path(source).open("rb")


Sheet = tuple[str, list[list[str | None]], list[tuple[int, int, int, int]], bool]


def _sheets(stream: IO[bytes]) -> Iterator[Sheet]:
    name, rows, merged, visible, hidden = "", [], [], True, set()
    for when, element in ElementTree.iterparse(stream, ("start", "end")):
        kind = _local(element.tag)
        if kind == "style" and when == "end" and any(_told(part).get("display") == "false" for part in element):
            hidden.add(_told(element).get("name"))
        elif kind == "table" and when == "start":
            name, rows, merged = _told(element).get("name", ""), [], []
            visible = _told(element).get("style-name") not in hidden
        elif kind == "table-row" and when == "end":
            merged += _spans(element, len(rows))
            rows += _repeated(element, rows)
            element.clear()
        elif kind == "table" and when == "end":
            yield name, _without_blank_end(rows), merged, visible
            element.clear()


def _repeated(row: ElementTree.Element, rows: list[list[str | None]]) -> list[list[str | None]]:
    """The cells of a row, as often as it is repeated; blank rows to the end of the sheet are not written out."""
    cells = _cells(row)
    times = int(_told(row).get("number-rows-repeated", 1))
    if (len(rows) + times) * max(len(cells), 1) > _MOST_CELLS:
        if any(cell for cell in cells):
            raise MemoryError(f"{times} rows of {len(cells)} cells")
        return []
    return [cells] * times


def _cells(row: ElementTree.Element) -> list[str | None]:
    found: list[str | None] = []
    for cell in row:
        if _local(cell.tag) not in {"table-cell", "covered-table-cell"}:
            continue
        text, times = _value(cell), int(_told(cell).get("number-columns-repeated", 1))
        found += [text] * (times if len(found) + times <= _WIDEST else 0)
    while found and found[-1] is None:
        found.pop()
    return found


def _value(cell: ElementTree.Element) -> str | None:
    """What a cell holds: its number, day or truth as stored, else its text."""
    told = _told(cell)
    if told.get("value-type") not in {None, "string"}:
        stored = next((told[name] for name in _VALUES if name in told), None)
        if stored is not None:
            return stored
    lines = [_text(part) for part in cell if _local(part.tag) == "p"]
    return "\n".join(lines) if lines else told.get("string-value")


def _text(part: ElementTree.Element) -> str:
    words = [part.text or ""]
    for inner in part:
        kind = _local(inner.tag)
        words.append(_SPACES[kind] * int(_told(inner).get("c", 1)) if kind in _SPACES else _text(inner))
        words.append(inner.tail or "")
    return "".join(words) if _local(part.tag) not in {"annotation", "ruby-text"} else ""


def _spans(row: ElementTree.Element, at: int) -> list[tuple[int, int, int, int]]:
    """Merged ranges that begin in a row: top, left, bottom, right; rows from 1, columns from 0."""
    found, column = [], 0
    for cell in row:
        told = _told(cell)
        down, across = (int(told.get(f"number-{what}-spanned", 1)) for what in ("rows", "columns"))
        if down > 1 or across > 1:
            found.append((at + 1, column, at + down, column + across - 1))
        column += int(told.get("number-columns-repeated", 1))
    return found


def _without_blank_end(rows: list[list[str | None]]) -> list[list[str | None]]:
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _told(element: ElementTree.Element) -> dict[str, str]:
    return {_local(key): value for key, value in element.attrib.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
