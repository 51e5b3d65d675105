"""Cohorts and S, E, N recomputed in plain SQL on real files, and published cohort tables."""

from datetime import date

import duckdb
import polars as pl
import pytest

from retention_core.describe.cohorts.cohorts import cohorts
from retention_core.describe.retention.retention import retention_by_period
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.describe.presence.test_real_logs import read
from tests.files import file_named

FILES = ("tea_shop.csv", "cdnow_sample/CDNOW_sample.txt", "startup_orders_marketing/transaction-log-example.csv")
CDNOW = {
    date(1997, 1, 1): [781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33],
    date(1997, 2, 1): [857, 134, 110, 75, 77, 75, 61, 61, 74, 70, 59, 57, 59, 70, 56, 59, 60],
    date(1997, 3, 1): [719, 87, 84, 78, 63, 64, 55, 57, 73, 65, 47, 51, 78, 32, 38, 45],
}

COHORTS = """
WITH bought AS (SELECT DISTINCT customer_code AS who, date_trunc('month', ordered_on)::DATE AS month
                FROM orders WHERE purchase),
     first AS (SELECT who, min(month) AS cohort FROM bought GROUP BY who)
SELECT cohort, month AS first_day, count(*)::BIGINT AS present
FROM bought JOIN first USING (who) GROUP BY ALL ORDER BY ALL
"""
BRIDGE = """
WITH present AS (SELECT DISTINCT customer_code AS who, date_trunc('month', ordered_on)::DATE AS month
                 FROM orders WHERE purchase),
     pairs AS (SELECT now.month, count(*) AS at_end, count(before.who) AS kept
               FROM present now LEFT JOIN present before
               ON before.who = now.who AND before.month = now.month - INTERVAL 1 MONTH GROUP BY now.month)
SELECT month AS first_day, lag(at_end) OVER (ORDER BY month)::BIGINT AS at_start, at_end::BIGINT AS at_end,
       (at_end - kept)::BIGINT AS gained FROM pairs ORDER BY month
"""


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.split("/")[0])
def study(request: pytest.FixtureRequest) -> Study:
    book = read(file_named(request.param))
    assert book is not None
    return Study(book, Settings(period=PeriodKind.MONTH))


def in_sql(query: str, study: Study) -> list[tuple]:
    with duckdb.connect() as connection:
        connection.register("orders", study.workbook.orders)
        return connection.execute(query).fetchall()


def test_cohorts_equal_a_query(study):
    seen = study(cohorts).filter(pl.col("present") > 0).select("cohort", "first_day", "present")
    finished = set(seen["first_day"].to_list())
    assert seen.height > 50
    assert seen.sort("cohort", "first_day").rows() == [row for row in in_sql(COHORTS, study) if row[1] in finished]


def test_start_end_and_gained_equal_a_query(study):
    ours = study(retention_by_period).filter(pl.col("at_start").is_not_null())
    ours = ours.select("first_day", "at_start", "at_end", "gained")
    known = set(ours["first_day"].to_list())
    assert ours.height > 10
    assert ours.rows() == [row for row in in_sql(BRIDGE, study) if row[0] in known]


def test_the_published_cohorts_of_cdnow(shared_data):
    book = read(shared_data / "real" / FILES[1])
    assert book is not None
    found = Study(book, Settings(period=PeriodKind.MONTH))(cohorts).filter(pl.col("customers") > 0)
    by_cohort = {day: found.filter(pl.col("cohort") == day)["present"].to_list() for day in CDNOW}
    assert by_cohort == CDNOW
    assert found["cohort"].unique().sort().to_list() == list(CDNOW)


def test_later_cells_are_not_seen_rather_than_zero(shared_data):
    """Looked at from the middle of June 1998, June is not over."""
    book = read(shared_data / "real" / FILES[1])
    assert book is not None
    found = Study(book, Settings(period=PeriodKind.MONTH, as_of=date(1998, 6, 15)))(cohorts)
    january = found.filter(pl.col("cohort") == date(1997, 1, 1))["present"].to_list()
    assert january == [*CDNOW[date(1997, 1, 1)][:-1], None]


def test_the_known_answer_of_a_shopify_export(shared_data):
    """ltv-cohort-kit's fixture: the January cohort brings 150, 30 and 0; 100%, 50% and 0% of it are there."""
    book = read(shared_data / "real" / "platform_shopify" / "ltvkit_fixture_shopify_orders.csv")
    assert book is not None
    study = Study(book, Settings(period=PeriodKind.MONTH, as_of=date(2025, 4, 15)))
    january = study(cohorts).filter(pl.col("cohort") == date(2025, 1, 1))
    assert january["share"].to_list() == [1.0, 0.5, 0.0, None]
    revenue = [None if minor is None else float(book.money(minor)) for minor in january["revenue"].to_list()]
    assert revenue == [150.0, 30.0, 0.0, None]
