"""Things worth doing for whole segments: thank, ask, bring together, and win back before it is too late."""

from collections.abc import Callable

import numpy as np
import polars as pl

from retention_core.describe.presence.last_year import last_year
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_no_repeats
from retention_core.kernel.day_numbers import CustomerCodes
from retention_core.kernel.study import Study
from retention_core.prescribe.customers.unprofitable import without_poor_fit
from retention_core.prescribe.plays.play import Play, PlayCode, spent_by
from retention_core.prescribe.plays.win_back import year_before_last
from retention_core.prescribe.segments.segments import Segment, segments
from retention_core.prescribe.tiers.tiers import tier_members

GONE = (Segment.AT_RISK, Segment.CANNOT_LOSE)
RECENT_DAYS = 14
OFTEN = 10


def thank_best(study: Study) -> Play:
    """Active customers of the best tier. At stake is what they spent in twelve months."""
    best = study(tier_members).filter(pl.col("rank") == 1)["customer_code"].sort().to_numpy()
    return _play(PlayCode.THANK_BEST, study, lambda: np.intersect1d(best, _active(study), assume_unique=True))


def early_access(study: Study) -> Play:
    """Champions and loyal customers. At stake is what they spent in twelve months."""
    return _play(PlayCode.EARLY_ACCESS, study, lambda: _in(study, Segment.CHAMPIONS, Segment.LOYAL))


def community(study: Study) -> Play:
    """Active customers with ten purchase days or more. At stake is what they spent in twelve months."""
    often = (pl.col("purchase_days") >= OFTEN) & pl.col("active")
    return _play(PlayCode.COMMUNITY, study, lambda: _codes(study(segments).filter(often)))


def ask_review(study: Study) -> Play:
    """Champions and loyal customers who bought in the last two weeks: they know what they speak of."""
    lately = (pl.lit(study(horizon).as_of) - pl.col("last_day")).dt.total_days() < RECENT_DAYS
    well = pl.col("segment").is_in([Segment.CHAMPIONS, Segment.LOYAL])
    return _play(PlayCode.ASK_REVIEW, study, lambda: _codes(study(segments).filter(well & lately)))


def gone_quiet(study: Study) -> Play:
    """Customers at risk or not to be lost. At stake is what they spent in the twelve months before the last twelve."""
    found = _play(PlayCode.GONE_QUIET, study, lambda: without_poor_fit(study, _in(study, *GONE)))
    if found.why_null:
        return found
    lately, before = spent_by(study(last_year), found.who), spent_by(study(year_before_last), found.who)
    return Play(found.code, found.who, None if lately is None or before is None else lately + before)


def _play(code: PlayCode, study: Study, who: Callable[[], CustomerCodes]) -> Play:
    if why := why_no_repeats(study):
        return Play(code, why_null=why)
    found = who()
    return Play(code, found, spent_by(study(last_year), found))


def _in(study: Study, *wanted: Segment) -> CustomerCodes:
    return _codes(study(segments).filter(pl.col("segment").is_in([*wanted])))


def _active(study: Study) -> CustomerCodes:
    return _codes(study(segments).filter("active"))


def _codes(rows: pl.DataFrame) -> CustomerCodes:
    return rows["customer_code"].sort().to_numpy()
