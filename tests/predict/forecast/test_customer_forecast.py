"""What single customers are expected to do: the same by closed form and by drawn futures, and ranges that hold."""

import numpy as np
import polars as pl
import pytest

from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import back_test, model_in_use
from retention_core.predict.fitting.customer_histories import CustomerHistories, histories
from retention_core.predict.forecast import customer_forecast as ahead
from retention_core.predict.forecast.customer_forecast import (
    QUARTERS,
    ahead_of,
    by_worth,
    next_days,
    worth_drawn,
)
from retention_core.predict.forecast.naive_rule import naive_forecast
from retention_core.predict.futures.expected_future import ExpectedFuture
from retention_core.predict.futures.simulated_futures import Spent, drawn_futures
from retention_core.predict.futures.study_futures import futures_of
from retention_core.predict.models.bg_nbd import BgNbdParameters, next_purchase
from retention_core.predict.models.maximum_likelihood import Maximum
from tests.predict.backtest.test_backtest import regulars
from tests.workbooks import workbook_from, workbook_of


@pytest.fixture(scope="module")
def shop(cdnow) -> Study:
    rows = [(row["id"], row["day"], round(row["spend"] * 100), True) for row in cdnow.iter_rows(named=True)]
    return Study(workbook_from(rows, currency="USD"))


def test_futures_come_to_what_the_model_expects(shop):
    """400 customers, 400 futures each: sums of purchases, spend and worth within what so many draws leave to chance."""
    table = shop(ahead.customers_ahead)
    code = table["customer_code"].to_numpy()[::6][:400]
    rows = table.filter(pl.col("customer_code").is_in(pl.Series(code).implode()))
    drawn = futures_of(shop, code, QUARTERS, 400)
    assert drawn.purchases[:4].sum(axis=0).mean(axis=1).sum() == pytest.approx(rows["purchases_12"].sum(), rel=0.03)
    assert drawn.spend[:4].sum(axis=0).mean(axis=1).sum() == pytest.approx(rows["spend_12"].sum(), rel=0.05)
    assert worth_drawn(shop, drawn, QUARTERS).mean(axis=1).sum() == pytest.approx(rows["worth"].sum(), rel=0.05)
    assert drawn.alive.mean(axis=1) == pytest.approx(rows["p_alive"].to_numpy(), abs=0.02)


def test_worth_is_the_sum_over_single_days(shop):
    """The integral by five nodes against 1,095 days, each discounted on its own."""
    outlook = ExpectedFuture(shop(model_in_use), shop(histories))
    few = CustomerHistories(*(getattr(outlook.seen, name)[:20] for name in ("code", "x", "t_x", "T")))
    outlook = ExpectedFuture(outlook.model, few)
    so_far = np.stack([np.zeros(20), *(outlook.purchases(day) for day in range(1, 1096))])
    middle = np.arange(1095) + 0.5
    slow = (np.diff(so_far, axis=0) * (1.1 ** -(middle / 365.25))[:, None]).sum(axis=0)
    assert ahead.discounted_purchases(shop, outlook) == pytest.approx(slow, rel=1e-5)


def test_every_number_of_a_customer_lies_in_its_range(shop):
    for code in (0, 40, 1500):
        found = ahead_of(shop, code)
        every = [found.p_alive, found.next_in_days, found.worth, *found.purchases.values(), *found.spend.values()]
        assert all(0 <= one.low <= one.value <= one.high for one in every)
        assert [one.value for one in found.purchases.values()] == sorted(one.value for one in found.purchases.values())
    assert ahead_of(shop, 40) == ahead_of(shop, 40)


def test_the_list_is_in_order_of_worth_and_ranged_only_as_far_as_it_says(shop, monkeypatch):
    monkeypatch.setattr(ahead, "MOST_RANGED", 30)
    table = by_worth(shop)
    assert table["worth"].is_sorted(descending=True)
    assert table["worth_low"].null_count() == table.height - 30
    known = table.head(30)
    assert (known["worth_low"] <= known["worth"]).all() and (known["worth"] <= known["worth_high"]).all()
    assert (known["purchases_12_low"] <= known["purchases_12"]).all()


def test_the_next_purchase_is_by_the_rate_of_those_still_here():
    """Half of 200,000 drawn waits are shorter than the median, a tenth shorter than the low end."""
    known = BgNbdParameters(1.4, 5.0, 0.9, 2.0)
    chance = np.random.default_rng(2)
    waits = chance.exponential(1 / chance.gamma(1.4, 1 / 5.0, 200_000))
    for share in (0.1, 0.5, 0.9):
        assert (waits < next_purchase(known, share)).mean() == pytest.approx(share, abs=0.004)


def test_ranges_hold_what_comes():
    """400 made-up customers seen for a year, then for another: of next days and of purchases 80% lie in the range.

    Counts are whole, so their ranges hold a little more; days are not, and hold 75 to 85 of 100.
    """
    chance = np.random.default_rng(7)
    many, weeks = 400, 52.0
    rate, leaves = chance.gamma(3.0, 1 / 3.0, many), chance.beta(0.8, 20.0, many)
    here, clock = chance.random(many) >= leaves, np.zeros(many)
    x, last, after, following = np.zeros(many, int), np.zeros(many), np.zeros(many, int), np.full(many, np.inf)
    while here.any():
        clock = clock + chance.exponential(1 / rate)
        seen, later = here & (clock <= weeks), here & (clock > weeks)
        x[seen] += 1
        last[seen] = clock[seen]
        after[later & (clock <= 2 * weeks)] += 1
        following[later] = np.minimum(following, clock - weeks)[later]
        here &= (clock <= 2 * weeks) & (chance.random(many) >= leaves)
    exact = Maximum(np.array([3.0, 3.0, 0.8, 20.0]), 0.0, np.eye(4) * 1e-6, held=False)
    histories_ = CustomerHistories(
        np.arange(many, dtype=np.uint32), x, np.round(last * 7).astype(int), np.full(many, 364)
    )
    drawn = drawn_futures(exact, histories_, Spent(*(np.ones(many),) * 3, None), (364,), draws=600, seed=3)
    low, high = np.quantile(drawn.purchases[0], (0.1, 0.9), axis=1)
    assert 0.77 <= ((low <= after) & (after <= high)).mean() <= 0.95
    known = BgNbdParameters(3.0 + x, 3.0 + weeks, 0.8, 21.0 + x)
    came = np.isfinite(following)
    inside = (next_purchase(known, 0.1) <= following) & (following <= next_purchase(known, 0.9))
    assert 0.75 <= inside[came].mean() <= 0.85


def test_where_the_simple_rule_is_nearer_it_is_told_with_the_range_of_others_like_them():
    """Thirty come every week without fail, thirty have left: as many as before."""
    study = Study(workbook_from(regulars(52)))
    assert model_in_use(study) is None
    assert (ahead_of(study, 0), by_worth(study)) == (None, None)
    regular, gone = naive_forecast(study, 0), naive_forecast(study, 45)
    assert regular.low <= regular.value <= regular.high
    assert regular.value == pytest.approx(10, abs=1)
    assert (gone.value, gone.low, gone.high) == (0, 0, 0)


def test_a_short_file_tells_nothing_of_single_customers():
    study = Study(workbook_of("Ann 2024-01-01 5\nAnn 2024-01-09 5"))
    assert (back_test(study), ahead_of(study, 0), naive_forecast(study, 0)) == (None, None, None)


def test_without_amounts_there_are_purchases_and_no_worth(cdnow):
    rows = [(row["id"], row["day"], None, True) for row in cdnow.iter_rows(named=True)]
    study = Study(workbook_from(rows))
    table = by_worth(study)
    assert "worth" not in table.columns
    assert table["purchases_12"].is_sorted(descending=True)
    assert ahead_of(study, int(table["customer_code"][0])).worth is None


def test_the_day_of_the_next_purchase_is_counted_from_the_last_day_looked_at(shop):
    found = ahead_of(shop, 0)
    as_of, ends = shop(horizon).as_of, found.next_in_days
    day, low, high = next_days(shop, found)
    assert low <= day <= high
    assert [(one - as_of).days for one in (day, low, high)] == [round(end) for end in (ends.value, ends.low, ends.high)]
