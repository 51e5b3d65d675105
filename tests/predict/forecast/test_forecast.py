"""The coming months: what they are made of, and how wide their ranges are."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import Rule
from retention_core.predict.backtest.calibration import calibration, mean_distance
from retention_core.predict.forecast.forecast import forecast
from retention_core.predict.futures.new_customers import arrivals
from tests.workbooks import workbook_from, workbook_of

AS_OF = date(2024, 12, 31)


def made_up(seed: int, customers: int = 600) -> list[tuple]:
    """Customers who come over two years, buy at a rate of their own and leave by chance after a purchase of 20."""
    chance, rows = np.random.default_rng(seed), []
    for who in range(customers):
        day, rate = chance.uniform(0, 730), chance.gamma(1.2, 1 / 30)
        while day < 1096:
            rows.append((f"c{who}", date(2022, 1, 1) + timedelta(int(day)), 2000, True))
            if chance.random() < 0.2:
                break
            day += max(chance.exponential(1 / rate), 1.0)
    return rows


@pytest.fixture(scope="module")
def shop() -> Study:
    rows = made_up(1)
    return Study(
        workbook_from([row for row in rows if row[1] <= date(2023, 12, 31)]), Settings(as_of=date(2023, 12, 31))
    )


def test_twelve_months_follow_each_other_without_a_gap(shop):
    table = forecast(shop).table
    assert table.height == 12
    assert table["first_day"][0] == date(2024, 1, 1)
    assert (table["first_day"][1:] - table["last_day"][:-1]).unique().to_list() == [timedelta(days=1)]
    assert table["last_day"][-1] == AS_OF


def test_todays_customers_bring_less_from_month_to_month_and_new_ones_more(shop):
    table = forecast(shop).table.with_columns(days=(pl.col("last_day") - pl.col("first_day")).dt.total_days() + 1)
    assert forecast(shop).rule is Rule.MODEL
    assert (np.diff(table["purchases_existing"] / table["days"]) < 0).all()
    assert (np.diff(table["purchases_new"]) > 0).all()


def test_what_came_lies_in_the_range(shop):
    """The file went on for a year: nobody new came any more, so today's customers alone are compared."""
    came = sum(1 for row in made_up(1) if row[1] > date(2023, 12, 31) and row[1] <= AS_OF)
    expected = forecast(shop).table["purchases_existing"].sum()
    assert came == pytest.approx(expected, rel=0.25)


@pytest.mark.parametrize("kind", ["revenue", "purchases", "active"])
def test_a_range_holds_its_middle_and_the_wide_one_the_narrow_one(shop, kind):
    both = pl.col(f"{kind}_existing") + pl.col(f"{kind}_new")
    ends = [f"{kind}_{end}" for end in ("low95", "low80", "high80", "high95")]
    for *low, total, near, far in forecast(shop).table.select(*ends[:2], both.alias("total"), *ends[2:]).rows():
        assert [*low, total, near, far] == sorted([*low, total, near, far])
        assert low[0] >= 0


def test_nobody_is_active_without_a_purchase_nor_bought_more_often_than_active(shop):
    table = forecast(shop).table
    for who in ("existing", "new"):
        assert (table[f"active_{who}"] <= table[f"purchases_{who}"] + 1e-9).all()


def test_the_year_is_surer_than_its_months_added_and_less_sure_than_their_mean(shop):
    found = forecast(shop)
    widths = found.table["purchases_high80"] - found.table["purchases_low80"]
    assert found.bought.value == pytest.approx(
        found.table.select(pl.sum_horizontal("purchases_existing", "purchases_new")).sum().item()
    )
    assert np.sqrt((widths**2).sum()) < found.bought.high80 - found.bought.low80 < widths.sum()


def months_of(counts: list[int]) -> Study:
    """So many new customers at the beginning of each month from January 2020 on."""
    rows = []
    for place, many in enumerate(counts):
        year, month = divmod(place, 12)
        rows += [(f"c{place}-{n}", date(2020 + year, month + 1, 1 + n % 9), 500, True) for n in range(many)]
    end = date(2020 + len(counts) // 12, len(counts) % 12 + 1, 1) - timedelta(days=1)
    return Study(workbook_from(rows), Settings(as_of=end, begins_with_business=True, period=PeriodKind.MONTH))


def test_new_customers_are_counted_over_the_last_full_months():
    """Two a month for three months, then four: mean 2.5, spread not below that of chance."""
    found = arrivals(months_of([2, 2, 2, 4]))
    assert found.mean == pytest.approx(2.5)
    assert found.spread == pytest.approx(np.sqrt(2.5) / 2.5)
    assert found.season.tolist() == [1.0] * 12


def test_a_season_that_three_years_show_is_followed():
    """December brings three times as many; the coming months begin with January."""
    year = [9, 10, 11, 10, 9, 10, 11, 10, 9, 10, 11, 30]
    found = arrivals(months_of(year * 3))
    assert found.season == pytest.approx(np.array(year) / np.mean(year))
    assert found.expected.sum() == pytest.approx(sum(year))
    assert found.season_error == pytest.approx(np.zeros(12), abs=1e-6)


def test_two_years_or_months_that_differ_by_chance_show_no_season():
    chance = np.random.default_rng(5)
    assert arrivals(months_of([9, 10, 11, 10, 9, 10, 11, 10, 9, 10, 11, 30] * 2)).season_error is None
    flat = arrivals(months_of(chance.poisson(12, 36).tolist()))
    assert (flat.season_error, flat.season.tolist()) == (None, [1.0] * 12)


def test_months_in_which_old_customers_look_new_are_left_out():
    study = months_of([50, 40, 30, 5, 5, 5, 5, 5])
    hidden = study.with_overrides(begins_with_business=False)
    assert (arrivals(study).mean, arrivals(hidden).mean) == (pytest.approx(145 / 8), pytest.approx(5.0))


def test_a_short_history_has_no_forecast():
    assert forecast(Study(workbook_of("Ann 2024-01-01 5\nAnn 2024-01-09 5"))) is None
    assert calibration(Study(workbook_of("Ann 2024-01-01 5"))).is_empty()


def test_chances_given_come_true_on_average(shop):
    bands = calibration(shop)
    weight = bands["customers"] / bands["customers"].sum()
    assert ((bands["expected"] - bands["bought"]).abs() * weight).sum() < 0.08
    assert bands["from_chance"].is_sorted()


def test_chances_are_off_by_their_mean_distance_each_customer_counted_once():
    """Three customers by 0.1, one by 0.5: 0.8 / 4."""
    bands = pl.DataFrame({"customers": [3, 1], "expected": [0.2, 0.5], "bought": [0.1, 1.0]})
    assert mean_distance(bands) == pytest.approx(0.2)


def test_one_kind_of_number_of_the_forecast(shop):
    found = forecast(shop)
    months = found.of("purchases")
    assert months.columns == ["first_day", "last_day", "existing", "new", "low80", "high80", "low95", "high95"]
    assert months["existing"].equals(found.table["purchases_existing"])
    assert months["high95"].equals(found.table["purchases_high95"])
