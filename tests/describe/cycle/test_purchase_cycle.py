"""The purchase cycle: the median of the customers' own medians."""

from datetime import date
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.describe.cycle.purchase_cycle import purchase_cycle, rhythms
from retention_core.describe.presence.presence import presence_of
from retention_core.describe.presence.purchase_gaps import gaps_in
from tests.workbooks import study_of

LOG = """
Ann 2024-01-01
Ann 2024-01-03
Ann 2024-01-09
Ann 2024-01-09
Bob 2024-01-02
Bob 2024-01-22
Cyd 2024-01-05
Dan 2024-01-01
Dan 2024-01-11
"""


def test_a_customers_rhythm_is_the_median_of_their_own_gaps():
    """Ann 2 and 6 days: 4. Bob 20. Cyd bought once: none. Dan 10."""
    found = study_of(LOG)(rhythms)
    assert dict(zip(found.code.tolist(), found.days.tolist(), strict=True)) == {0: 4.0, 1: 20.0, 3: 10.0}
    assert found.gaps.tolist() == [2, 1, 1]


def test_the_cycle_is_the_median_of_the_rhythms():
    cycle = study_of(LOG)(purchase_cycle)
    assert (cycle.median_days, cycle.p75_days, cycle.p90_days, cycle.customers_with_gap) == (10.0, 15.0, 18.0, 3)
    assert cycle.three_cycles_days == 30.0


def test_a_gap_that_ends_after_as_of_is_not_known_yet():
    """Up to 10 January: Ann's two gaps only."""
    cycle = study_of(LOG, as_of=date(2024, 1, 10))(purchase_cycle)
    assert (cycle.median_days, cycle.customers_with_gap) == (4.0, 1)


def test_without_a_second_purchase_there_is_no_cycle():
    cycle = study_of("Ann 2024-01-01\nBob 2024-01-01")(purchase_cycle)
    assert (cycle.median_days, cycle.p90_days, cycle.three_cycles_days, cycle.customers_with_gap) == (
        None,
        None,
        None,
        0,
    )


EVENTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 400)), min_size=1, max_size=60)


@given(EVENTS, st.integers(0, 400))
def test_rhythms_equal_a_count_by_hand(events, last):
    lines = "\n".join(f"c{who} {date.fromordinal(738000 + day)}" for who, day in [*events, (9, 0)])
    found = study_of(lines, as_of=date.fromordinal(738000 + last))(rhythms)
    days = {who: sorted({day for other, day in events if other == who and day <= last}) for who, _ in events}
    by_hand = [median(np.diff(seen).tolist()) for _, seen in sorted(days.items()) if len(seen) > 1]
    assert found.days.tolist() == by_hand


@pytest.mark.parametrize("far", [1000, 2**21])
def test_gaps_are_sorted_by_customer_and_length_however_many_bits_they_take(far):
    """Two million customers and days six thousand years apart do not fit into one packed number."""
    customers = 2**22 if far > 1000 else 10
    code = np.array([0, customers - 1, customers - 1, 0, customers - 1], np.uint32)
    day = np.array([-5, -5, -3, 2, far], np.int32)
    gaps = gaps_in(presence_of(code, day, customers))
    assert [part.tolist() for part in gaps.by_customer(far)] == [[0, customers - 1, customers - 1], [7, 2, far + 3]]
    assert [part.tolist() for part in gaps.by_customer(-3)] == [[customers - 1], [2]]
