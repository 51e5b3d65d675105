"""Tables with the same columns on one sheet, beside each other or below in another order, put together as one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from retention_core.ingest.table.adjacent_tables import blocks_of
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.table.row_structure import fields_named, is_header
from retention_core.ingest.words.header_spelling import normalized
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode

_MOST_HEADERS = 1_000
_NEEDED = ("customer_id", "ordered_on", "amount")
# A column of the lower table that the first one lacks may be left out, unless it could change what an order is.
_TELLING = frozenset(
    {"customer_id", "ordered_on", "amount", "unit_price", "quantity", "order_id", "refunded", "discount", "currency"}
    | {"status", "sale_kind", "cancelled_on", "test_flag"}
)


def combine(body: TableBody) -> TableBody:
    """The table with others of the same columns that stand beside it moved below it."""
    blocks = blocks_of(body)
    if len(blocks) < 2 or len({_squashed(body, block) for block in blocks}) > 1:
        return body
    told = frozenset[str]().union(*(fields_named(body.named[at]) for at in blocks[0]))
    if not told >= {"customer_id", "ordered_on"}:
        return body
    return _below_each_other(body, blocks)


def in_one_order(body: TableBody) -> TableBody:
    """The table with the cells of lower tables of its kind below its own columns; their headers repeat its header."""
    if body.header_row is None:
        return body
    heads = [place for place in _worded(body.cells)[:_MOST_HEADERS] if is_header(body.cells.row(place))]
    moved = {place: moves for place in heads if (moves := _moves(body.named, body.cells.row(place)))}
    if not moved:
        return body
    ends = dict(zip(heads, [*heads[1:], body.cells.height], strict=True))
    parts, since = [], 0
    for place, moves in moved.items():
        parts += [body.cells[since:place], _reordered(body.cells[place : ends[place]], moves)]
        since = ends[place]
    rows = sum(ends[place] - place - 1 for place in moved)
    note = Note(NoteCode.READ_AS_ONE, {"file": body.table.file, "rows": rows})
    return replace(body, cells=pl.concat([*parts, body.cells[since:]]), table=body.table.noting(note))


def _worded(cells: pl.DataFrame) -> list[int]:
    """Places of the rows in which no cell has a digit."""
    left = pl.int_range(cells.height, eager=True)
    for column in cells.iter_columns():
        left = left.filter(~column.gather(left).str.contains(r"\d").fill_null(value=False))
        if not len(left):
            break
    return left.to_list()


def _moves(named: Sequence[str | None], header: Sequence[str | None]) -> Mapping[int, int]:
    """Column of the first table -> column of the lower one; empty where they agree or one cannot be the other."""
    upper = [(at, name) for at, name in enumerate(named) if name]
    found: dict[int, int] = {}
    for place, name in enumerate(header):
        if not name:
            continue
        same = [at for at, other in upper if at not in found and normalized(other) == normalized(name)]
        alike = [at for at, other in upper if at not in found and fields_named(other) & fields_named(name) & _TELLING]
        if same or len(alike) == 1:
            found[(same or alike)[0]] = place
        elif fields_named(name) & _TELLING:
            return {}
    for field in _NEEDED:
        have = [at for at, name in upper if field in fields_named(name)]
        if have and not any(at in found for at in have):
            return {}
    return {} if all(at == place for at, place in found.items()) else found


def _reordered(cells: pl.DataFrame, moves: Mapping[int, int]) -> pl.DataFrame:
    none = pl.lit(None, dtype=pl.String)
    return cells.select((pl.col(str(moves[at])) if at in moves else none).alias(str(at)) for at in range(cells.width))


def _squashed(body: TableBody, block: list[int]) -> tuple[str, ...]:
    return tuple(normalized(body.named[at] or "") for at in block)


def _below_each_other(body: TableBody, blocks: list[list[int]]) -> TableBody:
    """Tables with the same columns below each other, each row under its own number."""
    parts = []
    for block in blocks:
        cells = body.cells.select(pl.col(str(at)).alias(str(new)) for new, at in enumerate(block))
        parts.append(
            cells.with_columns(body.rows.alias("row")).filter(pl.any_horizontal(pl.exclude("row").is_not_null()))
        )
    moved = sum(part.height for part in parts[1:])
    whole, first = pl.concat(parts), blocks[0]
    return replace(
        body, headers=tuple(body.headers[at] for at in first), named=tuple(body.named[at] for at in first),
        cells=whole.drop("row"), rows=whole["row"],
        table=body.table.noting(Note(NoteCode.READ_AS_ONE, {"file": body.table.file, "rows": moved})),
    )  # fmt: skip
