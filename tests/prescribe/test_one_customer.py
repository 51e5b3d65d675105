"""One customer: found, described, and their tiers over time."""

from datetime import date

import polars as pl
import pytest

from retention_core.prescribe.one_customer import customers_like, orders_of, profile, tiers_over_time
from retention_core.settings import PeriodKind, Settings
from retention_core.study import Study
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
    earlier = STUDY.under(Settings(as_of=date(2023, 6, 15)))
    assert orders_of(STUDY, ANN)["amount"].to_list() == [-2000, 5000, 10_000]
    assert orders_of(earlier, ANN)["amount"].to_list() == [5000, 10_000]


def test_tiers_over_time_begin_with_the_first_purchase_and_a_year_of_the_file():
    days = tiers_over_time(STUDY, ANN)["day"]
    assert days.to_list() == [date(2023, 3, 31), date(2023, 6, 30)]
    assert tiers_over_time(STUDY, BOB)["day"].to_list() == [date(2023, 3, 31), date(2023, 6, 30)]
    assert tiers_over_time(STUDY, ANN).filter(pl.col("day") == date(2023, 3, 31))["tier"].item() == "lapsed"
