"""Lines of customers taken together."""

import pytest

from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.programme.baseline import Baseline, CustomerGroup
from retention_core.prescribe.programme.group_sums import customers_in, gained_in, rate_of, revenue_of
from retention_core.prescribe.programme.levers import Lever, LiftDefinition, kept_after, months_of

ONE, OTHER = CustomerGroup(1, 100.0, 0.9, 5.0, 60.0), CustomerGroup(2, 300.0, 0.5, 1.5, 20.0)
EMPTY = CustomerGroup(3, 0.0, 0.7, 0.0, 30.0)
EVERYBODY = CustomerGroup(None, 400.4, 0.6, 6.5, 30.0)
SHOP = Baseline(PeriodKind.QUARTER, EVERYBODY, (ONE, OTHER), (), None)


def test_lines_together_count_by_their_customers():
    both = [ONE, OTHER]
    assert (customers_in(both), gained_in(both)) == (400, 6.5)
    assert (rate_of(both), revenue_of(both)) == (pytest.approx(0.6), pytest.approx(30.0))


def test_where_nobody_is_the_first_line_speaks():
    assert (rate_of([EMPTY]), revenue_of([EMPTY])) == (0.7, 30.0)


def test_without_amounts_there_is_no_revenue():
    assert revenue_of([ONE, CustomerGroup(2, 1.0, 0.5, 0.0, None)]) is None


def test_the_lines_of_a_shop_that_a_programme_works_on():
    assert SHOP.lines_of(None) == [EVERYBODY]
    assert SHOP.lines_of((2, 1)) == [ONE, OTHER]
    assert SHOP.lines_of((9,)) == []
    assert SHOP.has_money


def test_what_levers_make_of_revenue_and_of_customers_gained():
    lever = Lever(spend=0.1, frequency=-0.2, new_customers=0.5)
    assert (lever.spend_factor, lever.gained_factor) == (pytest.approx(0.88), 1.5)


@pytest.mark.parametrize(("reading", "kept"), [("points", 1.0), ("relative", 0.99), ("fewer_leavers", 0.91)])
def test_nobody_is_kept_more_than_once(reading: str, kept: float):
    assert kept_after(0.9, 0.1, LiftDefinition(reading)) == pytest.approx(kept)


def test_months_of_a_period():
    assert [months_of(kind) for kind in PeriodKind] == [1, 1, 3, 6, 12]
