"""From which day to which day the data knows what happened."""

from datetime import date, timedelta

import pytest

from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from tests.workbooks import study_of, workbook_from


def days_of(*days: str, customer: str = "Ann") -> Study:
    return study_of("\n".join(f"{customer} {day} 1" for day in days))


def every(step: int, first: str, count: int) -> list[str]:
    start = date.fromisoformat(first)
    return [(start + timedelta(days=step * place)).isoformat() for place in range(count)]


@pytest.mark.parametrize(
    ("days", "as_of"),
    [
        (every(1, "2024-01-05", 25), "2024-01-29"),  # open daily: two quiet days at the end are not usual
        (every(1, "2024-01-05", 26), "2024-01-31"),  # one day is: 30 January to 31 January
        (every(3, "2024-01-01", 10), "2024-01-31"),  # every third day, last on 28 January: three quiet days are usual
        (every(3, "2024-01-02", 9), "2024-01-26"),  # last on 26 January: five are not
        (every(20, "2024-01-04", 3), "2024-02-13"),  # sixteen quiet days are too many, however seldom it sells
        (every(20, "2024-01-15", 3), "2024-02-29"),  # five are within the week allowed at most
        (["2024-01-30"], "2024-01-30"),  # one day tells nothing about quiet days
    ],
)
def test_as_of_is_the_end_of_the_month_where_the_shop_may_just_be_quiet(days, as_of):
    assert days_of(*days)(horizon).as_of == date.fromisoformat(as_of)


@pytest.mark.parametrize(
    ("days", "known_from"),
    [
        (every(1, "2024-01-02", 40), "2024-01-01"),
        (every(1, "2024-01-03", 40), "2024-01-03"),
        (every(3, "2024-01-04", 40), "2024-01-01"),
        (every(3, "2024-01-05", 40), "2024-01-05"),
    ],
)
def test_known_from_is_the_start_of_the_month_where_the_shop_may_just_be_quiet(days, known_from):
    assert days_of(*days)(horizon).known_from == date.fromisoformat(known_from)


def test_quiet_days_are_learnt_from_the_last_year_only():
    """A shop that sold every tenth day until 2022 and every day since: nine quiet days are no longer usual."""
    seldom, daily = every(10, "2021-01-01", 36), every(1, "2022-01-01", 750)
    assert days_of(*seldom, *daily)(horizon).as_of == date(2024, 1, 20)


def test_a_refund_shows_that_the_shop_was_open():
    assert study_of("Ann 2024-01-05 10\nAnn 2024-01-20 -10")(horizon).last_day == date(2024, 1, 20)


def test_a_chosen_day_hides_everything_after_it():
    study = days_of(*every(1, "2024-01-01", 60)).with_settings(Settings(as_of=date(2024, 1, 10)))
    found = study(horizon)
    assert (found.as_of, found.last_day) == (date(2024, 1, 10), date(2024, 1, 10))


def test_a_day_before_the_first_order_knows_nothing():
    found = days_of("2024-01-05").with_settings(Settings(as_of=date(2023, 1, 1)))(horizon)
    assert (found.first_day, found.last_day, found.as_of) == (None, None, date(2023, 1, 1))


def log_with_stray(stray: date, orders: int) -> Study:
    """`orders` orders on the days from 2024-03-01 on, three a day, and one on another day."""
    days = [date(2024, 3, 1) + timedelta(days=place // 3) for place in range(orders)]
    return Study(workbook_from([("Ann", day, 100, True) for day in [*days, stray]]))


def test_a_long_silence_with_almost_nothing_before_it_moves_the_beginning():
    found = log_with_stray(date(2002, 3, 1), 150)(horizon)
    assert found.silence is not None
    assert (found.known_from, found.silence.orders_before) == (date(2024, 3, 1), 1)
    assert (found.first_day, found.silence.last_before) == (date(2002, 3, 1), date(2002, 3, 1))


def test_one_percent_of_the_orders_before_a_silence_is_enough_to_believe_them():
    assert log_with_stray(date(2002, 3, 1), 99)(horizon).silence is None
    assert log_with_stray(date(2002, 3, 1), 100)(horizon).silence is not None


def test_sixty_days_are_not_a_long_silence():
    assert log_with_stray(date(2024, 3, 1) - timedelta(days=60), 150)(horizon).silence is None
    assert log_with_stray(date(2024, 3, 1) - timedelta(days=61), 150)(horizon).silence is not None


def test_a_stray_day_in_the_future_is_told_and_not_acted_on():
    found = log_with_stray(date(2062, 3, 1), 150)(horizon)
    assert found.stragglers is not None
    assert (found.as_of, found.stragglers.last_before) == (date(2062, 3, 1), date(2024, 4, 19))
