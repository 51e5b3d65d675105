"""Scores from 1 to 5 by rank: equal values have equal scores, and 5 is the best.

score = min(5, floor(5 x share of customers strictly worse) + 1)
"""

import numpy as np
from numpy.typing import NDArray

BEST = 5

Values = NDArray[np.int32] | NDArray[np.int64]
Scores = NDArray[np.uint8]


def scores(values: Values) -> Scores:
    """The score of each value among all of them; larger is better."""
    found = np.ones(len(values), np.uint8)
    for cut in cut_points(values):
        found += values >= cut if cut is not None else np.uint8(0)
    return found


def cut_points(values: Values, parts: int = BEST) -> tuple[int | None, ...]:
    """The least value of the scores 2, 3, ..., `parts`; null where nobody has that score or a better one."""
    if not len(values):
        return (None,) * (parts - 1)
    worse = [-(-len(values) * part // parts) for part in range(1, parts)]
    edges = np.partition(values, [count - 1 for count in worse])
    return tuple(_next_above(values, edges[count - 1]) for count in worse)


def _next_above(values: Values, edge: np.integer) -> int | None:
    above = values[values > edge]
    return int(above.min()) if above.size else None
