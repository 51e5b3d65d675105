"""From the first purchase to the second, and how long customers stay away."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.catalog.all_figures import compute
from retention_core.describe.cycle.gap_curves import (
    gap_counts,
    gap_curve,
    gap_curves_by,
    gap_curves_by_order,
    rhythm_counts,
    stretches_away,
)
from retention_core.describe.repeat_purchase.second_purchase import second_purchase_funnel, time_to_second_purchase
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.describe.cohorts.test_cohorts import bakery
from tests.describe.presence.test_real_logs import read
from tests.workbooks import activity_of, contracts_of, study_of

LOG = """
Ann 2024-01-01
Ann 2024-01-31
Bob 2024-01-02
Bob 2024-03-02
Cyd 2024-02-10
Ann 2024-04-01
Dan 2024-03-20
"""
AS_OF = {"as_of": date(2024, 4, 1)}


def test_back_within_each_over_those_who_had_that_long():
    """On 1 April: 30 days had Ann (back after 30), Bob (after 60) and Cyd; Dan had 12. 60 days had Ann and Bob, 90
    likewise (Ann 91, Bob exactly 90); nobody had 180."""
    found = study_of(LOG, **AS_OF)(second_purchase_funnel)
    assert found.select("within_days", "buyers", "came_back").rows() == [
        (30, 3, 1),
        (60, 2, 2),
        (90, 2, 2),
        (180, 0, 0),
        (365, 0, 0),
    ]
    assert found["share"].to_list() == [pytest.approx(1 / 3), 1.0, 1.0, None, None]


def test_the_time_to_the_second_purchase_counts_those_still_away():
    """Ann 30 days, Bob 60; Cyd away for 51 so far, Dan for 12."""
    found = study_of(LOG, **AS_OF)(time_to_second_purchase)
    assert (found.observed, found.ended) == (4, 2)
    assert [found.staying_at(day) for day in (29, 30, 60)] == [1.0, pytest.approx(2 / 3), 0.0]
    assert found.median().time == 60


def test_all_stretches_between_purchases():
    """Ann 30, 61, then 0 days so far; Bob 60 and 30 so far; Cyd 51, Dan 12 so far."""
    away, ended = study_of(LOG, **AS_OF)(stretches_away)
    assert sorted(zip(away.tolist(), ended.tolist(), strict=True)) == [
        (0, False),
        (12, False),
        (30, False),
        (30, True),
        (51, False),
        (60, True),
        (61, True),
    ]


def test_from_each_purchase_to_the_next():
    curves = gap_curves_by_order(study_of(LOG, **AS_OF))
    assert {at: (curve.observed, curve.ended) for at, curve in curves.items()} == {1: (4, 2), 2: (2, 1), 3: (1, 0)}


def test_after_each_product():
    """Tea: Ann on 1 January, back after 32 days, and on 31 March; Bob on 6 February; Cyd. Cake: Ann on 2 February,
    back after 58 days; Bob on 5 January, back after 32."""
    curves = gap_curves_by(bakery(), "product")
    assert {value: (curve.observed, curve.ended) for value, curve in curves.items()} == {"Tea": (4, 1), "Cake": (2, 2)}
    assert curves["Cake"].table["time"].to_list() == [0, 32, 58]
    with pytest.raises(KeyError):
        gap_curves_by(bakery(), "nothing")


def test_two_lines_of_one_product_on_a_day_are_one_purchase():
    events = [("Ann", date(2024, 1, 1)), ("Ann", date(2024, 1, 1)), ("Ann", date(2024, 1, 9))]
    book = activity_of(events)
    assert book.activity is not None
    found = Study(type(book)(**{**vars(book), "activity": book.activity.with_columns(event=np.array(["a"] * 3))}))
    assert gap_curves_by(found, "event")["a"].observed == 2


def test_how_many_gaps_and_rhythms_there_are_of_each_length():
    study = study_of(LOG, **AS_OF)
    assert study(gap_counts).rows() == [(30.0, 1), (60.0, 1), (61.0, 1)]
    assert study(rhythm_counts).rows() == [(45.5, 1), (60.0, 1)]


def test_contracts_have_no_gaps():
    study = Study(contracts_of("Ann 2024-01-01 2024-01-31\nAnn 2024-03-01 -"))
    assert study(gap_curve).observed == 0 and gap_curves_by_order(study) == {}
    assert compute("cycle.away_median_days", study).why_null == "contracts"


def test_nothing_at_all():
    study = study_of(LOG, as_of=date(2020, 1, 1))
    assert study(gap_curve).observed == 0 and study(second_purchase_funnel)["buyers"].sum() == 0
    assert compute("first_time.days_to_second", study).why_null == "no_orders"


def test_where_fewer_than_half_are_back_there_is_no_middle():
    assert compute(
        "first_time.days_to_second", study_of("A 2024-01-01\nA 2024-01-05\nB 2024-01-01\nC 2024-01-02\nD 2024-02-01")
    ).why_null == ("fewer_than_half_came_back")


def test_the_figures_of_the_second_purchase():
    study = study_of(LOG, **AS_OF)
    found = compute("first_time.back_within_30_days", study)
    assert (found.value, found.inputs["came_back"], found.inputs["buyers"]) == (pytest.approx(1 / 3), 1, 3)
    assert found.customers is not None and found.customers(study)["customer_code"].to_list() == [0]
    assert compute("first_time.back_within_180_days", study).why_null == "too_early_to_come_back"
    assert compute("first_time.days_to_second", study).value == 60
    assert compute("cycle.away_median_days", study).value == 60


def test_the_figures_of_cohorts():
    """One month later A of A and B is there, and so is C: 2 of 3. Three months later nobody could be seen yet."""
    log = "A 2024-01-01\nB 2024-01-02\nA 2024-02-03\nC 2024-02-05\nC 2024-03-31"
    study = study_of(log, period=PeriodKind.MONTH)
    found = compute("cohorts.share_after_1", study)
    assert (found.value, found.inputs["cohorts"]) == (pytest.approx(2 / 3), 2)
    assert found.customers is not None and sorted(found.customers(study)["customer_code"].to_list()) == [0, 2]
    assert compute("cohorts.share_after_3", study).why_null == "too_early_for_cohorts"


def test_cdnow(shared_data):
    """Mean 70.861 and median 34 of its 4,339 gaps; one month later 345 of 2,357 are there."""
    book = read(shared_data / "real" / "cdnow_sample" / "CDNOW_sample.txt")
    assert book is not None
    study = Study(book, Settings(period=PeriodKind.MONTH))
    away, ended = study(stretches_away)
    assert (int(ended.sum()), round(float(away[ended].mean()), 3), float(np.median(away[ended]))) == (4339, 70.861, 34)
    assert compute("cohorts.share_after_1", study).value == pytest.approx(345 / 2357)


EVENTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 500)), min_size=1, max_size=60)


@given(EVENTS)
def test_the_funnel_equals_a_count_by_hand(events):
    start = date(2023, 1, 1)
    lines = "\n".join(f"c{who} {start + timedelta(days=day)}" for who, day in events)
    last = max(day for _, day in events)
    found = study_of(lines, as_of=start + timedelta(days=last))(second_purchase_funnel)
    days = {who: sorted({day for other, day in events if other == who}) for who, _ in events}
    for row in found.iter_rows(named=True):
        had = {who: seen for who, seen in days.items() if seen[0] + row["within_days"] <= last}
        back = [who for who, seen in had.items() if len(seen) > 1 and seen[1] <= seen[0] + row["within_days"]]
        assert (row["buyers"], row["came_back"]) == (len(had), len(back))


@given(EVENTS)
def test_the_curves_by_order_number_together_have_all_stretches(events):
    lines = "\n".join(f"c{who} {date(2023, 1, 1) + timedelta(days=day % 40)}" for who, day in events)
    study = study_of(lines)
    visits = {}
    for who, day in {(who, day % 40) for who, day in events}:
        visits.setdefault(who, []).append(day)
    curves = gap_curves_by_order(study)
    expected = {n: sum(len(days) >= n for days in visits.values()) for n in range(1, 6)}
    assert {at: curve.observed for at, curve in curves.items()} == {n: c for n, c in expected.items() if c}
