"""The purchase cycle chooses the period."""

from datetime import date, timedelta

import pytest

from retention_core.describe.cycle.period_choice import chosen_period, wished_kind
from retention_core.describe.cycle.purchase_cycle import Cycle
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.workbooks import workbook_from

WEEK, MONTH, QUARTER, HALF_YEAR, YEAR = PeriodKind


@pytest.mark.parametrize(
    ("cycle_days", "kind"),
    [
        (1, WEEK),
        (2.9, WEEK),  # 0.8 x 8.7 = 6.96 days
        (3, MONTH),  # 0.8 x 9 = 7.2 days
        (11.6, MONTH),
        (11.7, QUARTER),
        (37.5, QUARTER),  # 0.8 x 112.5 = 90 days
        (37.6, HALF_YEAR),
        (75, HALF_YEAR),
        (76, YEAR),
        (152, YEAR),
        (1000, YEAR),
    ],
)
def test_the_first_kind_that_holds_most_of_three_cycles(cycle_days, kind):
    assert wished_kind(Cycle(cycle_days, cycle_days, cycle_days, 10)) is kind


def test_fewer_than_ten_rhythms_mean_a_quarter():
    assert wished_kind(Cycle(1.0, 1.0, 1.0, 9)) is QUARTER
    assert wished_kind(Cycle(None, None, None, 0)) is QUARTER


def shop(first: date, last: date, gap: int, customers: int = 12) -> Study:
    """Customers who buy every `gap` days, and somebody on every day."""
    span = (last - first).days
    regulars = [
        (f"r{who}", first + timedelta(days=day), 100, True)
        for who in range(customers)
        for day in range(0, span + 1, gap)
    ]
    return Study(
        workbook_from([*regulars, *(("x", first + timedelta(days=day), 100, True) for day in range(span + 1))])
    )


def test_a_file_that_is_long_enough_gets_what_fits():
    choice = shop(date(2022, 1, 1), date(2023, 12, 31), 30)(chosen_period)
    assert (choice.kind, choice.why, choice.possible_from, choice.warnings) == (QUARTER, "three_cycles", None, ())


def test_a_short_file_steps_down_and_says_from_when():
    """A quarter is wished; the file has one full quarter, but four full months."""
    choice = shop(date(2024, 1, 1), date(2024, 4, 30), 30)(chosen_period)
    assert (choice.kind, choice.wished, choice.why) == (MONTH, QUARTER, "file_too_short")
    assert choice.possible_from == date(2024, 6, 30)
    assert choice.warnings == ("shorter_than_three_cycles",)


def test_the_day_from_which_it_is_possible_counts_whole_periods_only():
    """The file begins on 10 January: the first full quarter is April to June."""
    choice = shop(date(2024, 1, 10), date(2024, 4, 30), 30)(chosen_period)
    assert choice.possible_from == date(2024, 9, 30)


def test_a_file_with_one_full_period_of_any_kind_uses_it():
    choice = shop(date(2024, 1, 1), date(2024, 1, 9), 2)(chosen_period)
    assert (choice.kind, choice.wished) == (WEEK, WEEK)
    assert choice.warnings == ()


def test_a_file_of_one_day_has_no_full_period():
    choice = shop(date(2024, 1, 3), date(2024, 1, 3), 1)(chosen_period)
    assert (choice.kind, set(choice.warnings)) == (WEEK, {"few_rhythms", "no_full_period"})


def test_the_user_has_the_last_word_and_is_warned():
    study = shop(date(2022, 1, 1), date(2023, 12, 31), 30)
    week, year = (study.with_settings(Settings(period=kind))(chosen_period) for kind in (WEEK, YEAR))
    assert (week.kind, week.why, week.warnings) == (WEEK, "chosen", ("shorter_than_three_cycles",))
    assert (year.kind, year.warnings, year.possible_from) == (YEAR, (), None)


def test_customers_slower_than_any_period_get_a_year_and_a_warning():
    choice = shop(date(2010, 1, 1), date(2020, 12, 31), 400)(chosen_period)
    assert (choice.kind, choice.why, choice.warnings) == (YEAR, "slow_cycle", ("shorter_than_three_cycles",))


def test_too_few_rhythms_are_marked():
    choice = shop(date(2022, 1, 1), date(2023, 12, 31), 30, customers=5)(chosen_period)
    assert (choice.kind, choice.why, choice.warnings) == (QUARTER, "few_rhythms", ("few_rhythms",))
