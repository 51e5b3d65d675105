"""The stretches between two purchase days of a customer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retention_core.describe.presence.presence import Presence
from retention_core.kernel.day_numbers import NEVER, CustomerCodes, DayNumbers, cut_positions


@dataclass(frozen=True)
class Gaps:
    """One row per stretch between two purchase days of a customer, in the order in which they ended.

    day      the purchase day that ends it
    packed   whose and how long, in one number, which sorts ten times as fast as two columns
    bits     how many of its bits, from the lowest, are the length
    """

    day: DayNumbers
    packed: NDArray[np.uint32] | NDArray[np.uint64]
    bits: int

    def by_customer(self, last: int) -> tuple[CustomerCodes, DayNumbers]:
        """The stretches that ended by a day: whose and how long, by customer and then by length."""
        width = self.packed.dtype.type
        ordered = np.sort(self.packed[: cut_positions(self.day, [last + 1])[0]])
        code, days = ordered >> width(self.bits), ordered & width((1 << self.bits) - 1)
        short = width is np.uint32
        return code if short else code.astype(np.uint32), days.view(np.int32) if short else days.astype(np.int32)


def gaps_in(presence: Presence) -> Gaps:
    """The stretches between the days of presence. A short number sorts best, so it is as short as it can be."""
    again = presence.previous != NEVER
    code, day = presence.code[again], presence.day[again]
    days = (day - presence.previous[again]).astype(np.uint32)
    bits = int(days.max(initial=0)).bit_length()
    short = int(code.max(initial=0)).bit_length() + bits <= np.iinfo(np.uint32).bits
    width = np.uint32 if short else np.uint64
    return Gaps(day, code.astype(width) << width(bits) | days, bits)
