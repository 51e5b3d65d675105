"""Segments by behaviour (RFM): how recently, how often and for how much customers bought, as one word each.

Recency is scored among all customers, then made to agree with presence: who is not active now gets at most 2, who is
gets at least 3. One-time buyers stand apart; all others have their frequency and spend scored among themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.activity.active_customers import active_customers
from retention_core.describe.presence.customers import customer_summary
from retention_core.kernel.day_numbers import Flags
from retention_core.kernel.study import Study
from retention_core.prescribe.segments.rfm_scores import Scores, cut_points, scores

BIG = 10


class Segment(StrEnum):
    """The segments, in the order of how well things stand."""

    CHAMPIONS = "champions"
    LOYAL = "loyal"
    POTENTIAL_LOYAL = "potential_loyal"
    PROMISING = "promising"
    NEW = "new"
    NEEDS_ATTENTION = "needs_attention"
    ABOUT_TO_SLEEP = "about_to_sleep"
    AT_RISK = "at_risk"
    CANNOT_LOSE = "cannot_lose"
    HIBERNATING = "hibernating"
    LOST = "lost"


ORDER = tuple(Segment)
ONE_TIME: Mapping[int, Segment] = {
    5: Segment.NEW,
    4: Segment.NEW,
    3: Segment.ABOUT_TO_SLEEP,
    2: Segment.HIBERNATING,
    1: Segment.LOST,
}
_PROMISING, _POTENTIAL, _LOYAL, _CHAMPIONS = (
    Segment.PROMISING,
    Segment.POTENTIAL_LOYAL,
    Segment.LOYAL,
    Segment.CHAMPIONS,
)
SEVERAL_TIMES: Mapping[int, tuple[Segment, ...]] = {
    5: (_PROMISING, _POTENTIAL, _POTENTIAL, _CHAMPIONS, _CHAMPIONS),
    4: (_PROMISING, _POTENTIAL, _POTENTIAL, _LOYAL, _CHAMPIONS),
    3: (Segment.ABOUT_TO_SLEEP, Segment.NEEDS_ATTENTION, Segment.NEEDS_ATTENTION, _LOYAL, _LOYAL),
    2: (Segment.HIBERNATING, Segment.HIBERNATING, Segment.AT_RISK, Segment.AT_RISK, Segment.AT_RISK),
    1: (Segment.LOST, Segment.LOST, Segment.AT_RISK, Segment.CANNOT_LOSE, Segment.CANNOT_LOSE),
}


@dataclass(frozen=True)
class CutPoints:
    """The least value of the scores 2 to 5; null where nobody has that score or a better one.

    recency     last purchase day, days since 1970-01-01, before it is made to agree with presence
    frequency   purchase days, of those with two or more
    spend       minor units, of those with two purchase days or more; all null without amounts
    """

    recency: tuple[int | None, ...]
    frequency: tuple[int | None, ...]
    spend: tuple[int | None, ...]


def segments(study: Study) -> pl.DataFrame:
    """One row per customer with a purchase day up to as_of, by customer_code.

    customer_code
    segment           one of `Segment`
    r                 recency score, in agreement with presence                              1 to 5
    f, m              frequency and spend scores; null for one-time buyers, m without amounts
    fm                mean of f and m, half up; f without amounts; null for one-time buyers
    active            was there in the last stretch of one period's length
    big_first_order   one-time buyer whose spend at most a tenth of the one-time buyers reach
    last_day          last purchase day
    purchase_days     days with a purchase                                                   count
    spend             paid less given back; absent without amounts                           minor units
    Definitions, section 7.
    """
    seen = study(_buyers)
    active = np.isin(seen["customer_code"].to_numpy(), study(active_customers), assume_unique=True)
    recency = agreeing(scores(_last_day(seen)), active)
    once = seen["purchase_days"].to_numpy() == 1
    frequency, spend = _scored(seen, "purchase_days", once), _scored(seen, "spend", once)
    both = _half_up(frequency, spend)
    many = ~once
    return seen.select(
        "customer_code",
        _named(recency, both, once),
        pl.Series("r", recency),
        _known(frequency, many, "f"),
        _known(spend, many, "m"),
        _known(both, many, "fm"),
        pl.Series("active", active),
        pl.Series("big_first_order", _big(seen, once)),
        pl.exclude("customer_code", "first_day"),
    )


def agreeing(recency: Scores, active: Flags) -> Scores:
    """Recency scores that agree with presence: at most 2 for those not active now, at least 3 for the others."""
    return np.where(active, np.maximum(recency, 3), np.minimum(recency, 2)).astype(np.uint8)


def segment_cut_points(study: Study) -> CutPoints:
    """Where the scores begin."""
    seen = study(_buyers)
    several = seen.filter(pl.col("purchase_days") > 1)
    spend = several["spend"].to_numpy() if "spend" in several.columns else np.empty(0, np.int64)
    return CutPoints(
        cut_points(_last_day(seen)), cut_points(several["purchase_days"].to_numpy()), cut_points(spend)
    )  # fmt: skip


@dataclass(frozen=True)
class SegmentRow:
    """One row of `segment_table`: how many customers a segment has, and what they paid in minor units."""

    segment: str
    customers: int
    customer_share: float | None
    active: int
    spend: int | None
    spend_share: float | None


def segment_table(study: Study) -> pl.DataFrame:
    """One row per segment, all of them, in the order of `Segment`.

    segment
    customers         how many                                          count
    customer_share    of all customers in segments; null without any
    active            how many of them are active now                   count
    spend             what they paid in all; null without amounts       minor units
    spend_share       of what all paid; null without amounts or where that is not above zero
    """
    spend = pl.col("spend").sum() if study.workbook.has_amounts else pl.lit(None, pl.Int64)
    counted = study(segments).group_by("segment").agg(
        pl.len().cast(pl.Int64).alias("customers"),
        pl.col("active").sum().cast(pl.Int64),
        spend.alias("spend"),
    )  # fmt: skip
    rows = pl.DataFrame({"segment": ORDER}, schema={"segment": pl.String})
    rows = rows.join(counted, on="segment", how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("customers", "active").fill_null(0))
    if study.workbook.has_amounts:
        rows = rows.with_columns(pl.col("spend").fill_null(0))
    total = pl.col("spend").sum()
    return rows.select(
        "segment",
        "customers",
        (pl.col("customers") / pl.col("customers").sum()).fill_nan(None).alias("customer_share"),
        "active",
        "spend",
        pl.when(total > 0).then(pl.col("spend") / total).alias("spend_share"),
    )


def segment_cells(study: Study) -> pl.DataFrame:
    """The map: one row per cell, five of one-time buyers (fm 0) and twenty-five of the others, empty ones included.

    r, fm       the scores; fm 0: one-time buyers
    segment     what the cell is called
    customers   how many are in it                            count
    spend       what they paid in all; null without amounts   minor units
    """
    spend = pl.col("spend").sum() if study.workbook.has_amounts else pl.lit(None, pl.Int64)
    at = [pl.col("r"), pl.col("fm").fill_null(0)]
    counted = study(segments).group_by(at).agg(pl.len().cast(pl.Int64).alias("customers"), spend.alias("spend"))
    cells = [(r, 0, ONE_TIME[r]) for r in ONE_TIME]
    cells += [(r, fm, name) for r, row in SEVERAL_TIMES.items() for fm, name in enumerate(row, start=1)]
    schema = {"r": pl.UInt8, "fm": pl.UInt8, "segment": pl.String}
    rows = pl.DataFrame(cells, schema=schema, orient="row").join(
        counted, on=["r", "fm"], how="left", maintain_order="left"
    )
    rows = rows.with_columns(pl.col("customers").fill_null(0))
    return rows.with_columns(pl.col("spend").fill_null(0)) if study.workbook.has_amounts else rows


def _buyers(study: Study) -> pl.DataFrame:
    """Customers with a purchase day; who only ever gave something back has no recency."""
    return study(customer_summary).filter(pl.col("last_day").is_not_null())


def _half_up(frequency: Scores | None, spend: Scores | None) -> Scores | None:
    return frequency if frequency is None or spend is None else (frequency + spend + np.uint8(1)) // np.uint8(2)


def _last_day(seen: pl.DataFrame) -> NDArray[np.int32]:
    return seen["last_day"].to_physical().to_numpy()


def _scored(seen: pl.DataFrame, column: str, once: Flags) -> Scores | None:
    """Scores of those with several purchase days among themselves, 0 for the others; null without the column."""
    if column not in seen.columns:
        return None
    found = np.zeros(seen.height, np.uint8)
    found[~once] = scores(seen[column].to_numpy()[~once])
    return found


def _named(recency: Scores, both: Scores | None, once: Flags) -> pl.Series:
    """The segment of each customer, by its cell."""
    cells = [[ONE_TIME[r], *SEVERAL_TIMES[r]] for r in sorted(ONE_TIME)]
    place = (recency - 1).astype(np.intp) * 6 + np.where(once, 0, both if both is not None else 0)
    names = pl.Series("segment", [name for row in cells for name in row], dtype=pl.String)
    return names.gather(place)


def _known(score: Scores | None, where: Flags, name: str) -> pl.Series:
    if score is None:
        return pl.Series(name, [None] * len(where), dtype=pl.UInt8)
    return pl.select(pl.when(pl.Series(where)).then(pl.Series(score))).to_series().alias(name)


def _big(seen: pl.DataFrame, once: Flags) -> Flags:
    """One-time buyers whose spend beats at least nine tenths of the one-time buyers."""
    big = np.zeros(seen.height, np.bool_)
    if "spend" in seen.columns and once.any():
        spend = seen["spend"].to_numpy()[once]
        top = cut_points(spend, BIG)[-1]
        big[once] = (spend >= top) if top is not None else False
    return big
