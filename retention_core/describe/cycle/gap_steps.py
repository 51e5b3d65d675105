"""From each purchase to the next, in one row per step or per thing bought: how long it takes, how many have come."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from retention_core.describe.statistics.survival import Survival

SCHEMA = {
    "line": pl.String,
    "purchases": pl.Int64,
    "followed": pl.Int64,
    "median_days": pl.Float64,
    "within_90": pl.Float64,
}
WITHIN = 90


@dataclass(frozen=True)
class GapStep:
    """One row of `step_table`, which says what each field means and where it is null."""

    line: str
    purchases: int
    followed: int
    median_days: float | None
    within_90: float | None


def step_table(curves: Mapping[str, Survival]) -> pl.DataFrame:
    """One row per curve, in their order.

    line          what the curve is called
    purchases     purchase days that began a stretch
    followed      of them followed by another purchase so far
    median_days   after how many days half are followed; null where fewer than half are
    within_90     share followed within 90 days; null where nobody was seen for so long
    """
    rows = [
        (name, curve.observed, curve.ended, curve.median().time, _come_back(curve)) for name, curve in curves.items()
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _come_back(curve: Survival) -> float | None:
    staying = curve.staying_at(WITHIN)
    return None if staying is None else 1 - staying
