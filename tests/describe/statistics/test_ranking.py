"""Who has most: packed sorting gives what a stable sort gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.describe.statistics.ranking import most_first


@given(st.lists(st.integers(-3, 3) | st.integers(-(2**62), 2**62)))
def test_the_largest_come_first_and_equal_ones_as_they_stand(values):
    by_hand = sorted(range(len(values)), key=lambda place: (-values[place], place))
    assert most_first(np.array(values, np.int64)).tolist() == by_hand


@pytest.mark.parametrize("kind", [np.int32, np.uint8, np.int64])
def test_small_types_do_not_overflow(kind):
    assert most_first(np.array([1, np.iinfo(kind).max, 0], kind)).tolist() == [1, 0, 2]
