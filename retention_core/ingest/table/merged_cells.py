"""Merged cells of a workbook: whatever stands in one belongs to all of its rows, which is known and not guessed."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from retention_core.ingest.inputs.cells import Merged
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.clean_fields import COSTS
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode

_MOST_ROWS = 2_000_000
_BELONGS = frozenset(
    {"customer_id", "order_id", "ordered_on", "product", "category", "channel", "status", "city", "country"}
    | {"name", "email", "phone", "first_name", "last_name", "currency"}
)
_NUMBERS = frozenset({"amount", "unit_price", "quantity", "discount", "refunded", *COSTS})
_SAME_ORDER = ("customer_id", "ordered_on", "order_id")


def with_merged(body: TableBody) -> TableBody:
    """The table with merged cells told to all of their rows: customers, days, orders and what was bought.

    An amount merged over the lines of one order counts once; over anything else it is left to its first row.
    """
    below = _in_place(body)
    if not below or sum(m.bottom - m.top for m in below) > _MOST_ROWS:
        return body
    places = _places(body)
    columns = {str(m.left) for m in below}
    filled = {at: _filled(body, at, below) for at in columns & places["belongs"]}
    told = sum(cells.count() - body.cells[at].count() for at, cells in filled.items())
    if not told:
        return body
    cells = body.cells.with_columns(pl.Series(at, column) for at, column in filled.items())
    table = body.table.noting(Note(NoteCode.MERGED_CELLS, {"file": body.table.file, "rows": told}))
    body = replace(body, table=table, cells=cells)
    once = {at: _once(body, at, below) for at in columns & places["amount"]}
    return replace(body, cells=body.cells.with_columns(pl.Series(at, column) for at, column in once.items()))


def _in_place(body: TableBody) -> list[Merged]:
    """The merged ranges below the header; where the sheet begins further right, columns are counted from there."""
    tall = [m for m in body.table.merged if m.bottom > m.top and m.bottom > (body.header_row or 0)]
    for left in range(min((m.left for m in tall), default=-1) + 1):
        moved = [replace(m, left=m.left - left, right=m.right - left) for m in tall]
        if all(_written_once(body, m) for m in moved):
            return moved
    return []


def _written_once(body: TableBody, merged: Merged) -> bool:
    """Whether only the first cell of a range holds anything, as in every merged range."""
    if merged.left >= body.cells.width:
        return False
    inside = body.rows.is_between(merged.top, merged.bottom)
    cells = body.cells[str(merged.left)].filter(inside)
    return cells.slice(1).null_count() == max(len(cells) - 1, 0) and (merged.top < body.rows[0] or cells[0] is not None)


def _places(body: TableBody) -> dict[str, set[str]]:
    named = {str(at): roles for at, roles in enumerate(body.named_roles)}
    numbers = {at for at, roles in named.items() if roles & _NUMBERS}
    belongs = {at for at, roles in named.items() if roles & _BELONGS} - numbers
    return {"belongs": belongs, "amount": {at for at, roles in named.items() if "amount" in roles}}


def _covered(body: TableBody, at: str, merged: Sequence[Merged]) -> pl.DataFrame:
    """One row per row of the table: place, and top, the row in which the merged cell that covers it begins."""
    spans = [(row, m.top) for m in merged if str(m.left) == at for row in range(m.top, m.bottom + 1)]
    tops = pl.DataFrame(spans, schema={"row": pl.UInt32, "top": pl.UInt32}, orient="row")
    rows = pl.DataFrame({"row": body.rows.cast(pl.UInt32)})
    return rows.join(tops.unique("row"), on="row", how="left", maintain_order="left")


def _filled(body: TableBody, at: str, merged: Sequence[Merged]) -> pl.Series:
    covered = _covered(body, at, merged).with_columns(body.cells[at].alias("cell"))
    whole = pl.coalesce("cell", pl.col("cell").drop_nulls().first().over("top"))
    filled = pl.when(pl.col("top").is_not_null()).then(whole).otherwise("cell")
    return covered.select(filled.alias(at))[at]


def _once(body: TableBody, at: str, merged: Sequence[Merged]) -> pl.Series:
    """An amount over several lines of one order, customer and day: the further lines are worth nothing more."""
    keys = [key for name in _SAME_ORDER if (key := body.seen.best(name, 0)) is not None]
    covered = _covered(body, at, merged).with_columns(body.cells[at].alias("cell"))
    if len(keys) < len(_SAME_ORDER):
        return covered["cell"].alias(at)
    covered = covered.with_columns(body.cells[key].alias(f"key{key}") for key in keys)
    same = pl.all_horizontal((pl.col(f"key{key}").n_unique() == 1).over("top") for key in keys)
    further = pl.col("top").is_not_null() & (pl.col("row") > pl.col("top")) & pl.col("cell").is_null() & same
    return covered.select(pl.when(further).then(pl.lit("0")).otherwise("cell").alias(at))[at]
