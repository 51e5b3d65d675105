"""Time cut into periods."""

from datetime import date

import pytest

from retention_core.describe.cycle.period_calendar import calendar, full_periods, last_day_of, period_of
from retention_core.describe.presence.observation_window import ObservationWindow
from retention_core.kernel.day_numbers import day_number, day_of, months_back
from retention_core.kernel.settings import PeriodKind


def known(first: str, last: str) -> ObservationWindow:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    return ObservationWindow(day, end, day, end)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        (PeriodKind.WEEK, "2024-02-26", "2024-03-03"),
        (PeriodKind.MONTH, "2024-02-01", "2024-02-29"),
        (PeriodKind.QUARTER, "2024-01-01", "2024-03-31"),
        (PeriodKind.HALF_YEAR, "2024-01-01", "2024-06-30"),
        (PeriodKind.YEAR, "2024-01-01", "2024-12-31"),
    ],
)
def test_a_day_lies_in_its_period(kind, first, last):
    assert period_of(kind, date(2024, 2, 28)).isoformat() == first
    assert last_day_of(kind, date(2024, 2, 28)).isoformat() == last


@pytest.mark.parametrize("kind", PeriodKind)
@pytest.mark.parametrize("day", [date(1969, 12, 31), date(1970, 1, 1), date(1, 1, 1), date(2000, 2, 29)])
def test_periods_before_1970_work_too(kind, day):
    assert period_of(kind, day) <= day <= last_day_of(kind, day) or (kind is PeriodKind.WEEK and day.year == 1)


def test_weeks_begin_on_monday():
    assert period_of(PeriodKind.WEEK, date(2024, 3, 3)).weekday() == 0


def test_periods_follow_each_other_without_a_gap():
    cut = calendar(PeriodKind.QUARTER, known("2023-02-10", "2024-05-05"))
    assert [day_of(day).isoformat() for day in cut.first] == [
        "2023-01-01",
        "2023-04-01",
        "2023-07-01",
        "2023-10-01",
        "2024-01-01",
        "2024-04-01",
    ]
    assert (cut.first[1:] == cut.last[:-1] + 1).all()


def test_only_periods_fully_inside_what_is_known_are_finished():
    cut = calendar(PeriodKind.MONTH, known("2024-01-02", "2024-04-29"))
    assert cut.finished.tolist() == [False, True, True, False]
    assert day_of(int(cut.last[-1])) == date(2024, 4, 29)
    assert full_periods(PeriodKind.MONTH, known("2024-01-01", "2024-04-30")) == 4


def test_nothing_known_has_no_periods():
    assert len(calendar(PeriodKind.WEEK, ObservationWindow(date(2024, 1, 1), date(2024, 1, 1), None, None)).first) == 0


@pytest.mark.parametrize(
    ("day", "months", "back"),
    [
        ("2024-12-31", 12, "2023-12-31"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2024-05-31", 3, "2024-02-29"),
        ("2024-01-15", 1, "2023-12-15"),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_of_a_short_month(day, months, back):
    assert months_back(date.fromisoformat(day), months).isoformat() == back


def test_days_are_numbered_as_the_clean_tables_number_them():
    assert (day_number(date(1970, 1, 1)), day_number(date(1970, 1, 2)), day_of(-1)) == (0, 1, date(1969, 12, 31))
