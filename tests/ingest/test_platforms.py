"""Exports of platforms are known by their columns and read by their own rules, without a question."""

from functools import cache
from pathlib import Path

import pytest

from retention_core.i18n import speech
from retention_core.ingest import File, read_files, totals
from retention_core.ingest.platforms import known_platforms
from retention_core.ingest.platforms.known_platforms import PLATFORMS
from retention_core.ingest.rows.order_status import STATES
from retention_core.ingest.rows.set_aside_reasons import STRUCTURAL
from retention_core.kernel.errors import Refused
from retention_core.kernel.workbook import ReadResult
from retention_core.wording.reading.decision_sentences import decision_choice, decision_label
from retention_core.wording.reading.reading_sentences import REASONS
from tests.ingest.platform_exports import EXPORTS, WITHOUT_CUSTOMERS, text_of
from tests.ingest.shop import read

DOCS = Path(known_platforms.__file__).parents[3] / "docs" / "reading-files.md"

EN = speech("en")


@cache
def reading_of(name: str) -> ReadResult:
    return read(text_of(name))


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_gives_its_totals_without_a_question(name):
    export = EXPORTS[name]
    reading = reading_of(name)
    assert not reading.questions, reading.questions
    got, purchases = totals(reading.workbook), reading.workbook.orders["purchase"].sum()
    assert (got["orders"], purchases, got["customers"], got["revenue"]) == export.want


@pytest.mark.parametrize("name", EXPORTS)
def test_every_row_is_used_or_set_aside_for_the_reason_that_a_person_would_give(name):
    source = reading_of(name).sources[0]
    assert dict(source.set_aside["reason"].value_counts().rows()) == EXPORTS[name].aside
    assert source.rows_read == source.rows_used + source.set_aside.height


@pytest.mark.parametrize("name", EXPORTS)
def test_the_page_says_whose_export_it_is_and_which_column_is_the_amount(name):
    reading = reading_of(name)
    told = [note for note in reading.notes if note.code == "platform"]
    assert [note.values["platform"] for note in told] == [EXPORTS[name].platform]
    assert told[0].values["column"] == reading.sources[0].columns["amount"]


@pytest.mark.parametrize("name", EXPORTS)
def test_every_decision_about_an_export_is_said(name):
    for decision in reading_of(name).decisions:
        said = [decision_label(decision, EN), *(decision_choice(decision, one.choice, EN) for one in decision.choices)]
        assert all(said), decision


@pytest.mark.parametrize("name", WITHOUT_CUSTOMERS)
def test_a_report_without_customers_is_refused_with_the_name_of_one_that_has_them(name):
    with pytest.raises(Refused) as caught:
        read(text_of(name))
    assert caught.value.code == "export_without_customers"
    assert caught.value.values["other"] in {platform.instead for platform in PLATFORMS}


def test_an_export_of_orders_is_one_whatever_else_its_columns_could_be():
    more = {"Purchase ID,": "Subscription End Date,Recurrence,Rating,Review,Purchase ID,", "g1,": ",monthly,5,good,g1,"}
    text = text_of("gumroad")
    for before, after in {**more, "g2,": ",,,,g2,", "g3,": ",,,,g3,", "Totals,": ",,,,Totals,"}.items():
        text = text.replace(before, after, 1)
    assert totals(read(text).workbook)["revenue"] == "22.00"


def test_a_report_without_customers_beside_orders_is_left_unused():
    files = [File(n, content=text_of(n).encode()) for n in ("etsy_orders", "etsy_statement_without_customers")]
    reading = read_files(files)
    assert totals(reading.workbook)["revenue"] == "100.00"
    assert [note.values["file"] for note in reading.notes if note.code == "other_file"] == [files[1].name]


def test_hundredths_are_whole_units_in_a_currency_without_cents():
    got = totals(read(text_of("stripe_interface").replace('"usd"', '"jpy"')).workbook)
    assert (got["currency"], got["revenue"]) == ("JPY", "2599.00")


def test_several_currencies_of_a_platform_are_asked_about():
    text = text_of("shopify_transposed_to_one_row_per_order").replace("EUR,30.00", "USD,30.00")
    assert [question.code for question in read(text).questions] == ["currency"]


def test_the_written_day_of_a_platform_counts_whatever_its_offset():
    assert totals(read(text_of("shopify")).workbook)["last_day"] == "2025-02-03"
    assert totals(read(text_of("amazon_fulfilled_shipments")).workbook)["first_day"] == "2024-03-31"


def test_every_entry_of_the_table_is_tried_by_an_export():
    tried = {export.platform for export in EXPORTS.values()}
    assert {platform.name for platform in PLATFORMS if platform.fields} == tried


def test_an_entry_names_only_reasons_and_columns_that_there_are():
    for platform in PLATFORMS:
        assert {aside.reason for aside in platform.asides} <= set(REASONS)
        assert platform.instead or {"order_id", "customer_id", "ordered_on", "amount"} <= platform.fields.keys()


@pytest.mark.parametrize(("orders", "items"), [("etsy_orders", "etsy_items"), ("etsy_orders", "etsy_payments")])
def test_two_exports_of_one_platform_count_each_order_once_by_its_number(orders, items):
    files = [File(name, content=text_of(name).encode()) for name in (orders, items)]
    reading = read_files(files)
    assert totals(reading.workbook)["revenue"] == "100.00"
    assert "in_other_file" in reading.sources[1].set_aside["reason"]


def test_amounts_in_a_currency_without_cents_are_not_asked_about():
    lines = ("A1,ann,2024-03-14,Rp 35.000", "A2,bob,2024-03-15,Rp 15.000", "A3,ann,2024-03-16,Rp 5.000")
    reading = read("\n".join(["order id,customer,date,amount", *lines]))
    assert not reading.questions
    assert totals(reading.workbook)["revenue"] == "55000.00"


@pytest.mark.parametrize("sign", ["US $", "AU $", "C $", "$", "£", "EUR "])
def test_amounts_of_every_ebay_are_read(sign):
    assert totals(read(text_of("ebay_orders").replace('"$', f'"{sign}')).workbook)["revenue"] == "100.00"


def test_a_total_filled_down_to_the_further_lines_of_an_order_counts_once():
    filled = text_of("shopify").replace(
        "#1001,ann@x.org,,,,,,,,,", "#1001,ann@x.org,partially_refunded,,,USD,90,5,5,100.00,"
    )
    assert totals(read(filled).workbook)["revenue"] == "140.00"


def test_an_order_called_refunded_without_an_amount_given_back_is_set_aside():
    text = text_of("bigcommerce").replace("95.00,100.00,PayPal", "95.00,0.00,PayPal")
    reading = read(text)
    assert totals(reading.workbook)["revenue"] == "140.00"
    assert "refunded" in reading.sources[0].set_aside["reason"]


def test_the_docs_list_every_platform_with_what_is_counted():
    text = DOCS.read_text(encoding="utf-8")
    part = text.split("\n## Platforms\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")][2:]
    assert rows == [f"| {platform.name} | {platform.counted} |" for platform in PLATFORMS]


def test_reasons_of_platforms_are_not_mistaken_for_the_shape_of_a_table():
    assert not set(STRUCTURAL) & set(STATES.values())
