"""What keeping more customers is worth: closed forms, published figures, laws."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.describe.statistics.formulas import lifetime_value
from retention_core.i18n import speech
from retention_core.kernel.errors import WrongInput
from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.programme.baseline import Baseline, CustomerGroup, PastPeriod
from retention_core.prescribe.programme.levers import Lever, LiftDefinition, largest_lift, lifted
from retention_core.prescribe.programme.programme import Programme
from retention_core.prescribe.what_if.monte_carlo import outcome_ranges
from retention_core.prescribe.what_if.two_futures import Followed, two_futures
from retention_core.prescribe.what_if.what_if import Outcome, Result, ResultKind, outcome
from retention_core.wording.prescribe.what_if_sentences import how_sure, what_it_brings

QUARTER, YEAR, MONTH = PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.MONTH
AS_IT_IS = Lever(margin=1.0, discount_rate=0.0)


def shop(
    rate: float = 0.8,
    start: float = 1000,
    gained: float = 0,
    revenue: float | None = 1.0,
    *,
    kind: PeriodKind = QUARTER,
    tiers: tuple[CustomerGroup, ...] = (),
) -> Baseline:
    return Baseline(
        kind, CustomerGroup(None, start, rate, gained, revenue), tiers, (PastPeriod(250, 200, 50, revenue),) * 4, None
    )


def extra(found: Outcome) -> float:
    assert found.result.extra_profit is not None
    return found.result.extra_profit


# the three readings


@pytest.mark.parametrize(
    ("reading", "rate"),
    [(LiftDefinition.POINTS, 0.85), (LiftDefinition.RELATIVE, 0.84), (LiftDefinition.FEWER_LEAVERS, 0.81)],
)
def test_five_percent_has_three_readings(reading, rate):
    assert lifted(0.8, 0.05, reading) == pytest.approx(rate)
    assert outcome(shop(), Lever(reading=reading)).result.rate_after == pytest.approx(rate)


@pytest.mark.parametrize("reading", LiftDefinition)
@pytest.mark.parametrize("rate", [0.01, 0.5, 0.99])
def test_the_largest_lift_keeps_everybody(reading, rate):
    assert lifted(rate, largest_lift(rate, reading), reading) == pytest.approx(1)


def test_readings_agree_where_they_must():
    """From 80% to 84%: four points, 5% more, a fifth of the leavers."""
    lifts = {LiftDefinition.POINTS: 0.04, LiftDefinition.RELATIVE: 0.05, LiftDefinition.FEWER_LEAVERS: 0.2}
    found = [extra(outcome(shop(), replace(AS_IT_IS, lift=lift, reading=reading))) for reading, lift in lifts.items()]
    assert found == pytest.approx([found[0]] * 3)


def test_the_outcome_holds_all_three_readings():
    found = outcome(shop(), Lever(reading=LiftDefinition.RELATIVE))
    assert set(found.readings) == set(LiftDefinition)
    assert found.result == found.readings[LiftDefinition.RELATIVE]
    assert found.readings[LiftDefinition.POINTS] == outcome(shop(), Lever()).result


# published figures


@pytest.mark.parametrize(
    ("discount", "worth"),
    [
        (0.10, (1.20, 1.75, 2.67, 4.50)),
        (0.12, (1.15, 1.67, 2.50, 4.09)),
        (0.14, (1.11, 1.59, 2.35, 3.75)),
        (0.16, (1.07, 1.52, 2.22, 3.46)),
    ],
)
def test_the_grid_of_lifetime_values(discount, worth):
    """m r / (1 + d - r) at r = .60 .70 .80 .90, as published."""
    found = [lifetime_value(1.0, rate, discount) for rate in (0.6, 0.7, 0.8, 0.9)]
    assert found == pytest.approx(worth, abs=0.005)


LIFTS = {
    LiftDefinition.POINTS: {
        0.30: 24.4,
        0.50: 20.0,
        0.60: 20.4,
        0.70: 22.4,
        0.80: 27.5,
        0.85: 32.4,
        0.90: 40.7,
        0.94: 53.2,
    },
    LiftDefinition.RELATIVE: {
        0.30: 7.0,
        0.50: 9.6,
        0.60: 11.7,
        0.70: 15.1,
        0.80: 21.2,
        0.85: 26.5,
        0.90: 35.5,
        0.94: 48.7,
    },
    LiftDefinition.FEWER_LEAVERS: {0.50: 9.6, 0.60: 7.6, 0.70: 6.1, 0.80: 4.7, 0.90: 3.1},
}


@pytest.mark.parametrize(
    ("reading", "rate", "percent"),
    [(reading, rate, percent) for reading, table in LIFTS.items() for rate, percent in table.items()],
)
def test_what_five_percent_adds_to_a_lifetime_value(reading, rate, percent):
    """At d = 10%; a year as period, so that the discount is the yearly one. Also as profit of an endless horizon."""
    lever = Lever(reading=reading, margin=1.0, discount_rate=0.10, horizon_months=12 * 400)
    found = outcome(shop(rate, kind=YEAR), lever)
    assert found.clv_before is not None and found.clv_after is not None and found.result.percent is not None
    assert 100 * (found.clv_after / found.clv_before - 1) == pytest.approx(percent, abs=0.05)
    assert 100 * found.result.percent == pytest.approx(percent, abs=0.05)


def test_undiscounted_ninety_to_ninety_five_doubles():
    """r / (1 - r): 9 to 19, or 111%; with the present period counted in, 1 / (1 - r): 10 to 20, or 100%."""
    before, after = (lifetime_value(1.0, rate, 0.0) or inf for rate in (0.90, 0.95))
    assert (before, after) == (pytest.approx(9), pytest.approx(19))
    assert (1 + after) / (1 + before) == pytest.approx(2)


def test_a_customer_who_never_leaves_has_no_finite_worth_undiscounted():
    assert lifetime_value(1.0, 1.0, 0.0) is None
    assert lifetime_value(1.0, 1.0, 0.25) == 4.0
    assert outcome(shop(0.97), AS_IT_IS).clv_after is None


# closed forms


@given(st.floats(0, 0.999), st.floats(0, 1e4), st.floats(0, 1e3), st.integers(1, 60))
def test_customers_with_constant_retention(rate, start, gained, periods):
    """S_t = S_0 r^t + n (1 - r^t) / (1 - r)."""
    line = CustomerGroup(None, start, rate, gained, None)
    found = Programme.on([line], Lever(lift=0.0, horizon_months=periods), MONTH).walk().customers[:, 0]
    expected = start * rate**periods + gained * (1 - rate**periods) / (1 - rate)
    assert found[-1] == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert len(found) == periods + 1


def test_one_period_by_hand():
    """1,000 at 80%, 50 gained, EUR 20 each at half margin, 10% a year: 50 customers and 500 more, 850 x 10 before."""
    lever = Lever(margin=0.5, discount_rate=0.10, horizon_months=12)
    found = outcome(shop(0.8, gained=50, revenue=20, kind=YEAR), lever)
    assert found.result.extra_customers == pytest.approx(50)
    assert found.result.extra_revenue == pytest.approx(1000)
    assert extra(found) == pytest.approx(500 / 1.1)
    assert found.baseline_profit == pytest.approx(8500 / 1.1)
    assert found.result.percent == pytest.approx(500 / 8500)


def test_two_periods_by_hand():
    """Without: 800, 640. With: 850, 722.5. So 50 and 82.5 more."""
    found = outcome(shop(0.8, kind=PeriodKind.HALF_YEAR), AS_IT_IS)
    assert found.table["baseline_customers"].to_list() == pytest.approx([1000, 800, 640])
    assert found.table["customers"].to_list() == pytest.approx([1000, 850, 722.5])
    assert found.table["extra_profit"].to_list() == pytest.approx([0, 50, 132.5])
    assert extra(found) == pytest.approx(132.5)
    assert found.baseline_revenue == pytest.approx(1440)


def test_a_lift_beyond_one_is_held_there_and_said():
    found = outcome(shop(0.97), AS_IT_IS)
    assert (found.result.cut, found.result.rate_after) == (True, 1.0)
    assert found.table["customers"].to_list() == [1000.0] * 5
    assert not outcome(shop(0.95), AS_IT_IS).result.cut


def test_without_margin_the_programme_earns_its_cost_negative():
    lever = Lever(margin=0.0, discount_rate=0.0, cost_per_period=10)
    found = outcome(shop(), lever)
    assert (extra(found), found.result.cost) == (-40.0, 40.0)
    assert (found.result.percent, found.result.break_even_lift, found.payback_period) == (None, None, None)


def test_a_cost_per_member_is_paid_for_those_who_stay_anyway():
    """Half-years: 850 and 722.5 members at EUR 0.10, against 132.5 more profit."""
    found = outcome(shop(kind=PeriodKind.HALF_YEAR), replace(AS_IT_IS, cost_per_member=0.10))
    assert found.result.cost == pytest.approx(157.25)
    assert extra(found) == pytest.approx(132.5 - 157.25)
    assert found.return_on_cost == pytest.approx((132.5 - 157.25) / 157.25)


def test_a_share_of_spend_is_a_cost_per_member():
    dear = shop(revenue=40)
    by_share = outcome(dear, replace(AS_IT_IS, cost_share=0.05))
    assert extra(by_share) == pytest.approx(extra(outcome(dear, replace(AS_IT_IS, cost_per_member=2.0))))


def test_gaining_customers_costs_the_same_with_and_without_the_programme():
    cheap, dear = (outcome(shop(gained=10), replace(AS_IT_IS, cost_per_gained=cost)) for cost in (0.0, 3.0))
    assert extra(cheap) == pytest.approx(extra(dear))
    assert (cheap.baseline_profit or 0) - (dear.baseline_profit or 0) == pytest.approx(4 * 10 * 3.0)


def test_a_programme_that_starts_later_costs_and_works_from_then_on():
    """From the third of four quarters: 640 become 576 + 32 by then, and 537.6 - 409.6 - ... by hand below."""
    found = outcome(shop(), replace(AS_IT_IS, from_period=3, cost_per_period=1))
    base = [1000, 800, 640, 512, 409.6]
    lifted_ = [1000, 800, 640, 640 * 0.85, 640 * 0.85**2]
    assert found.table["customers"].to_list() == pytest.approx(lifted_)
    assert found.table["baseline_customers"].to_list() == pytest.approx(base)
    assert found.table["cost"].to_list() == [0, 0, 0, 1, 1]


def test_a_ramp_reaches_the_full_lift_in_equal_steps():
    lever = replace(AS_IT_IS, ramp_periods=1)
    assert lever.strength(QUARTER).tolist() == [0.5, 1.0, 1.0, 1.0]
    assert outcome(shop(), lever).table["customers"].to_list()[:3] == pytest.approx([1000, 825, 825 * 0.85])


def test_without_amounts_customers_are_still_counted():
    found = outcome(shop(revenue=None), Lever(cost_per_period=5))
    assert found.result.extra_customers > 0
    unknown = (found.result.extra_profit, found.result.extra_revenue, found.result.cost, found.result.percent)
    assert unknown == (None,) * 4
    assert (found.baseline_profit, found.clv_before, found.result.break_even_lift, found.payback_period) == (None,) * 4
    assert found.table["extra_profit"].is_null().all()


@pytest.mark.parametrize(
    ("kind", "months", "periods"),
    [(MONTH, 12, 12), (QUARTER, 12, 4), (YEAR, 12, 1), (YEAR, 3, 1), (PeriodKind.WEEK, 12, 52), (QUARTER, 60, 20)],
)
def test_the_horizon_in_periods(kind, months, periods):
    assert Lever(horizon_months=months).periods(kind) == periods
    assert outcome(shop(kind=kind), Lever(horizon_months=months)).table.height == periods + 1


# tiers

TIERS = (CustomerGroup(1, 100, 0.9, 0, 50.0), CustomerGroup(2, 300, 0.6, 0, 10.0))


def test_a_programme_for_a_tier_adds_its_difference_to_the_shop_as_it_is():
    """Two years of 100 x .9 against 100 x .95: 5 and 9.25 more customers of 50 each."""
    tiered = shop(0.5, 1000, 200, 8.0, kind=YEAR, tiers=TIERS)
    found = outcome(tiered, replace(AS_IT_IS, tiers=(1,), horizon_months=24))
    everybody = outcome(tiered, replace(AS_IT_IS, horizon_months=24))
    assert found.table["baseline_customers"].to_list() == everybody.table["baseline_customers"].to_list()
    more = found.table["customers"] - found.table["baseline_customers"]
    assert more.to_list() == pytest.approx([0, 5, 100 * (0.95**2 - 0.9**2)])
    assert extra(found) == pytest.approx(50 * (5 + 9.25))
    assert (found.result.rate_before, found.result.rate_after) == (pytest.approx(0.9), pytest.approx(0.95))


def test_tiers_add_up():
    tiered = shop(0.5, 1000, 200, 8.0, kind=YEAR, tiers=TIERS)
    one, two, both = (extra(outcome(tiered, replace(AS_IT_IS, tiers=ranks))) for ranks in ((1,), (2,), (1, 2)))
    assert one + two == pytest.approx(both)


def test_tiers_that_the_history_cannot_tell_apart_are_refused():
    with pytest.raises(WrongInput) as wrong:
        outcome(shop(), Lever(tiers=(1,)))
    assert wrong.value.code == "no_tier_history"


# break-even and pay-back


@pytest.mark.parametrize("reading", LiftDefinition)
@pytest.mark.parametrize("rate", [0.2, 0.8])
def test_at_the_break_even_lift_nothing_is_earned_or_lost(reading, rate):
    lever = Lever(reading=reading, margin=0.4, cost_per_period=3.0, cost_per_member=0.02)
    found = outcome(shop(rate, gained=100), lever).result.break_even_lift
    assert found is not None and found > 0
    profit = extra(outcome(shop(rate, gained=100), replace(lever, lift=found)))
    assert profit == pytest.approx(0, abs=0.02)
    assert profit >= 0 or profit == pytest.approx(0)
    assert extra(outcome(shop(rate, gained=100), replace(lever, lift=found * 1.01))) > 0
    assert extra(outcome(shop(rate, gained=100), replace(lever, lift=found * 0.99))) < 0


def test_a_programme_without_cost_pays_from_the_start():
    found = outcome(shop(), AS_IT_IS)
    assert (found.result.break_even_lift, found.payback_period, found.return_on_cost) == (0.0, 1, None)


def test_a_programme_that_costs_more_than_all_could_bring_never_pays():
    found = outcome(shop(), replace(AS_IT_IS, cost_per_period=1e6))
    assert (found.result.break_even_lift, found.payback_period) == (None, None)


def test_the_month_of_pay_back():
    """Quarters: 50, 82.5, 102.1 and 112.4 more a quarter at a cost of 80: -30, -27.5, -5.4, +27.0 so far."""
    found = outcome(shop(), replace(AS_IT_IS, cost_per_period=80))
    assert found.table["extra_profit"].round(1).to_list() == [0, -30, -27.5, -5.4, 27.0]
    assert found.payback_period == 4


# laws

RATES = st.floats(0.02, 0.98)
LEVERS = st.builds(
    Lever,
    lift=st.floats(0, 0.3),
    reading=st.sampled_from(LiftDefinition),
    from_period=st.integers(1, 3),
    ramp_periods=st.integers(0, 3),
    margin=st.floats(0.01, 1),
    discount_rate=st.floats(0, 0.5),
    horizon_months=st.integers(3, 60),
    cost_per_period=st.floats(0, 50),
    cost_per_member=st.floats(0, 0.005),
    cost_share=st.floats(0, 0.005),
)


@given(RATES, LEVERS, st.sampled_from([MONTH, QUARTER, YEAR]))
def test_more_lift_more_margin_and_less_cost_never_earn_less(rate, lever, kind):
    here = shop(rate, gained=30, kind=kind)
    now = extra(outcome(here, lever))
    better = [
        replace(lever, lift=lever.lift * 1.1),
        replace(lever, margin=lever.margin * 1.1),
        replace(lever, cost_per_period=lever.cost_per_period * 0.9),
        replace(lever, cost_per_member=lever.cost_per_member * 0.9),
        replace(lever, cost_share=lever.cost_share * 0.9),
    ]
    assert all(extra(outcome(here, other)) >= now - 1e-6 for other in better)


@given(RATES, LEVERS)
def test_a_longer_ramp_or_a_later_start_never_keeps_more(rate, lever):
    now = outcome(shop(rate), lever).result.extra_customers
    slower = replace(lever, ramp_periods=lever.ramp_periods + 1), replace(lever, from_period=lever.from_period + 1)
    assert all(outcome(shop(rate), other).result.extra_customers <= now + 1e-9 for other in slower)


@given(RATES, LEVERS)
def test_points_are_never_less_than_the_other_readings(rate, lever):
    found = outcome(shop(rate), lever).readings
    points = found[LiftDefinition.POINTS].extra_customers
    assert all(result.extra_customers <= points + 1e-9 for result in found.values())


@given(RATES, LEVERS)
def test_customers_lie_between_none_and_all(rate, lever):
    table = outcome(shop(rate, gained=30), lever).table
    most = 1000 + 30 * table["step"]
    assert (table["customers"] >= table["baseline_customers"] - 1e-9).all()
    assert (table["customers"] <= most + 1e-6).all()


@pytest.mark.parametrize("rate", [0.0, 1.0])
@pytest.mark.parametrize("reading", LiftDefinition)
def test_nobody_or_everybody_kept_breaks_nothing(rate, reading):
    found = outcome(shop(rate), Lever(reading=reading, cost_per_period=1))
    assert 0 <= found.result.rate_after <= 1
    assert found.result.extra_customers >= 0


def test_many_lifts_at_once_give_what_each_gives_alone():
    programme = Programme.on(TIERS, replace(AS_IT_IS, cost_per_member=1.0), QUARTER)
    lifts = np.array([0.0, 0.02, 0.5])
    together = programme.extra_profits(programme.walk(lifts))
    alone = [programme.extra_profits(programme.walk(np.array([lift])))[:, 0] for lift in lifts]
    assert np.allclose(together, np.stack(alone, axis=1))


# what a result is about


@pytest.mark.parametrize(
    ("customers", "profit", "rates", "cost", "kind"),
    [
        (0.0, 0.0, (0.8, 0.8), 0.0, ResultKind.NOTHING),
        (0.0, None, (0.8, 0.8), None, ResultKind.NOTHING),
        (5.0, None, (0.8, 0.85), None, ResultKind.NO_MONEY),
        (5.0, -9.0, (0.8, 0.85), 20.0, ResultKind.LOSS),
        (5.0, 9.0, (0.8, 0.85), 20.0, ResultKind.WITH_COST),
        (5.0, 9.0, (0.8, 0.85), 0.0, ResultKind.NO_COST),
        (0.0, 9.0, (0.8, 0.8), 5.0, ResultKind.SAME_RATE),
        (0.0, -9.0, (0.8, 0.8), 5.0, ResultKind.SAME_RATE_LOSS),
    ],
)
def test_what_a_result_is_about(customers, profit, rates, cost, kind):
    more = {"extra_customers": customers, "extra_revenue": profit, "cost": cost, "extra_profit": profit}
    found = Result(LiftDefinition.POINTS, *rates, cut=False, **more, percent=None, break_even_lift=None)
    assert found.kind is kind
    said = what_it_brings(replace(outcome(shop(), AS_IT_IS), result=found), "EUR", speech("en"))
    assert "{" not in said


@pytest.mark.parametrize(("lift", "lines"), [(0.0, 0), (0.05, 1)])
def test_how_sure_it_is_is_said_once_something_is_changed(lift, lines):
    lever = replace(AS_IT_IS, lift=lift)
    said = how_sure(outcome(shop(), lever), outcome_ranges(shop(), lever), "EUR", speech("en"))
    assert len(said) == lines
    paid = replace(lever, cost_per_period=3.0)
    assert len(how_sure(outcome(shop(), paid), outcome_ranges(shop(), paid), "EUR", speech("en"))) == 2


# the two futures


@pytest.mark.parametrize("followed", Followed)
def test_two_futures_are_the_table_of_the_outcome_with_its_ranges(followed):
    lever = replace(AS_IT_IS, lift=0.05)
    found, drawn = outcome(shop(gained=100), lever), outcome_ranges(shop(gained=100), lever)
    paths = two_futures(found, drawn, followed)
    first = 1 if followed is Followed.REVENUE else 0
    assert paths["step"].to_list() == list(range(first, found.periods + 1))
    assert paths["before"].equals(found.table[f"baseline_{followed}"][first:])
    assert paths["after"].equals(found.table[followed][first:])
    assert paths["after_high"].to_list() == drawn.bands[f"{followed}_high"][first:].to_list()
