"""What is remembered, on the pages: two tabs, a full disk, a damaged file, what is seen, taken away and forgotten."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention_core.i18n import speech
from retention_core.ingest import File
from retention_core.ingest.files.schema_fingerprint import schema_fingerprint
from retention_core.storage import memory as memory_module
from retention_core.storage.connection import MemoryTrouble
from retention_core.storage.customer_notes import CustomerNote, remarks
from retention_core.storage.mail_hold import mail_hold
from retention_core.storage.memory import Memory, memory
from retention_core.storage.opening import FILE_NAME
from tests.pages.apps import dropped, new_app, opened
from tests.storage.stores import fill, small_disk
from ui.kit.memory_notice import TROUBLES
from ui.session.store import STORE

START = date(2023, 1, 2)
HEADER = "customer,date,amount,email"
LONGER = [f"c{n % 30},{START + timedelta(days=3 * n)},{n % 50 + 1}.00,c{n % 30}@x.com" for n in range(244)]
ROWS = LONGER[:240]
FILE = "\n".join([HEADER, *ROWS]).encode()
WITH_ANNIVERSARIES = "\n".join([HEADER, *LONGER]).encode()
LANGUAGES = ("en", "zh_CN")
TOOL = "tool-key_accounts"


@pytest.fixture(autouse=True)
def tried_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "SECONDS_BETWEEN_TRIALS", -1.0)


def _tab(customer: str = "c3") -> AppTest:
    """One window with a customer's page."""
    return _search(opened("shop.csv", FILE, "customer"), customer)


def _search(app: AppTest, customer: str) -> AppTest:
    _field(app, "text_input", "Number, name or e-mail").set_value(customer).run()
    assert app.title[1].value.startswith(customer.lower())
    return app


def _field(app: AppTest, kind: str, label: str):
    return next(one for one in getattr(app, kind) if one.label == label)


def _button(app: AppTest, label: str):
    return next(one for one in app.button if one.label == label)


def _told(app: AppTest) -> str:
    assert not app.exception and not app.error
    return " ".join(one.value for kind in (app.warning, app.info, app.caption, app.markdown) for one in kind)


def _fields(app: AppTest) -> CustomerNote:
    return CustomerNote(
        _field(app, "text_input", "Who looks after them").value,
        _field(app, "text_area", "Note").value,
        _field(app, "toggle", "Do not contact").value,
    )


def test_a_second_tab_that_only_searches_undoes_nothing_and_sees_what_the_other_wrote() -> None:
    first, second = _tab(), _tab()
    _field(second, "text_area", "Note").set_value("angry").run()
    _field(second, "toggle", "Do not contact").set_value(True).run()
    _search(first, "C3")
    assert remarks().about("c3") == CustomerNote(note="angry", do_not_contact=True)
    assert _fields(first) == CustomerNote(note="angry", do_not_contact=True)


def test_a_stale_tab_writes_the_one_field_that_is_changed_in_it() -> None:
    first, second = _tab(), _tab()
    _field(second, "toggle", "Do not contact").set_value(True).run()
    _field(second, "text_area", "Note").set_value("theirs").run()
    _field(first, "text_input", "Who looks after them").set_value("Ann").run()
    assert remarks().about("c3") == _fields(first) == CustomerNote("Ann", "theirs", do_not_contact=True)
    _field(first, "text_area", "Note").set_value("ours").run()
    _field(first, "toggle", "Do not contact").set_value(False).run()
    assert remarks().about("c3") == _fields(second.run()) == CustomerNote("Ann", "ours")


def test_what_is_forgotten_in_one_tab_does_not_come_back_from_another() -> None:
    first, second = _tab(), _tab()
    _field(first, "text_area", "Note").set_value("x").run()
    second.run()
    remarks().forget(["c3"])
    assert _fields(second.run()) == _fields(_search(first, "C3")) == CustomerNote()
    assert remarks().all() == {}


def test_another_customer_in_the_same_tab_has_fields_of_their_own() -> None:
    app = _tab()
    _field(app, "text_area", "Note").set_value("of c3").run()
    assert _fields(_search(app, "c4")) == CustomerNote()
    assert remarks().all().keys() == {"c3"}
    assert _fields(_search(app, "c3")).note == "of c3"


def test_who_looks_after_an_account_is_not_undone_by_another_tab() -> None:
    first, second = opened("shop.csv", FILE, "accounts"), opened("shop.csv", FILE, "accounts")
    _field(second, "text_input", "Who looks after them").set_value("Maria").run()
    first.run()
    assert _field(first, "text_input", "Who looks after them").value == "Maria"
    assert {note.owner for note in remarks().all().values()} == {"Maria"}


@pytest.mark.parametrize("page", ["customer", "actions", "data"])
def test_the_page_says_who_shares_what_is_noted(page: str) -> None:
    remarks().write_note("c3", "x")
    told = _told(opened("shop.csv", FILE, page))
    assert "in any browser" in told


def test_on_a_full_disk_a_note_is_in_use_and_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with small_disk(tmp_path / "disk", "5m") as disk:
        monkeypatch.setenv("RETAIN_WORKSPACE", str(disk))
        remarks().set_do_not_contact("c1", silent=True)
        filler = fill(disk)
        app = _tab()
        _field(app, "text_area", "Note").set_value("n" * 9_000).run()
        assert "The disk is full." in _told(app)
        assert _fields(_search(_tab("c4"), "c3")).note == "n" * 9_000
        assert remarks().do_not_contact() == {"c1"}
        filler.unlink()
        assert "The disk is full." not in _told(app.run())
        assert Memory(disk).rows("SELECT note FROM customer_notes WHERE customer_id = 'c3'") == [("n" * 9_000,)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_damage_no_mail_list_is_made_until_the_user_has_looked(language: str) -> None:
    remarks().bar(["c1", "c2"])
    path = memory().folder / FILE_NAME
    path.write_bytes(path.read_bytes()[:5_000])
    app = opened("shop.csv", FILE, "actions", language)
    (damaged,) = mail_hold().unseen()
    assert damaged.file_name in _told(app).replace("\\", "")
    _with_mail_list(app)
    assert TOOL not in [one.key for one in app.selectbox]
    assert any(("No list now" if language == "en" else "现在不生成名单") in one.value for one in app.warning)
    app = opened("shop.csv", FILE, "data", language)
    next(one for one in app.button if (one.key or "").startswith("looked-")).click().run()
    assert mail_hold().unseen() == ()
    app = opened("shop.csv", FILE, "actions", language)
    assert damaged.file_name not in _told(app).replace("\\", "")
    assert TOOL in [one.key for one in _with_mail_list(app).selectbox]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_may_not_be_contacted_is_not_due_this_week_either(language: str) -> None:
    before = _told(opened("shop.csv", WITH_ANNIVERSARIES, "actions", language))
    remarks().bar(f"c{n}" for n in range(30))
    after = _told(opened("shop.csv", WITH_ANNIVERSARIES, "actions", language))
    nobody = "Nobody needs a word" if language == "en" else "本周没有人需要您联系"
    assert nobody not in before
    assert nobody in after


def _with_mail_list(app: AppTest) -> AppTest:
    """AppTest cannot click a popover: it is opened by its state, as the browser would leave it."""
    app.session_state["mail-key_accounts"] = True
    return app.run()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("content", [{"answers": 5}, {"like": "a"}, {"like": "a", "answers": [{}]}, 5, [], None])
def test_damaged_answers_of_earlier_versions_stop_no_file_from_being_read(content: object, language: str) -> None:
    folder = memory().folder
    folder.mkdir(parents=True)
    (folder / "answers.json").write_text(
        json.dumps({schema_fingerprint(File("shop.csv", content=FILE)): content}), "utf-8"
    )
    app = dropped("shop.csv", FILE, language)
    assert "answers-damaged" in _told(app)
    token = app.query_params["shop"]
    shop = STORE.find(token if isinstance(token, str) else token[0])
    assert shop is not None and shop.reading is not None and shop.reading.workbook is not None
    assert shop.reading.workbook.orders.height == len(ROWS)


def _no_file(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("spoil", "trouble"), [(_no_file, MemoryTrouble.UNREADABLE), (_newer, MemoryTrouble.NEWER)])
def test_what_cannot_be_read_is_said_on_every_page_and_the_app_works(
    spoil: Callable[[Path], None], trouble: MemoryTrouble, language: str
) -> None:
    remarks().bar(["c1"])
    spoil(memory().folder / FILE_NAME)
    memory().look_again()
    start = speech(language).say(TROUBLES[trouble], folder="", file="|").split("|")[0]
    app = opened("shop.csv", FILE, "customer", language)
    app.text_area[0].set_value("in use").run()
    assert start in _told(app).replace("\\", "")
    assert app.text_area[0].value == "in use"
    app = _with_mail_list(app.switch_page("pages/actions.py").run())
    assert start in _told(app).replace("\\", "")
    assert TOOL not in [one.key for one in app.selectbox]


def test_what_is_remembered_is_seen_taken_away_and_forgotten() -> None:
    remarks().bar(["c1", "c2"])
    remarks().write_note("elsewhere", "of another file")
    app = new_app().run()
    assert str(memory().folder) in _told(app).replace("\\", "")
    table = next(one.value for one in app.dataframe if "Note" in one.value.columns)
    assert table["Customer"].tolist() == ["c1", "c2", "elsewhere"]
    _field(app, "selectbox", "Forget what is noted about").set_value("c2").run()
    _button(app, "Forget this customer's note").click().run()
    assert remarks().all().keys() == {"c1", "elsewhere"}
    _button(app, "Forget all of it").click().run()
    assert remarks().all() == {}
    assert "What is remembered" not in [one.value for one in app.header]


def test_nothing_remembered_says_nothing() -> None:
    app = new_app().run()
    assert "What is remembered" not in [one.value for one in app.header]
    assert not app.warning
