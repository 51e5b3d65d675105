"""The app with a file open in it: read, and computed on, once for all tests of a process."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from streamlit.testing.v1 import AppTest

from retention_core.ingest import File, read_files
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import ReadResult
from ui.session.store import STORE

APP = str(Path(__file__).parents[2] / "app.py")
SECONDS = 300
LANGUAGES = ("en", "zh_CN")


def in_turns(names: Iterable[str]) -> list[ParameterSet]:
    """Each name in one of the two languages, by turns; in the other one it is a long test."""
    turns = [
        (name, language, at % 2 == turn) for at, name in enumerate(names) for turn, language in enumerate(LANGUAGES)
    ]
    return [pytest.param(name, language, marks=[] if now else [pytest.mark.long]) for name, language, now in turns]


def new_app(language: str = "en") -> AppTest:
    """The app as a new visitor finds it, not run yet."""
    app = AppTest.from_file(APP, default_timeout=SECONDS)
    app.query_params["lang"] = language
    return app


def dropped(name: str, content: bytes, language: str = "en") -> AppTest:
    """The app after a file was dropped on its first page: the way of a visitor, page by page."""
    app = new_app(language).run()
    app.file_uploader[0].set_value([(name, content, "text/csv")])
    return app.run()


def opened(name: str, content: bytes, page: str, language: str = "en", **link: str) -> AppTest:
    """A page of the app, opened by a link to a shop with this file in it."""
    app = new_app(language)
    for word, value in {**link, "shop": _token(name, content)}.items():
        app.query_params[word] = value
    return app.switch_page(f"pages/{page}.py").run()


def _token(name: str, content: bytes) -> str:
    shop = STORE.open()
    shop.files = (File(name, content=content),)
    shop.reading, shop.computed = _read(name, content)
    return shop.token


@cache
def _read(name: str, content: bytes) -> tuple[ReadResult, Study]:
    reading = read_files([File(name, content=content)])
    assert reading.workbook is not None and not reading.questions
    return reading, Study(reading.workbook)
