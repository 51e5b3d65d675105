"""Who is in a segment or in a cell of the map, and the segments as short lists."""

import polars as pl

from retention_core.kernel.study import Study
from retention_core.prescribe.segments.segments import Segment, segment_table, segments

GONE_QUIET = (Segment.AT_RISK, Segment.CANNOT_LOSE)
SCORES_ONLY = ("segment", "fm", "active")


def segment_members(study: Study, segment: Segment) -> pl.DataFrame:
    """The rows of `segments` of one segment, who spent most first; without amounts, who came most often.

    Columns as there, but for segment, fm and active.
    """
    return _best_first(study(segments).filter(pl.col("segment") == segment))


def cell_members(study: Study, *, r: int, fm: int) -> pl.DataFrame:
    """The rows of `segments` of one cell of the map, as `segment_members` orders them; fm 0: one-time buyers."""
    return _best_first(study(segments).filter((pl.col("r") == r) & (pl.col("fm").fill_null(0) == fm)))


def segments_in_use(study: Study) -> pl.DataFrame:
    """The rows of `segment_table` of segments that somebody is in."""
    return study(segment_table).filter(pl.col("customers") > 0)


def gone_quiet(study: Study) -> tuple[int, float]:
    """How many customers who used to come often or spend much have gone quiet, and their share of all that was spent.

    The share is 0 where it is not known.
    """
    quiet = study(segment_table).filter(pl.col("segment").is_in([*GONE_QUIET]))
    return int(quiet["customers"].sum()), float(quiet["spend_share"].sum())


def _best_first(found: pl.DataFrame) -> pl.DataFrame:
    by = "spend" if "spend" in found.columns else "purchase_days"
    return found.sort(by, "customer_code", descending=[True, False]).drop(SCORES_ONLY)
