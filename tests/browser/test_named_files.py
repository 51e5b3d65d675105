"""A file named on the command line opens in the page, before and after others have been there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visitor
from tests.launch.starting import Start, start, started

PROJECT = Path(__file__).resolve().parents[2]
FILE = PROJECT / "tests" / "data" / "print_shop_orders.csv"
OTHER = PROJECT / "tests" / "data" / "tea_shop.csv"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Start]:
    """A server of this test's own, which nobody has visited yet."""
    with started(PROJECT, tmp_path) as running:
        yield running


def sent(home: Path, file: Path) -> str:
    """The link that a second start prints for a file."""
    again = start(PROJECT, home, str(file))
    assert again.ended() == 0
    assert "already running" in again.said[-1]
    return again.address


def opened(browser: Browser, link: str) -> Visitor:
    """Somebody who follows a link as it stands, and waits for the overview."""
    someone = Visitor(browser.new_context(locale="en-US"), link)
    someone.page.goto(link)
    someone.page.wait_for_url("**/overview*")
    return someone.settle()


def test_a_file_opens_in_a_server_that_has_had_visitors_and_once_only(
    browser: Browser, own: Start, tmp_path: Path
) -> None:
    earlier = Visitor(browser.new_context(locale="en-US"), own.address).open()
    link = sent(tmp_path, FILE)
    someone = opened(browser, link)
    assert someone.go("Your data").page.get_by_text(FILE.name).first.is_visible()
    assert "inbox" not in someone.page.url
    again = Visitor(browser.new_context(locale="en-US"), link)
    again.page.goto(link)
    assert FILE.name not in again.settle().text()
    assert FILE.name not in earlier.open("data").text()
    for each in (earlier, someone, again):
        each.page.context.close()


def test_a_second_file_opens_beside_the_first_by_the_file_that_the_browser_is_started_with(
    browser: Browser, own: Start, tmp_path: Path
) -> None:
    first = opened(browser, sent(tmp_path, FILE))
    sent(tmp_path, OTHER)
    places = (tmp_path, PROJECT / ".venv")
    (leading,) = (
        page for place in places for page in place.rglob("retain-*.html") if str(own.port) in page.read_text()
    )
    second = opened(browser, leading.as_uri())
    assert FILE.name in first.go("Your data").text()
    assert OTHER.name in second.go("Your data").text()
    assert not leading.exists()
    for each in (first, second):
        each.page.context.close()
