"""Whatever is dropped, the page says in the reader's language what was seen and what to do, and stays usable."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.files import shared
from tests.pages.apps import in_turns, new_app, opened
from ui.session.store import STORE

DAYS = range(1, 29)


def _table(header: str, row: str) -> bytes:
    return "\n".join([header, *(row.format(day=day, who=day % 7) for day in DAYS)]).encode()


FILES = {
    "empty.csv": b"",
    "header-only.csv": b"customer,date,amount\n",
    "no-customer.csv": _table("date,amount", "2024-01-{day:02},{day}.50"),
    "no-date.csv": _table("customer,amount", "c{who},{day}.50"),
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "no-usable-row.csv": _table("customer,date,amount", ",2024-01-{day:02},{day}.50"),
}
ASKED = _table("customer,start date,second date,amount", "c{who},2024-01-{day:02},2024-02-{day:02},{day}.50")
SMALL = {
    "one-customer.csv": _table("customer,date,amount", "c1,2024-01-{day:02},{day}.50"),
    "one-day.csv": _table("customer,date,amount", "c{day},2024-01-05,{day}.50"),
    "one-row.csv": b"customer,date,amount\nanna,2024-01-05,3.00\n",
    "no-amount.csv": _table("customer,date", "c{who},2024-01-{day:02}"),
    "refunds-only.csv": _table("customer,date,amount", "c{who},2024-01-{day:02},-{day}.50"),
}
PAGES = ("data", "overview", "stays", "segments", "tiers", "what_if")


def _app(language: str) -> AppTest:
    return new_app(language).run()


def _drop(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader[0].set_value([(name, content, "text/csv")])
    return app.run()


def _token(app: AppTest) -> str:
    token = app.query_params["shop"]
    return token if isinstance(token, str) else token[0]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_used_is_explained(name: str, language: str) -> None:
    app = _drop(_app(language), name, FILES[name])
    assert not app.exception
    assert len(app.error) == 1
    told = app.error[0].value.replace("\\", "")
    assert name in told
    assert len(told) > len(name) + 15
    assert told.isascii() is (language == "en")
    assert len(app.file_uploader) == 1


def _locked() -> bytes:
    """What Office makes of a workbook with a password: a container that names what is encrypted in it."""
    return bytes.fromhex("d0cf11e0a1b11ae1").ljust(1024, b"\0") + "EncryptedPackage".encode("utf-16-le").ljust(
        1024, b"\0"
    )


@pytest.mark.parametrize("kind", ["made up", "real"])
def test_a_workbook_with_a_password_is_explained(kind: str) -> None:
    content = _locked() if kind == "made up" else (shared() / "badinputs" / "files" / "sec_password.xlsx").read_bytes()
    app = _drop(_app("en"), "secret.xlsx", content)
    assert "password" in app.error[0].value


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_doubt_is_one_question_and_its_answer_gives_numbers(language: str) -> None:
    app = _drop(_app(language), "two-dates.csv", ASKED)
    assert not app.exception
    assert len(app.radio) == 1
    assert len(app.radio[0].options) == 2
    app.radio[0].set_value("second date").run()
    button = next(button for button in app.button if button.proto.type == "primary")
    button.click().run()
    assert not app.exception
    assert not app.radio
    assert not app.error
    assert any("2024" in str(text.value) for text in app.caption)


def test_an_answer_is_remembered_for_files_of_the_same_shape_until_it_is_forgotten() -> None:
    first = _drop(_app("en"), "january.csv", ASKED)
    first.radio[0].set_value("second date").run()
    next(button for button in first.button if button.proto.type == "primary").click().run()
    again = _drop(_app("en"), "february.csv", ASKED.replace(b"2024", b"2025"))
    assert not again.radio
    assert STORE.find(_token(again)).reading.workbook.orders["ordered_on"].min() == date(2025, 2, 1)
    again.switch_page("pages/data.py").run()
    next(button for button in again.button if button.label == "Forget my answers about these files").click().run()
    assert len(again.radio) == 1
    assert len(_drop(_app("en"), "march.csv", ASKED).radio) == 1


@pytest.mark.parametrize(("name", "language"), in_turns(SMALL))
def test_the_smallest_files_open_every_page(name: str, language: str) -> None:
    app = opened(name, SMALL[name], "overview", language)
    for page in PAGES:
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
        assert not app.error, (page, app.error[0].value)


def test_a_refused_file_closes_nothing_that_was_open() -> None:
    app = _drop(_app("en"), "good.csv", SMALL["one-customer.csv"])
    token = _token(app)
    app.switch_page("pages/data.py").run()
    _drop(app, "empty.csv", b"")
    assert app.error
    assert _token(app) == token
    assert STORE.find(token).reading.workbook is not None
