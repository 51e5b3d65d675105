"""From each purchase to the next, one row per curve."""

import numpy as np

from retention_core.describe.cycle.gap_steps import step_table
from retention_core.describe.statistics.survival import kaplan_meier


def test_a_row_per_curve_in_their_order() -> None:
    """Four purchases: followed after 10, 20 and 100 days, one not for 200. Another two: none followed."""
    first = kaplan_meier(np.array([10, 20, 100, 200], np.int32), np.array([True, True, True, False]))
    second = kaplan_meier(np.array([30, 40], np.int32), np.array([False, False]))
    assert step_table({"first": first, "second": second}).rows() == [
        ("first", 4, 3, 20.0, 0.5),
        ("second", 2, 0, None, None),
    ]
