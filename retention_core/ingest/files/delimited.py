"""Delimited text: the delimiter is decided over the lines, then every line becomes a row of cells."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import polars as pl

from retention_core.ingest.files.encoding import Text
from retention_core.ingest.files.fixed_width import aligned_cells
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.cells import CellTable, table_of
from retention_core.ingest.inputs.limits import WIDEST
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import DecisionCode, NoteCode

DELIMITERS = (",", ";", "\t", "|", "||", "^", "~", ":")
_SAMPLE_LINES = 400
_LEAST_DELIMITERS, _MOST_LINES_LOOKED_AT = 2, 2_000_000
_SEPARATOR_LINE = re.compile(r"^\"?sep=(.{1,2}?)\"?\s*[\r\n]", re.IGNORECASE)
# Excel's way of forcing a cell to stay text: ="00123".
_FORCED_TEXT = re.compile(r'"?="{1,2}([^"\n]*)"{1,2}"?(?=[,;\t|\n]|$)')
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


@dataclass(frozen=True)
class Dialect:
    """How cells are separated. `spaced`: a space follows every delimiter, before the quotes."""

    delimiter: str
    spaced: bool = False
    quote: str = '"'


def table_from_text(text: Text, answers: Answers) -> CellTable:
    """The table of a delimited text; refuses a text without columns."""
    body, hinted = _without_separator_line(text.text)
    body = _FORCED_TEXT.sub(r'"\1"', _with_line_ends(body))
    if not body.strip():
        raise Refused(Refusal.EMPTY, file=answers.file)
    dialect = decided_dialect(body, dialect_of(body, hinted), answers)
    body = _one_delimiter(body, dialect) if dialect else body
    aligned = aligned_cells(body) if dialect is None else None
    if aligned is not None:
        table = table_of(aligned, file=answers.file, encoding=text.encoding, delimiter=" ")
        return table.noting(*text.notes, Note(NoteCode.DELIMITER, {"file": answers.file, "delimiter": " "}))
    if dialect is None:
        raise Refused(Refusal.NO_COLUMNS, file=answers.file, seen=body.strip().split("\n")[0][:80])
    table = table_of(
        _cells(body, dialect, answers.file), file=answers.file, encoding=text.encoding, delimiter=dialect.delimiter
    )
    if table.width > WIDEST:
        raise Refused(Refusal.TOO_WIDE, file=answers.file, columns=table.width)
    return table.noting(*text.notes, Note(NoteCode.DELIMITER, {"file": answers.file, "delimiter": dialect.delimiter}))


def _with_line_ends(text: str) -> str:
    """The text with one kind of line end; where it has none of the usual, those of Unicode count."""
    body = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" in body.strip("\n"):
        return body
    return body.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def _without_separator_line(text: str) -> tuple[str, str | None]:
    hint = _SEPARATOR_LINE.match(text)
    return (text[hint.end() - 1 :], hint.group(1)) if hint else (text, None)


def dialect_of(body: str, hinted: str | None = None) -> Dialect | None:
    """The dialect in which most lines have equally many cells; None where no delimiter makes columns."""
    lines = [line for line in body[: 1 << 20].split("\n")[:_SAMPLE_LINES] if line.strip()]
    bare = [_QUOTED.sub("", line) for line in lines]
    if hinted:
        return Dialect(hinted)
    scores = {d: _evenness([line.count(d) for line in bare]) for d in DELIMITERS if d != "|" or "||" not in body}
    best = max(scores, key=lambda d: scores[d])
    spaced = sum(f'{best} "' in line for line in lines) > 0
    quote = "'" if all(_within(line, best, "'") for line in lines[:20]) else '"'
    return Dialect(best, spaced=spaced, quote=quote) if scores[best] > 0 else None


def _one_delimiter(body: str, dialect: Dialect) -> str:
    """The text with one delimiter, where some of its lines have another one instead, as often."""
    lines = body.split("\n")
    usual = max(map(str.count, lines[:_SAMPLE_LINES], [dialect.delimiter] * _SAMPLE_LINES), default=0)
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
    offered = [found.delimiter, *(d for d in _lined_up(body) if d != found.delimiter)]
    chosen = answers.decide(DecisionCode.DELIMITER, found.delimiter, offered)
    return found if chosen == found.delimiter else Dialect(chosen)


def _lined_up(body: str) -> list[str]:
    """The delimiters that stand on most of the first lines."""
    lines = [_QUOTED.sub("", line) for line in body[: 1 << 16].split("\n")[:_SAMPLE_LINES] if line.strip()]
    return [d for d in DELIMITERS if sum(d in line for line in lines) * 2 > len(lines)]


def _within(line: str, delimiter: str, quote: str) -> bool:
    """Whether every cell of a line stands between quotes."""
    return all(
        len(cell) > 1 and cell.startswith(quote) and cell.endswith(quote) for cell in line.strip().split(delimiter)
    )


def _evenness(counts: list[int]) -> float:
    """How many lines share the commonest number of cells: more lines first, more cells next."""
    usual = max(set(counts), key=lambda n: (counts.count(n) if n else 0, n))
    return counts.count(usual) / len(counts) * (1 + usual / 1000) if usual else 0.0


def _cells(body: str, dialect: Dialect, file: str) -> pl.DataFrame:
    plain = len(dialect.delimiter) == 1 and not dialect.spaced and dialect.quote == '"'
    quick = _quick_cells(body, dialect) if plain else None
    return quick if quick is not None else _careful_cells(body, dialect, file)


def _quick_cells(body: str, dialect: Dialect) -> pl.DataFrame | None:
    """The cells by the fast reader; None unless it made one row of every line."""
    lines = body.count("\n") + (not body.endswith("\n"))
    try:
        cells = pl.read_csv(
            body.encode(),
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
    """One list of cells per row; where a quote is never closed, every line is a row by itself."""
    if len(dialect.delimiter) > 1:
        body, dialect = body.replace(dialect.delimiter, "\x1f"), replace(dialect, delimiter="\x1f")
    csv.field_size_limit(1 << 30)
    try:
        return list(_reader(io.StringIO(body, newline=""), dialect, strict=True))
    except csv.Error:
        usual = body.split("\n", 1)[0].count(dialect.delimiter) + 1
        return [_cells_of(line, dialect, usual) for line in body.split("\n")]


def _cells_of(line: str, dialect: Dialect, usual: int) -> list[str]:
    """The cells of one line; where its quotes do not pair up, they are mere letters around cells."""
    cells = next(iter(_reader([line], dialect, strict=False)), [])
    if len(cells) != usual and line.count(dialect.quote) % 2:
        return [
            cell.strip().removeprefix(dialect.quote).removesuffix(dialect.quote)
            for cell in line.split(dialect.delimiter)
        ]
    return cells


def _reader(lines: Iterable[str], dialect: Dialect, *, strict: bool) -> Iterator[list[str]]:
    quote = dialect.quote
    return csv.reader(
        lines, delimiter=dialect.delimiter, quotechar=quote, skipinitialspace=dialect.spaced, strict=strict
    )
