"""What five percent more kept does to the worth of a customer."""

import pytest

from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.programme.baseline import Baseline, CustomerGroup, PastPeriod
from retention_core.prescribe.programme.levers import Lever, LiftDefinition
from retention_core.prescribe.what_if.five_percent_effect import (
    five_percent_effect,
    five_percent_here,
    ladder,
    three_readings,
    worth_gained,
)

PUBLISHED = {0.30: 0.244, 0.50: 0.200, 0.70: 0.224, 0.80: 0.275, 0.90: 0.407, 0.94: 0.532}


@pytest.mark.parametrize(("rate", "gain"), PUBLISHED.items())
def test_five_points_more_at_a_discount_of_ten_percent(rate, gain):
    assert worth_gained(rate, 0.10) == pytest.approx(gain, abs=0.0005)


def test_undiscounted_ninety_to_ninety_five_is_a_bit_more_than_double():
    """.95/.05 against .90/.10: 19 against 9, by r / (1 - r)."""
    assert worth_gained(0.90, 0.0) == pytest.approx(19 / 9 - 1)


def test_the_lift_is_held_where_everybody_stays():
    """At 98% five points would be 103%; held at 100%: 1 / .1 against .98 / .12."""
    assert worth_gained(0.98, 0.10) == pytest.approx((1 / 0.1) / (0.98 / 0.12) - 1)
    assert worth_gained(0.98, 0.0) is None
    assert worth_gained(0.0, 0.10) is None


def test_the_three_readings_at_eighty_percent():
    """85%, 84% and 81%."""
    found = three_readings(0.80, 0.10)
    assert [reading for reading, *_ in found] == list(LiftDefinition)
    assert [float(after) for _, after, _ in found] == pytest.approx([0.85, 0.84, 0.81])
    assert [float(gain or 0) for *_, gain in found] == pytest.approx([0.275, 0.2115, 0.0474], abs=0.0005)


def test_the_line_holds_every_share_and_no_worth_without_end():
    line = five_percent_effect(0.10)
    assert (line["rate"][0], line["rate"][-1], line.height) == (0.10, 0.95, 86)
    assert dict(line.rows())[0.80] == pytest.approx(0.275, abs=0.0005)
    assert five_percent_effect(0.0)["gain"][-1] is None


def test_the_ladder_holds_each_share_kept_by_all_readings():
    found = ladder(0.10)
    assert [float(rate) for rate, _ in found] == list(PUBLISHED)
    assert [len(gains) for _, gains in found] == [3] * len(PUBLISHED)
    assert [float(gains[0] or 0) for _, gains in found] == pytest.approx(list(PUBLISHED.values()), abs=0.0005)


def test_five_percent_of_a_shop_is_for_everybody_at_no_cost():
    """A year's step, so that worth is that of the formula: 80% kept, 10% off."""
    line = CustomerGroup(None, 100.0, 0.8, 10.0, 30.0)
    shop = Baseline(PeriodKind.YEAR, line, (), (PastPeriod(100, 80, 10, 30.0),) * 4, None)
    costly = Lever(0.2, tiers=(1,), spend=0.5, cost_per_period=1e6, discount_rate=0.10, horizon_months=36)
    found = five_percent_here(shop, costly)
    assert [one.reading for one in found] == list(LiftDefinition)
    assert [one.worth for one in found] == pytest.approx([0.275, 0.2115, 0.0474], abs=0.0005)
    assert all(one.profit is not None and one.profit > 0 for one in found)
