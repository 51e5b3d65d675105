"""Run as a program of its own: reads a workbook with fastexcel and hands its sheets back as Arrow files.

A forged or broken workbook can end the process that reads it; this one holds nothing else. It knows nothing of the
rest of the product, so that it starts at once. It opens the workbook only once it has read a byte: the look into the
zip goes on while this program starts.

usage: excel.py WORKBOOK FOLDER    writes FOLDER/0.arrow, 1.arrow, ... and FOLDER/sheets.json
"""

import json
import sys
from pathlib import Path


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
    import polars as pl  # noqa: PLC0415

    if not sys.stdin.buffer.read(1):
        raise EOFError
    book = fastexcel.read_excel(workbook)
    sheets: list[dict[str, object]] = []
    for at, name in enumerate(book.sheet_names):
        sheet = book.load_sheet(at, header_row=None, skip_rows=0, dtypes="string", skip_whitespace_tail_rows=True)
        cells = pl.DataFrame(sheet) if sheet.width and sheet.height else pl.DataFrame()
        cells.write_ipc(folder / f"{at}.arrow")
        sheets.append({"name": name, "visible": sheet.visible == "visible"})
    return sheets


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
