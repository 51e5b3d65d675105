"""The shop as it goes on now and with a programme, step by step, each with the range of 8 of 10 cases."""

from enum import StrEnum

import polars as pl

from retention_core.prescribe.what_if.monte_carlo import OutcomeRanges
from retention_core.prescribe.what_if.what_if import Outcome

ENDS = ("_low", "_high")


class Followed(StrEnum):
    """What can be followed: at the end of each step, in it, or added up so far."""

    CUSTOMERS = "customers"
    REVENUE = "revenue"
    PROFIT = "profit"


def two_futures(found: Outcome, drawn: OutcomeRanges, followed: Followed) -> pl.DataFrame:
    """One row per step: what is followed without and with the programme; customers, or whole money.

    step                      periods from now
    before, after             as it is, and with the programme
    before_low, before_high   8 of 10 cases of the first
    after_low, after_high     8 of 10 cases of the second

    Step 0 is today; revenue begins with step 1, since nobody sells today.
    """
    sides = {"before": f"baseline_{followed}", "after": followed.value}
    values = {side: found.table[name] for side, name in sides.items()}
    ranges = {
        f"{side}{end}": drawn.bands[f"{name}{end}"].cast(pl.Float64) for side, name in sides.items() for end in ENDS
    }
    table = pl.DataFrame({"step": found.table["step"], **values, **ranges})
    return table[1:] if followed is Followed.REVENUE else table
