"""A change of period or of the last day: `python benchmarks/periods.py [ORDERS.csv] [--rows 10_000_000] [--turns 5]`.

Without a file the log of make_orders.py is drawn in memory. Both sides in turn, in one process: duckdb counts S, E and
N of every month from a table of customer codes and days; ours makes the whole table of retention by period (kept, new,
returned, lost, regulars, repeat buyers, money) with horizon, purchase cycle and choice of period. The counts must
agree. Prints medians and their ratio. Aims: under 0.3 s, at least 10 times faster than duckdb.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import duckdb
import numpy as np
import polars as pl
from make_orders import FIRST_DAY, amounts, enough_visits

from retention_core.describe.retention.retention import retention_by_period
from retention_core.ingest import File, read_files
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook

QUERY = """
WITH present AS (SELECT DISTINCT customer_code, date_trunc('month', ordered_on) AS month FROM orders),
     pairs AS (SELECT now.month, count(*) AS at_end, count(before.customer_code) AS kept
               FROM present now LEFT JOIN present before
               ON before.customer_code = now.customer_code AND before.month = now.month - INTERVAL 1 MONTH
               GROUP BY now.month)
SELECT lag(at_end) OVER (ORDER BY month) AS at_start, at_end - kept AS gained, at_end FROM pairs ORDER BY month
"""
BY_MONTH = Settings(period=PeriodKind.MONTH)


def drawn_workbook(rows: int) -> Workbook:
    """A workbook of `rows` orders, drawn in memory as make_orders.py draws them."""
    rng = np.random.default_rng(1)
    who, when = enough_visits(rows, rng)
    minor = (amounts(who, rng) * 100).round().astype(np.int64)
    day = pl.Series(when.astype(np.int32)) + (FIRST_DAY - date(1970, 1, 1)).days
    orders = pl.DataFrame({"customer_code": who, "ordered_on": day.cast(pl.Date), "amount": minor})
    customers = pl.select(customer_id=pl.int_range(0, int(who.max()) + 1).cast(pl.String))
    return Workbook(orders.with_columns(purchase=True), customers, None, 2, (), (), "drawn")


def read_workbook(path: Path) -> Workbook:
    """The workbook of a file that raises no question."""
    workbook = read_files([File(path.name, path=path)]).workbook
    if workbook is None:
        raise SystemExit(f"{path} raises a question")
    return workbook


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ours(study: Study, settings: Settings) -> float:
    """Seconds to the table of retention under settings not asked for before."""
    return seconds(lambda: study.with_settings(settings)(retention_by_period))


def check_agreement(study: Study, duck: duckdb.DuckDBPyConnection) -> None:
    """Both sides count the same S, N and E in every month but the first."""
    table = study.with_settings(BY_MONTH)(retention_by_period).select("at_start", "gained", "at_end").rows()
    assert duck.execute(QUERY).fetchall()[1:] == table[1:], "the two sides disagree"


def in_turn(study: Study, duck: duckdb.DuckDBPyConnection, turns: int) -> dict[str, float]:
    """Median seconds of both sides and of moving the last day, run one after the other."""
    last = study.workbook.orders["ordered_on"].to_list()[-1]
    taken: dict[str, list[float]] = {"duckdb": [], "ours": [], "last day": []}
    for turn in range(turns):
        taken["duckdb"].append(seconds(lambda: duck.execute(QUERY).fetchall()))
        taken["ours"].append(ours(study, BY_MONTH))
        taken["last day"].append(ours(study, Settings(as_of=last - timedelta(days=17 * turn + 1))))
    return {name: statistics.median(seen) for name, seen in taken.items()}


def main() -> None:
    """Runs both sides in turn and prints the medians."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("orders", type=Path, nargs="?")
    command.add_argument("--rows", type=int, default=10_000_000)
    command.add_argument("--turns", type=int, default=5)
    asked = command.parse_args()
    workbook = read_workbook(asked.orders) if asked.orders else drawn_workbook(asked.rows)
    study, duck = Study(workbook), duckdb.connect()
    duck.register("log", workbook.orders.select("customer_code", "ordered_on").to_arrow())
    duck.execute("CREATE TABLE orders AS SELECT * FROM log")

    print(f"{workbook.orders.height:,} orders, {workbook.customers.height:,} customers, load {os.getloadavg()[0]:.1f}")
    print(f"first table after reading        {ours(study, Settings()):.3f} s")
    check_agreement(study, duck)
    for kind in PeriodKind:
        print(f"change of period to {kind:<12} {ours(study, Settings(period=kind)):.3f} s")
    taken = in_turn(study, duck, asked.turns)
    print(f"change of the last day, median   {taken['last day']:.3f} s (aim: under 0.3)")
    print(f"by month, median                 {taken['ours']:.3f} s (aim: under 0.3)")
    print(f"duckdb, S E N by month, median   {taken['duckdb']:.3f} s")
    print(f"ratio                            {taken['duckdb'] / taken['ours']:.1f} (aim: at least 10)")


if __name__ == "__main__":
    main()
