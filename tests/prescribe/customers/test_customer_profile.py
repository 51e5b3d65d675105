"""One customer: found, described, and their tiers over time."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.prescribe.customers.customer_profile import (
    bought_by,
    customers_like,
    expected_on,
    orders_of,
    profile,
    segments_over_time,
    standing_over_time,
    tiers_over_time,
)
from retention_core.prescribe.segments.segments import segments
from tests.workbooks import workbook_of

LINES = """
Ann 2022-01-05 100
Bob 2023-02-01 10
Bob 2023-06-10 10
Ann 2023-06-05 50
Bob 2023-06-20 10
Ann 2023-06-25 -20
Bob 2023-06-30 10
"""
STUDY = Study(workbook_of(LINES), Settings(as_of=date(2023, 6, 30), period=PeriodKind.MONTH))
ANN, BOB = 0, 1


@pytest.mark.parametrize(("text", "found"), [("ann", [ANN]), ("B", [BOB]), ("n", [ANN]), ("zoe", []), ("  ", [])])
def test_customers_are_found_whatever_the_capitals(text, found):
    assert customers_like(STUDY, text)["customer_code"].to_list() == found


def test_a_whole_match_comes_first():
    study = Study(workbook_of("Anna 2024-01-01 5\nann 2024-01-01 5\nAnn-Lee 2024-01-01 5"))
    assert customers_like(study, "ANN")["customer_id"][0] == "ann"


def test_a_profile_tells_rhythm_silence_and_when_the_next_purchase_would_come():
    """Bob's gaps are 129, 10 and 10 days: the median is 10. Ann has one gap, which is no rhythm."""
    bob, ann = profile(STUDY, BOB), profile(STUDY, ANN)
    assert (bob.rhythm_days, bob.silent_days, bob.expected_on, bob.overdue) == (10, 0, date(2023, 7, 10), False)
    assert (ann.rhythm_days, ann.expected_on, ann.spend) == (None, None, 13_000)


def test_orders_come_latest_first_and_not_behind_the_last_day():
    earlier = STUDY.with_settings(Settings(as_of=date(2023, 6, 15)))
    assert orders_of(STUDY, ANN)["amount"].to_list() == [-2000, 5000, 10_000]
    assert orders_of(earlier, ANN)["amount"].to_list() == [5000, 10_000]


def test_tiers_over_time_begin_with_the_first_purchase_and_a_year_of_the_file():
    days = tiers_over_time(STUDY, ANN)["day"]
    assert days.to_list() == [date(2023, 3, 31), date(2023, 6, 30)]
    assert tiers_over_time(STUDY, BOB)["day"].to_list() == [date(2023, 3, 31), date(2023, 6, 30)]
    assert tiers_over_time(STUDY, ANN).filter(pl.col("day") == date(2023, 3, 31))["tier"].item() == "lapsed"


def test_segments_over_time_are_those_of_each_day():
    """Bob first bought on 1 February 2023: on 31 December he was not yet a customer."""
    found = segments_over_time(STUDY, BOB)
    assert found["day"].to_list()[-3:] == [date(2022, 12, 31), date(2023, 3, 31), date(2023, 6, 30)]
    assert found["segment"].to_list()[-3] is None
    for day, segment in found.drop_nulls().rows():
        then = STUDY.with_settings(Settings(as_of=day, period=PeriodKind.MONTH))
        assert then(segments).filter(pl.col("customer_code") == BOB)["segment"].item() == segment


def test_what_somebody_buys_comes_most_often_first_without_what_was_given_back():
    orders = STUDY.workbook.orders
    told = [{1000: "tea", 5000: "pot", 10_000: "pot", -2000: "pot"}[amount] for amount in orders["amount"]]
    study = STUDY.with_workbook(replace(STUDY.workbook, orders=orders.with_columns(product=pl.Series(told))))
    assert bought_by(study, ANN).rows() == [("pot", 2, 15_000, date(2023, 6, 5))]
    assert bought_by(study, BOB)["purchases"].to_list() == [4]
    assert bought_by(STUDY, ANN).is_empty()


def test_what_somebody_has_earned_stands_with_what_they_spent():
    assert profile(STUDY, ANN).margin == 6_500


@pytest.mark.parametrize("code", [ANN, BOB])
def test_tier_and_segment_day_by_day_are_those_of_each_alone(code):
    standing = standing_over_time(STUDY, code)
    assert [day for day, _, _ in standing] == segments_over_time(STUDY, code)["day"].to_list()[::-1]
    assert [segment for _, _, segment in standing] == segments_over_time(STUDY, code)["segment"].to_list()[::-1]
    tiers = dict(tiers_over_time(STUDY, code).rows())
    assert [tier for _, tier, _ in standing] == [tiers.get(day) if seen else None for day, _, seen in standing]


def test_the_next_purchase_is_expected_by_the_own_rhythm_where_no_model_is_in_use():
    assert [expected_on(STUDY, profile(STUDY, code)) for code in (ANN, BOB)] == [None, date(2023, 7, 10)]


def test_nothing_is_expected_of_who_only_ever_gave_something_back():
    study = Study(workbook_of("Ann 2024-01-01 -5\nBob 2024-01-01 5"))
    assert expected_on(study, profile(study, ANN)) is None
