"""Names with a comma in them and no quotes around them: "Smith, Ann" has become two cells, and its row is too long."""

from dataclasses import replace

import polars as pl

from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_day, looks_like_number
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode

_NAMES = frozenset({"customer_id", "name", "last_name", "first_name"})
_DAYS = frozenset({"ordered_on", "started_on", "ended_on", "happened_at", "spent_on", "answered_on", "joined_on"})
_MONEY = frozenset({"amount", "unit_price", "quantity", "amount_per_month"})
_MOSTLY = 0.95
_WORDS = r"^[^\d@]*$"


def with_names_joined(body: TableBody, over: pl.Series, last: int) -> tuple[TableBody, pl.Series]:
    """The table with such names as one cell again, and which rows are still too long.

    over    rows with more cells than the header; `last`: the last column that has a header
    Only where one column of names alone explains it: with its two cells joined, days and amounts stand in theirs.
    """
    if body.table.delimiter != "," or body.cells.width != last + 2:
        return body, over
    places = [at for at in range(last) if _roles(body, at) & _NAMES and _two_words(body, over, at)]
    joined = {at: _joined(body, over, at) for at in places}
    fitting = [at for at, cells in joined.items() if _in_place(body, cells, over, last)]
    if len(fitting) != 1 or _in_place(body, body.cells, over, last):
        return body, over
    at = fitting[0]
    note = Note(NoteCode.NAMES_JOINED, {"file": body.table.file, "column": body.headers[at], "rows": int(over.sum())})
    body = replace(body, cells=joined[at], table=body.table.noting(note))
    return body, over & False


def _roles(body: TableBody, at: int) -> frozenset[str]:
    return body.named_roles[at] if at < len(body.named_roles) else frozenset()


def _two_words(body: TableBody, over: pl.Series, at: int) -> bool:
    """Whether a cell and the next one hold words on nearly all of the rows that are too long."""
    both = pl.col(str(at)).str.contains(_WORDS) & pl.col(str(at + 1)).str.contains(_WORDS)
    return _share(body.cells.filter(over), both) >= _MOSTLY


def _joined(body: TableBody, over: pl.Series, at: int) -> pl.DataFrame:
    """The cells with two of the long rows as one, and what follows them moved one to the left."""
    long = pl.lit(over)
    whole = pl.concat_str(str(at), pl.lit(", "), str(at + 1))
    after = range(at + 1, body.cells.width)
    moved = [
        pl.when(long)
        .then(pl.col(str(to + 1)) if str(to + 1) in body.cells.columns else None)
        .otherwise(pl.col(str(to)))
        .alias(str(to))
        for to in after
    ]
    return body.cells.with_columns(pl.when(long).then(whole).otherwise(pl.col(str(at))).alias(str(at)), *moved)


def _in_place(body: TableBody, cells: pl.DataFrame, over: pl.Series, last: int) -> bool:
    """Whether days and amounts of the long rows stand under headers of days and amounts, with at least one day."""
    rows = cells.filter(over)
    days = [at for at in range(last + 1) if _roles(body, at) & _DAYS]
    money = [at for at in range(last + 1) if _roles(body, at) & _MONEY]
    fit = [_share(rows, looks_like_day(pl.col(str(at)))) for at in days]
    fit += [_share(rows, looks_like_number(pl.col(str(at)))) for at in money]
    return bool(days) and min(fit) >= _MOSTLY


def _share(rows: pl.DataFrame, true: pl.Expr) -> float:
    """The share of filled rows for which something holds; 0 without any."""
    return rows.select(true.mean()).item() or 0.0
