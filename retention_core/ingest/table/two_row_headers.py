"""Headers in two rows: a group above ("Order", "2024") and a name below it ("number", "Jan") are one name."""

from collections.abc import Callable, Sequence

from retention_core.ingest.inputs.cells import Merged
from retention_core.ingest.words.period_headers import periods_of

Row = tuple[str | None, ...]
_LEAST_PERIODS = 3


def period_header(rows: Sequence[Row], is_word: Callable[[str], bool]) -> int | None:
    """The first row that names periods beside words and stands above numbers; None: none does."""
    for at, row in enumerate(rows[:-1]):
        periods = periods_of(row)
        others = [cell for place, cell in enumerate(row) if cell and place not in periods]
        below = [rows[at + 1][place] for place in periods]
        plain = any(below) and not periods_of(below)
        if len(periods) >= _LEAST_PERIODS and others and all(map(is_word, others)) and plain:
            return at
    return None


def paired(rows: Sequence[Row], numbers: Sequence[int], merged: Sequence[Merged]) -> list[Row]:
    """For each row but the last its names put before those of the row below; numbers: where the rows stand."""
    return [
        _together(_spread(rows[at], rows[at + 1], numbers[at], merged), rows[at + 1]) for at in range(len(rows) - 1)
    ]


def _spread(group: Row, below: Row, number: int, merged: Sequence[Merged]) -> Row:
    """The names of groups over all of their columns: as far as cells are merged, else up to the next group.

    One name over everything is the title of the table, no group of its columns.
    """
    if sum(name is not None for name in group) == 1 and group[0] and below[0]:
        return (None,) * len(group)
    across = {m.left: m.right for m in merged if m.top == number and m.right > m.left}
    names, last, until = [], None, -1
    for at, name in enumerate(group):
        if name:
            last, until = name, across.get(at, at if merged else len(group))
        inside = at <= until and (below[at] is not None or name is not None)
        names.append(last if inside else None)
    return tuple(names)


def _together(group: Row, below: Row) -> Row:
    return tuple(
        f"{above} {name}" if above and name and above != name else name or above
        for above, name in zip(group, below, strict=True)
    )
