"""The ranges of a what-if: how often the truth of simulated shops lies in them, and what they must be."""

from dataclasses import replace

import numpy as np
import pytest

from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.programme.baseline import Baseline, CustomerGroup, PastPeriod
from retention_core.prescribe.programme.levers import Lever
from retention_core.prescribe.what_if.monte_carlo import MEASURES, outcome_ranges
from retention_core.prescribe.what_if.what_if import outcome

QUARTER = PeriodKind.QUARTER
SHOPS, PERIODS = 400, 4
YEAR = Lever(lift=0.05, margin=0.5, discount_rate=0.0)


def lived(rng: np.random.Generator, start: int, periods: int, wander: float) -> list[PastPeriod]:
    """Periods of a shop that keeps 70%, gains 300 and sells 20 to each, all of which move by `wander`."""
    past = []
    for _ in range(periods):
        kept = rng.binomial(start, np.clip(0.7 + wander * rng.standard_normal(), 0, 1))
        gained = rng.poisson(300 * max(0, 1 + wander * rng.standard_normal()))
        past.append(PastPeriod(start, kept, gained, 20 * max(0, 1 + wander * rng.standard_normal())))
        start = kept + gained
    return past


def measured(past: list[PastPeriod]) -> Baseline:
    """The baseline as it is measured from a past."""
    ends = np.array([period.kept + period.gained for period in past])
    sold = ends @ [period.revenue for period in past]
    at_start = sum(period.at_start for period in past)
    rate = sum(period.kept for period in past) / at_start
    gained = sum(period.gained for period in past) / len(past)
    line = CustomerGroup(None, ends[-1], rate, gained, sold / ends.sum(), at_start)
    return Baseline(QUARTER, line, (), tuple(past), None)


@pytest.mark.parametrize("wander", [0.0, pytest.param(0.03, marks=pytest.mark.long), 0.1])
def test_eight_of_ten_shops_end_within_the_range(wander):
    """Customers after a year and the first period's revenue, of 400 simulated shops whose past is four periods long.

    So short a past tells little about its own spread: the ranges are rather a little wide than too narrow.
    """
    rng, within = np.random.default_rng(7), np.zeros(2)
    for _ in range(SHOPS):
        life = lived(rng, 1000, 2 * PERIODS, wander)
        past, future = life[:PERIODS], life[PERIODS:]
        bands = outcome_ranges(measured(past), YEAR).bands
        end, sold = future[-1].kept + future[-1].gained, [(p.kept + p.gained) * (p.revenue or 0) for p in future]
        last = bands.row(-1, named=True)
        within[0] += last["baseline_customers_low"] <= end <= last["baseline_customers_high"]
        first = bands.row(1, named=True)
        within[1] += first["baseline_revenue_low"] <= sold[0] <= first["baseline_revenue_high"]
    assert (within / SHOPS >= 0.75).all() and (within / SHOPS <= 0.9).all(), within / SHOPS


def test_the_same_levers_give_the_same_ranges():
    shop = measured(lived(np.random.default_rng(1), 1000, PERIODS, 0.05))
    assert outcome_ranges(shop, YEAR).extra_profit == outcome_ranges(shop, YEAR).extra_profit


def test_the_middle_of_the_draws_is_the_outcome():
    shop = measured(lived(np.random.default_rng(1), 1000, PERIODS, 0.02))
    drawn, told = outcome_ranges(shop, YEAR), outcome(shop, YEAR)
    for name in MEASURES:
        low, high = (drawn.bands[f"{name}_{end}"].to_numpy() for end in ("low", "high"))
        middle = told.table[name].to_numpy()
        assert ((low - 1e-3 <= middle) & (middle <= high + 1e-3)).all()
        assert (low + high)[1:] / 2 == pytest.approx(middle[1:], rel=0.02)


def test_more_history_makes_narrower_ranges_and_no_lift_none():
    few, many = (measured(lived(np.random.default_rng(3), start, PERIODS, 0.0)) for start in (100, 10_000))
    width = [(high - low) / high for low, high in (outcome_ranges(shop, YEAR).extra_customers for shop in (few, many))]
    assert width[0] > width[1] > 0
    assert outcome_ranges(many, replace(YEAR, lift=0.0)).extra_profit == (0.0, 0.0)


def test_without_amounts_there_are_ranges_of_customers_only():
    shop = measured(lived(np.random.default_rng(3), 1000, PERIODS, 0.0))
    unpriced = replace(
        shop, everybody=replace(shop.everybody, revenue=None), past=tuple(replace(p, revenue=None) for p in shop.past)
    )
    found = outcome_ranges(unpriced, YEAR)
    assert found.extra_profit is None and found.earns is None and found.bands["profit_low"].null_count() == PERIODS + 1
    assert found.extra_customers[0] < found.extra_customers[1]


def test_a_shop_of_one_period_and_nobody_left_gives_finite_ranges():
    line = CustomerGroup(None, 3, 0.0, 1.0, 5.0, 3)
    found = outcome_ranges(
        Baseline(QUARTER, line, (), (PastPeriod(3, 0, 1, 5.0),), None), replace(YEAR, horizon_months=60)
    )
    assert np.isfinite(found.bands.to_numpy()).all()


def test_tiers_draw_their_own_rates():
    shop = measured(lived(np.random.default_rng(5), 1000, PERIODS, 0.0))
    shop = replace(shop, tiers=(CustomerGroup(1, 50, 0.9, 0.0, 90.0, 40), CustomerGroup(2, 500, 0.6, 0.0, 10.0, 4000)))
    one, both = (outcome_ranges(shop, replace(YEAR, tiers=tiers)).extra_customers for tiers in ((1,), (1, 2)))
    assert 0 < one[0] < one[1] < both[1]
