"""The headline figures of real files, computed again in plain SQL by duckdb from the clean orders alone."""

from pathlib import Path

import pytest

from retention_core.catalog.all_figures import compute
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.retention.retention import retention_by_period
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.describe.presence.test_real_logs import read
from tests.describe.revenue.test_revenue_in_sql import answer
from tests.files import file_named

FILES = (
    "tea_shop.csv",
    "cdnow_sample/CDNOW_sample.txt",
    "startup_orders_marketing/transaction-log-example.csv",
    "superstore/superstore.csv",
)

BOUGHT = """
WITH bought AS (SELECT customer_code c, ordered_on d, count(*) n FROM orders
                WHERE purchase AND ordered_on <= $as_of GROUP BY ALL),
     was AS (SELECT DISTINCT c FROM bought WHERE d BETWEEN $before AND $before_last),
     now AS (SELECT c, count(*) AS visits FROM bought WHERE d BETWEEN $first AND $last GROUP BY c)
"""

RATES = (
    BOUGHT
    + """,
     twice AS (SELECT c FROM bought WHERE d <= $before_last GROUP BY c HAVING count(*) > 1),
     earlier AS (SELECT DISTINCT c FROM bought WHERE d BETWEEN $earlier AND $earlier_last),
     gone AS (SELECT c FROM earlier EXCEPT SELECT c FROM was)
SELECT (SELECT count(now.c) / count(*) FROM was LEFT JOIN now USING (c)) AS "retention.rate",
       (SELECT 1 - count(now.c) / count(*) FROM was LEFT JOIN now USING (c)) AS "retention.churn_rate",
       (SELECT count(*) FILTER (visits > 1) / count(*) FROM now) AS repeat_purchase_rate,
       (SELECT count(*) FILTER (orders > 1) / count(*) FROM
          (SELECT c, sum(n) AS orders FROM bought JOIN now USING (c) WHERE d <= $last GROUP BY c)
       ) AS returning_customer_rate,
       (SELECT count(now.c) / count(*) FROM was JOIN twice USING (c) LEFT JOIN now USING (c))
       AS "retention.regulars_rate",
       (SELECT count(now.c) / count(*) FROM gone LEFT JOIN now USING (c)) AS "retention.came_back_rate"
"""
)

PEOPLE = (
    BOUGHT
    + """,
     begun AS (SELECT c, min(d) AS first, count(*) AS visits FROM bought GROUP BY c),
     gaps AS (SELECT c, d - lag(d) OVER (PARTITION BY c ORDER BY d) AS gap FROM bought),
     rhythms AS (SELECT median(gap) AS rhythm FROM gaps WHERE gap IS NOT NULL GROUP BY c)
SELECT (SELECT count(DISTINCT c) FROM bought WHERE d > $as_of - $days) AS "customers.active",
       (SELECT count(*) FILTER (visits = 1) / count(*) FROM begun) AS "first_time.one_time_share",
       (SELECT count(*) FROM begun WHERE first BETWEEN $first AND $last) AS "retention.new",
       (SELECT count(*) FROM was ANTI JOIN now USING (c)) AS "retention.lost",
       (SELECT median(rhythm) FROM rhythms) AS "cycle.median_days",
       (SELECT count(*) FROM rhythms) AS "cycle.customers",
       (SELECT sum(amount) / 100.0 / 2 FROM orders WHERE ordered_on <= $as_of) / (SELECT count(*) FROM begun)
       AS "clv.so_far"
"""
)


@pytest.fixture(scope="module", params=FILES, ids=lambda name: Path(name).stem)
def study(request) -> Study:
    workbook = read(file_named(request.param))
    assert workbook is not None and workbook.has_amounts
    return Study(workbook, Settings(period=PeriodKind.QUARTER, margin=0.5, begins_with_business=True))


def spans(study: Study) -> dict[str, object]:
    """The last three finished periods and the last day."""
    finished = study(retention_by_period).filter("finished").select("first_day", "last_day").rows()[-3:]
    names = ("earlier", "before", "first"), ("earlier_last", "before_last", "last")
    days = {name: span[end] for end in (0, 1) for name, span in zip(names[end], finished, strict=True)}
    return days | {"as_of": study(horizon).as_of}


def used(query: str, values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if f"${name}" in query}


def test_rates_of_the_last_period(study, tmp_path):
    found = answer(study, RATES, tmp_path, **used(RATES, spans(study)))
    assert {name: compute(name, study).value for name in found} == pytest.approx(found, rel=1e-12)
    assert 0 < found["retention.rate"] < 1


def test_counts_rhythm_and_worth(study, tmp_path):
    values = spans(study) | {"days": PeriodKind.QUARTER.days}
    query = PEOPLE.replace("100.0", f"{10**study.workbook.decimals}.0")
    found = answer(study, query, tmp_path, **used(query, values))
    worth = found.pop("clv.so_far")
    assert {name: compute(name, study).value for name in found} == pytest.approx(found, rel=1e-12)
    assert float(compute("clv.so_far", study).value) == pytest.approx(
        float(worth), abs=0.5 * 10 ** -max(2, study.workbook.decimals) + 1e-9
    )
