"""Cohorts and curves: `python benchmarks/cohorts.py [ORDERS.csv] [--rows 10_000_000] [--turns 3]`.

Without a file the log of make_orders.py is drawn in memory. Both sides in turn, in one process: duckdb counts the
customers of every cohort and month; ours makes the cohort table with money from the same log, presence known, and the
retention by period on which it stands. The counts must agree. Prints medians and their ratio, then the time of each
curve of the page that shows who stays and how long.
"""

import argparse
import os
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import duckdb
import polars as pl
from periods import BY_MONTH, drawn_workbook, read_workbook, seconds

from retention_core.describe.cohorts.cohorts import cohorts
from retention_core.describe.cycle.gap_curves import gap_counts, gap_curve, gap_curves_by_order, rhythm_counts
from retention_core.describe.repeat_purchase.second_purchase import second_purchase_funnel, time_to_second_purchase
from retention_core.kernel.study import Study

QUERY = """
WITH bought AS (SELECT DISTINCT customer_code AS who, date_trunc('month', ordered_on)::DATE AS month FROM orders),
     first AS (SELECT who, min(month) AS cohort FROM bought GROUP BY who)
SELECT cohort, month, count(*)::BIGINT AS present FROM bought JOIN first USING (who) GROUP BY ALL ORDER BY ALL
"""
CURVES = (second_purchase_funnel, time_to_second_purchase, gap_curve, gap_curves_by_order, gap_counts, rhythm_counts)


def fresh(study: Study, derive: Callable) -> float:
    """Seconds to one table under settings that know nothing yet but the presence."""
    return seconds(lambda: study.with_settings(BY_MONTH)(derive))


def check_agreement(study: Study, duck: duckdb.DuckDBPyConnection) -> None:
    """Both sides count the same customers in every finished month."""
    seen = study.with_settings(BY_MONTH)(cohorts).filter(pl.col("present") > 0)
    months = set(seen["first_day"].to_list())
    theirs = [row for row in duck.execute(QUERY).fetchall() if row[1] in months]
    assert theirs == seen.select("cohort", "first_day", "present").rows(), "the two sides disagree"


def main() -> None:
    """Runs both sides in turn and prints the medians."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("orders", type=Path, nargs="?")
    command.add_argument("--rows", type=int, default=10_000_000)
    command.add_argument("--turns", type=int, default=3)
    asked = command.parse_args()
    workbook = read_workbook(asked.orders) if asked.orders else drawn_workbook(asked.rows)
    study, duck = Study(workbook), duckdb.connect()
    duck.register("log", workbook.orders.select("customer_code", "ordered_on").to_arrow())
    duck.execute("CREATE TABLE orders AS SELECT * FROM log")
    print(f"{workbook.orders.height:,} orders, {workbook.customers.height:,} customers, load {os.getloadavg()[0]:.1f}")
    check_agreement(study, duck)
    turns = [(seconds(lambda: duck.execute(QUERY).fetchall()), fresh(study, cohorts)) for _ in range(asked.turns)]
    theirs, ours = (statistics.median(side) for side in zip(*turns, strict=True))
    print(f"cohort table with money          {ours:.3f} s")
    print(f"duckdb, customers only           {theirs:.3f} s, ratio {theirs / ours:.1f}")
    for derive in CURVES:
        print(f"{derive.__name__:<32} {fresh(study, derive):.3f} s")


if __name__ == "__main__":
    main()
