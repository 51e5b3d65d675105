"""Lines to cells where quotes do not pair up as they should: stray ones, unescaped ones, escaped by a backslash.

A cell between quotes ends where a quote stands before a delimiter or the end of the line. Of all ways to cut a line
into as many cells as the other lines have, the one that leaves the fewest stray quote marks is taken.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DOUBLED = ""
_MOST_ENDS = 300
_MOST_JOINED = 60
_STRAY_OPENING, _SWALLOWED = 2, 3
_NOTHING = "N"
_OPEN, _ILL = -1, -2


@dataclass(frozen=True)
class Quoting:
    """What stands between cells (one character), around them, and before a quote within them ("": it is doubled)."""

    delimiter: str
    quote: str
    escape: str = DOUBLED


Cut = tuple[int, tuple[str, ...]]
"""Stray quote marks, and the cells."""


def quoted_rows(lines: Sequence[str], quoting: Quoting) -> list[list[str]]:
    """One list of cells per row. A row goes on over line ends within quotes where only so it has the usual width."""
    usual = usual_width([len(cells) for line in lines[:1000] if (cells := _well_cut(line, quoting)) is not None])
    rows, at = [], 0
    while at < len(lines):
        cells, used = _row_at(lines, at, quoting, usual)
        rows.append(cells)
        at += used
    return rows


def usual_width(widths: Sequence[int]) -> int:
    """The number of cells that most rows have; one cell says nothing as long as others have more."""
    counts = Counter(width for width in widths if width > 1) or Counter(widths)
    return max(counts, key=lambda width: (counts[width], width), default=1)


def _row_at(lines: Sequence[str], at: int, quoting: Quoting, usual: int) -> tuple[list[str], int]:
    """The row that begins on a line, and over how many lines it goes."""
    line = lines[at]
    if quoting.quote not in line and not (quoting.escape and quoting.escape in line):
        return line.split(quoting.delimiter), 1
    if (cells := _well_cut(line, quoting)) is not None:
        return cells, 1
    joined = _MOST_JOINED if _stays_open(line, quoting) else 0
    for used in range(2, min(joined, len(lines) - at) + 1):
        whole = _well_cut("\n".join(lines[at : at + used]), quoting)
        if whole is not None and len(whole) == usual and not swallows(whole, quoting, usual):
            return whole, used
    return fitted(line, quoting, usual), 1


def swallows(cells: Sequence[str], quoting: Quoting, usual: int) -> bool:
    """Whether some cell holds whole rows: lines within it have as many cells as a row, quotes aside."""
    inner = [line for cell in cells if "\n" in cell for line in cell.split("\n")[1:-1]]
    whole = sum(line.count(quoting.delimiter) == usual - 1 for line in inner)
    return usual >= _SWALLOWED and whole * 2 > len(inner)


def _well_cut(text: str, quoting: Quoting) -> list[str] | None:
    """The cells of a text whose quotes are all in order; None where one of them strays or is never closed."""
    cells, at = [], 0
    while True:
        quoted = text.startswith(quoting.quote, at)
        end = _closing(text, at, quoting) if quoted else _unquoted_end(text, at, quoting)
        cell, stray = _cell(text[at : max(end, at)], quoting)
        if end < 0 or stray:
            return None
        cells.append(cell)
        if end == len(text):
            return cells
        at = end + 1


def _stays_open(line: str, quoting: Quoting) -> bool:
    """Whether a quote opens on a line and does not close on it, everything before being in order."""
    at = 0
    while at <= len(line):
        quoted = line.startswith(quoting.quote, at)
        end = _closing(line, at, quoting) if quoted else _unquoted_end(line, at, quoting)
        if end < 0:
            return end == _OPEN
        at = end + 1
    return False


def _unquoted_end(text: str, at: int, quoting: Quoting) -> int:
    """Where a cell without quotes ends: at the next delimiter that is not escaped."""
    while True:
        end = text.find(quoting.delimiter, at)
        if end < 0:
            return len(text)
        if not _escaped(text, end, quoting):
            return end
        at = end + 1


def _closing(text: str, at: int, quoting: Quoting) -> int:
    """Where a cell that begins with a quote ends, behind the next quote alone; `_ILL` where something follows it."""
    place = at + 1
    while (place := text.find(quoting.quote, place)) >= 0:
        if _escaped(text, place, quoting):
            place += 1
        elif text.startswith(quoting.quote, place + 1):
            place += 2
        else:
            end = place + 1
            return end if end == len(text) or text[end] == quoting.delimiter else _ILL
    return _OPEN


def _escaped(text: str, at: int, quoting: Quoting) -> bool:
    """Whether an odd number of escapes stands before a place."""
    before = at
    while quoting.escape and before and text[before - 1] == quoting.escape:
        before -= 1
    return (at - before) % 2 == 1


def fitted(line: str, quoting: Quoting, width: int) -> list[str]:
    """A line cut into as many cells as its neighbours have, with the fewest stray marks; any number where none fits."""
    ends = _ends(line, quoting)
    if len(ends) > _MOST_ENDS:
        return line.split(quoting.delimiter)
    exact = _cut(line, ends, quoting, width) if width <= len(ends) else None
    return list((exact or (0, least_stray(line, quoting)[0]))[1])


def least_stray(line: str, quoting: Quoting) -> tuple[tuple[str, ...], int]:
    """A line cut with the fewest stray marks, into more cells rather than fewer; the cells and the marks."""
    ends = _ends(line, quoting)
    if quoting.quote not in line or len(ends) > _MOST_ENDS:
        starts = [0, *(end + 1 for end in ends[:-1])]
        return tuple(_cell(line[a:b], quoting)[0] for a, b in zip(starts, ends, strict=True)), 0
    best: list[Cut] = [(0, ())] * (len(ends) + 1)
    for at in range(len(ends) - 1, -1, -1):
        cuts = [(stray + best[to][0], (cell, *best[to][1])) for cell, stray, to in _cells_from(line, at, ends, quoting)]
        best[at] = min(cuts, key=lambda cut: (cut[0], -len(cut[1])))
    return best[0][1], best[0][0]


def _ends(line: str, quoting: Quoting) -> list[int]:
    """Where cells may end: at every delimiter that is not escaped, and at the end of the line."""
    places = [at for at, letter in enumerate(line) if letter == quoting.delimiter]
    return [*(at for at in places if not _escaped(line, at, quoting)), len(line)]


def _cut(line: str, ends: Sequence[int], quoting: Quoting, width: int) -> Cut | None:
    """The best cut into exactly `width` cells; None where there is none.

    From the last place where a cell may begin to the first: best[cells left] of what follows.
    """
    following: list[dict[int, Cut]] = [{} for _ in range(len(ends))] + [{0: (0, ())}]
    for at in range(len(ends) - 1, -1, -1):
        for cell, stray, to in _cells_from(line, at, ends, quoting):
            for left, (strays, cells) in following[to].items():
                known = following[at].get(left + 1)
                if left < width and (known is None or stray + strays < known[0]):
                    following[at][left + 1] = (stray + strays, (cell, *cells))
    return following[0].get(width)


def _cells_from(line: str, at: int, ends: Sequence[int], quoting: Quoting) -> Iterator[tuple[str, int, int]]:
    """The cells that may begin after an end: up to the next one, or between quotes up to a later one."""
    start = ends[at - 1] + 1 if at else 0
    cell, stray = _cell(line[start : ends[at]], quoting)
    yield cell, stray, at + 1
    if not line.startswith(quoting.quote, start):
        return
    for later in range(at + 1, len(ends)):
        if line[ends[later] - 1] == quoting.quote and not _escaped(line, ends[later] - 1, quoting):
            cell, stray = _cell(line[start : ends[later]], quoting)
            yield cell, stray, later + 1


def _cell(text: str, quoting: Quoting) -> tuple[str, int]:
    """What a cell says, and how many quote marks stray in it. A lone mark before a cell is none of its letters."""
    quote = quoting.quote
    if len(text) > 1 and text.startswith(quote) and text.endswith(quote) and not _escaped(text, len(text) - 1, quoting):
        inner = text[1:-1]
        bare = inner.replace(quote * 2, "")
        return _unescaped(inner.replace(quote * 2, quote), quoting), _strays(bare, quoting)
    opens = text.startswith(quote)
    lone = opens and _strays(text, quoting) == 1
    stray = _STRAY_OPENING if opens else int(text.endswith(quote))
    return _unescaped(text[1:] if lone else text, quoting), stray


def _strays(text: str, quoting: Quoting) -> int:
    return text.count(quoting.quote) - (text.count(quoting.escape + quoting.quote) if quoting.escape else 0)


def _unescaped(text: str, quoting: Quoting) -> str:
    """The text without the marks that only protect a quote, a delimiter or themselves; \\N is no value."""
    if not quoting.escape or quoting.escape not in text:
        return text
    if text == quoting.escape + _NOTHING:
        return ""
    for mark in (quoting.quote, quoting.delimiter):
        text = text.replace(quoting.escape + mark, mark)
    return text.replace(quoting.escape * 2, quoting.escape)
