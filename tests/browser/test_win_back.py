"""From a file dropped to a list of customers to win back on the disk, as a new user would do it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import psutil

from retention_core.simulate import sample_csv
from tests.browser.conftest import Visitor
from tests.launch.starting import Start

MOST_CLICKS = 10
MOST_SECONDS = 60  # of processor time, which a busy machine does not lengthen


def worked(retain: Start) -> float:
    """Seconds of processor time that the app has taken so far."""
    family = psutil.Process(retain.process.pid)
    times = [each.cpu_times() for each in (family, *family.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def test_from_drop_to_a_downloaded_win_back_list(
    visitor: Callable[..., Visitor], retain: Start, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes(sample_csv("webshop"))
    someone = visitor().open("")
    page, begin, clicks = someone.page, worked(retain), 0

    def click(selector: str, text: str | None = None) -> None:
        nonlocal clicks
        page.locator(selector, has_text=text).first.click()
        clicks += 1
        someone.settle()

    someone.drop(file)
    clicks += 1  # choosing the file
    click("[data-testid=stSidebarNav] a", "What to do now")
    click(".st-key-card-tip-win_back [class*='st-key-open-words']")
    with page.expect_download() as download:
        page.locator("[role=dialog] [data-testid=stDownloadButton] button").first.click()
        clicks += 1
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert rows
    assert "@" in rows[0]["Customer"]
    assert clicks < MOST_CLICKS
    assert worked(retain) - begin < MOST_SECONDS
