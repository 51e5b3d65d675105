"""The dialect of a delimited text: what stands between cells, around them, and before a quote within them.

Nothing is believed because of one line. A delimiter is the one by which most lines have equally many cells; quotes and
escapes are those by which more lines have as many cells as the others, and fewer quote marks are left within cells
(after van den Burg, Nazábal and Sutton, Data Mining and Knowledge Discovery 33, 2019: consistency of a reading).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retention_core.ingest.files.quoted_rows import DOUBLED, Quoting, least_stray, usual_width

DELIMITERS = (",", ";", "\t", "|", "||", "^", "~", ":")
SAMPLE_LINES = 400
_SAMPLE_LETTERS = 1 << 20
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_ENCLOSED = re.compile(r"(?:^|(?<=[,;\t|^~]))\s?'(.+?)'(?=\s?(?:[,;\t|^~]|$))")
_OPENED = re.compile(r"(?:^|(?<=[,;\t|^~]))\s?'")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_MOSTLY, _HALF = 0.9, 0.5
_ESCAPE = "\\"


@dataclass(frozen=True)
class Dialect:
    """How cells are separated and quoted.

    spaced    a space follows every delimiter, before the quotes
    escape    what stands before a quote or a delimiter within a cell; "": a quote is written twice
    """

    delimiter: str
    spaced: bool = False
    quote: str = '"'
    escape: str = DOUBLED

    @property
    def plain(self) -> bool:
        """Whether it is the usual one, but for the delimiter."""
        return len(self.delimiter) == 1 and not self.spaced and self.quote == '"' and self.escape == DOUBLED


def dialect_of(body: str, hinted: str | None = None) -> Dialect | None:
    """The dialect in which most lines have equally many cells; None where no delimiter makes columns."""
    lines = _sample(body)
    if hinted:
        return dialect_with(lines, hinted)
    scores = {d: _evenness(_counts(lines, d)) for d in DELIMITERS if d != "|" or "||" not in body}
    best = max(scores, key=lambda d: scores[d])
    return dialect_with(lines, best) if scores[best] > 0 else None


def _sample(body: str) -> list[str]:
    return [line for line in body[:_SAMPLE_LETTERS].split("\n")[:SAMPLE_LINES] if line.strip()]


def with_delimiter(body: str, delimiter: str) -> Dialect:
    """The dialect of a text whose delimiter is known."""
    return dialect_with(_sample(body), delimiter)


def dialect_with(lines: Sequence[str], delimiter: str) -> Dialect:
    """How the lines quote and escape, under a delimiter."""
    spaced = any(f'{delimiter} "' in line or f"{delimiter} '" in line for line in lines)
    usual = Dialect(delimiter, spaced=spaced)
    return _with_escape(lines, replace(usual, quote="'") if _singly_quoted(lines, usual) else usual)


def lined_up(body: str) -> list[str]:
    """The delimiters that stand on most of the first lines."""
    lines = _bare([line for line in body[: 1 << 16].split("\n")[:SAMPLE_LINES] if line.strip()])
    return [d for d in DELIMITERS if sum(d in line for line in lines) * 2 > len(lines)]


def _counts(lines: Sequence[str], delimiter: str) -> list[int]:
    """How often a delimiter stands outside quotes on each line; a colon of a clock is none."""
    bare = _bare(lines)
    return [(_CLOCK.sub("", line) if delimiter == ":" else line).count(delimiter) for line in bare]


def _bare(lines: Sequence[str]) -> list[str]:
    """The lines without what stands between quotes."""
    return [_ENCLOSED.sub("", _QUOTED.sub("", line)) for line in lines]


def _evenness(counts: list[int]) -> float:
    """How many lines share the commonest number of cells: more lines first, more cells next."""
    usual = max(set(counts), key=lambda n: (counts.count(n) if n else 0, n))
    return counts.count(usual) / len(counts) * (1 + usual / 1000) if usual else 0.0


def _singly_quoted(lines: Sequence[str], dialect: Dialect) -> bool:
    """Whether apostrophes stand around cells: they close wherever they open, on most lines or round delimiters."""
    opened = sum(len(_OPENED.findall(line)) for line in lines)
    enclosed = [_ENCLOSED.findall(line) for line in lines]
    if not opened or sum(map(len, enclosed)) < _MOSTLY * opened:
        return False
    if sum(map(bool, enclosed)) >= _HALF * len(lines):
        return True
    return _consistency(lines, replace(dialect, quote="'")) > _consistency(lines, dialect)


def _with_escape(lines: Sequence[str], dialect: Dialect) -> Dialect:
    """The dialect with a backslash before quotes or delimiters, where that reads more lines alike."""
    escaped = any(_ESCAPE + mark in line for line in lines for mark in (dialect.quote, dialect.delimiter))
    with_escape = replace(dialect, escape=_ESCAPE)
    return with_escape if escaped and _consistency(lines, with_escape) > _consistency(lines, dialect) else dialect


def _consistency(lines: Sequence[str], dialect: Dialect) -> tuple[int, int]:
    """How many lines have the usual number of cells, and how few quote marks stray within cells."""
    quoting = Quoting(dialect.delimiter, dialect.quote, dialect.escape)
    read = [least_stray(line, quoting) for line in lines]
    usual = usual_width([len(cells) for cells, _ in read])
    return sum(len(cells) == usual for cells, _ in read), -sum(stray for _, stray in read)
