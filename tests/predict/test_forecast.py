"""The coming months: what they are made of, and how wide their ranges are."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from retention_core.predict.backtest import Rule
from retention_core.predict.calibration import calibration
from retention_core.predict.forecast import arrivals, forecast
from retention_core.settings import Settings
from retention_core.study import Study
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


def test_a_range_holds_its_middle_and_the_wide_one_the_narrow_one(shop):
    table = forecast(shop).table.with_columns(total=pl.col("revenue_existing") + pl.col("revenue_new"))
    ordered = ["low95", "low80", "total", "high80", "high95"]
    for row in table.select(ordered).rows():
        assert list(row) == sorted(row)
        assert row[0] >= 0


def test_new_customers_are_counted_over_the_last_full_months():
    """Two a month for three months, then four: mean 2.5, standard deviation 1."""
    lines = [f"c{month}{n} 2024-0{month}-10 5" for month in range(1, 5) for n in range(4 if month == 4 else 2)]
    found = arrivals(Study(workbook_of("\n".join(["old 2023-12-31 1", *lines])), Settings(as_of=date(2024, 4, 30))))
    assert (found.mean, found.spread) == (pytest.approx(2.5), pytest.approx(1.0))


def test_a_short_history_has_no_forecast():
    assert forecast(Study(workbook_of("Ann 2024-01-01 5\nAnn 2024-01-09 5"))) is None
    assert calibration(Study(workbook_of("Ann 2024-01-01 5"))).is_empty()


def test_chances_given_come_true_on_average(shop):
    bands = calibration(shop)
    weight = bands["customers"] / bands["customers"].sum()
    assert ((bands["expected"] - bands["bought"]).abs() * weight).sum() < 0.08
    assert bands["from_chance"].is_sorted()
