"""From a dropped file to true numbers, in a real browser."""

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.files import OWN

Visitors = Callable[..., Visitor]
PAGES = ("data", "overview", "stays", "money", "segments", "tiers", "what_if")
TITLES = {
    "en-US": ("Your data", "Overview", "Who stays", "Money", "Loyalty tiers", "What if"),
    "zh-CN": ("您的数据", "总览", "谁会留下", "收入", "会员等级", "假如"),
}


def test_an_export_of_ours_dropped_as_it_is_gives_its_true_numbers(visitor: Visitors) -> None:
    someone = visitor().open().drop(OWN / "broken" / "somebody_is_nobody.csv")
    assert "/overview" in someone.page.url
    for part in ("57 orders", "7 customers"):
        assert part in someone.text()
    someone.go("Your data")
    assert "no customer" in someone.text()


def test_a_real_export_dropped_as_it_is_gives_its_true_numbers(visitor: Visitors, shared_data: Path) -> None:
    someone = visitor().open()
    someone.drop(shared_data / "real" / "online_retail" / "by-day_2010-12_raw.csv")
    assert "/overview" in someone.page.url
    for part in ("1,708 orders", "308 of them refunds", "948 customers", "Dec 1, 2010 to Dec 23, 2010", "554,604.02"):
        assert part in someone.text()
    someone.go("Your data")
    for part in ("15,631", "194,353.00", "no customer"):
        assert part in someone.text()


@pytest.mark.long
def test_a_log_of_seventy_thousand_orders(visitor: Visitors, shared_data: Path) -> None:
    folder = shared_data / "real" / "startup_orders_marketing"
    someone = visitor().open().drop(folder / "transaction-log-example.csv")
    for part in ("70,904 orders", "36,666 customers", "13,414,450.95", "Jan 2016 to Mar 2019"):
        assert part in someone.text()


@pytest.mark.parametrize(("language", "first"), [("en-US", 0), ("zh-CN", 1)])
def test_every_page_opens_cold_by_its_own_link(visitor: Visitors, language: str, first: int) -> None:
    for page in PAGES[first::2]:
        someone = visitor(language).open(page)
        assert page in someone.page.url
        tag = language.replace("en-US", "en")
        someone.page.wait_for_function("tag => document.documentElement.lang === tag", arg=tag)
        assert someone.page.get_by_test_id("stAlertContentError").count() == 0
        menu = someone.page.get_by_test_id("stSidebarNav").inner_text()
        assert [title for title in TITLES[language] if title not in menu] == []


@pytest.mark.parametrize(
    ("language", "width", "sample", "pages"),
    [
        ("en-US", 390, "cafe", PAGES),
        ("zh-CN", 1360, "webshop", PAGES[::2]),
        pytest.param("zh-CN", 1360, "webshop", PAGES[1::2], marks=pytest.mark.long),
        pytest.param("en-US", 1360, "cafe", PAGES, marks=pytest.mark.long),
        pytest.param("en-US", 1360, "webshop", PAGES, marks=pytest.mark.long),
        pytest.param("zh-CN", 390, "webshop", PAGES, marks=pytest.mark.long),
    ],
)
def test_every_page_opens_cold_with_data_and_fits_the_screen(
    visitor: Visitors, language: str, width: int, sample: str, pages: tuple[str, ...]
) -> None:
    someone = visitor(language, width).sample(sample)
    token = _token(someone)
    for page in pages:
        someone.open(f"{page}?shop={token}")
        assert page in someone.page.url
        assert len(someone.text()) > 200
        assert someone.page.get_by_test_id("stAlertContentError").count() == 0
        main = someone.page.get_by_test_id("stMain")
        assert main.evaluate("element => element.scrollWidth <= element.clientWidth + 1"), page


def test_the_slider_changes_the_result_in_place(visitor: Visitors) -> None:
    someone = visitor().sample("webshop").go("What if")
    someone.page.evaluate("window.still_here = true")
    before = someone.page.locator("[class*='st-key-hero-'] h1").inner_text()
    lift = someone.page.locator(".st-key-lift input[type=range]")
    for _ in range(6):
        lift.press("ArrowRight")
    someone.settle()
    after = someone.page.locator("[class*='st-key-hero-'] h1").inner_text()
    assert _profit(after) > _profit(before) > 0
    assert someone.page.evaluate("window.still_here")
    assert "lift=8" in someone.page.url


def test_a_reload_keeps_the_file_the_lines_and_the_sliders(visitor: Visitors) -> None:
    someone = visitor().sample("webshop").go("Loyalty tiers")
    someone.page.locator(".st-key-card-rules button", has_text="Amount").click()
    someone.settle()
    line = someone.page.get_by_label("From", exact=True).first
    line.fill("500")
    line.press("Enter")
    someone.settle()
    someone.page.get_by_text("Accept these tiers").click()
    someone.settle()
    someone.page.reload()
    someone.settle()
    assert someone.page.get_by_label("From", exact=True).first.input_value() == "500.00"
    someone.go("What if")
    someone.page.locator(".st-key-lift input[type=range]").press("ArrowRight")
    someone.page.get_by_text("Relative:").first.click()
    someone.settle()
    told = someone.page.locator("[class*='st-key-hero-'] h1").inner_text()
    someone.page.reload()
    someone.settle()
    assert someone.page.locator("[class*='st-key-hero-'] h1").inner_text() == told


def test_two_browsers_do_not_see_each_other(visitor: Visitors) -> None:
    one, other = visitor().sample("gym"), visitor().open("overview")
    assert "No file is open yet" in other.text()
    other.sample("cafe")
    assert _token(one) != _token(other)
    one.page.reload()
    assert one.settle().text().splitlines()[0] != other.text().splitlines()[0]


def test_the_tier_lists_download_and_add_up(visitor: Visitors) -> None:
    someone = visitor().sample("webshop").go("Loyalty tiers")
    for tier in ("Platinum", "Gold", "Silver", "Bronze"):
        someone.page.locator("[class*='st-key-tier-of-list'] button", has_text=tier).click()
        someone.settle()
        cells = someone.page.locator(".st-key-card-table table tr", has_text=tier).locator("td").all_inner_texts()
        with someone.page.expect_download() as download:
            someone.page.locator(".st-key-card-members [data-testid=stDownloadButton] button").first.click()
        rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
        assert len(rows) == int(cells[1].replace(",", ""))
        assert sum(Decimal(row["Spend in these months"]) for row in rows) == Decimal(re.sub(r"[^\d.]", "", cells[3]))


HOSTILE = ("![x](http://127.0.0.1:9/)", "<script>alert(1)</script>", "=1+1", "<img src=http://127.0.0.1:9/>")


def test_a_name_that_is_code_is_shown_and_downloaded_as_text(visitor: Visitors, tmp_path: Path) -> None:
    file = tmp_path / f"orders {HOSTILE[0].replace('/', '')}.csv"
    lines = [f'"{name}",2024-{month:02}-0{day},{10 * day}' for name in HOSTILE for month in (1, 2, 3) for day in (1, 5)]
    lines += [f"c{n},2024-0{n % 3 + 1}-{n % 28 + 1:02},{n}.00" for n in range(1, 60)]
    file.write_text("customer,date,amount\n" + "\n".join(lines) + "\n,2024-01-02,![x](http://127.0.0.1:9/)\n", "utf-8")
    someone = visitor().open().drop(file)
    for page in ("Your data", "Overview", "Who stays", "Money", "Loyalty tiers", "What if"):
        someone.go(page)
        assert not [url for url in someone.asked if ":9/" in url]
    someone.go("Loyalty tiers")
    with someone.page.expect_download() as download:
        someone.page.locator(".st-key-card-members [data-testid=stDownloadButton] button").first.click()
    names = [row["Customer"] for row in csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig")))]
    assert {"'=1+1", HOSTILE[0], HOSTILE[1]} <= set(names)
    assert someone.page.evaluate("document.querySelectorAll('[data-testid=stMain] script').length") <= 1


def test_two_files_that_differ_in_a_middle_row_give_two_answers(visitor: Visitors, tmp_path: Path) -> None:
    rows = [f"c{n % 40},2024-{n % 12 + 1:02}-{n % 28 + 1:02},{n}.00" for n in range(100)]
    told = []
    for changed in ("51.00", "9951.00"):
        file = tmp_path / f"orders-{changed}.csv"
        middle = [*rows[:51], rows[51].rsplit(",", 1)[0] + "," + changed, *rows[52:]]
        file.write_text("customer,date,amount\n" + "\n".join(middle), "utf-8")
        told.append(visitor().open().drop(file).text())
    assert "4,950.00" in told[0]
    assert "14,850.00" in told[1]


def _token(someone: Visitor) -> str:
    return re.search(r"shop=([\w-]+)", someone.page.url)[1]


def _profit(sentence: str) -> float:
    return float(re.search(r"€([\d,.]+\d)", sentence)[1].replace(",", ""))


def test_a_question_shows_what_each_answer_gives_and_the_column_map_can_be_changed(
    visitor: Visitors, tmp_path: Path
) -> None:
    file = tmp_path / "two-dates.csv"
    rows = [f"c{n % 9},2024-01-{n % 28 + 1:02},2024-02-{n % 28 + 1:02},{n}.50" for n in range(60)]
    file.write_text("customer,first date,second date,amount\n" + "\n".join(rows), "utf-8")
    someone = visitor().open().drop(file)
    assert "60 orders by 9 customers, 1,800.00, Jan 1, 2024 to Jan 28, 2024" in someone.text()
    someone.page.get_by_text("second date (such as").click()
    someone.settle().page.get_by_role("button", name="Use this answer").click()
    someone.page.wait_for_url("**/overview*")
    assert "Feb 1, 2024 to Feb 28, 2024" in someone.settle().text()
    someone.go("Your data").page.get_by_text("Columns: see and change").click()
    someone.settle().choose("day of the order", "first date")
    assert "Jan 1, 2024 to Jan 28, 2024" in someone.settle().text()


def test_a_number_opens_its_formula_and_its_customers(visitor: Visitors) -> None:
    someone = visitor().sample("cafe")
    someone.page.locator(".st-key-open-retention-rate button").click()
    drawer = someone.settle().page.get_by_role("dialog").inner_text()
    said = re.search(r"= (\d+) / (\d+)\n", drawer)
    share = re.search(r"([\d.]+)%", drawer)
    assert round(100 * int(said[1]) / int(said[2]), 1) == float(share[1])
    assert "95% range" in drawer
    assert f"{said[1]} customers" in drawer
