"""Rows that are nearly alike, counted together: a small table on which a likelihood is nearly that of the large one.

Values are cut to steps of about a twelfth of their height, so small whole numbers keep a step of their own. Each cell
stands at the mean of what is in it: what is lost is of the second order. A fit on it is only a start for the exact one.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
A_DOUBLING = 8.0
# rows worked through at a time: they fit into the processor's own memory, and are too few for the linear algebra
# library to share between threads, which wait for each other on a busy machine
BLOCK = 1 << 12


def row_blocks(rows: int) -> list[slice]:
    """All rows, some thousand at a time."""
    return [slice(start, start + BLOCK) for start in range(0, rows, BLOCK)]


def group_rows(values: NDArray[np.number]) -> NDArray[np.intp]:
    """The place of each value, zero or above, on a scale of steps, from 0."""
    return (A_DOUBLING * np.log2(values.astype(np.float64) / A_DOUBLING + 1)).astype(np.intp)


def together(cells: tuple[NDArray[np.intp], ...], *values: NDArray[np.number]) -> list[Numbers]:
    """The mean of each of `values` in every cell where anything is, then how many rows are in it."""
    shape = tuple(int(place.max(initial=0)) + 1 for place in cells)
    place = np.ravel_multi_index(cells, shape)
    count = np.bincount(place, minlength=int(np.prod(shape)))
    some = np.flatnonzero(count)
    rows = count[some].astype(np.float64)
    return [*(np.bincount(place, value, len(count))[some] / rows for value in values), rows]
