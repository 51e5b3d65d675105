"""Tables as files to download, safe to open: what was text in the shop's file stays text in a spreadsheet program.

A cell such as =1+1 would be run as a formula by Excel. In a CSV such a cell gets an apostrophe in front, which reading
takes away again; in an Excel file it is stored as text. Numbers stay numbers, signed ones too. Where Excel parts a line
at semicolons, as in most of Europe, a new cell may begin within one of ours, quotes or not: x;=1+1 becomes x;'=1+1.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from retention_core.i18n.speech import Speech, speech
from retention_core.kernel.messages import N_

FORMULA_SIGNS = "=+-@＝＋－＠"  # the wide ones are the same to an Excel of East Asia
FORMULA_STARTS = (*FORMULA_SIGNS, "\t", "\r", "\n")
FORMULA = r"^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])"
FORMULA_WITHIN = r"([;|\t\r\n]\s*)([=+\-@＝＋－＠])"
SIGNED_NUMBER = r"^\s*[+-]?[0-9][0-9.,' \u{a0}\u{202f}]*$"
BYTE_ORDER_MARK = "\ufeff".encode()
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
LONGEST_SHEET_NAME = 31
# what Excel can hold as a number or a day; anything else is written as text
MOST_EXACT = 10**15
FIRST_YEAR = 1900


def csv_bytes(frame: pl.DataFrame, *, headers: Sequence[str] | None = None) -> bytes:
    """A table as a CSV file that Excel opens with the right letters (UTF-8 with a byte order mark).

    headers: what to write above the columns, where that is not their names (two columns of a file may have one header).
    """
    names = pl.DataFrame([list(headers or frame.columns)], schema=[str(i) for i in range(frame.width)], orient="row")
    body = BytesIO(BYTE_ORDER_MARK)
    body.seek(0, 2)
    for part in (names, frame):
        part.with_columns(defused(pl.col(pl.String))).write_csv(body, include_header=False)
    return body.getvalue()


def defused(text: pl.Expr) -> pl.Expr:
    """Text with an apostrophe in front where a spreadsheet program would take it for a formula; "-12.50" stays.

    And within it, behind whatever may be taken for the end of a cell or line.
    """
    looks_like_formula = text.str.contains(FORMULA) & ~text.str.contains(SIGNED_NUMBER)
    apart = text.str.replace_all(FORMULA_WITHIN, "$1'$2")
    return pl.when(looks_like_formula).then(pl.lit("'") + apart).otherwise(apart).name.keep()


def xlsx_bytes(
    frame: pl.DataFrame, sheet_name: str, *, headers: Sequence[str] | None = None, words: Speech | None = None
) -> bytes:
    """A table as an Excel file. More rows than a sheet can hold go on in a further sheet.

    A cell longer than Excel can hold is cut and says so in the language of `words`.
    """
    target = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, safe) as book:
        sheets = _Sheets(book, words or speech("en"))
        for number, part in enumerate(frame.iter_slices(MOST_ROWS) if frame.height else [frame], start=1):
            sheets.write(part, accepted_name(sheet_name, number), headers or frame.columns)
    return target.getvalue()


class _Sheets:
    """The cells of one Excel file."""

    def __init__(self, book: Workbook, words: Speech) -> None:
        self._book, self._words = book, words
        self._heading = book.add_format({"bold": True, "quote_prefix": True})
        self._text = book.add_format({"quote_prefix": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def write(self, part: pl.DataFrame, name: str, headers: Sequence[str]) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, (header, series) in enumerate(zip(headers, part.iter_columns(), strict=True)):
            self._write_text(sheet, 0, column, header, self._heading)
            for row, value in enumerate(series, start=1):
                self._write_value(sheet, row, column, value)

    def _write_value(self, sheet: Worksheet, row: int, column: int, value: object) -> None:
        match value:
            case None:
                return
            case bool():
                sheet.write_boolean(row, column, value)
            case int() | float() | Decimal() if abs(value) < MOST_EXACT:
                sheet.write_number(row, column, float(value))
            case datetime() if value.year >= FIRST_YEAR:
                sheet.write_datetime(row, column, value.replace(tzinfo=None), self._moment)
            case date() if value.year >= FIRST_YEAR:
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self._day)
            case _:
                text = str(value)
                self._write_text(sheet, row, column, text, self._text if text.startswith(FORMULA_STARTS) else None)

    def _write_text(self, sheet: Worksheet, row: int, column: int, text: str, look: Format | None) -> None:
        # write_string alone would drop a longer cell with a return code that is easily overlooked
        sheet.write_string(row, column, self._fitting(text), look)

    def _fitting(self, text: str) -> str:
        text = _in_pairs(text)
        if _length(text) <= LONGEST_CELL:
            return text
        note = self._words.say(
            N_("[cut here: the whole text of {n} characters does not fit into one cell]"), n=len(text)
        )
        room = LONGEST_CELL - _length(note) - 1
        return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + " " + note


def _length(text: str) -> int:
    """Characters as Excel counts them."""
    return len(text.encode("utf-16-le")) // 2


def _in_pairs(text: str) -> str:
    """The text with half signs, which no file can hold, as question marks: a file's name may have them."""
    return text if text.isascii() else text.encode("utf-16-le", "replace").decode("utf-16-le")


def accepted_name(name: str, number: int) -> str:
    """A name that Excel accepts for a sheet; the second and later sheets of a table carry their number."""
    allowed = (
        "".join(" " if sign in "[]:*?/\\" or not sign.isprintable() else sign for sign in name).strip(" '") or "Retain"
    )
    suffix = f" {number}" if number > 1 else ""
    return allowed[: LONGEST_SHEET_NAME - len(suffix)].strip(" '") + suffix
