"""Ranges of counts, sums, means and ratios: by hand, and how often they hold what is true."""

import numpy as np
import pytest

from retention_core.describe.statistics.confidence_ranges import (
    NORMAL_95,
    count_range,
    mean_range,
    ratio_range,
    sum_range,
)

DRAWS = 2000


def test_by_hand():
    assert mean_range(np.array([1, 3])) == pytest.approx((2 - NORMAL_95, 2 + NORMAL_95))
    assert sum_range(np.array([3, 4])) == pytest.approx((7 - 5 * NORMAL_95, 7 + 5 * NORMAL_95))
    assert ratio_range(np.array([1, 0]), np.array([2, 2])) == pytest.approx((0.0, 0.25 + NORMAL_95 / 4))
    assert count_range(0)[0] == 0.0
    assert [mean_range(np.array([1])), ratio_range(np.array([0]), np.array([1]))] == [None, None]


def test_nineteen_of_twenty_hold_what_is_true():
    rng = np.random.default_rng(7)
    held = {"count": 0, "sum": 0, "mean": 0, "ratio": 0}
    for _ in range(DRAWS):
        spent = rng.gamma(2.0, 15.0, rng.poisson(300))
        paid, left = rng.gamma(4.0, 5.0, 300), rng.random(300) < 0.3
        ranges = {
            "count": (count_range(spent.size), 300.0),
            "sum": (sum_range(spent), 9000.0),
            "mean": (mean_range(spent), 30.0),
            "ratio": (ratio_range(paid * left, paid), 0.3),
        }
        for name, (limits, truth) in ranges.items():
            held[name] += limits is not None and limits[0] <= truth <= limits[1]
    assert {name: round(count / DRAWS, 2) for name, count in held.items()} == {
        name: pytest.approx(0.95, abs=0.02) for name in held
    }
