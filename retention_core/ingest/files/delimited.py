"""Delimited text: the delimiter is decided over the lines, then every line becomes a row of cells."""

import csv
import io
import re
from collections.abc import Iterator

import polars as pl

from retention_core.ingest.files.dialects import SAMPLE_LINES, Dialect, dialect_of, lined_up, with_delimiter
from retention_core.ingest.files.encoding import Text
from retention_core.ingest.files.fixed_width import aligned_cells, spaced_cells
from retention_core.ingest.files.quoted_rows import Quoting, quoted_rows, swallows, usual_width
from retention_core.ingest.files.quotes_in_order import in_order
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.cells import CellTable, table_of
from retention_core.ingest.inputs.limits import WIDEST
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import DecisionCode, NoteCode

_LEAST_DELIMITERS, _MOST_LINES_LOOKED_AT = 2, 2_000_000
_SEPARATOR_LINE = re.compile(r"^\"?sep=(.{1,2}?)\"?\s*[\r\n]", re.IGNORECASE)
# Excel's way of forcing a cell to stay text: ="00123".
_FORCED_TEXT = re.compile(r'"?="{1,2}([^"\n]*)"{1,2}"?(?=[,;\t|\n]|$)')
_ONE_CHARACTER = "\x1f"


def table_from_text(text: Text, answers: Answers) -> CellTable:
    """The table of a delimited text; refuses a text without columns."""
    body, hinted = _without_separator_line(text.text)
    body = _unwrapped(_FORCED_TEXT.sub(r'"\1"', _with_line_ends(body)))
    if not body.strip():
        raise Refused(Refusal.EMPTY, file=answers.file)
    dialect = decided_dialect(body, dialect_of(body, hinted), answers)
    cells = _apart_by_spaces(body) if dialect is None else _cells(_one_delimiter(body, dialect), dialect, answers.file)
    if cells is None:
        raise Refused(Refusal.NO_COLUMNS, file=answers.file, seen=body.strip().split("\n")[0][:80])
    delimiter = dialect.delimiter if dialect else " "
    table = table_of(cells, file=answers.file, encoding=text.encoding, delimiter=delimiter)
    if table.width > WIDEST:
        raise Refused(Refusal.TOO_WIDE, file=answers.file, columns=table.width)
    return table.noting(*text.notes, Note(NoteCode.DELIMITER, {"file": answers.file, "delimiter": delimiter}))


def _apart_by_spaces(body: str) -> pl.DataFrame | None:
    """The cells of a text without any delimiter: one space between them, or columns that are aligned."""
    spaced = spaced_cells(body)
    return spaced if spaced is not None else aligned_cells(body)


def _unwrapped(body: str) -> str:
    """The text without the quotes that stand around each of its lines as a whole, those within not doubled any more.

    So a table comes out of a program that took its lines for a single column.
    """
    if not all(line.startswith('"') and line.endswith('"') for line in body.strip().split("\n", 20)[:20]):
        return body
    try:
        rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=_ONE_CHARACTER, strict=True))
    except csv.Error:
        return body
    return "\n".join(cell for row in rows for cell in row) if max(map(len, rows)) == 1 else body


def _with_line_ends(text: str) -> str:
    """The text with one kind of line end; where it has none of the usual, those of Unicode count."""
    body = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" in body.strip("\n"):
        return body
    return body.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def _without_separator_line(text: str) -> tuple[str, str | None]:
    hint = _SEPARATOR_LINE.match(text)
    return (text[hint.end() - 1 :], hint.group(1)) if hint else (text, None)


def _one_delimiter(body: str, dialect: Dialect) -> str:
    """The text with one delimiter, where some of its lines have another one instead, as often."""
    lines = body.split("\n")
    usual = max(map(str.count, lines[:SAMPLE_LINES], [dialect.delimiter] * SAMPLE_LINES), default=0)
    others = [d for d in (",", ";", "\t") if d != dialect.delimiter]
    if usual < _LEAST_DELIMITERS or '"' in body or len(lines) > _MOST_LINES_LOOKED_AT:
        return body
    strange = [at for at, line in enumerate(lines) if line and dialect.delimiter not in line]
    for at in strange:
        other = next((d for d in others if lines[at].count(d) == usual), None)
        lines[at] = lines[at].replace(other, dialect.delimiter) if other else lines[at]
    return "\n".join(lines) if strange else body


def decided_dialect(body: str, found: Dialect | None, answers: Answers) -> Dialect | None:
    """The dialect as it was found, or with the delimiter that the user says."""
    if found is None:
        return None
    offered = [found.delimiter, *(d for d in lined_up(body) if d != found.delimiter)]
    chosen = answers.decide(DecisionCode.DELIMITER, found.delimiter, offered)
    return found if chosen == found.delimiter else with_delimiter(body, chosen)


def _cells(body: str, dialect: Dialect, file: str) -> pl.DataFrame:
    quick = _quick_cells(body, dialect) if dialect.plain else None
    return quick if quick is not None else _careful_cells(body, dialect, file)


def _quick_cells(body: str, dialect: Dialect) -> pl.DataFrame | None:
    """The cells by the fast reader; None unless quotes are in order and it made one row of every line."""
    lines, content = body.count("\n") + (not body.endswith("\n")), body.encode()
    if not in_order(content, dialect.delimiter):
        return None
    try:
        cells = pl.read_csv(
            content,
            separator=dialect.delimiter,
            has_header=False,
            infer_schema=False,
            quote_char='"' if '"' in body else None,
        )
    except (pl.exceptions.PolarsError, ValueError):
        return None
    return cells if cells.height == lines else None


def _careful_cells(body: str, dialect: Dialect, file: str) -> pl.DataFrame:
    rows = careful_rows(body, dialect)
    width = max(map(len, rows), default=0)
    if width > WIDEST:
        raise Refused(Refusal.TOO_WIDE, file=file, columns=width)
    padded = [row + [""] * (width - len(row)) for row in rows]
    return pl.DataFrame(padded, schema=[str(at) for at in range(width)], orient="row") if width else pl.DataFrame()


def careful_rows(body: str, dialect: Dialect) -> list[list[str]]:
    """One list of cells per row; where quotes are not as they should be, by what all the lines have in common."""
    quoting = Quoting(
        _ONE_CHARACTER if len(dialect.delimiter) > 1 else dialect.delimiter, dialect.quote, dialect.escape
    )
    body = body.replace(dialect.delimiter, quoting.delimiter)
    rows = _well_formed_rows(body, quoting, spaced=dialect.spaced) if not dialect.escape else None
    if rows is not None:
        return rows
    if dialect.spaced:
        body = body.replace(f"{quoting.delimiter} {quoting.quote}", quoting.delimiter + quoting.quote)
    return quoted_rows(body.removesuffix("\n").split("\n"), quoting)


def _well_formed_rows(body: str, quoting: Quoting, *, spaced: bool) -> list[list[str]] | None:
    """The rows by the standard reader; None where a quote strays, is never closed, or swallows whole rows."""
    csv.field_size_limit(1 << 30)
    try:
        rows = list(_reader(body, quoting, spaced=spaced))
    except csv.Error:
        return None
    usual = usual_width([len(row) for row in rows[:SAMPLE_LINES]])
    return None if any(swallows(row, quoting, usual) for row in rows) else rows


def _reader(body: str, quoting: Quoting, *, spaced: bool) -> Iterator[list[str]]:
    lines = io.StringIO(body, newline="")
    return csv.reader(lines, delimiter=quoting.delimiter, quotechar=quoting.quote, skipinitialspace=spaced, strict=True)
