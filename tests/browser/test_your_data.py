"""Several files, one question, the ledger, and rows that are mended and dropped again."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import Visitor

Visitors = Callable[..., Visitor]


def _files(folder: Path) -> list[Path]:
    """January with a guest, February with days that can be read both ways, and the names of the customers."""
    january, february, people = (folder / name for name in ("january.csv", "february.csv", "customers.csv"))
    rows = [f"a{n},c{n % 8},2024-01-{n % 28 + 1:02},{n}.00" for n in range(40)] + ["a40,,2024-01-09,100.00"]
    january.write_text("order_id,customer_id,date,amount\n" + "\n".join(rows), "utf-8")
    rows = [f"b{n},c{n % 8},{n % 12 + 1:02}/02/2024,{n}.00" for n in range(36)]
    february.write_text("order_id,customer_id,date,amount\n" + "\n".join(rows), "utf-8")
    people.write_text("customer_id,name\n" + "\n".join(f"c{n},Name {n}" for n in range(8)), "utf-8")
    return [january, february, people]


def test_three_files_one_question_and_a_row_mended(visitor: Visitors, tmp_path: Path) -> None:
    someone = visitor().open().drop(*_files(tmp_path))
    someone.page.locator(".st-key-card-question").get_by_role("radio").first.wait_for(state="attached")
    assert someone.page.locator(".st-key-card-question").get_by_role("radio").count() == 2
    assert "76 orders by 8 customers, 1,410.00, Jan 1, 2024 to Feb 12, 2024" in someone.text()
    someone.page.get_by_text("The day comes first").click()
    someone.settle().page.get_by_role("button", name="Use this answer").click()
    someone.page.wait_for_url("**/overview*")
    assert "76 orders · 8 customers · Jan 2024 to Feb 2024 · 1,410.00" in someone.settle().text()

    someone.go("Your data")
    for told in ("40 of 41 rows used", "36 of 36 rows used", "no customer", "100.00", "customers.csv"):
        assert told in someone.text()
    someone.page.get_by_text("Rows set aside: see them").click()
    with someone.settle().page.expect_download() as download:
        someone.page.locator("[class*='st-key-download-set-aside'] button").first.click()
    mended = tmp_path / "mended.csv"
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    rows[0]["customer_id"] = "c3"
    with mended.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    someone.page.get_by_text("Add to these files").click()
    someone.settle().drop(mended)
    assert "77 orders · 8 customers · Jan 2024 to Feb 2024 · 1,510.00" in someone.text()


def test_a_decision_is_overruled_and_given_back(visitor: Visitors, tmp_path: Path) -> None:
    shop = tmp_path / "shop.csv"
    rows = [f"a{n},c{n % 8},2024-01-{n % 28 + 1:02},{n}.00,{'cancelled' if n == 39 else 'paid'}" for n in range(40)]
    shop.write_text("order_id,customer_id,date,amount,status\n" + "\n".join(rows), "utf-8")
    someone = visitor().open().drop(shop).go("Your data")
    assert "39 orders · 8 customers · Jan 1, 2024 to Jan 28, 2024 · 741.00" in someone.text()
    someone.page.get_by_text("How it was read: see and change it").click()
    someone.settle().choose("Rows: cancelled (1)", "counted as orders")
    someone.page.get_by_text("40 orders · 8 customers · Jan 1, 2024 to Jan 28, 2024 · 780.00").wait_for()
    assert "Before this change: 39 orders by 8 customers, 741.00" in someone.text()
    if not someone.settle().page.get_by_role("button", name="Back to automatic").is_visible():
        someone.page.get_by_text("How it was read: see and change it").click()
    someone.press("Back to automatic")
    someone.page.get_by_text("39 orders · 8 customers · Jan 1, 2024 to Jan 28, 2024 · 741.00").wait_for()
    assert someone.settle().page.get_by_role("button", name="Back to automatic").count() == 0


def test_a_file_is_removed_and_another_replaced(visitor: Visitors, tmp_path: Path) -> None:
    january, _, people = _files(tmp_path)
    someone = visitor().open().drop(january, people).go("Your data")
    someone.page.get_by_role("button", name="Remove this file").last.click()
    someone.page.get_by_text("customers.csv").wait_for(state="detached")
    january.write_text(january.read_text("utf-8").replace("a40,,", "a40,c1,"), "utf-8")
    someone.page.get_by_text("Replace files of the same name").click()
    someone.settle().drop(january)
    someone.page.get_by_text("41 orders · 8 customers · Jan 1, 2024 to Jan 28, 2024 · 880.00").wait_for()


def test_a_reading_can_be_stopped_and_nothing_has_changed(visitor: Visitors, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    rows = (f'{n},c{n % 90_000},{n % 28 + 1}.{n % 12 + 1}.2024,"{n % 977},50"' for n in range(1_500_000))
    large.write_text("order;customer;date;amount\n" + "\n".join(row.replace(",c", ";c", 1) for row in rows), "utf-8")
    someone = visitor().sample("cafe").go("Your data")
    before = someone.text().splitlines()
    someone.page.set_input_files("[data-testid=stFileUploaderDropzoneInput]", str(large))
    someone.page.locator(".st-key-card-progress").get_by_role("button", name="Stop").click()
    someone.page.get_by_text("Stopped. Nothing has changed.").wait_for()
    assert next(line for line in before if "orders" in line and "customers" in line) in someone.settle().text()
