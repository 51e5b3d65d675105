"""Figures of what comes next are the numbers the pages show."""

import pytest

from retention_core.catalog.all_figures import compute
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import Rule, back_test
from retention_core.predict.forecast.customer_forecast import customers_ahead
from retention_core.predict.forecast.forecast import forecast
from retention_core.prescribe.customers.at_risk import at_risk_before
from tests.predict.forecast.test_contract_forecast import gym  # noqa: F401
from tests.predict.forecast.test_forecast import made_up
from tests.workbooks import study_of, workbook_from


@pytest.fixture(scope="module")
def shop() -> Study:
    rows = [row for row in made_up(2, 900) if row[1].year < 2024]
    return Study(workbook_from(rows), Settings(period=PeriodKind.QUARTER))


def test_the_back_test_of_the_page_is_that_of_the_figures(shop):
    test = shop(back_test)
    read = {name: compute(f"back_test.{name}", shop).value for name in ("model_error", "bought", "expected", "held")}
    assert read["model_error"] == test.error[Rule.MODEL]
    assert (read["bought"], read["held"]) == (test.bought, test.held)
    assert read["expected"] == pytest.approx(test.table["model"].sum())
    assert compute("back_test.simple_error", shop).value == min(test.error[Rule.AS_BEFORE], test.error[Rule.OWN_RATE])


def test_the_forecast_of_the_page_is_that_of_the_figures(shop):
    found = shop(forecast)
    revenue = compute("forecast.revenue", shop)
    assert float(revenue.value) * 100 == pytest.approx(found.total.value, abs=1)
    assert revenue.low < revenue.value < revenue.high
    last = found.table.row(-1, named=True)
    assert compute("forecast.active", shop).value == last["active_existing"] + last["active_new"]
    assert compute("forecast.purchases", shop).value == found.bought.value
    assert compute("forecast.new_a_month", shop).value == found.coming.mean


def test_worth_and_those_still_here_are_those_of_the_list(shop):
    table = shop(customers_ahead)
    assert float(compute("forecast.worth", shop).value) * 100 == pytest.approx(table["worth"].mean(), abs=1)
    assert compute("forecast.still_customers", shop).value == pytest.approx(table["p_alive"].sum())


def test_those_who_left_since_are_those_of_the_page(shop):
    bands = shop(at_risk_before).filter(shop(at_risk_before)["from_risk"] >= 0.5)
    left = compute("at_risk.left_since", shop)
    expected = bands["left"].sum() / bands["customers"].sum() if bands.height else None
    assert left.value == expected


def test_contracts_have_figures_of_their_own(gym):  # noqa: F811
    there, renews = (compute(f"forecast.{name}", gym) for name in ("subscribers", "renewal_rate"))
    assert there.low < there.value < there.high
    assert 0.9 < renews.value < 1
    assert compute("forecast.revenue", gym).why_null == "contracts"


def test_too_short_a_file_says_why():
    short = study_of("\n".join(f"c{n} 2024-01-0{n % 9 + 1} 5\nc{n} 2024-02-0{n % 9 + 1} 5" for n in range(30)))
    assert compute("back_test.model_error", short).why_null == "too_short_to_test"
    assert compute("forecast.revenue", short).why_null == "too_short_to_test"
    assert compute("at_risk.left_since", short).why_null == "too_short_to_test"
