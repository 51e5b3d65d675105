"""Retention and churn typed in, and how sure a share is."""

import pytest

from retention_core.describe.statistics.confidence_ranges import (
    share_range,
    share_range_with_spread,
    spread_beyond_chance,
)
from retention_core.describe.statistics.formulas import churn_rate, retention_rate
from retention_core.kernel.errors import WrongInput


@pytest.mark.parametrize(
    ("at_start", "gained", "at_end", "rate"),
    [
        (100, 20, 90, "70.00%"),
        (102, 20, 115, "93.14%"),
        (200, 40, 220, "90.00%"),
        (5, 0, 0, "0.00%"),
        (1, 7, 8, "100.00%"),
    ],
)
def test_the_worked_examples(at_start, gained, at_end, rate):
    assert f"{retention_rate(at_start, gained, at_end):.2%}" == rate


@pytest.mark.parametrize(
    ("at_start", "gained", "at_end", "code"),
    [
        (-1, 20, 90, "negative_number"),
        (100, -20, 90, "negative_number"),
        (100, 20, -90, "negative_number"),
        (0, 20, 20, "nobody_at_start"),
        (100, 91, 90, "gained_more_than_end"),
        (100, 20, 121, "kept_more_than_start"),
    ],
)
def test_numbers_that_cannot_be_right_are_named(at_start, gained, at_end, code):
    with pytest.raises(WrongInput) as wrong:
        retention_rate(at_start, gained, at_end)
    assert wrong.value.code == code


@pytest.mark.parametrize(("at_start", "lost", "rate"), [(200, 20, 0.1), (100, 0, 0.0), (3, 3, 1.0)])
def test_churn_from_those_lost(at_start, lost, rate):
    assert churn_rate(at_start, lost) == rate


@pytest.mark.parametrize(
    ("at_start", "lost", "code"),
    [(0, 0, "nobody_at_start"), (10, -1, "negative_number"), (10, 11, "lost_more_than_start")],
)
def test_churn_numbers_that_cannot_be_right_are_named(at_start, lost, code):
    with pytest.raises(WrongInput) as wrong:
        churn_rate(at_start, lost)
    assert wrong.value.code == code


def test_wilson_range_of_a_share():
    """Wilson (1927) for 8 of 10: 49.0% to 94.3%."""
    low, high = share_range(8, 10) or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_a_range_never_leaves_zero_to_one():
    assert share_range(0, 5) == (0.0, pytest.approx(0.4345, abs=1e-4))
    assert share_range(5, 5) == (pytest.approx(0.5655, abs=1e-4), 1.0)
    assert share_range(0, 0) is None


def test_periods_that_differ_by_chance_only_add_no_spread():
    assert spread_beyond_chance([(50, 100), (50, 100), (50, 100)]) == 0.0


def test_spread_is_the_variance_that_chance_does_not_explain():
    """Shares .4 .5 .6 of 10,000: variance .01, of which chance is (.24 + .25 + .24) / 3 / 10,000."""
    expected = 0.01 - (0.24 + 0.25 + 0.24) / 3 / 10_000
    assert spread_beyond_chance([(4000, 10_000), (5000, 10_000), (6000, 10_000)]) == pytest.approx(expected)


def test_two_periods_are_too_few_for_a_spread():
    assert spread_beyond_chance([(10, 100), (90, 100), (0, 0)]) == 0.0


def test_a_share_that_moves_between_periods_has_a_wider_range():
    moving = [(4000, 10_000), (5000, 10_000), (6000, 10_000)]
    chance = share_range(5000, 10_000) or (0, 0)
    low, high = share_range_with_spread(5000, 10_000, moving) or (0, 0)
    assert high - low > 10 * (chance[1] - chance[0])
    assert low == pytest.approx(0.5 - 1.96 * 0.1, abs=0.02)


def test_none_of_five_is_not_certain_where_periods_differ():
    moving = [(400, 1000), (500, 1000), (600, 1000)]
    alone, with_spread = share_range(0, 1000) or (0, 0), share_range_with_spread(0, 1000, moving) or (0, 0)
    assert with_spread[1] > alone[1]
