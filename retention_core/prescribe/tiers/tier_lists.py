"""The tiers as short lists: those that buyers are in, those that anybody is in, and the customers of one."""

import polars as pl

from retention_core.kernel.study import Study
from retention_core.prescribe.tiers.tiers import tier_members, tier_table


def tiers_of_buyers(study: Study) -> pl.DataFrame:
    """The rows of `tier_table` that are tiers, not those outside of them."""
    return study(tier_table).filter(pl.col("customer_share").is_not_null())


def tiers_with_members(study: Study) -> pl.DataFrame:
    """The rows of `tier_table` that anybody is in."""
    return study(tier_table).filter(pl.col("customers") > 0)


def members_of_tier(study: Study, rank: int) -> pl.DataFrame:
    """The rows of `tier_members` of one tier, best first, without rank, tier and one_time."""
    return study(tier_members).filter(pl.col("rank") == rank).drop("rank", "tier", "one_time")
