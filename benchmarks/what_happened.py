"""The pages on what happened: `python benchmarks/what_happened.py [ORDERS.csv] [--rows 10_000_000] [--turns 3]`.

Without a file the log of make_orders.py is drawn in memory, with channels, products and a spending file. First every
figure that describes the shop is computed from the fresh workbook; then the overview, who stays, the purchase cycle,
money and the claims are opened as a visitor opens them, and what they still ask of the study is added: the time spent
inside it, charts and widgets apart, which are the second number. Then a setting is changed and all five are opened
again; in turn duckdb counts S, E and N of every month. Aims: all figures in under 3 s; a change of period or of the
last day under 0.3 s to the customers kept, new, returned and lost, and at least 10 times faster than duckdb.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import duckdb
import numpy as np
import polars as pl
from make_orders import CATEGORIES, CHANNELS, drawn
from periods import BY_MONTH, QUERY, drawn_workbook, read_workbook, seconds
from streamlit.testing.v1 import AppTest

from retention_core.catalog.all_figures import all_meanings, compute
from retention_core.describe.retention.retention import retention_by_period
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import ReadResult, Workbook
from ui.session.store import STORE, Shop

PAGES = ("overview", "stays", "cycle", "money", "claims")
APP = str(Path(__file__).resolve().parent.parent / "app.py")
SPENT_A_MONTH = 100_000_00


class Watch:
    """How long the outermost questions to a study took, all together: by the clock, and of the processors."""

    def __init__(self) -> None:
        self.seconds, self.processors, self._depth = 0.0, 0.0, 0

    @contextmanager
    def asked(self) -> Iterator[None]:
        """One question; those inside it are part of it."""
        self._depth += 1
        begun, worked = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                self.seconds += time.perf_counter() - begun
                self.processors += time.process_time() - worked


def timed_questions() -> Watch:
    """Every study of this process is timed from now on."""
    watch, answer = Watch(), Study.__call__

    def timed(study: Study, derive, *given, **named):
        with watch.asked():
            return answer(study, derive, *given, **named)

    Study.__call__ = timed  # type: ignore[method-assign]
    return watch


def shop_that_advertises(rows: int) -> Workbook:
    """A workbook of `rows` orders with products and channels, and what was spent on each channel every month."""
    book, rng = drawn_workbook(rows), np.random.default_rng(2)
    orders = book.orders.with_columns(
        product=drawn(CATEGORIES, rows, rng).cast(pl.String), channel=drawn(CHANNELS, rows, rng).cast(pl.String)
    )
    first, last = orders["ordered_on"].first(), orders["ordered_on"].last()
    months = pl.date_range(first, last, "1mo", eager=True).alias("spent_on").to_frame()  # type: ignore[arg-type]
    spending = months.join(pl.DataFrame({"channel": list(CHANNELS)}), how="cross").with_columns(amount=SPENT_A_MONTH)
    return replace(book, orders=orders, spending=spending)


def described(study: Study) -> None:
    """Every figure on what happened."""
    for meaning in all_meanings():
        if meaning.home.startswith("retention_core.describe"):
            compute(meaning.name, study)


def opened(shop: Shop, watch: Watch) -> dict[str, tuple[float, float]]:
    """Seconds of each page: inside the study, and to the end of the run."""
    app = AppTest.from_file(APP, default_timeout=600)
    app.query_params["shop"], app.query_params["lang"] = shop.token, "en"
    app.session_state["shop"] = shop.token
    app.switch_page("pages/calculator.py").run()
    taken = {}
    for page in PAGES:
        before = watch.seconds
        whole = seconds(lambda page=page: app.switch_page(f"pages/{page}.py").run())
        assert not app.exception, app.exception
        taken[page] = watch.seconds - before, whole
    return taken


def told(what: str, pages: dict[str, tuple[float, float]]) -> None:
    """One line: each page's seconds inside the study and in all."""
    each = "  ".join(f"{page} {inside:.2f} ({whole:.2f})" for page, (inside, whole) in pages.items())
    print(f"{what:<32} {sum(inside for inside, _ in pages.values()):.2f} s = {each}")


def in_turn(study: Study, duck: duckdb.DuckDBPyConnection, turns: int) -> tuple[float, float, float]:
    """Median seconds of duckdb's S, E, N; of ours after a change of period; of ours after a change of the last day."""
    last = study.workbook.orders["ordered_on"].last()
    taken = []
    for turn in range(turns):
        theirs = seconds(lambda: duck.execute(QUERY).fetchall())
        fresh = Settings(period=BY_MONTH.period, begins_with_business=bool(turn % 2), as_of=last)  # type: ignore[arg-type]
        earlier = replace(fresh, as_of=last - timedelta(17 * turn + 1))  # type: ignore[operator]
        ours = [
            seconds(lambda chosen=chosen: study.with_settings(chosen)(retention_by_period))
            for chosen in (fresh, earlier)
        ]
        taken.append((theirs, *ours))
    theirs, period, last_day = (statistics.median(side) for side in zip(*taken, strict=True))
    return theirs, period, last_day


def main() -> None:
    """Computes everything once, then again under other settings, and prints how long it took."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("orders", type=Path, nargs="?")
    command.add_argument("--rows", type=int, default=10_000_000)
    command.add_argument("--turns", type=int, default=3)
    asked = command.parse_args()
    book = read_workbook(asked.orders) if asked.orders else shop_that_advertises(asked.rows)
    shop, watch = STORE.open(), timed_questions()
    shop.reading = ReadResult(book, (), (), ())
    study = shop.study(Settings())
    assert study is not None
    print(f"{book.orders.height:,} orders, {book.customers.height:,} customers, load {os.getloadavg()[0]:.1f}")
    described(study)
    print(f"every figure on what happened    {watch.seconds:.2f} s")
    first = opened(shop, watch)
    told("what the pages ask besides", first)
    print(
        f"all figures of these pages       {watch.seconds:.2f} s (aim: under 3), {watch.processors:.2f} s of processors"
    )
    told("opened again", opened(shop, watch))
    for name, settings in {
        "other margin": Settings(margin=0.3),
        "other period": Settings(period=PeriodKind.MONTH),
        "other last day": Settings(as_of=book.orders["ordered_on"].last() - timedelta(40)),  # type: ignore[operator]
    }.items():
        shop.settings = settings
        told(name, opened(shop, watch))
    duck = duckdb.connect()
    duck.register("log", book.orders.select("customer_code", "ordered_on").to_arrow())
    duck.execute("CREATE TABLE orders AS SELECT * FROM log")
    theirs, period, last_day = in_turn(study, duck, asked.turns)
    print(f"S, E, N: duckdb {theirs:.2f} s; period {period:.3f} s, last day {last_day:.3f} s (aim: under 0.3)")
    print(f"ratio                            {theirs / max(period, last_day):.1f} (aim: at least 10)")


if __name__ == "__main__":
    main()
