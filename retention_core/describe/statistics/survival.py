"""How long things last when some have not ended yet: the Kaplan-Meier curve, its standard errors and limits.

At each time d of the n still there end, so the share that stays is the product of all 1 - d / n so far. Whoever was
only seen for a while counts as long as they were seen. Kaplan and Meier (1958); standard errors by Greenwood; limits
on the scale of log(-log S), as they never leave 0 to 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.statistics.confidence_ranges import NORMAL_95
from retention_core.kernel.day_numbers import Flags

Times = NDArray[np.int32] | NDArray[np.int64] | NDArray[np.float64]
SCHEMA = {"time": pl.Float64, "at_risk": pl.Int64, "ended": pl.Int64} | dict.fromkeys(
    ("staying", "standard_error", "low", "high"), pl.Float64
)
HALF = 0.5
AT_ONCE = 1 << 20
SAME = 1e-12


@dataclass(frozen=True)
class Median:
    """The time by which half have ended, with its 95% limits; null where the curve does not fall that far."""

    time: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Survival:
    """A curve, and from how many it was learnt.

    table            one row per time at which something ended, after a row for the beginning
        time             in the unit of the times given
        at_risk          still there just before
        ended            ended at that time
        staying          share that lasts longer than that
        standard_error   of staying, by Greenwood; 0 where nothing ended, null where nothing is left
        low, high        95% limits of staying; null likewise
    observed         how many were seen
    ended            how many of them ended
    seen_until       the longest time seen; null without any
    """

    table: pl.DataFrame
    observed: int
    ended: int
    seen_until: float | None

    def staying_at(self, time: float) -> float | None:
        """The share that lasts longer than `time`; null where nobody was seen for so long."""
        if self.seen_until is None or time < 0 or (time > self.seen_until and self.table["staying"][-1] > 0):
            return None
        return float(self.table["staying"][int(np.searchsorted(self.table["time"].to_numpy(), time, "right")) - 1])

    def median(self) -> Median:
        """The first time at which at most half stay; its limits are where the limits of the curve fall that far."""
        return Median(*(self.falls_to(HALF, column) for column in ("staying", "low", "high")))

    def falls_to(self, share: float, column: str = "staying") -> float | None:
        """The first time at which at most `share` stay."""
        gone = self.table.filter((pl.col(column) <= share + SAME) | (pl.col("staying") == 0))
        return None if gone.is_empty() else float(gone["time"][0])


def curves_in_one_table(curves: Mapping[str, Survival]) -> pl.DataFrame:
    """One row per curve and time at which something ended: line (the name of the curve), then as in `Survival`."""
    return pl.concat(curve.table.select(pl.lit(name).alias("line"), pl.all()) for name, curve in curves.items())


def kaplan_meier(time: Times, ended: Flags) -> Survival:
    """How large a share lasts how long, from times seen and whether something ended then or was only seen so far."""
    if not time.size:
        return Survival(_beginning(0), 0, 0, None)
    values, left, gone = _tallied(time, ended)
    at_risk, some = left[::-1].cumsum()[::-1], gone > 0
    table = pl.concat([_beginning(time.size), _falling(values[some], at_risk[some], gone[some])])
    return Survival(table, time.size, int(gone.sum()), float(values[-1]))


def _tallied(time: Times, ended: Flags) -> tuple[NDArray, NDArray[np.int64], NDArray[np.int64]]:
    """Each time once, in order: how many were seen until then, and how many of these ended. Days need no sorting."""
    if time.dtype.kind != "f":
        low = int(time.min())
        tally = np.zeros(2 * (int(time.max()) - low + 1), np.int64)
        for start in range(0, time.size, AT_ONCE):
            part = slice(start, start + AT_ONCE)
            tally += np.bincount((time[part] - low) * 2 + ended[part], minlength=tally.size)
        tally = tally.reshape(-1, 2)
        seen = np.flatnonzero(tally.sum(axis=1))
        return seen + low, tally[seen].sum(axis=1), tally[seen, 1]
    values, place = np.unique(time, return_inverse=True)
    return values, np.bincount(place), np.bincount(place[ended], minlength=values.size)


def _beginning(observed: int) -> pl.DataFrame:
    return pl.DataFrame([(0.0, observed, 0, 1.0, 0.0, 1.0, 1.0)], schema=SCHEMA, orient="row")


def _falling(time: NDArray, at_risk: NDArray, ended: NDArray) -> pl.DataFrame:
    staying = np.cumprod(1 - ended / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.sqrt(np.cumsum(ended / (at_risk * (at_risk - ended))))
        power = np.exp(NORMAL_95 * root / np.log(staying))
        columns = (time, at_risk, ended, staying, staying * root, staying ** (1 / power), staying**power)
    table = pl.DataFrame(dict(zip(SCHEMA, columns, strict=True))).cast(SCHEMA)  # type: ignore[arg-type]
    left = pl.col("staying") > SAME
    return table.with_columns(pl.when(left).then(pl.col("standard_error", "low", "high")))
