"""Tables side by side on one sheet: where one of them alone holds the orders, the others say nothing about them."""

from dataclasses import replace

from retention_core.ingest.table.header_location import TableBody
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode

_SURELY = ("customer_id", "ordered_on")
_MONEY = ("amount", "unit_price")


def single_table(body: TableBody) -> TableBody:
    """The table with the names of columns that stand apart, behind an empty column, taken from them."""
    blocks = blocks_of(body)
    whole = [block for block in blocks if all(_names(body, block, role) for role in _SURELY)]
    if len(blocks) < 2 or len(whole) != 1:
        return body
    paid = any(_names(body, whole[0], role) for role in _MONEY)
    apart = [at for block in blocks if block != whole[0] for at in block]
    if not paid and any(_names(body, apart, role) for role in _MONEY):
        return body
    named = tuple(None if at in apart else name for at, name in enumerate(body.named))
    columns = ", ".join(body.headers[at] for at in apart)
    note = Note(NoteCode.STANDS_APART, {"file": body.table.file, "columns": columns})
    return replace(body, named=named, table=body.table.noting(note))


def blocks_of(body: TableBody) -> list[list[int]]:
    """Positions of the named columns between columns that have neither a name nor a cell."""
    blocks: list[list[int]] = [[]]
    for at, name in enumerate(body.named):
        if name:
            blocks[-1].append(at)
        elif body.cells[str(at)].null_count() == body.cells.height and blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _names(body: TableBody, block: list[int], role: str) -> bool:
    return any(role in body.named_roles[at] for at in block)
