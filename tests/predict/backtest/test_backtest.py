"""The back-test: published hold-out, what is hidden stays hidden, and the better rule is used."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import Rule, back_test, back_test_from, hidden_days, rolling_back_test
from retention_core.predict.fitting.customer_histories import histories
from retention_core.predict.fitting.fitted_models import bg_nbd
from retention_core.predict.futures.expected_future import ExpectedFuture
from retention_core.predict.models.bg_nbd import BgNbdParameters
from tests.workbooks import workbook_from

CALIBRATION_ENDS = date(1997, 9, 30)
HOLDOUT_DAYS = 273


@pytest.fixture(scope="module")
def cdnow_study(cdnow) -> Study:
    rows = [(row["id"], row["day"], round(row["spend"] * 100), True) for row in cdnow.iter_rows(named=True)]
    return Study(workbook_from(rows, currency="USD"))


def regulars(weeks: int) -> list[tuple]:
    """Thirty customers who buy every week, each week of the year, and thirty who bought two weeks and then left."""
    start = date(2023, 1, 2)
    here = [(f"a{who}", start + timedelta(7 * week), 100, True) for who in range(30) for week in range(weeks)]
    return here + [(f"b{who}", start + timedelta(7 * week), 100, True) for who in range(30) for week in range(2)]


def test_hold_out_of_cdnow(cdnow_study):
    """39 weeks were fitted, 39 hidden: 1,882 purchases came; BG/NBD expects 1,653.4 (lifetimes, clvkit)."""
    test = back_test_from(cdnow_study, day_number(CALIBRATION_ENDS), HOLDOUT_DAYS)
    assert test.bought == 1882
    then = cdnow_study.with_settings(Settings(as_of=CALIBRATION_ENDS))
    classic = ExpectedFuture(BgNbdParameters(*then(bg_nbd).parameters), then(histories))
    assert classic.purchases(HOLDOUT_DAYS).sum() == pytest.approx(1653.4, abs=0.05)
    assert test.table[Rule.MODEL].sum() == pytest.approx(1576.7, abs=0.05)
    assert test.best is Rule.MODEL


def test_customers_expect_together_what_they_expect_one_by_one(cdnow_study):
    outlook = ExpectedFuture(BgNbdParameters(0.5, 6.0, 0.9, 1.6, 1), cdnow_study(histories))
    stretches = [30.0, 91.0, 365.0]
    one_by_one = [outlook.purchases(days).sum() for days in stretches]
    assert outlook.total_purchases(stretches) == pytest.approx(one_by_one)


def test_the_chance_to_buy_is_that_of_any_count_but_none():
    study = Study(workbook_from(regulars(20)))
    outlook = ExpectedFuture(BgNbdParameters(0.5, 6.0, 0.9, 1.6, 1), study(histories))
    few, many = outlook.p_buys(1), outlook.p_buys(3650)
    assert (few < many).all()
    assert (many <= outlook.p_alive() + 1e-12).all()


def test_what_is_hidden_cannot_change_what_was_predicted():
    """The same history with a wild end: expected purchases stay, what was bought does not."""
    calm = workbook_from(regulars(60))
    cut = day_number(date(2023, 11, 1))
    wild_rows = [row for row in regulars(60) if row[1] <= date(2023, 11, 1)]
    wild_rows += [(f"a{who}", date(2023, 11, 2) + timedelta(day), 999, True) for who in range(30) for day in range(50)]
    tests = [back_test_from(Study(book), cut, 50) for book in (calm, workbook_from(wild_rows))]
    for rule in Rule:
        assert tests[0].table[rule].to_list() == tests[1].table[rule].to_list()
    assert tests[0].bought < tests[1].bought


def test_where_the_model_loses_the_naive_rule_is_best():
    """Buyers like clockwork: as many as before is exact."""
    test = back_test(Study(workbook_from(regulars(52))))
    assert test.error[Rule.AS_BEFORE] < test.error[Rule.MODEL]
    assert test.best is Rule.AS_BEFORE


def test_a_quarter_or_a_fifth_is_hidden_and_nothing_of_a_short_history():
    spans = {600: 91, 300: 60, 69: None, 70: 14}
    found = {
        days: hidden_days(
            Study(
                workbook_from(
                    [("a", date(2024, 1, 1), 1, True), ("a", date(2024, 1, 1) + timedelta(days - 1), 1, True)]
                ),
                Settings(as_of=date(2024, 1, 1) + timedelta(days - 1)),
            )
        )
        for days in spans
    }
    assert found == spans


def test_earlier_cut_offs_are_tried_too(cdnow_study):
    tests = rolling_back_test(cdnow_study)
    assert [test.last - test.first + 1 for test in tests] == [91] * len(tests)
    assert np.diff([test.first for test in tests]).tolist() == [-91] * (len(tests) - 1)
    assert len(tests) == 2
    assert tests[0].table.equals(back_test(cdnow_study).table)


def test_every_customer_of_the_cut_off_is_in_one_row(cdnow_study):
    test = back_test(cdnow_study)
    then = cdnow_study.with_overrides(as_of=date.fromordinal(719163 + test.first - 1))
    assert test.table["customers"].sum() == len(then(histories).code)
    assert test.table.select(pl.col("customers", "bought").is_null().any()).row(0) == (False, False)
