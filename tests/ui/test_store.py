"""Open shops: found by their token alone, bounded together, gone with their files when closed."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import ReadResult, Workbook
from ui.session.memory import held_bytes
from ui.session.store import Shop, Store


def _filled(shop: Shop, rows: int) -> Shop:
    orders = pl.DataFrame({"customer_code": pl.Series([0] * rows, dtype=pl.UInt32)})
    workbook = Workbook(orders, pl.DataFrame({"customer_id": ["a"]}), None, 2, (), (), "digest")
    shop.reading = ReadResult(workbook, (), (), ())
    return shop


def test_a_shop_is_found_by_its_token_and_by_nothing_else() -> None:
    store = Store()
    shop = store.open()
    assert store.find(shop.token) is shop
    assert store.find(shop.token[:-1]) is None
    assert store.find(None) is None


def test_tokens_cannot_be_guessed() -> None:
    store = Store()
    tokens = {store.open().token for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 22


def test_the_shop_idle_longest_makes_room_and_its_visitor_is_told() -> None:
    store = Store(limit=_filled(Store().open(), 300).size() * 5 // 2)
    oldest, middle, newest = (_filled(store.open(), 300) for _ in range(3))
    store.find(oldest.token)
    store.make_room(keep=newest.token)
    assert store.find(middle.token) is None
    assert store.was_closed(middle.token)
    assert store.find(oldest.token) is oldest
    assert not store.was_closed(oldest.token)
    assert not middle.folder.exists()


def test_the_shop_just_opened_stays_even_if_it_alone_is_too_large() -> None:
    store = Store(limit=10)
    shop = _filled(store.open(), 300)
    store.make_room(keep=shop.token)
    assert store.find(shop.token) is shop


def test_closing_deletes_the_copies_of_the_files() -> None:
    store = Store()
    shop = store.open()
    (shop.folder / "0.csv").write_text("a")
    store.close(shop.token)
    assert not shop.folder.exists()


def test_what_was_computed_outlives_settings_it_does_not_hang_on_but_not_the_file() -> None:
    shop = _filled(Store().open(), 3)

    def rows(asked: Study) -> tuple[int, PeriodKind | None]:
        return asked.workbook.orders.height, asked.settings.period

    monthly, cheap = Settings(period=PeriodKind.MONTH), Settings(margin=0.1)
    assert shop.study(monthly)(rows) == (3, PeriodKind.MONTH)
    assert shop.study(Settings())(rows) is shop.study(cheap)(rows)
    _filled(shop, 4)
    assert shop.study(cheap)(rows) == (4, None)


def test_what_is_held_is_counted_once_with_all_its_bytes() -> None:
    text = pl.Series("text", [f"a name that is long enough {n}" for n in range(10_000)])
    frame = pl.DataFrame({"n": range(10_000), "text": text})
    whole = held_bytes(frame)
    assert whole > 10_000 * (8 + 16 + 26)
    assert held_bytes(frame, frame.select("text"), {"again": [frame["n"].to_numpy(), frame]}) < whole + 2_000
    assert held_bytes(np.zeros(10_000)[:5]) >= 80_000
    assert held_bytes(["x" * 9_000] * 2) == pytest.approx(9_000, rel=0.1)
    assert held_bytes([f"number {n}" for n in range(50_000)]) > 50_000 * 50


def test_what_was_computed_counts() -> None:
    shop = _filled(Store().open(), 3)
    before = shop.size()
    shop.study(Settings())(lambda study: np.arange(100_000))
    assert shop.size() >= before + 800_000


def test_what_was_computed_for_the_only_shop_goes_where_it_is_too_much() -> None:
    store = Store(limit=500_000)
    shop = _filled(store.open(), 3)
    shop.study(Settings())(lambda study: np.arange(100_000))
    store.make_room(keep=shop.token)
    assert shop.computed is None
    assert shop.study(Settings())


def test_a_reading_that_nobody_took_counts_and_goes() -> None:
    store = Store()
    shop = store.open()
    shop.waiting = _filled(Shop("other", shop.folder), 100_000).reading
    assert shop.size() > 400_000
    store.leave_untaken(shop.token)
    assert store.find(shop.token) is None
    assert store.was_closed(shop.token)
    assert shop.size() < 10_000
    assert not shop.folder.exists()


def test_a_reading_that_was_taken_stays() -> None:
    store = Store()
    shop = _filled(store.open(), 3)
    store.leave_untaken(shop.token)
    assert store.find(shop.token) is shop


def test_copies_on_the_disk_are_bounded_too() -> None:
    store = Store(disk_limit=10_000)
    oldest, newest = store.open(), store.open()
    (oldest.folder / "0.csv").write_bytes(b"0" * 6_000)
    assert oldest.on_disk() == 6_000
    store.make_room(keep=newest.token, coming=3_000)
    assert store.find(oldest.token) is oldest
    store.make_room(keep=newest.token, coming=5_000)
    assert store.was_closed(oldest.token)
    assert store.disk_left(coming=10_001) < 0


def test_the_tables_of_an_earlier_reading_go() -> None:
    shop = Store().open()
    reading = _filled(Shop("other", shop.folder), 3).reading
    for name in ("one", "two"):
        (shop.folder / name).mkdir()
        assert reading is not None
        shop.adopt(reading, shop.folder / name)
    assert [path.name for path in shop.folder.iterdir()] == ["two"]


def test_copies_lie_where_the_start_says(tmp_path: Path) -> None:
    program = "from ui.session.store import Store; print(Store().open().folder)"
    environ = os.environ | {"RETAIN_FILES": str(tmp_path)}
    project = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", program], cwd=project, env=environ, capture_output=True, text=True)
    assert Path(told.stdout.strip()).parent.parent == tmp_path
    assert list(tmp_path.iterdir()) == []
