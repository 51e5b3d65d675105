"""Loyalty tiers: lines, ranks, and who is in which."""

from datetime import date, timedelta
from itertools import pairwise
from math import ceil

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.describe.presence.last_year import twelve_months
from retention_core.kernel.day_numbers import day_of
from retention_core.kernel.errors import WrongInput
from retention_core.kernel.settings import Settings, TierRules
from retention_core.kernel.study import Study
from retention_core.prescribe.tiers.tier_thresholds import checked, exact_lines, ranks, suggested_lines, two_digits
from retention_core.prescribe.tiers.tiers import suggested_rules, tier_members, tier_table, tiers
from tests.workbooks import study_of, workbook_from

DEFAULT = TierRules()
SPENDS = st.lists(st.integers(1, 2000), min_size=1, max_size=200)
AS_OF = date(2024, 12, 31)


def lines(spends: list[int], shares: tuple[float, ...] = DEFAULT.shares) -> tuple[int, ...]:
    return exact_lines(np.array(spends), shares)


def test_a_line_is_the_spend_of_the_buyer_at_its_rank():
    """Ten buyers of 100, 90, ... 10: ranks 1, 3 and 6."""
    assert lines(list(range(10, 101, 10))) == (100, 80, 50)


@pytest.mark.parametrize(("buyers", "at"), [(1, (1, 1, 1)), (3, (1, 1, 2)), (11, (2, 4, 7)), (100, (10, 30, 60))])
def test_ranks_are_rounded_up(buyers, at):
    """Buyer at rank k spends buyers + 1 - k."""
    assert lines(list(range(1, buyers + 1))) == tuple(buyers + 1 - rank for rank in at)


def test_shares_are_added_up_without_rounding_errors():
    """0.1 + 0.2 is 0.30000000000000004 in binary: 0.3 of ten buyers is rank 3, not 4."""
    assert lines(list(range(1, 11)), (0.1, 0.2))[1] == 8


@pytest.mark.parametrize(
    ("amount", "rounded"), [(42_317, 42_000), (42_500, 42_000), (43_500, 44_000), (99_600, 100_000), (57, 57), (5, 5)]
)
def test_two_digits(amount, rounded):
    assert two_digits(amount) == rounded


def test_lines_are_rounded_where_that_is_harmless():
    """1,000 buyers of 1.01, 2.02, ... 1010.00: the exact lines 910.01, 708.01 and 405.01 become round ones."""
    assert suggested_lines(np.arange(1, 1001) * 101, DEFAULT.shares) == (91_000, 71_000, 41_000)


def test_lines_stay_exact_where_rounding_moves_a_share_by_over_three_points():
    """Half of the buyers spend 9.96: rounded to 10.00 they would all fall below the line. The other lines are round."""
    spends = np.array([996] * 50 + [5010] * 30 + [100] * 20)
    assert suggested_lines(spends, DEFAULT.shares) == (5000, 5000, 996)


def test_below_forty_buyers_lines_stay_exact():
    """Buyers of 1.01, 2.02, 3.03, ...: the best four of 39 begin at 36.36, the best four of 40 at 37.37."""
    assert suggested_lines(np.arange(1, 40) * 101, DEFAULT.shares) == (3636, 2828, 1616)
    assert suggested_lines(np.arange(1, 41) * 101, DEFAULT.shares) == (3700, 2900, 1700)


@given(SPENDS)
def test_equal_spend_means_equal_tier_and_more_never_means_less(spends):
    found = ranks(np.array(spends), lines(spends))
    by_spend = sorted(zip(spends, found.tolist(), strict=True))
    assert all(above[1] <= below[1] for below, above in pairwise(by_spend))
    assert all(one[1] == other[1] for one, other in pairwise(by_spend) if one[0] == other[0])


@given(SPENDS)
def test_each_tier_and_those_above_hold_at_least_their_share(spends):
    found = ranks(np.array(spends), lines(spends))
    for rank, share in ((1, 0.1), (2, 0.3), (3, 0.6)):
        assert (found <= rank).sum() >= ceil(round(share * len(spends), 9))


# the shop

SHOP = """
Old 2023-12-31 999
Ann 2024-01-01 100
Ann 2024-06-01 50
Bob 2024-02-01 90
Cyd 2024-03-01 80
Cyd 2024-04-01 -30
Dan 2024-05-01 20
Eve 2024-05-02 10
Eve 2024-05-03 -10
Fay 2024-12-31 5
Zoe 2024-07-01 -7
"""


def shop(**chosen: object) -> Study:
    return study_of(SHOP, **({"as_of": AS_OF} | chosen))


def test_the_last_twelve_months_begin_a_day_after_the_same_day_last_year():
    """31 December 2023 is out, 1 January 2024 is in."""
    assert [day_of(day) for day in twelve_months(AS_OF)] == [date(2024, 1, 1), AS_OF]
    assert [day_of(day) for day in twelve_months(date(2024, 2, 29))] == [date(2023, 3, 1), date(2024, 2, 29)]


def test_tiers_go_by_spend_less_refunds_of_twelve_months():
    """Five buyers with something left: Ann 150, Bob 90, Cyd 50, Dan 20, Fay 5. Ranks 1, 2, 3: 150, 90, 50."""
    found = shop()(tiers)
    assert [(tier.name, tier.from_amount) for tier in found.tiers] == [
        ("platinum", 15000),
        ("gold", 9000),
        ("silver", 5000),
        ("bronze", None),
    ]
    assert (found.buyers, found.ranked_list, found.first, found.last) == (5, True, date(2024, 1, 1), AS_OF)


def test_every_customer_stands_in_one_line():
    """Eve had everything refunded; Zoe only gave something back, so bought before the file begins. Old is lapsed."""
    table = shop()(tier_table)
    assert table.select("tier", "customers", "revenue").rows() == [
        ("platinum", 1, 15000),
        ("gold", 1, 9000),
        ("silver", 1, 5000),
        ("bronze", 2, 2500),
        ("nothing_left", 2, -700),
        ("lapsed", 1, 0),
    ]
    assert table["customer_share"].to_list() == [0.2, 0.2, 0.2, 0.4, None, None]
    assert table["revenue_share"].drop_nulls().sum() == pytest.approx(1)


def test_one_time_buyers_bought_on_a_single_day_ever():
    table = shop()(tier_table)
    assert table["one_time_share"].to_list() == [0.0, 1.0, 1.0, 1.0, 0.5, 1.0]


def test_members_come_best_first():
    study = shop()
    names = study.workbook.customers["customer_id"].gather(study(tier_members)["customer_code"]).to_list()
    assert names == ["Ann", "Bob", "Cyd", "Dan", "Fay", "Eve", "Zoe", "Old"]
    ann = study(tier_members).row(0, named=True)
    assert (ann["spend"], ann["purchase_days"], ann["first_day"]) == (15000, 2, date(2024, 1, 1))


def test_without_amounts_tiers_go_by_purchase_days():
    study = study_of("Ann 2024-01-01\nAnn 2024-01-01\nAnn 2024-02-01\nBob 2024-01-01\nBob 2024-01-05\nBob 2024-01-09")
    assert [tier.from_amount for tier in study(tiers).tiers] == [3, 2]
    table = study(tier_table)
    assert table["revenue"].is_null().all()
    assert study(tier_members)["purchase_days"].to_list() == [3, 2]


def equal_spenders(customers: int) -> Study:
    return Study(workbook_from([(f"c{who:05}", date(2024, 1, 1), 2500, True) for who in range(customers)]))


def test_ten_thousand_customers_of_equal_spend_are_one_tier():
    found = equal_spenders(10_000)
    assert [(tier.name, tier.from_amount) for tier in found(tiers).tiers] == [("platinum", 2500)]
    assert found(tier_table).select("tier", "customers", "customer_share").rows() == [
        ("platinum", 10_000, 1.0),
        ("lapsed", 0, None),
    ]


def test_equal_lines_merge_into_the_better_tier():
    """Ten buyers: five of 90, four of 50, one of 10: ranks 1, 3 and 6."""
    spends = [90] * 5 + [50] * 4 + [10]
    study = Study(workbook_from([(f"c{who}", date(2024, 1, 1), 100 * paid, True) for who, paid in enumerate(spends)]))
    assert [(tier.rank, tier.name, tier.from_amount) for tier in study(tiers).tiers] == [
        (1, "platinum", 9000),
        (3, "silver", 5000),
        (4, "bronze", None),
    ]
    assert study(tier_table)["customers"].to_list() == [5, 4, 1, 0]


def test_the_users_lines_are_the_rule():
    rules = TierRules(("A", "B", "C"), (0.1, 0.2), (10_000, 2_000))
    table = shop(tiers=rules)(tier_table)
    assert table.select("tier", "customers", "from_amount").rows()[:3] == [
        ("A", 1, 10_000),
        ("B", 3, 2_000),
        ("C", 1, None),
    ]
    frozen = shop(tiers=rules)
    assert frozen(suggested_rules).thresholds == (15000, 9000)
    assert frozen(tiers).rules == rules


def test_a_tier_without_anybody_stays_where_it_is_not_the_lowest():
    table = shop(tiers=TierRules(("A", "B", "C"), (0.1, 0.2), (100_000, 100)))(tier_table)
    assert table.select("tier", "customers").rows()[:2] == [("A", 0), ("B", 5)]
    assert "C" not in table["tier"].to_list()


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        (TierRules(("A",), ()), "tier_count"),
        (TierRules(tuple("ABCDEFG"), (0.1,) * 6), "tier_count"),
        (TierRules(("A", "A"), (0.5,)), "tier_names"),
        (TierRules(("A", " "), (0.5,)), "tier_names"),
        (TierRules(("A", "B"), (0.5, 0.1)), "tier_shares"),
        (TierRules(("A", "B"), (1.5,)), "tier_shares"),
        (TierRules(("A", "B"), (0.0,)), "tier_shares"),
        (TierRules(("A", "B", "C"), (0.1, 0.2), (100, 200)), "tier_thresholds"),
        (TierRules(("A", "B", "C"), (0.1, 0.2), (100,)), "tier_thresholds"),
        (TierRules(("A", "B"), (0.1,), (0,)), "tier_thresholds"),
    ],
)
def test_rules_that_cannot_work_are_named(rules, code):
    with pytest.raises(WrongInput) as wrong:
        checked(rules)
    assert wrong.value.code == code


def test_nobody_bought_in_twelve_months():
    study = study_of("Ann 2024-01-01 10", as_of=date(2025, 6, 1))
    assert study(tiers).tiers == ()
    assert study(tier_table).select("tier", "customers").rows() == [("lapsed", 1)]


def test_all_refunds_leave_nobody_in_a_tier():
    study = study_of("Ann 2024-01-01 -10\nBob 2024-01-01 -10")
    assert study(tier_table).select("tier", "customers", "revenue").rows() == [
        ("nothing_left", 2, -2000),
        ("lapsed", 0, 0),
    ]
    later = study.with_settings(Settings(as_of=date(2025, 6, 1)))
    assert later(tier_table).select("tier", "customers", "revenue").rows() == [("lapsed", 2, 0)]


def test_who_bought_long_ago_and_gave_back_lately_is_lapsed():
    study = study_of("Ann 2022-01-01 10\nAnn 2024-01-01 -10\nBob 2024-01-01 5")
    assert study(tier_table).filter(pl.col("tier") == "lapsed")["customers"].to_list() == [1]


@given(SPENDS)
def test_suggested_lines_fall(spends):
    found = suggested_lines(np.array(spends), DEFAULT.shares)
    assert list(found) == sorted(found, reverse=True)


ROWS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 700), st.integers(-20, 60)), min_size=1, max_size=150)


@given(ROWS)
def test_tiers_partition_everybody_seen_and_all_the_money_of_the_twelve_months(rows):
    start = date(2023, 1, 1)
    log = [(f"c{who}", start + timedelta(days=day), 100 * paid, paid >= 0) for who, day, paid in rows]
    study = Study(workbook_from(log))
    found, table = study(tiers), study(tier_table)
    members = study(tier_members)
    assert members["customer_code"].n_unique() == members.height == len({who for who, *_ in rows})
    assert table["customers"].sum() == members.height
    inside = [paid for _, day, paid in rows if found.first <= start + timedelta(days=day) <= found.last]
    assert table["revenue"].sum() == 100 * sum(inside)
    assert table.filter(pl.col("rank") < 7)["customers"].sum() == found.buyers


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter(rows, random):
    def table(drawn: list[tuple[int, int, int]]) -> pl.DataFrame:
        log = [(f"c{who}", date(2023, 1, 1) + timedelta(days=day), 100 * paid, paid >= 0) for who, day, paid in drawn]
        return Study(workbook_from(log), Settings())(tier_table)

    assert table(rows).equals(table(random.sample(rows, len(rows))))
