"""Open shops: found by their token alone, bounded together, gone with their files when closed."""

import polars as pl

from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import ReadResult, Workbook
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
    store = Store(limit=3_000)
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
