"""What gaining a customer costs, and when that has been earned."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.catalog.all_figures import compute
from retention_core.describe.customer_value.cac import cac_by_channel, cac_by_period, channels_with_cost
from retention_core.describe.customer_value.clv import clv_by_cohort, cohort_revenue, seen_clv
from retention_core.describe.customer_value.clv_curves import MOST_CURVES, clv_curves, curve_kind, latest_clv_curves
from retention_core.describe.customer_value.marketing_spending import spending, spending_kind
from retention_core.describe.customer_value.payback import payback, payback_by_cohort, payback_curve, payback_each
from retention_core.export.spending_template import COLUMNS, TO_SAY, spending_example
from retention_core.export.tables import csv_bytes
from retention_core.i18n import speech
from retention_core.ingest import File, read_files
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.workbooks import activity_of, contracts_of, study_of, with_spending

MONTH = {"period": PeriodKind.MONTH, "begins_with_business": True}

SHOP = """
Ann 2024-01-01 100
Bob 2024-01-31 60
Ann 2024-02-10 40
Cyd 2024-03-01 50
Ann 2024-03-31 10
"""


def advertised(lines: str, shop: str = SHOP, **settings: object) -> Study:
    return with_spending(study_of(shop, **(MONTH | settings)), lines)


def read(*paths: Path, **settings: object) -> Study:
    reading = read_files([File(path.name, path=path) for path in paths], [])
    assert reading.workbook is not None
    return Study(reading.workbook, Settings(**settings))


def test_cost_by_period_with_a_month_without_customers_and_one_without_spending():
    """Spent 90, 30, nothing, for 2, 0 and 1 new customers."""
    table = advertised("2024-01-01 90\n2024-02-01 30\n2024-03-01 0")(cac_by_period)
    assert table.select("new", "acquisition", "cac").rows() == [(2, 9000, 4500.0), (0, 3000, None), (1, 0, 0.0)]
    assert compute("cac.blended", advertised("2024-01-01 90\n2024-02-01 30\n2024-03-01 0")).value.minor == 0


def test_a_month_missing_in_the_spending_file_was_without_spending():
    assert advertised("2024-01-01 90\n2024-03-01 20")(cac_by_period)["acquisition"].to_list() == [9000, 0, 2000]


def test_the_last_month_that_both_files_know():
    found = compute("cac.blended", advertised("2024-01-15 90"))
    assert (str(found.value.decimal()), found.inputs["last_day"]) == ("45.00", date(2024, 1, 31))
    assert compute("cac.blended", advertised("2024-02-01 30")).why_null == "nobody_new"
    assert compute("cac.blended", advertised("2019-02-01 30")).why_null == "spending_elsewhere"
    assert compute("cac.blended", study_of(SHOP, **MONTH)).why_null == "no_spending"


def test_early_new_customers_may_be_old_ones_so_the_cost_is_at_least():
    assert compute("cac.blended", advertised("2024-03-01 30", begins_with_business=False)).bound == "at_least"
    assert compute("cac.blended", advertised("2024-03-01 30")).bound is None


def test_a_monthly_line_is_spread_over_its_days_where_periods_are_weeks():
    """310 in January are 10 a day; the week of January 29 has three days of it."""
    weeks = advertised("2024-01-01 310", period=PeriodKind.WEEK)(cac_by_period)
    assert weeks["acquisition"].to_list()[:5] == [7000, 7000, 7000, 7000, 3000]
    assert weeks["finished"].to_list()[:5] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (["2024-01-01", "2024-02-01", "2024-04-01"], PeriodKind.MONTH),
        (["2024-12-01", "2025-01-01"], PeriodKind.MONTH),
        (["2024-01-31"], PeriodKind.MONTH),
        (["2024-01-01", "2024-04-01", "2024-07-01"], PeriodKind.QUARTER),
        (["2024-01-01", "2025-01-01"], PeriodKind.YEAR),
        (["2024-01-01", "2024-01-08", "2024-01-15"], PeriodKind.WEEK),
        (["2024-01-01", "2024-01-02", "2024-01-05"], None),
    ],
)
def test_what_a_line_of_a_spending_file_stands_for(days, kind):
    assert spending_kind(pl.Series(days).str.to_date()) == kind


def test_keeping_and_gaining_apart():
    """March: 20 to gain Cyd, 5 to keep customers; Ann was kept from February."""
    lines = "2024-03-01 20 web new\n2024-03-01 5 mail Retention"
    study = advertised(lines)
    names = ("cac.blended", "cac.all_spending", "keeping.cost_per_kept")
    assert [compute(name, study).value.minor for name in names] == [2000, 2500, 500]
    assert compute("keeping.gaining_ratio", study).value == 4.0
    assert compute("keeping.gaining_ratio", advertised("2024-03-01 20")).why_null == "no_keeping_spending"


def test_cost_by_channel_of_the_first_order():
    """March: Cyd came by the Web, where 20 was spent; the 7 for posters brought nobody, 3 went anywhere."""
    study = advertised("2024-03-01 20 WEB\n2024-03-01 7 poster\n2024-03-01 3 -")
    orders = study.workbook.orders.with_columns(channel=pl.Series(["shop", "shop", "Web", "Web ", "shop"]))
    study = study.with_workbook(replace(study.workbook, orders=orders))
    assert study(cac_by_channel).rows() == [
        ("Web", 1, 2000, 0, 2000.0), ("poster", 0, 700, 0, None), (None, 0, 300, 0, None)
    ]  # fmt: skip
    assert advertised("2024-03-01 20 WEB")(cac_by_channel).height == 0


def test_spending_behind_the_last_day_is_not_seen_yet():
    assert advertised("2025-01-01 90")(spending) is None


def test_who_gave_something_back_before_is_not_won_by_the_next_order():
    """The file first shows Bob by a refund of February; so he is not won in March, when Cyd is."""
    lines = "Ann 2024-01-01 5\nBob 2024-02-01 -5\nBob 2024-03-01 9\nCyd 2024-03-02 -1\nCyd 2024-03-31 9"
    assert advertised("2024-01-01 10\n2024-03-01 10", lines)(cac_by_period)["new"].to_list() == [1, 1, 1]


MEMBERS = contracts_of("Ann 2024-01-01 -\nBob 2024-03-01 -\nCyd 2024-03-31 -")
USERS = activity_of(
    [("Ann", date(2024, 1, 1)), ("Ann", date(2024, 2, 1)), ("Bob", date(2024, 3, 1)), ("Bob", date(2024, 3, 31))]
)


@pytest.mark.parametrize(("workbook", "won"), [(MEMBERS, [1, 0, 2]), (USERS, [1, 0, 1])], ids=["members", "users"])
def test_members_and_users_are_won_too(workbook, won):
    study = with_spending(Study(workbook, Settings(**MONTH)), "2024-01-01 10\n2024-03-01 30")
    assert study(cac_by_period)["new"].to_list() == won
    assert float(compute("cac.blended", study).value) == 30 / won[-1]
    assert compute("payback.months", study).why_null == "no_amounts"


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 150), st.integers(-3, 9)), min_size=1, max_size=40))
def test_later_rows_change_no_cost_of_a_finished_period(rows):
    lines = "\n".join(f"{who} {date(2024, 1, 1) + timedelta(days=day)} {amount}" for who, day, amount in rows)
    spent = "\n".join(f"2024-{month:02}-01 {month}" for month in range(1, 6))
    whole = advertised(spent, lines)(cac_by_period).filter("finished")
    early = advertised(spent, lines, as_of=date(2024, 3, 31))(cac_by_period).filter("finished")
    assert whole.join(early, on="first_day", how="semi").equals(early.join(whole, on="first_day", how="semi"))


CLV = """
Ann 2024-01-01 100
Bob 2024-01-31 50
Ann 2024-02-10 30
Cyd 2024-02-29 80
Ann 2024-03-05 -10
Dan 2024-03-31 7
"""


def test_earned_so_far_by_month_of_first_purchase():
    """January: 150, 180, 170 for two customers; February 80, 80; March 7. Half of it is margin."""
    cells = study_of(CLV, **MONTH)(clv_by_cohort)
    assert cells.select("month", "customers", "revenue_so_far", "margin_so_far").rows() == [
        (0, 2, 15000, 3750.0), (1, 2, 18000, 4500.0), (2, 2, 17000, 4250.0),
        (0, 1, 8000, 4000.0), (1, 1, 8000, 4000.0),
        (0, 1, 700, 350.0),
    ]  # fmt: skip
    assert str(compute("clv.so_far", study_of(CLV, **MONTH)).value.decimal()) == "32.12"


def test_a_month_that_is_not_over_cannot_be_observed_yet():
    cells = study_of(CLV, **MONTH, as_of=date(2024, 2, 20))(clv_by_cohort)
    assert cells["revenue_so_far"].to_list() == [15000, None, None]


def test_all_revenue_is_in_some_cohort():
    study = study_of(CLV, **MONTH)
    assert int(study(cohort_revenue).sum()) == study.workbook.orders["amount"].sum()


def test_payback_of_each_cohort_and_of_all_together():
    """Margin half. January: spent 90, earned 75, then 90: month 1. February: spent 40, earned 40: month 0.

    March: spent 99, earned 3.5. Together in month 0: 118.5 of 229; month 1, January and February: 130 of 130.
    """
    study = advertised("2024-01-01 90\n2024-02-01 40\n2024-03-01 99", CLV)
    assert study(payback_by_cohort)["payback_month"].to_list() == [1, 0, None]
    found = study(payback)
    assert (found.month, found.cohorts, found.margin, found.spent) == (1, 2, 13000.0, 13000)
    assert compute("payback.months", study).value == 1
    assert compute("clv.so_far_to_cac", study).value == pytest.approx((85 + 40 + 3.5) / 229)


def test_spending_that_brought_nobody_has_to_be_earned_too():
    lines = "Ann 2024-01-01 100\nAnn 2024-02-01 100\nAnn 2024-03-31 100"
    found = advertised("2024-01-01 20\n2024-02-01 70", lines)(payback)
    assert (found.month, found.margin, found.spent) == (1, 10000.0, 9000)


@pytest.mark.parametrize(
    ("lines", "why"), [("2024-01-01 0", "no_acquisition_spending"), ("2024-01-01 999", "not_paid_back")]
)
def test_why_there_is_no_payback(lines, why):
    assert compute("payback.months", advertised(lines, CLV)).why_null == why


def test_the_published_costs_of_a_start_up(shared_data):
    """Mean monthly cost of gaining a customer, 2016 to 2019; all months together 30.10."""
    folder = shared_data / "real" / "startup_orders_marketing"
    study = read(folder / "transaction-log-example.csv", folder / "mktg-spend-example.csv", **MONTH)
    table = study(cac_by_period)
    by_year = table.group_by(table["first_day"].dt.year()).agg(pl.col("cac").mean()).sort("first_day")["cac"]
    assert [f"{cost / 10**study.workbook.decimals:.2f}" for cost in by_year] == ["8.35", "19.72", "36.23", "43.61"]
    spent, won = table["acquisition"].sum(), table["new"].sum()
    assert (won, f"{spent / won / 10**study.workbook.decimals:.4f}") == (36_666, "30.1024")


def test_the_published_cohort_of_a_shopify_export(shared_data):
    """January: two customers, 150 then 180, at 60% margin 45 then 54 each, cost 45 each: paid back in month 0."""
    folder = shared_data / "real" / "platform_shopify"
    orders = read(folder / "ltvkit_fixture_shopify_orders.csv", margin=0.6, as_of=date(2025, 4, 15), **MONTH)
    study = with_spending(orders, "2025-01-01 90\n2025-03-01 400\n2025-04-01 100")
    scale = 10**study.workbook.decimals
    january = study(clv_by_cohort).filter(pl.col("cohort") == date(2025, 1, 1))
    assert [margin / scale for margin in january["margin_so_far"][:3]] == pytest.approx([45, 54, 54])
    assert study(cac_by_period)["cac"][0] / scale == 45
    assert study(payback_by_cohort)["payback_month"][0] == 0


def test_curves_of_worth_join_months_only_where_all_of_them_could_be_seen():
    """Nine months with one customer each, 10 at once and 2 a month later: quarters, each seen as long as its last."""
    lines = [f"c{month} 2024-{month:02}-01 10\nc{month} 2024-{month % 12 + 1:02}-02 2" for month in range(1, 10)]
    study = study_of("\n".join(lines) + "\nz 2024-10-31 1", **MONTH)
    assert study(curve_kind) is PeriodKind.QUARTER
    rows = study(clv_curves).filter(pl.col("month") <= 1).rows()
    assert rows == [
        (date(2024, start, 1), month, customers, margin)
        for start, customers in ((1, 3), (4, 3), (7, 3))
        for month, margin in ((0, 500.0), (1, 600.0))
    ] + [(date(2024, 10, 1), 0, 1, 50.0)]


def test_the_curve_of_payback_holds_what_payback_is_read_from():
    """Ann and Bob for 90 in January: they paid 160, in February 40 more. Cyd came for nothing in March, with 50."""
    study = advertised("2024-01-01 90\n2024-02-01 0\n2024-03-01 0")
    rows = study(payback_curve).select("month", "customers", "earned", "acquisition").rows()
    assert rows[:2] == [(0, 3, 10500.0, 9000), (1, 2, 10000.0, 9000)]
    assert compute("payback.months", study).value == 0


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_example_of_a_spending_file_is_read_as_one(language):
    say = speech(language).say
    table = study_of(SHOP, **MONTH)(spending_example)
    words = {message: say(message) for message in TO_SAY}
    table = table.with_columns(pl.col("channel", "purpose").replace(words)).rename(
        dict(zip(table.columns, map(say, COLUMNS), strict=True))
    )
    orders = "customer,date,amount,channel\n" + "\n".join(
        f"c{n},2024-0{n % 3 + 1}-1{n % 9},5.50,web" for n in range(40)
    )
    book = read_files(
        [File("orders.csv", content=orders.encode()), File("spending.csv", content=csv_bytes(table))], []
    ).workbook
    assert book is not None and book.spending is not None
    assert int(book.spending["amount"].sum()) == 3 * (300 + 50) * 10**book.decimals
    assert Study(book)(spending).keeping.sum() == 3


def test_earned_and_spent_of_one_customer():
    """January cost 90 for Ann and Bob, who earn half of 160 by its end, 200 by February, 210 by March."""
    table = payback_each(advertised("2024-01-01 90"))
    assert table.select("month", "customers", "earned", "cost").rows() == [
        (0, 2, 4000.0, 4500.0),
        (1, 2, 5000.0, 4500.0),
        (2, 2, 5250.0, 4500.0),
    ]


def test_earned_and_spent_are_followed_for_three_years():
    """The last month of the file has only begun."""
    lines = "\n".join(f"Ann {2020 + month // 12}-{month % 12 + 1:02}-01 10" for month in range(49))
    study = advertised("2020-01-01 90", lines)
    assert (payback_curve(study)["month"].max(), payback_each(study)["month"].max()) == (47, 36)


def test_only_the_latest_curves_are_drawn():
    """Somebody new in each of eleven years: years where not even half a year gives so few curves."""
    study = study_of("\n".join(f"c{year} {year}-03-01 10" for year in range(2010, 2022)), **MONTH)
    years = [day.year for day in clv_curves(study)["joined"].unique().sort()]
    shown = [day.year for day in latest_clv_curves(study)["joined"].unique().sort()]
    assert len(years) > MOST_CURVES and shown == years[-MOST_CURVES:]


def test_what_has_been_seen_of_a_cohort():
    found = clv_by_cohort(study_of(SHOP, **MONTH))
    assert seen_clv(study_of(SHOP, **MONTH)).height == found["revenue_so_far"].count() <= found.height
    assert seen_clv(study_of(SHOP, **MONTH))["revenue_so_far"].null_count() == 0


def test_a_channel_that_won_nobody_has_no_cost():
    study = advertised("2024-03-01 30 web\n2024-03-01 20 radio")
    orders = study.workbook.orders.with_columns(pl.lit("web").alias("channel"))
    known = study.with_workbook(replace(study.workbook, orders=orders))
    assert cac_by_channel(known)["channel"].to_list() == ["web", "radio"]
    assert channels_with_cost(known)["channel"].to_list() == ["web"]
