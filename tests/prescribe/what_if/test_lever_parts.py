"""The parts of the studio: every lever's part of the profit, goals the other way round, what matters most, a budget."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.programme.baseline import Baseline, CustomerGroup, PastPeriod
from retention_core.prescribe.programme.levers import Lever, LiftDefinition, largest_lift
from retention_core.prescribe.what_if.budget_guess import price_of_gaining
from retention_core.prescribe.what_if.budget_split import (
    Response,
    Split,
    all_splits,
    split_profit,
    usual_responses,
)
from retention_core.prescribe.what_if.goal_seek import MostCost, cost_map, lift_for_profit, most_cost, usual_wish
from retention_core.prescribe.what_if.profit_bridge import extra_profit, profit_bridge, profit_with, without_cost
from retention_core.prescribe.what_if.sensitivity import tornado
from retention_core.prescribe.what_if.what_if import outcome
from tests.workbooks import study_of, with_spending

TIERS = (CustomerGroup(1, 100.0, 0.9, 0.0, 120.0, 400), CustomerGroup(2, 300.0, 0.7, 0.0, 60.0, 1200))
SHOP = Baseline(
    PeriodKind.QUARTER,
    CustomerGroup(None, 800.0, 0.65, 210.0, 45.0, 3200),
    TIERS,
    (PastPeriod(800, 520, 210, 45.0),) * 4,
    None,
)
MONTH = {"period": PeriodKind.MONTH, "begins_with_business": True}
PART = st.floats(-0.5, 0.5).filter(lambda part: abs(part) > 1e-6)
LEVERS = st.builds(
    Lever,
    lift=st.floats(0, 0.3),
    reading=st.sampled_from(LiftDefinition),
    tiers=st.sampled_from([None, (1,), (1, 2)]),
    from_period=st.integers(1, 6),
    ramp_periods=st.integers(0, 4),
    spend=PART,
    frequency=PART,
    new_customers=PART,
    margin=st.floats(0, 1),
    horizon_months=st.integers(3, 60),
    cost_per_period=st.floats(0, 1000),
    cost_per_member=st.floats(0, 5),
    cost_share=st.floats(0, 0.3),
    contract_share=st.floats(0, 1),
    contract_months=st.integers(3, 36),
    contract_bonus=st.floats(0, 0.3),
)


def by_hand(lever: Lever, line: CustomerGroup = SHOP.everybody) -> float:
    """The extra profit of a lever for everybody from a plain loop over customers of one line, without ramp."""
    with_it = [line.start * (1 - lever.contract_share), line.start * lever.contract_share]
    without, total, held = line.start, 0.0, lever.contract_periods(SHOP.kind)
    for step in range(1, lever.periods(SHOP.kind) + 1):
        on = step >= lever.from_period
        rate = min(1.0, line.rate + (lever.lift if on else 0.0))
        without = without * line.rate + line.gained
        gained = line.gained * (1 + (lever.new_customers if on else 0.0))
        with_it = [with_it[0] * rate + gained, with_it[1] * (1.0 if step <= held else rate)]
        spent = (line.revenue or 0) * (((1 + lever.spend) * (1 + lever.frequency)) if on else 1)
        cost = (lever.cost_per_period + sum(with_it) * (lever.cost_per_member + lever.cost_share * spent)) if on else 0
        cost += with_it[1] * spent * lever.contract_bonus if step <= held else 0
        earned = lever.margin * (sum(with_it) * spent - without * (line.revenue or 0)) - cost
        total += earned / (1 + lever.discount_rate) ** (step / 4)
    return total


@given(LEVERS)
def test_every_lever_as_a_plain_loop_gives_it(lever):
    lever = replace(lever, tiers=None, ramp_periods=0, reading=LiftDefinition.POINTS)
    assert extra_profit(SHOP, lever) == pytest.approx(by_hand(lever), rel=1e-9, abs=1e-6)


@given(LEVERS)
def test_the_parts_of_the_bridge_add_up_to_the_extra_profit(lever):
    assert sum(profit_bridge(SHOP, lever).values()) == pytest.approx(extra_profit(SHOP, lever), rel=1e-9, abs=1e-6)


def test_levers_at_rest_are_not_in_the_bridge_and_a_free_programme_has_no_cost():
    assert profit_bridge(SHOP, Lever(lift=0.0)) == {}
    assert list(profit_bridge(SHOP, Lever())) == ["retention"]
    assert list(profit_bridge(SHOP, Lever(lift=0.0, spend=0.1, cost_per_period=5.0))) == ["spend", "cost"]


def test_new_customers_of_a_programme_for_some_tiers_are_all_the_shops():
    for tiers in (None, (1,), (1, 2)):
        lever = Lever(lift=0.0, new_customers=0.2, tiers=tiers)
        assert extra_profit(SHOP, lever) == pytest.approx(extra_profit(SHOP, replace(lever, tiers=None)))


@given(LEVERS)
def test_more_of_what_earns_never_earns_less(lever):
    """More spend, more purchases and more new customers earn more; so does a longer contract for nothing."""
    free = replace(without_cost(lever), spend=abs(lever.spend), frequency=abs(lever.frequency))
    now = extra_profit(SHOP, free)
    for name in ("spend", "frequency", "new_customers", "contract_share", "contract_months"):
        value = getattr(free, name)
        more = min(1.0, value + 0.1) if name == "contract_share" else value + (3 if name == "contract_months" else 0.1)
        assert extra_profit(SHOP, replace(free, **{name: more})) >= now - 1e-6


@given(LEVERS, st.floats(-1e4, 1e5))
def test_the_lift_for_a_profit_brings_it_and_no_smaller_one_does(lever, wished):
    found = lift_for_profit(SHOP, lever, wished)
    rates = [line.rate for line in TIERS if lever.tiers and line.rank in lever.tiers] or [SHOP.everybody.rate]
    most = replace(lever, lift=max(largest_lift(rate, lever.reading) for rate in rates))  # more is no lift
    if found is None:
        assert extra_profit(SHOP, most) < wished + 1e-6 or lever.cost_share > lever.margin
        return
    assert extra_profit(SHOP, replace(lever, lift=found)) >= wished - 1e-6
    if found > 1e-3 and lever.cost_share < lever.margin and lever.cost_per_member == 0:
        assert extra_profit(SHOP, replace(lever, lift=found - 1e-3)) <= wished + 1e-6


@pytest.mark.parametrize("name", ["per_period", "per_member", "discount"])
def test_a_programme_at_its_most_cost_earns_nothing(name):
    field = {"per_period": "cost_per_period", "per_member": "cost_per_member", "discount": "cost_share"}[name]
    most = most_cost(SHOP, Lever(cost_per_period=77.0))
    assert extra_profit(SHOP, replace(Lever(), **{field: getattr(most, name)})) == pytest.approx(0, abs=1e-6)
    assert most.in_all == pytest.approx(extra_profit(SHOP, Lever()))


def test_a_programme_that_earns_nothing_may_cost_nothing():
    most = most_cost(SHOP, Lever(lift=0.0, spend=-0.1))
    assert (most.in_all, most.per_period, most.discount) == (0, 0, 0)


def test_the_map_holds_what_each_lift_and_cost_gives_alone():
    found = cost_map(SHOP, Lever(cost_per_period=500.0, from_period=2))
    for row, column in ((0, 0), (5, 20), (32, 32)):
        lever = Lever(lift=float(found.lifts[column]), cost_per_period=float(found.costs[row]), from_period=2)
        assert found.profits[row, column] == pytest.approx(extra_profit(SHOP, lever))
    at_even = [Lever(lift=float(lift), cost_per_period=float(cost), from_period=2)
               for lift, cost in zip(found.lifts, found.break_even, strict=True)]  # fmt: skip
    assert [extra_profit(SHOP, lever) for lever in at_even] == pytest.approx([0] * len(at_even), abs=1e-6)


def test_the_tornado_moves_each_lever_alone_and_stands_in_order():
    lever = Lever(cost_per_period=100.0, spend=0.02)
    found = {swing.name: swing for swing in tornado(SHOP, lever)}
    assert [swing.width for swing in found.values()] == sorted((s.width for s in found.values()), reverse=True)
    assert {"rate", "spent", "gained", "margin", "discount_rate", "lift", "spend", "cost_per_period"} == set(found)
    assert found["lift"].profit_high == pytest.approx(extra_profit(SHOP, replace(lever, lift=0.06)))
    dearer = replace(SHOP, everybody=replace(SHOP.everybody, revenue=54.0))
    assert found["spent"].profit_high == pytest.approx(extra_profit(dearer, lever))
    assert found["rate"].measured and found["rate"].low < 0.65 < found["rate"].high


def test_money_brings_less_and_less_up_to_the_most():
    answer = Response(10.0, 50.0)
    assert answer.bring(0.01) == pytest.approx(0.001, rel=1e-3)
    assert answer.bring(1e9) == pytest.approx(50)
    steps = np.diff([answer.bring(money) for money in range(0, 1000, 100)])
    assert (steps > 0).all() and (np.diff(steps) < 0).all()
    assert Response(0.0, 50.0).bring(5) == Response(5.0, 0.0).bring(5) == 0.0


def test_the_best_split_is_the_best_and_one_way_that_brings_nothing_gets_nothing():
    answers = usual_responses(SHOP, 20.0)
    found = all_splits(SHOP, Lever(), 1000.0, answers)
    assert found.profits.max() == split_profit(SHOP, Lever(), 1000.0, found.best, answers)
    assert 0 < found.best < 1
    assert all_splits(SHOP, Lever(), 1000.0, (answers[0], Response(20.0, 0.0))).best == 1.0
    assert all_splits(SHOP, Lever(), 1000.0, (Response(20.0, 0.0), answers[1])).best == 0.0


def test_a_longer_contract_holds_its_signers_and_then_lets_them_go():
    """Half of 800 held for two quarters at no churn: 400 + 400 x .65 and so on; nobody new."""
    shop = replace(SHOP, everybody=replace(SHOP.everybody, gained=0.0))
    table = outcome(shop, Lever(lift=0.0, contract_share=0.5, contract_months=6)).table
    assert table["customers"].to_list() == pytest.approx(
        [800, 660, 400 + 400 * 0.65**2, 400 * 0.65 + 400 * 0.65**3, 400 * 0.65**2 + 400 * 0.65**4]
    )


def test_rewards_go_to_the_tiers_they_are_for():
    lever = Lever(lift=0.0, tiers=(1, 2), rewards=((2, 1.0),), discount_rate=0.0, horizon_months=3)
    assert extra_profit(SHOP, lever) == pytest.approx(-300 * 0.7)


def test_the_best_split_and_what_it_earns():
    found = Split(np.array([0.0, 0.5, 1.0]), np.array([1.0, 7.0, 3.0]))
    assert (found.best, found.most) == (0.5, 7.0)
    assert found.is_best(0.5) and found.is_best(0.8) and not found.is_best(0.9)


def test_gaining_costs_what_the_spending_file_tells_else_half_of_what_one_brings():
    """January: 90 for two new customers."""
    shop = study_of("Ann 2024-01-01 100\nBob 2024-01-31 60\nAnn 2024-02-10 40\nBob 2024-02-29 1", **MONTH)
    told, guess = price_of_gaining(with_spending(shop, "2024-01-01 90"), SHOP), price_of_gaining(shop, SHOP)
    assert (told.price, told.measured, told.budget) == (45.0, True, 900.0)
    assert (guess.price, guess.measured, guess.budget) == (22.5, False, 450.0)


def test_a_guess_is_at_least_one_and_a_budget_never_nothing():
    cheap = replace(SHOP, everybody=replace(SHOP.everybody, revenue=0.1))
    found = price_of_gaining(study_of("Ann 2024-01-01 1", **MONTH), cheap)
    assert (found.price, found.budget) == (1.0, 20.0)
    assert replace(found, price=0.1).budget == 100.0


@pytest.mark.parametrize(("profit", "wish"), [(None, 100), (-50.0, 100), (149.0, 100), (1_260.0, 1_300)])
def test_wishing_begins_at_what_the_levers_earn_in_hundreds(profit: float | None, wish: float):
    assert usual_wish(profit) == wish


@pytest.mark.parametrize(("discount", "held"), [(None, None), (0.4, 0.4), (1.7, 1.0)])
def test_nobody_is_given_more_than_all_they_spend(discount: float | None, held: float | None):
    assert MostCost(1.0, None, None, discount).discount_held == held


def test_the_bridge_ends_at_the_profit_with_the_programme():
    lever = Lever(lift=0.1, spend=0.1, cost_per_period=20.0)
    found, before = outcome(SHOP, lever), outcome(SHOP, lever).baseline_profit or 0.0
    assert profit_with(before, profit_bridge(SHOP, lever)) == pytest.approx(before + (found.result.extra_profit or 0.0))
