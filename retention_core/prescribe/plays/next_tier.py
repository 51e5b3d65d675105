"""Tell customers how little they lack to the next tier."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.last_year import TwelveMonths
from retention_core.describe.presence.why_unknown import why_no_orders
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.plays.play import Play, PlayCode
from retention_core.prescribe.tiers.tier_thresholds import ranks
from retention_core.prescribe.tiers.tiers import tier_year, tiers


def next_tier(study: Study) -> Play:
    """Customers who reach a better tier with one more purchase of their usual size, or with one more purchase day.

    At stake is what they lack in all.
    """
    if why := why_no_orders(study):
        return Play(PlayCode.NEXT_TIER, why_null=why)
    if study(tiers).ranked_list:
        return Play(PlayCode.NEXT_TIER, why_null=WhyNull.TOO_FEW_FOR_TIERS)
    near = study(just_below)
    money = int(near["missing"].sum()) if study.workbook.has_amounts else None
    return Play(PlayCode.NEXT_TIER, near["customer_code"].sort().to_numpy(), money)


@dataclass(frozen=True)
class JustBelow:
    """What a row of `just_below` says of the way to the better tier."""

    next_tier: str
    missing: int


def just_below(study: Study) -> pl.DataFrame:
    """One row per customer whom one more purchase of their usual size brings into a better tier, who lacks least first.

    customer_code
    tier, next_tier   the one they are in, and the better one
    missing           what they lack to it: minor units, or purchase days without amounts
    spend             in the months; absent without amounts                              minor units
    purchase_days     in the months                                                      count
    """
    year, missing = study(tier_year), study(missing_to_next_tier)
    usual = year.measure / np.maximum(year.purchase_days, 1)
    who = np.flatnonzero((missing > 0) & (missing <= usual)).astype(np.uint32)
    rules, measure = study(tiers).rules, year.measure[who]
    names = pl.Series("name", rules.names, dtype=pl.String)
    now, then = (ranks(spent, rules.thresholds or ()) - 1 for spent in (measure, measure + missing[who]))
    table = pl.DataFrame(
        {
            "customer_code": who,
            "tier": names.gather(now),
            "next_tier": names.gather(then),
            "missing": missing[who],
            **({} if year.spend is None else {"spend": year.spend[who]}),
            "purchase_days": year.purchase_days[who],
        }
    )
    return table.sort("missing", "customer_code")


def just_below_tier(study: Study, tier: str | None) -> pl.DataFrame:
    """The rows of `just_below` of those who would reach one tier; null: any."""
    near = study(just_below)
    return near if tier is None else near.filter(pl.col("next_tier") == tier)


def tiers_within_reach(study: Study) -> list[str]:
    """The tiers that anybody of `just_below` would reach, who lacks least first."""
    return study(just_below)["next_tier"].unique(maintain_order=True).to_list()


def missing_to_next_tier(study: Study) -> NDArray[np.int64]:
    """What every customer lacks to the next better tier, minor units or purchase days; 0: in the best, or in none."""
    return _missing(study(tier_year), sorted(tier.from_amount for tier in study(tiers).tiers if tier.from_amount))


def _missing(year: TwelveMonths, lines: list[int]) -> NDArray[np.int64]:
    """The way from each measure to the first line above it."""
    measure = year.measure
    place = np.zeros(measure.size, np.uint8)
    for line in lines:
        place += measure >= line
    above = np.append(np.array(lines, np.int64), 0)[place]
    return np.where((measure > 0) & (place < len(lines)), above - measure, 0)
