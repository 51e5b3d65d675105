"""Rows with more cells than the header: what stands beyond it, or cells that a delimiter within them has split."""

from dataclasses import replace

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.limits import UNREADABLE_SHARE
from retention_core.ingest.table.column_recognition import share
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.table.split_names import with_names_joined
from retention_core.ingest.words.cell_kinds import looks_like_day, looks_like_number
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode, QuestionCode, SetAside

_WHOLE, _HUNDREDTHS = r"^-?\d+$", r"^\d{2}$"
_HEAD_OF_NUMBER, _TAIL_OF_NUMBER = r"^\p{Sc}?[-(]?\s?\d{1,3}$", r"^\d{3}(?:\.\d+)?\)?(?:\s?\p{Sc})?$"


def fit_to_header(body: TableBody, answers: Answers) -> tuple[TableBody, pl.Series]:
    """The table with no more columns than its header, and a reason for rows whose cells have moved."""
    named = [at for at, name in enumerate(body.named) if name]
    last = max(named, default=body.cells.width - 1)
    beyond = [str(at) for at in range(last + 1, body.cells.width)]
    none = pl.Series("reason", [None] * body.cells.height, dtype=pl.String)
    if not beyond or body.header_row is None:
        return body, none
    over = body.cells.select(pl.any_horizontal(pl.col(at).is_not_null() for at in beyond).alias("over"))["over"]
    if not over.any():
        return _narrowed(body, last), none
    body, over = with_names_joined(body, over, last)
    if not over.any():
        return _narrowed(body, last), none
    split = _split_numbers(body, over, last)
    if split.any() and _joined(body, split, answers):
        body = _with_joined(body, split, last)
        over = body.cells.select(pl.any_horizontal(pl.col(at).is_not_null() for at in beyond).alias("over"))["over"]
    typed = _out_of_place(body, over, last) | (_split_numbers(body, over, last) & over)
    if typed.sum() > UNREADABLE_SHARE * body.cells.height:
        example = ", ".join(cell for cell in body.cells.filter(typed).row(0) if cell)[:80]
        answers.ask(QuestionCode.SPLIT_ROWS, ("set_aside",), None, rows=int(typed.sum()), example=example)
    note = Note(NoteCode.RAGGED, {"file": body.table.file, "rows": int((over & ~typed).sum())})
    table = body.table.noting(note) if note.values["rows"] else body.table
    reason = pl.DataFrame({"typed": typed}).select(pl.when("typed").then(pl.lit(SetAside.SHIFTED)).alias("reason"))[
        "reason"
    ]
    return replace(_narrowed(body, last), table=table), reason.cast(pl.String)


def _narrowed(body: TableBody, last: int) -> TableBody:
    cells = body.cells.select(str(at) for at in range(last + 1))
    return replace(body, headers=body.headers[: last + 1], named=body.named[: last + 1], cells=cells)


def _split_numbers(body: TableBody, over: pl.Series, last: int) -> pl.Series:
    """Rows where an amount of a thousand or more stands in two cells: 2 and 170.44."""
    found = pl.Series([False] * len(over))
    for at in _number_columns(body, last):
        found |= _pairs(body, at)
    return found & over


def _pairs(body: TableBody, at: int) -> pl.Series:
    return _matching(body, at, _HEAD_OF_NUMBER, _TAIL_OF_NUMBER) | _split_at_hundredths(body, at)


def _split_at_hundredths(body: TableBody, at: int) -> pl.Series:
    """Rows where the comma before the hundredths has split an amount, where it has done so in nearly all rows."""
    pairs = _matching(body, at, _WHOLE, _HUNDREDTHS)
    return pairs if pairs.mean() > 0.9 else pl.Series("pair", [False]).new_from_index(0, len(pairs))  # type: ignore[operator]


def _matching(body: TableBody, at: int, head: str, tail: str) -> pl.Series:
    both = pl.col(str(at)).str.contains(head) & pl.col(str(at + 1)).str.contains(tail)
    return body.cells.select(both.fill_null(value=False).alias("pair"))["pair"]


def _number_columns(body: TableBody, last: int) -> list[int]:
    return [
        at
        for at in range(last + 1)
        if share(body.cells[str(at)], looks_like_number) > 0.8 and share(body.cells[str(at)], looks_like_day) < 0.5
    ]


def _joined(body: TableBody, split: pl.Series, answers: Answers) -> bool:
    example = ", ".join(cell for cell in body.cells.filter(split).row(0) if cell)[:80]
    return (
        answers.ask(QuestionCode.SPLIT_NUMBERS, ("join", "set_aside"), None, rows=int(split.sum()), example=example)
        == "join"
    )


def _with_joined(body: TableBody, split: pl.Series, last: int) -> TableBody:
    """The cells with split amounts put together again, and what follows moved one to the left."""
    at = max(_number_columns(body, last), key=lambda at: _pairs(body, at).sum())
    split = split & _pairs(body, at)
    between = pl.lit("." if _split_at_hundredths(body, at).any() else "")
    whole = (
        pl.when(pl.lit(split))
        .then(pl.col(str(at)) + between + pl.col(str(at + 1)))
        .otherwise(pl.col(str(at)))
        .alias(str(at))
    )
    moved = [
        pl.when(pl.lit(split))
        .then(pl.col(str(to + 1)) if to + 1 < body.cells.width else None)
        .otherwise(pl.col(str(to)))
        .alias(str(to))
        for to in range(at + 1, body.cells.width)
    ]
    return replace(body, cells=body.cells.with_columns(whole, *moved))


def _out_of_place(body: TableBody, over: pl.Series, last: int) -> pl.Series:
    """Rows too long in which some column of days or numbers holds something else."""
    odd = pl.Series([False] * len(over))
    for at in range(last + 1):
        cells = body.cells[str(at)]
        for looks in (looks_like_day, looks_like_number):
            if share(cells.filter(~over), looks) > 0.95:
                odd |= (~cells.to_frame("cell").select(looks(pl.col("cell"))).to_series()).fill_null(value=False)
    return odd & over
