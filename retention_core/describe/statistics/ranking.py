"""Who has most."""

import numpy as np
from numpy.typing import NDArray

SIGNED_BITS = 63


def most_first(values: NDArray[np.integer]) -> NDArray[np.int64]:
    """The places of the values, the largest first, equal ones as they stand.

    Value and place packed into one number sort several times as fast as places by their values.
    """
    if not values.size:
        return np.empty(0, np.int64)
    bits, most = len(values).bit_length(), int(values.max())
    if (most - int(values.min())).bit_length() + bits > SIGNED_BITS:
        return np.argsort(-values.astype(np.int64), kind="stable")
    packed = np.sort((most - values.astype(np.int64)) << bits | np.arange(len(values)))
    return packed & (1 << bits) - 1
