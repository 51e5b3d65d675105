"""What open shops hold in memory is what is counted, and comes back when they close. Each runs in a process of its own.

Memory is what a process holds for itself alone (USS); pages of mapped tables count as long as this process alone uses
them.
"""

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

PROJECT = Path(__file__).parents[2]
BEFORE = """
import gc, json, os, sys, time
from pathlib import Path
import psutil
from retention_core.catalog.all_figures import numbers
from retention_core.ingest import File, totals
from retention_core.simulate import sample_csv
from ui.session.jobs import Job
from ui.session.memory import give_back
from ui.session.store import STORE

def held():
    give_back()
    return psutil.Process().memory_full_info().uss

def opened(path):
    shop = STORE.open()
    job = Job(shop, (File(path.name, path=path),), (), new=True, page_after="overview").start()
    assert job.ended(600)
    shop.adopt(job.outcome, job.folder)
    shop.files = tuple(job.files)
    return shop

def computed(shop):
    return numbers(shop.study(shop.settings))

small = Path(sys.argv[1], "small.csv")
small.write_bytes(sample_csv("webshop"))
first = opened(small)
computed(first)
STORE.close(first.token)
del first
start = held()
"""


def told(program: str, folder: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", BEFORE + program, str(folder)], cwd=PROJECT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    return json.loads(done.stdout.splitlines()[-1])


def orders(path: Path, rows: int, seed: int = 1) -> None:
    """A file of so many orders. Their amounts differ with the seed."""
    command = [sys.executable, PROJECT / "benchmarks" / "make_orders.py", str(rows), path, "--seed", str(seed)]
    subprocess.run(command, check=True, capture_output=True)


ONE_SHOP = """
def visit():
    start = held()
    shop = opened(Path(sys.argv[1], "orders.csv"))
    computed(shop)
    grown, counted = held() - start, shop.size()
    STORE.close(shop.token)
    del shop
    return {"grown": grown, "counted": counted, "left": held() - start}

first, second = visit(), visit()
print(json.dumps({**first, "left": second["left"]}))
"""
"""What the first visit leaves is modules and the threads' own pools, once a process; the second shows the rest."""


@pytest.mark.parametrize("rows", [300_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_what_is_counted_is_what_a_shop_takes_and_gives_back(rows: int, tmp_path: Path) -> None:
    orders(tmp_path / "orders.csv", rows)
    found = told(ONE_SHOP, tmp_path)
    assert found["counted"] == pytest.approx(found["grown"], rel=0.25)
    assert found["left"] < 0.2 * found["grown"]


MANY_LOADS = """
seen = []
for turn in range(30):
    shop = opened(Path(sys.argv[1], "orders.csv"))
    height = shop.reading.workbook.orders["amount"].sum()
    STORE.close(shop.token)
    del shop
    seen.append(held() - start)
print(json.dumps({"seen": seen}))
"""


@pytest.mark.long
def test_thirty_loads_take_no_more_than_one(tmp_path: Path) -> None:
    orders(tmp_path / "orders.csv", 1_000_000)
    seen = told(MANY_LOADS, tmp_path)["seen"]
    assert max(seen) < 64 << 20
    assert max(seen[20:]) - max(seen[:10]) < 16 << 20


VISITORS = """
import threading
paths = sorted(Path(sys.argv[1]).glob("shop-*.csv"))
shops = {}
def visit(path):
    shops[path.name] = opened(path)
waves = [paths[at : at + 4] for at in range(0, len(paths), 4)]
for wave in waves:
    threads = [threading.Thread(target=visit, args=(path,)) for path in wave]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
found = {name: {**totals(shop.reading.workbook)} for name, shop in shops.items()}
for shop in shops.values():
    computed(shop)
grown, counted = held() - start, sum(shop.size() for shop in shops.values())
for shop in shops.values():
    STORE.close(shop.token)
del shop
shops.clear()
print(json.dumps({"found": found, "grown": grown, "counted": counted, "left": held() - start}, default=str))
"""


@pytest.mark.long
def test_twenty_visitors_have_their_own_numbers_and_leave_no_memory_behind(tmp_path: Path) -> None:
    for visitor in range(20):
        orders(tmp_path / f"shop-{visitor:02}.csv", 200_000, seed=visitor + 1)
    told_ = told(VISITORS, tmp_path)
    revenue = {name: float(one["revenue"]) for name, one in told_["found"].items()}
    assert len(set(revenue.values())) == 20
    for name, found in revenue.items():
        assert found == pytest.approx(pl.read_csv(tmp_path / name)["amount"].sum(), abs=0.01)
    assert told_["counted"] == pytest.approx(told_["grown"], rel=0.25)
    assert told_["left"] < 0.2 * told_["grown"]
