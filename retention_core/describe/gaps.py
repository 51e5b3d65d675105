"""The stretches between two purchase days of a customer."""

from dataclasses import dataclass

import numpy as np

from retention_core.describe.days import NEVER, Codes, Days
from retention_core.describe.presence import Presence


@dataclass(frozen=True)
class Gaps:
    """One row per stretch between two purchase days of a customer, by customer and then by length.

    code   whose            days   how long
    """

    code: Codes
    days: Days


def sorted_gaps(presence: Presence) -> Gaps:
    """The gaps by customer and length. One packed number sorts ten times as fast as two columns, a short one best."""
    again = presence.previous != NEVER
    code, gap = presence.code[again], (presence.day[again] - presence.previous[again]).astype(np.uint32)
    if not code.size:
        return Gaps(code, gap.astype(np.int32))
    bits = int(gap.max()).bit_length()
    width = np.uint32 if int(code.max()).bit_length() + bits <= np.iinfo(np.uint32).bits else np.uint64
    packed = np.sort(code.astype(width) << width(bits) | gap)
    return Gaps((packed >> width(bits)).astype(np.uint32), (packed & width((1 << bits) - 1)).astype(np.int32))
