"""Downloads are made for the visitor who asks, in their language, and nothing is said in the server's log."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visitor
from tests.launch.loopback import BY_LAUNCHER, Held, held


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Held]:
    with held(BY_LAUNCHER, tmp_path / "home") as running:
        yield running


def downloaded(someone: Visitor, button: str) -> bytes:
    """The file that a button gives."""
    with someone.page.expect_download() as given:
        someone.page.get_by_role("button", name=button).first.click()
    return given.value.path().read_bytes()


def test_a_download_is_in_the_visitors_language_and_the_log_stays_quiet(
    browser: Browser, server: Held, tmp_path: Path
) -> None:
    headers = {}
    for language in ("en-US", "zh-CN"):
        context = browser.new_context(locale=language, accept_downloads=True)
        someone = Visitor(context, f"http://{server.own}/").sample("webshop")
        someone.open(f"at_risk?{someone.page.url.split('?')[1]}")
        lines = downloaded(someone, "CSV").decode("utf-8-sig").splitlines()
        headers[language] = next(csv.reader(lines))
        assert downloaded(someone, "Excel").startswith(b"PK")
        context.close()
    assert len(headers["en-US"]) == len(headers["zh-CN"])
    assert all(header.isascii() for header in headers["en-US"])
    assert not any(header.isascii() and header != "ID" for header in headers["zh-CN"]), headers
    assert "ScriptRunContext" not in (tmp_path / "home" / "log.txt").read_text("utf-8")
