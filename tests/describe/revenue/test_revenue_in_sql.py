"""Money of real files, computed again in plain SQL by duckdb from the clean orders alone."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from retention_core.catalog.all_figures import compute
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.retention.retention import retention_by_period
from retention_core.ingest import File, read_files
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.describe.presence.test_real_logs import read
from tests.files import file_named

FILES = (
    "tea_shop.csv",
    "startup_orders_marketing/transaction-log-example.csv",
    "rfm_orders/rfm_data_orders.csv",
    "superstore/superstore.csv",
)

LAST_PERIOD = """
WITH was AS (SELECT customer_code c, sum(amount) m, bool_or(purchase) b FROM orders
             WHERE ordered_on BETWEEN $before AND $before_last GROUP BY 1),
     base AS (SELECT c, m FROM was WHERE b AND m > 0),
     now AS (SELECT customer_code c, sum(amount) m FROM orders WHERE ordered_on BETWEEN $first AND $last GROUP BY 1),
     begun AS (SELECT customer_code c, min(ordered_on) d FROM orders WHERE purchase GROUP BY 1),
     buyers AS (SELECT DISTINCT customer_code FROM orders WHERE purchase AND ordered_on BETWEEN $first AND $last),
     sold AS (SELECT o.*, coalesce(d BETWEEN $first AND $last, false) AS fresh
              FROM orders o LEFT JOIN begun ON c = customer_code WHERE ordered_on BETWEEN $first AND $last)
SELECT (SELECT sum(coalesce(now.m, 0)) / sum(base.m) FROM base LEFT JOIN now USING (c)) AS nrr,
       (SELECT sum(least(base.m, coalesce(now.m, 0))) / sum(base.m) FROM base LEFT JOIN now USING (c)) AS grr,
       (SELECT sum(base.m) FROM base) AS before,
       (SELECT sum(base.m - coalesce(now.m, 0)) FROM base LEFT JOIN now USING (c) WHERE c NOT IN (FROM buyers)) AS lost,
       (SELECT sum(greatest(base.m - now.m, 0)) FROM base JOIN now USING (c) WHERE c IN (FROM buyers)) AS less,
       (SELECT sum(greatest(now.m - base.m, 0)) FROM base JOIN now USING (c) WHERE c IN (FROM buyers)) AS more,
       (SELECT coalesce(sum(now.m), 0) FROM now JOIN begun USING (c)
        WHERE d < $first AND c IN (FROM buyers) AND c NOT IN (SELECT c FROM was WHERE b)) AS returned,
       (SELECT sum(amount) FROM sold) AS revenue,
       (SELECT sum(amount) FROM sold WHERE purchase) AS revenue_before_refunds,
       (SELECT coalesce(-sum(amount), 0) FROM sold WHERE NOT purchase) AS given_back,
       (SELECT sum(amount) FILTER (NOT fresh OR NOT purchase OR place > 1) / sum(amount) FROM
        (SELECT *, row_number() OVER (PARTITION BY customer_code, purchase ORDER BY ordered_on, row) AS place
         FROM sold)) AS repeat_order_share,
       (SELECT sum(amount) FROM sold WHERE fresh) AS revenue_new,
       (SELECT avg(amount) FROM sold WHERE purchase AND fresh) AS order_value_new,
       (SELECT avg(amount) FROM sold WHERE purchase AND NOT fresh) AS order_value_existing,
       (SELECT sum(amount) / count(DISTINCT customer_code) FILTER (purchase) FROM sold WHERE fresh) AS spend_new,
       (SELECT sum(amount) / count(DISTINCT customer_code) FILTER (purchase)
        FROM sold WHERE NOT fresh) AS spend_existing
"""

SHARES = ("nrr", "grr", "repeat_order_share")

LAST_YEAR = """
WITH spent AS (SELECT sum(amount) m FROM orders WHERE ordered_on > $as_of::DATE - INTERVAL 12 MONTH
                 AND ordered_on <= $as_of GROUP BY customer_code HAVING bool_or(purchase) AND sum(amount) > 0),
     ranked AS (SELECT m, row_number() OVER (ORDER BY m DESC) AS place, count(*) OVER () AS n FROM spent)
SELECT sum(m) FILTER (place <= ceil(n / 10)) / sum(m) AS top10_share,
       sum(m) FILTER (place <= ceil(n / 5)) / sum(m) AS top20_share,
       avg(m) FILTER (place <= ceil(n / 10)) / avg(m) FILTER (place > ceil(n / 10)) AS top10_ratio
FROM ranked
"""


@pytest.fixture(scope="module", params=FILES, ids=lambda name: Path(name).stem)
def study(request) -> Study:
    workbook = read(file_named(request.param))
    assert workbook is not None and workbook.has_amounts
    return Study(workbook, Settings(period=PeriodKind.QUARTER))


def answer(study: Study, sql: str, folder: Path, **values: object) -> dict[str, float]:
    path = folder / "orders.parquet"
    study.workbook.orders.with_row_index("row").write_parquet(path)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW orders AS SELECT * FROM '{path}'")
        found = connection.execute(sql, values)
        return dict(zip((column[0] for column in found.description), found.fetchone(), strict=True))


def shown(study: Study, name: str) -> float:
    """A figure as a plain number; money in minor units."""
    value = compute(name, study).value
    scale = 10**study.workbook.decimals
    return value if isinstance(value, float) else float(value) * scale


def test_money_of_the_last_period(study, tmp_path):
    spans = study(retention_by_period).filter("finished").select("first_day", "last_day").rows()[-2:]
    (before, before_last), (first, last) = spans
    found = answer(study, LAST_PERIOD, tmp_path, before=before, before_last=before_last, first=first, last=last)
    cent = max(1, 10**study.workbook.decimals // 100) / 2 + 1e-6
    assert {name: shown(study, f"money.{name}") for name in found} == {
        name: pytest.approx(value, rel=1e-12, abs=1e-12 if name in SHARES else cent) for name, value in found.items()
    }


def test_concentration_of_the_last_year(study, tmp_path):
    found = answer(study, LAST_YEAR, tmp_path, as_of=study(horizon).as_of)
    assert {name: shown(study, f"money.{name}") for name in found} == pytest.approx(found, rel=1e-12)


@pytest.mark.parametrize(
    ("orders", "spent", "quarter", "last_day"),
    [
        ("print_shop_orders.csv", "print_shop_spending.csv", date(2023, 7, 1), date(2023, 12, 31)),
        (
            "startup_orders_marketing/transaction-log-example.csv",
            "startup_orders_marketing/mktg-spend-example.csv",
            date(2018, 10, 1),
            date(2019, 3, 31),
        ),
    ],
    ids=["print shop", "start-up"],
)
def test_cost_of_gaining_and_worth_so_far(orders, spent, quarter, last_day):
    """Read by duckdb from the files themselves. Half of the revenue is margin."""
    orders, spent = file_named(orders), file_named(spent)
    after = (quarter + timedelta(days=95)).replace(day=1)
    sql = f"""
    WITH orders AS (SELECT * FROM read_csv('{orders}')), spent AS (SELECT * FROM read_csv('{spent}')),
         begun AS (SELECT cust_id, min(order_date) d FROM orders GROUP BY 1)
    SELECT (SELECT sum(total_marketing_spend) FROM spent WHERE month >= '{quarter}' AND month < '{after}')
           / (SELECT count(*) FROM begun WHERE d >= '{quarter}' AND d < '{after}') AS cac,
           (SELECT sum(net_sales) / 2 / count(DISTINCT cust_id) FROM orders) AS so_far
    """
    with duckdb.connect() as connection:
        cac, so_far = connection.execute(sql).fetchone() or (0, 0)
    book = read_files([File("orders.csv", path=orders), File("spent.csv", path=spent)], []).workbook
    assert book is not None
    half_a_unit = 0.5 * 10**-book.decimals + 1e-9
    study = Study(book, Settings(period=PeriodKind.QUARTER))
    assert compute("cac.blended", study).inputs["last_day"] == last_day
    earlier = study.with_settings(Settings(period=PeriodKind.QUARTER, as_of=after - timedelta(days=1)))
    assert float(compute("cac.blended", earlier).value) == pytest.approx(cac, abs=half_a_unit)
    assert float(compute("clv.so_far", study).value) == pytest.approx(so_far, abs=half_a_unit)
