"""Tiers tried out: the same counts as the tiers in use have, at once; what a reward costs; who is just below a line."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.kernel.errors import WrongInput
from retention_core.kernel.settings import Settings, TierRules
from retention_core.kernel.study import Study
from retention_core.prescribe.plays.next_tier import just_below, just_below_tier, tiers_within_reach
from retention_core.prescribe.tiers.tier_draft import NAMES, resized, somebody_in, step_of_line, tried, with_lines
from retention_core.prescribe.tiers.tier_lists import members_of_tier, tiers_of_buyers, tiers_with_members
from retention_core.prescribe.tiers.tier_reward import (
    Reward,
    RewardKind,
    reward_costs,
    reward_in_all,
    tiers_rewarded,
)
from retention_core.prescribe.tiers.tiers import LAPSED, NOTHING_LEFT, tier_members, tier_table
from tests.workbooks import study_of

SHOP = "\n".join(
    f"c{n:02} 2024-06-{n % 28 + 1:02} {n}.00\nc{n:02} 2024-12-{n % 28 + 1:02} {n}.50" for n in range(1, 61)
)
THREE = TierRules(("a", "b", "c"), (0.2, 0.3))


@pytest.fixture(scope="module")
def shop() -> Study:
    return study_of(SHOP)


@pytest.mark.parametrize(
    "rules",
    [
        TierRules(),
        THREE,
        TierRules(("one", "two"), (0.5,), months=3),
        TierRules(("one", "two"), (0.5,), (4_000,)),
        TierRules(("a", "b", "c"), (), (5_000, 5_000)),
    ],
)
def test_what_is_tried_is_what_comes_once_accepted(shop: Study, rules: TierRules):
    accepted = shop.with_settings(Settings(tiers=with_lines(shop, rules)))
    table = accepted(tier_table).filter(pl.col("rank") < NOTHING_LEFT)
    found = tried(shop, rules)
    assert found.height
    assert found.rows() == table.select(found.columns).rows()


@given(st.lists(st.integers(1, 13_000), min_size=1, max_size=5), st.sampled_from([1, 7, 12]))
def test_whatever_the_lines_every_buyer_is_in_one_tier(lines: list[int], months: int):
    study = study_of(SHOP)
    names = tuple(f"t{at}" for at in range(len(lines) + 1))
    rules = TierRules(names, (), tuple(sorted(lines, reverse=True)), months)
    found, whole = tried(study, rules), tried(study, TierRules(("all", "none"), (), (1,), months))
    for column in ("customers", "revenue", "margin", "purchase_days"):
        assert found[column].sum() == whole[column].sum()


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        (TierRules(("one",), ()), "tier_count"),
        (TierRules(tuple("abcdefg"), (0.1,) * 6), "tier_count"),
        (TierRules(("a", "a"), (0.1,)), "tier_names"),
        (TierRules(("a", " "), (0.1,)), "tier_names"),
        (TierRules(("a", "b"), (0.0,)), "tier_shares"),
        (TierRules(("a", "b", "c"), (0.7, 0.7)), "tier_shares"),
        (TierRules(("a", "b", "c"), (), (5, 6)), "tier_thresholds"),
        (TierRules(("a", "b"), (), (0,)), "tier_thresholds"),
        (TierRules(("a", "b"), (0.1,), months=0), "tier_months"),
    ],
)
def test_rules_that_cannot_be_are_told(shop: Study, rules: TierRules, code: str):
    with pytest.raises(WrongInput) as wrong:
        tried(shop, rules)
    assert wrong.value.code == code


def test_nobody_who_bought_gives_no_tiers():
    assert tried(study_of("Ann 2024-01-01 -5.00"), TierRules()).is_empty()


@pytest.mark.parametrize(
    ("reward", "cost", "share", "more"),
    [
        # 1,000.00 of revenue, 400.00 of margin, 10 customers, 50 purchase days
        (Reward(RewardKind.PERCENT, 10), 10_000, 0.25, 1 / 3),  # 100 of 400; each more sold leaves 40% - 10%
        (Reward(RewardKind.AMOUNT, 500), 5_000, 0.125, 0.125),  # 50 of 400; a present is given once
        (Reward(RewardKind.SHIPPING, 600), 30_000, 0.75, 3.0),  # 300 of 400; each more sold leaves 40% - 30%
        (Reward(RewardKind.PERCENT, 40), 40_000, 1.0, None),  # all of it
    ],
)
def test_what_a_reward_costs_and_when_it_pays(reward: Reward, cost: int, share: float, more: float | None):
    tier = {"tier": ["gold"], "rank": [1], "customers": [10], "revenue": [100_000], "margin": [40_000]}
    row = reward_costs(pl.DataFrame({**tier, "purchase_days": [50]}), reward).row(0, named=True)
    assert (row["cost"], row["margin_share"]) == (cost, share)
    assert row["more"] == (None if more is None else pytest.approx(more))


def test_who_is_just_below_a_line_lacks_at_most_a_usual_purchase():
    """Gold from 100, silver from 50. Ann 90 in two purchases of 45 lacks 10. Bob 49 once lacks 1. Cid 51 in three lacks
    49, more than 17: not near. Dan is gold."""
    study = study_of(
        """Ann 2024-12-01 45.00
        Ann 2024-12-02 45.00
        Bob 2024-12-03 49.00
        Cid 2024-12-04 17.00
        Cid 2024-12-05 17.00
        Cid 2024-12-06 17.00
        Dan 2024-12-31 120.00""",
        tiers=TierRules(("gold", "silver", "rest"), (), (10_000, 5_000)),
    )
    near = study(just_below)
    assert near.select("tier", "next_tier", "missing").rows() == [("rest", "silver", 100), ("silver", "gold", 1_000)]
    assert near["customer_code"].to_list() == [1, 0]


@pytest.mark.parametrize("count", range(2, 7))
def test_rules_at_another_number_of_tiers_keep_their_names_and_can_be_used(shop: Study, count: int):
    found = resized(TierRules(("best", "gold"), (0.3,), (900,)), count, 24)
    assert (found.names[:2], len(found.names), found.months) == (("best", "gold"), count, 24)
    assert found.names[2:] == tuple(name for name in NAMES if name != "gold")[: count - 2]
    assert found.thresholds is None
    assert tried(shop, found).height


def test_rules_at_other_months_keep_their_shares_and_not_their_lines():
    now = TierRules(("a", "b", "c"), (0.2, 0.4), (900, 300))
    assert resized(now, 3, 12) is now
    assert (resized(now, 3, 6).shares, resized(now, 3, 6).thresholds) == ((0.2, 0.4), None)


@pytest.mark.parametrize(("line", "step"), [(0, 1), (7, 1), (42, 1), (420, 10), (42_317, 1_000)])
def test_a_line_is_moved_by_its_second_digit(line: int, step: int):
    assert step_of_line(line) == step


def test_a_reward_for_several_tiers_is_that_of_one_tier_with_all_of_them(shop: Study):
    table = somebody_in(tried(shop, THREE))
    both, reward = tiers_rewarded(table, [1, 2]), Reward(RewardKind.PERCENT, 10.0)
    whole, each = reward_in_all(both, reward), reward_costs(both, reward)
    assert both["rank"].to_list() == [1, 2]
    assert whole.cost == pytest.approx(each["cost"].sum(), abs=1)
    assert whole.margin_share == pytest.approx(whole.cost / both["margin"].sum())
    assert whole.more == pytest.approx(whole.cost / (both["margin"].sum() - whole.cost))


def test_lists_of_tiers(shop: Study):
    used = tiers_with_members(shop)
    assert (used["customers"] > 0).all() and used["customers"].sum() == tier_members(shop).height
    assert tiers_of_buyers(shop)["rank"].max() < NOTHING_LEFT < LAPSED
    for rank, customers in used.select("rank", "customers").rows():
        listed = members_of_tier(shop, rank)
        assert listed.height == customers and listed["spend"].is_sorted(descending=True)


def test_who_would_reach_a_tier(shop: Study):
    near = just_below(shop)
    assert set(tiers_within_reach(shop)) == set(near["next_tier"]) and near.height
    assert sum(just_below_tier(shop, tier).height for tier in tiers_within_reach(shop)) == near.height
    assert just_below_tier(shop, None).equals(near)
