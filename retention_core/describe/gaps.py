"""The stretches between two purchase days of a customer."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from retention_core.describe.days import NEVER, Codes, Days
from retention_core.describe.presence import Presence

SIGNED_BITS = 63


@dataclass(frozen=True)
class Gaps:
    """One row per stretch between two purchase days of a customer, by customer and then by length.

    code   whose            day   the purchase day that ends it            days   how long
    """

    code: Codes
    day: Days
    days: Days


def sorted_gaps(presence: Presence) -> Gaps:
    """The gaps by customer and length. One packed number sorts three times as fast as three columns."""
    again = presence.previous != NEVER
    code, day = presence.code[again], presence.day[again]
    gap = day - presence.previous[again]
    if not code.size:
        return Gaps(code, day, gap)
    start = int(day.min())
    low, high = int(day.max() - start).bit_length(), int(gap.max()).bit_length()
    if int(code.max()).bit_length() + high + low > SIGNED_BITS:
        table = pl.DataFrame({"code": code, "gap": gap, "day": day}).sort("code", "gap", "day")
        return Gaps(table["code"].to_numpy(), table["day"].to_numpy(), table["gap"].to_numpy())
    packed = ((code.astype(np.int64) << high | gap) << low) | (day - start)
    packed = pl.Series(packed).sort().to_numpy()
    return Gaps(
        (packed >> (high + low)).astype(np.uint32),
        ((packed & (1 << low) - 1) + start).astype(np.int32),
        (packed >> low & (1 << high) - 1).astype(np.int32),
    )
