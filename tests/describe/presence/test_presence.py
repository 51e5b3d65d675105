"""Presence: one row per customer and day, each knowing the same customer's days before and after."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_core.describe.presence.presence import Presence, presence_of
from retention_core.describe.presence.purchase_days import presence
from retention_core.kernel.day_numbers import NEVER, NOT_AGAIN, day_number
from retention_core.kernel.settings import Settings
from tests.workbooks import study_of

EVENTS = st.lists(st.tuples(st.integers(0, 5), st.integers(-30, 30)), max_size=60)


def drawn(events: list[tuple[int, int]]) -> Presence:
    in_day_order = sorted(events, key=lambda event: event[1])
    code = np.array([who for who, _ in in_day_order], np.uint32)
    day = np.array([when for _, when in in_day_order], np.int32)
    return presence_of(code, day, 6)


@given(EVENTS)
def test_each_row_knows_the_days_before_and_after(events):
    found = drawn(events)
    days = {who: sorted({when for other, when in events if other == who}) for who, _ in events}
    rows = zip(found.code.tolist(), found.day.tolist(), found.previous.tolist(), found.following.tolist(), strict=True)
    expected = [
        (who, when, before, after)
        for who, when_all in days.items()
        for before, when, after in zip([int(NEVER), *when_all], when_all, [*when_all[1:], int(NOT_AGAIN)], strict=False)
    ]
    assert sorted(rows) == sorted(expected)


@given(EVENTS)
def test_a_day_with_two_orders_is_one_row_and_is_marked(events):
    found = drawn(events)
    pairs = dict(zip(zip(found.code.tolist(), found.day.tolist(), strict=True), found.several.tolist(), strict=True))
    assert pairs == {event: events.count(event) > 1 for event in events}


@given(EVENTS)
def test_rows_stay_in_day_order(events):
    assert (np.diff(drawn(events).day) >= 0).all()


def test_people_and_visits_of_a_stretch():
    found = drawn([(1, 0), (1, 0), (1, 3), (4, 3), (2, 9)]).between(0, 3)
    assert found.people().tolist() == [1, 4]
    assert found.visits().tolist() == [0, 2, 0, 0, 1, 0]


LOG = """
Ann 2024-01-01 10
Ann 2024-01-05 0
Bob 2024-01-07 5
Bob 2024-01-09 -5
"""


def days_seen(**settings: object) -> list[int]:
    return study_of(LOG, **settings)(presence).day.tolist()


def test_a_refund_only_day_is_not_a_purchase():
    assert day_number(date(2024, 1, 9)) not in days_seen()


def test_an_order_of_zero_counts_unless_told_otherwise():
    free = day_number(date(2024, 1, 5))
    assert free in days_seen()
    assert free not in days_seen(free_orders_count=False)


def test_without_amounts_there_are_no_free_orders():
    study = study_of("Ann 2024-01-01\nAnn 2024-01-05", free_orders_count=False)
    assert len(study(presence).day) == 2


def test_later_days_are_hidden():
    assert max(days_seen(as_of=date(2024, 1, 6))) == day_number(date(2024, 1, 5))


def test_switching_free_orders_off_and_on_does_not_mix_them_up():
    study = study_of(LOG)
    counts = [len(study.with_settings(Settings(free_orders_count=yes))(presence).day) for yes in (True, False, True)]
    assert counts == [3, 2, 3]
