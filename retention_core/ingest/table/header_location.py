"""Where the table begins: title lines above, the header, and the rows that are its body."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import ascii_uppercase

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.cells import CellTable
from retention_core.ingest.inputs.limits import HEADER_SEARCH_ROWS
from retention_core.ingest.recognition.column_roles import named_roles
from retention_core.ingest.recognition.recognise import Recognition, recognise
from retention_core.ingest.table.two_row_headers import Row, paired, period_header
from retention_core.ingest.words.cell_kinds import looks_like_day, looks_like_email, looks_like_number
from retention_core.ingest.words.currencies import SIGNS
from retention_core.ingest.words.period_headers import period_of, periods_of
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.questions import Choice, Note
from retention_core.kernel.reading_codes import DecisionCode, NoteCode, QuestionCode

_MANY_PERIODS = 3
_ROWS_OFFERED = 6
_LONGEST_NAME = 80
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\.0|年)?")
# "Tax 1 Name" has the shape of an amount with a currency; among many known names it is a name.
_NAMES_PER_NUMBER, _SURELY_DATA = 4, 1_000_000


@dataclass(frozen=True)
class TableBody:
    """A table whose header is known.

    headers    one per column, each different from the others: a repeated one gets its number in brackets
    cells      String columns "0", "1", ...: the rows below the header
    rows       UInt32, the row of each as a spreadsheet program counts it
    added      columns that another file brought: they say nothing about how this one is written
    """

    table: CellTable
    header_row: int | None
    headers: tuple[str, ...]
    named: tuple[str | None, ...]
    cells: pl.DataFrame
    rows: pl.Series
    added: frozenset[str] = frozenset()

    @cached_property
    def seen(self) -> Recognition:
        """What the table is and which column is which, from headers, a fixed sample of the cells, and titles."""
        names = (Path(self.table.file).stem, self.table.sheet, *self._titles)
        return recognise(self.named, self.cells, tuple(filter(None, names)))

    @property
    def _titles(self) -> list[str]:
        """What stands alone in a row above the header."""
        above = self.table.cells.filter(self.table.rows < (self.header_row or 0)).head(HEADER_SEARCH_ROWS)
        rows = ([cell for cell in row if cell] for row in above.iter_rows())
        return [said[0] for said in rows if len(said) == 1]

    @cached_property
    def named_roles(self) -> tuple[frozenset[str], ...]:
        """For each column the roles that its header names, whatever its cells hold."""
        return tuple(named_roles(self.named))

    def position(self, header: str) -> str | None:
        """The column of a header; None: no such column."""
        return str(self.headers.index(header)) if header in self.headers else None

    def header(self, position: str) -> str:
        """The header of a column."""
        return self.headers[int(position)]


def locate_table(table: CellTable, answers: Answers) -> TableBody:
    """The table with its header found; asks where there is none; refuses a table without rows."""
    if not table.cells.height:
        raise Refused(Refusal.EMPTY, file=table.file)
    head = table.cells.head(HEADER_SEARCH_ROWS)
    at = _header_at(head)
    pair = _pair_at(table, head, at)
    lowest = pair[0] if pair is not None else at
    if lowest is None:
        return _headless(table, answers)
    chosen = _decided_row(table, lowest, answers)
    if chosen is None:
        return _without_header(table)
    body = _below(table, *pair) if pair is not None and chosen == lowest else _below(table, chosen)
    if not body.cells.height:
        raise Refused(Refusal.HEADER_ONLY, file=table.file, seen=", ".join(filter(None, body.named))[:120])
    return body


def _decided_row(table: CellTable, found: int, answers: Answers) -> int | None:
    """Position of the row with the names of the columns, as found or as the user says; None: there is none."""
    places = sorted({found, *range(min(table.cells.height, _ROWS_OFFERED))})
    rows = {str(table.rows[place]): place for place in places}
    choices = [Choice(row, {"row": int(row), "example": _row_shown(table, place)}) for row, place in rows.items()]
    chosen = answers.decide(DecisionCode.HEADER_ROW, str(table.rows[found]), (*choices, Choice("none")))
    return rows.get(chosen)


def _row_shown(table: CellTable, place: int) -> str:
    return ", ".join(cell for cell in table.cells.row(place) if cell)[:60]


def _header_at(head: pl.DataFrame) -> int | None:
    """Position of the header among the first rows; None: the table begins with data."""
    rows = head.rows()
    data = _data_rows(head)
    shaped = _shaped_cells(head)
    hits = [_known_names(row, shaped[at]) for at, row in enumerate(rows)]
    best = max(hits)
    if best >= 2:
        return hits.index(best)
    if (wide := period_header(rows, lambda cell: _all_words((cell,)))) is not None:
        return wide
    wide = max(sum(cell is not None for cell in row) for row in rows)
    full = [
        at
        for at, row in enumerate(rows)
        if _all_words(row) and sum(cell is not None for cell in row) >= max(wide - 1, 2)
    ]
    return full[0] if full and not any(data[: full[0]]) else (hits.index(best) if best and wide == 1 else None)


def _pair_at(table: CellTable, head: pl.DataFrame, at: int | None) -> tuple[int, Row] | None:
    """A header in two rows that names more than one row alone does: the place of the lower one, and its names."""
    rows = head.rows()
    single = _names_and_periods(rows[at]) if at is not None else 0
    pairs = paired(rows, table.rows.head(len(rows)).to_list(), table.merged)
    shaped = _shaped_cells(head)
    likely = [place for place, row in enumerate(pairs) if not shaped[place + 1] and _is_group(rows[place], row)]
    named = {place: _names_and_periods(pairs[place]) for place in likely}
    best = max(named, key=lambda place: (named[place], -place), default=None)
    if best is None or named[best] <= max(single, 1):
        return None
    return best + 1, pairs[best]


def _is_group(above: Row, names: Row) -> bool:
    """Whether a row is made of words and years, and has fewer of them than there are columns."""
    written = [cell for cell in above if cell]
    return 0 < len(written) < sum(name is not None for name in names) and all(
        _all_words((cell,)) or _YEAR.fullmatch(cell) for cell in written
    )


def _names_and_periods(row: Row) -> int:
    return max(_fields_named(row), len(periods_of(row)))


def _known_names(row: tuple[str | None, ...], shaped: int) -> int:
    """How many fields the words of a row name; 0 for a row of data."""
    known = _fields_named(row)
    return known if shaped * _NAMES_PER_NUMBER <= known else 0


def _fields_named(row: tuple[str | None, ...]) -> int:
    """Cells that are names of different columns: a row of data says such things once or twice at most."""
    written = [cell for cell in row if cell and len(cell) < _LONGEST_NAME]
    told = [roles for cell, roles in zip(written, named_roles(written), strict=True) if roles]
    return min(len(told), len(frozenset().union(*told)))


def _shaped_cells(head: pl.DataFrame) -> list[int]:
    """How many cells of each row are amounts; a day alone, or a number without letters, makes a row data."""
    texts = [pl.col(name) for name in head.columns]
    money = [looks_like_number(text) & _beside_money(text) for text in texts]
    plain = [
        looks_like_day(text) | (amount & ~text.str.contains(r"\p{L}{2}"))
        for text, amount in zip(texts, money, strict=True)
    ]
    worded = [amount.fill_null(value=False).cast(pl.Int64) for amount in money]
    sure = pl.any_horizontal(plain).fill_null(value=False)
    return head.select(pl.when(sure).then(_SURELY_DATA).otherwise(pl.sum_horizontal(worded)).alias("n"))["n"].to_list()


def _beside_money(text: pl.Expr) -> pl.Expr:
    """Whether the letters of a cell are those of a currency: "EUR 5" is an amount, "c5" is a name."""
    letters = text.str.to_lowercase().str.extract(r"(\p{L}+\$?)")
    return letters.is_null() | letters.is_in(list(SIGNS))


def _data_rows(head: pl.DataFrame) -> list[bool]:
    """Which rows hold a day or an amount: no header does."""
    shaped = [looks_like_day(pl.col(name)) | looks_like_number(pl.col(name)) for name in head.columns]
    return head.select(pl.any_horizontal(shaped).fill_null(value=False).alias("data"))["data"].to_list()


def _all_words(row: tuple[str | None, ...]) -> bool:
    frame = pl.DataFrame({"cell": [cell for cell in row if cell]}, schema={"cell": pl.String})
    shaped = looks_like_day(pl.col("cell")) | looks_like_number(pl.col("cell")) | looks_like_email(pl.col("cell"))
    return not frame.select(shaped.any()).item()


def _below(table: CellTable, at: int, names: Row | None = None) -> TableBody:
    names = names or table.cells.row(at)
    rows, cells = table.rows[at + 1 :], table.cells[at + 1 :]
    return TableBody(table, int(table.rows[at]), _distinct(names), names, cells, rows)


def _distinct(names: tuple[str | None, ...]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    headers = []
    for at, name in enumerate(names):
        plain = " ".join((name or column_letters(at)).split())
        seen[plain] = seen.get(plain, 0) + 1
        headers.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return tuple(headers)


def column_letters(at: int) -> str:
    """The name a spreadsheet program gives a column: A, B, ..., Z, AA."""
    return ("" if at < 26 else column_letters(at // 26 - 1)) + ascii_uppercase[at % 26]


def _headless(table: CellTable, answers: Answers) -> TableBody:
    periods = [cell for cell in table.cells.row(0) if cell and period_of(cell)]
    if len(periods) >= _MANY_PERIODS:
        raise Refused(Refusal.WIDE_TABLE, file=table.file, seen=", ".join(periods[:4]))
    if not any(_mostly_days(table.cells[name]) for name in table.cells.columns):
        raise Refused(
            Refusal.NO_KNOWN_TABLE, file=table.file, seen=", ".join(cell for cell in table.cells.row(0) if cell)[:120]
        )
    first = ", ".join(cell for cell in table.cells.row(0) if cell)[:80]
    choice = answers.ask(QuestionCode.NO_HEADER, ("no_header", "first_row"), first=first)
    if choice == "first_row":
        return _below(table, 0)
    return _without_header(table)


def _without_header(table: CellTable) -> TableBody:
    names: tuple[str | None, ...] = (None,) * table.width
    headers = tuple(column_letters(at) for at in range(table.width))
    return TableBody(table.noting(Note(NoteCode.NO_HEADER)), None, headers, names, table.cells, table.rows)


def _mostly_days(cells: pl.Series) -> bool:
    filled = cells.drop_nulls().to_frame("cell")
    return bool(filled.height) and filled.select(looks_like_day(pl.col("cell")).mean()).item() > 0.5
