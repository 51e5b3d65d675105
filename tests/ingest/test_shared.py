"""Whole files, made up and real ones: exports read right without a question, broken ones never wrong in silence."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from retention_core.ingest import Answer, File, clean_orders, read_files, totals
from retention_core.kernel.errors import Refused
from tests.files import OWN, shared

PASSES = Path(__file__).with_name("badinputs_passes.txt")
GIVEN = ("right", "right_partial")


def read(paths: list[Path], *answers: Answer):
    return read_files([File(path.name, path) for path in paths], answers)


def same(got: dict, want: dict) -> bool:
    if got["revenue"] is None or abs(Decimal(got["revenue"]) - Decimal(want["revenue"])) >= Decimal("0.005"):
        return False
    return (got["orders"], got["customers"]) == (want["orders"], want["customers"]) and (
        got["first_day"],
        got["last_day"],
    ) == (want["first"], want["last"])


def names_and_days(book) -> str:
    rows = clean_orders(book).iter_rows(named=True)
    lines = sorted(f"{r['customer_id']}\t{r['ordered_on']}\t{int(Decimal(r['amount']) * 100)}" for r in rows)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def leads(path: Path, question, goods: list[dict], answers: tuple[Answer, ...] = (), depth: int = 3) -> bool:
    for choice in question.choices if depth else ():
        more = (*answers, Answer(question.code, choice.choice))
        try:
            reading = read([path], *more)
        except Refused:
            continue
        if reading.workbook and any(same(totals(reading.workbook), good) for good in goods):
            return True
        if reading.questions and leads(path, reading.questions[0], goods, more, depth - 1):
            return True
    return False


def outcome(case: dict, path: Path) -> str:
    """right, right_partial, asked, refused; anything else begins with "wrong"."""
    goods = [good for good in [case["expect"], *(case["alts"] or [])] if good]
    try:
        reading = read([path])
    except Refused:
        return "refused" if "refuse" in case["accept"] else "wrong: refused"
    if reading.questions:
        helpful = not goods or "refuse" in case["accept"] or leads(path, reading.questions[0], goods)
        return "asked" if helpful and "ask" in case["accept"] else f"wrong: {reading.questions[0].code}"
    return read_outcome(case, reading, goods)


def read_outcome(case: dict, reading, goods: list[dict]) -> str:
    got, aside = totals(reading.workbook), sum(source.set_aside.height for source in reading.sources)
    if any(source.rows_read != source.rows_used + source.set_aside.height for source in reading.sources):
        return "wrong: rows unaccounted for"
    partial = case.get("partial")
    if partial and same(got, partial) and aside == partial["rows"]:
        return "right_partial"
    hits = [good for good in goods if same(got, good)]
    if not hits or "totals" not in case["accept"]:
        return f"wrong: {got}"
    to_the_letter = not case["labels"] or names_and_days(reading.workbook) in [hit["rows_sha256"] for hit in hits]
    return "right" if to_the_letter else "wrong: names"


def outcomes(folder: Path, files: Path) -> tuple[list[dict], dict[str, str]]:
    cases = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return cases, {case["file"]: outcome(case, files / case["file"]) for case in cases}


def test_no_broken_file_of_ours_gives_a_wrong_number():
    cases, found = outcomes(OWN / "broken", OWN / "broken")
    assert {name: got for name, got in found.items() if got.startswith("wrong")} == {}
    assert [case["file"] for case in cases if case["accept"] == ["totals"] and found[case["file"]] != "right"] == []
    assert set(found.values()) == {"right", "right_partial", "asked", "refused"}


def test_no_broken_file_gives_a_wrong_number_and_the_pass_list_only_grows(shared_data):
    cases, found = outcomes(shared_data / "badinputs", shared_data / "badinputs" / "files")
    assert {name: got for name, got in found.items() if got.startswith("wrong")} == {}
    given = {name for name, got in found.items() if got in GIVEN}
    before = set(PASSES.read_text(encoding="utf-8").splitlines())
    assert before - given == set(), "files that were read right before"
    preferred = {case["file"] for case in cases if case["accept"][0] == "totals"}
    assert len(given & preferred) >= 0.9 * len(preferred)


@pytest.mark.parametrize("kind", ["made up", "real"])
def test_every_case_is_right_without_a_question(kind):
    folder = OWN if kind == "made up" else shared() / "real"
    for case in json.loads((folder / "cases.json").read_text(encoding="utf-8")):
        reading = read([folder / name for name in case["files"]])
        assert not reading.questions, case["files"]
        got = totals(reading.workbook) | {"kinds": sorted({s.kind.value for s in reading.sources} - {"other"})}
        for name, want in case["want"].items():
            near = name == "revenue" and abs(Decimal(got[name]) - Decimal(want)) <= Decimal("0.01")
            assert near or got[name] == want, (case["files"], name)


def test_online_retail_sets_rows_without_a_customer_aside(shared_data):
    reading = read([shared_data / "real" / "online_retail" / "by-day_2010-12_raw.csv"])
    got = totals(reading.workbook)
    assert (got["orders"], got["refunds"], got["customers"], got["revenue"]) == (1400, 308, 948, "554604.02")
    assert (got["first_day"], got["last_day"]) == ("2010-12-01", "2010-12-23")
    assert reading.sources[0].set_aside_by_reason().rows() == [("no_customer", 15_631, 19_435_300)]


PLATFORMS = {
    "platform_etsy/beksam_etsy-sold-order-items.csv": (4, 4, "150.95"),
    "platform_etsy/glenn_sample-orders.csv": (200, 10, "10621.00"),
    "platform_shopify/ltvkit_fixture_shopify_orders.csv": (7, 4, "960.00"),
    "platform_shopify/ltvkit_shopify_orders_sample.csv": (122, 57, "14147.75"),
    "platform_stripe/dashboard_payments_inline.csv": (2, 2, "169.90"),
}


@pytest.mark.parametrize("name", PLATFORMS)
def test_platform_exports_are_read_by_their_own_rules(name, shared_data):
    got = totals(read([shared_data / "real" / name]).workbook)
    assert (got["orders"], got["customers"], got["revenue"]) == PLATFORMS[name]


def test_failed_payments_are_no_orders(shared_data):
    with pytest.raises(Refused) as caught:
        read([shared_data / "real" / "platform_stripe" / "charge_data.csv"])
    assert (caught.value.code, caught.value.values["reason"]) == ("no_usable_rows", "failed")


def test_the_same_table_in_every_format(tmp_path):
    table = pl.read_csv(OWN / "tea_shop.csv", schema_overrides={"Sales": pl.String, "Profit": pl.String})
    table.write_parquet(tmp_path / "tea.parquet")
    table.write_excel(tmp_path / "tea.xlsx")
    table.write_ndjson(tmp_path / "tea.jsonl")
    books = [read([path]).workbook for path in (OWN / "tea_shop.csv", *sorted(tmp_path.iterdir()))]
    assert len(books) == 4
    assert [book.orders.equals(books[0].orders) for book in books] == [True] * 4


def test_the_same_table_in_every_format_of_superstore(shared_data):
    folder = shared_data / "real" / "superstore"
    books = [read([folder / name]).workbook for name in ("Superstore.xls", "superstore.csv", "superstore.parquet")]
    assert len({(totals(book)["orders"], totals(book)["customers"]) for book in books}) == 1
    assert books[1].orders.drop("amount").equals(books[2].orders.drop("amount"))
