"""What a tier costs if its members get a reward, and how much more they must buy for it to pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from retention_core.kernel.rows import row_as


class RewardKind(StrEnum):
    """What members get.

    percent    part of each purchase off, in percent
    amount     a present for each member, once in the months of the tiers
    shipping   what sending one purchase costs, taken on for each purchase day
    """

    PERCENT = "percent"
    AMOUNT = "amount"
    SHIPPING = "shipping"


@dataclass(frozen=True)
class Reward:
    """A kind of reward; value: percent, or minor units."""

    kind: RewardKind
    value: float


def reward_costs(tiers: pl.DataFrame, reward: Reward) -> pl.DataFrame:
    """What a reward costs in each tier if members buy as they did: one row per row of `tried` or `tier_table`.

    tier, rank, customers
    cost           in the months of the tiers                                          minor units
    margin_share   of what the tier earns; null where it earns nothing
    more           how much more its members must buy for it to pay, as a share; null: it never does

    Percent and shipping are given on what they buy more, too: cost / (margin - cost). A present is not: cost / margin.
    """
    cost, margin = _cost(reward).round(0).cast(pl.Int64), pl.col("margin")
    left = margin if reward.kind is RewardKind.AMOUNT else margin - pl.col("cost")
    return tiers.with_columns(cost.alias("cost")).select(
        "tier",
        "rank",
        "customers",
        "cost",
        pl.when(margin > 0).then(pl.col("cost") / margin).alias("margin_share"),
        pl.when(left > 0).then(pl.col("cost") / left).alias("more"),
    )


@dataclass(frozen=True)
class RewardOfTier:
    """One row of `reward_costs`."""

    tier: str
    rank: int
    customers: int
    cost: int
    margin_share: float | None
    more: float | None


@dataclass(frozen=True)
class RewardInAll:
    """What a reward costs in several tiers together; each part as in `reward_costs`."""

    cost: int
    margin_share: float | None
    more: float | None


def tiers_rewarded(tiers: pl.DataFrame, ranks: Sequence[int]) -> pl.DataFrame:
    """The rows of `tried` or `tier_table` of some tiers."""
    return tiers.filter(pl.col("rank").is_in(ranks))


def reward_in_all(tiers: pl.DataFrame, reward: Reward) -> RewardInAll:
    """What a reward costs in all of these tiers if members buy as they did, and how much more they must buy."""
    return row_as(RewardInAll, reward_costs(tiers.sum(), reward))


def _cost(reward: Reward) -> pl.Expr:
    if reward.kind is RewardKind.PERCENT:
        return pl.col("revenue").clip(lower_bound=0) * (reward.value / 100)
    column = "customers" if reward.kind is RewardKind.AMOUNT else "purchase_days"
    return pl.col(column) * reward.value
