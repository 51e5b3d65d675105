"""Every field its column: the explanation of a whole table that has most evidence, no column used twice."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

# Fields stand in the order of how much they tell. Those that a table is about take their best column, whoever else
# could use it: an e-mail is first of all who bought.
_TELLING = frozenset({"customer_id", "ordered_on", "order_id", "amount"})
_HEAVY, _FIRST, _LAST = 12.0, 2.0, 1.0


def assigned(odds: Mapping[str, Sequence[float]], free: Sequence[int], least: float) -> dict[str, int]:
    """Field -> column such that the evidence is greatest in sum; fields that nothing speaks for stay out.

    odds    per field, in the order of importance, how much speaks for each column
    least   what speaks less than this for a field is none
    """
    if not free or not odds:
        return {}
    weights = np.linspace(_FIRST, _LAST, len(odds))
    weights *= [_HEAVY if name in _TELLING else 1.0 for name in odds]
    gains = np.array([[max(values[at] - least, 0.0) for at in free] for values in odds.values()]) * weights[:, None]
    rows, columns = linear_sum_assignment(gains, maximize=True)
    names = list(odds)
    return {
        names[row]: free[column]
        for row, column in sorted(zip(rows.tolist(), columns.tolist(), strict=True))
        if gains[row, column] > 0
    }
