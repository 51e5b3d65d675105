"""Every row is used or set aside, with its line, its cells, its reason and its money."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from retention_core.export.tables import csv_bytes, xlsx_bytes
from retention_core.ingest import Answer, File, clean_orders, read_files, set_aside_table, totals
from retention_core.kernel.errors import Refused
from tests.ingest.shop import read

ROWS = """order_id,customer,date,amount,status
1,A,2023-01-02,10.00,paid
2,,2023-01-03,20.00,paid
3,B,2023-02-30,30.00,paid
4,B,2023-01-05,40.00,cancelled
5,B,2023-01-06,free,paid
6,B,,50.00,paid
7,C,2023-01-07,,paid
8,C,2023-01-08,-5.00,paid
9,C,2023-01-09,0,paid
"""
ALLOWED = (Answer("unreadable", "set_aside"),)


def test_rows_set_aside_keep_line_reason_and_money():
    source = read(ROWS, *ALLOWED).sources[0]
    assert source.rows_read == 9 and source.rows_used == 3
    found = dict(source.set_aside.select("row", "reason").iter_rows())
    assert found == {3: "no_customer", 4: "bad_day", 5: "cancelled", 6: "bad_amount", 7: "no_day", 8: "no_amount"}
    assert source.money_read == source.money_used + source.set_aside["amount"].sum()


def test_rows_set_aside_can_be_mended_and_dropped_again():
    mended = set_aside_table(read(ROWS, *ALLOWED).sources[0]).with_columns(
        customer=pl.lit("D"), date=pl.lit("2023-03-01"), amount=pl.lit("1.00"), status=pl.lit("paid")
    )
    got = totals(read(mended.write_csv(), *ALLOWED).workbook)
    assert (got["orders"], got["revenue"]) == (6, "6.00")


@pytest.mark.parametrize("name", ["mended.csv", "mended.xlsx"])
def test_the_download_is_mended_and_dropped_beside_its_file_even_twice(name):
    original = File("shop.csv", content=ROWS.encode())
    aside = set_aside_table(read_files([original], ALLOWED).sources[0])
    mended = aside.filter(pl.col("order_id") == "2").with_columns(customer=pl.lit("D"), reason=pl.lit("no customer"))
    content = csv_bytes(mended) if name.endswith("csv") else xlsx_bytes(mended, "set aside")
    again = [File(name, content=content), File(f"again-{name}", content=csv_bytes(mended))]
    for files in ([original, again[0]], [original, *again]):
        got = totals(read_files(files, ALLOWED).workbook)
        assert (got["orders"], got["revenue"]) == (3, "25.00")


def test_a_refund_is_no_order_and_no_purchase():
    book = read(ROWS, *ALLOWED).workbook
    assert totals(book)["refunds"] == 1
    assert book.orders.filter(pl.col("amount") < 0)["purchase"].to_list() == [False]
    assert book.orders.filter(pl.col("amount") == 0)["purchase"].to_list() == [True]


def test_lines_of_an_order_are_one_order():
    book = read(
        "order_id,customer,date,amount,product\n1,A,2023-01-02,1.10,x\n1,A,2023-01-02,2.20,y\n2,A,2023-01-03,3.00,x\n"
    ).workbook
    assert clean_orders(book)["amount"].to_list() == ["3.30", "3.00"] and totals(book)["orders"] == 2


def test_an_order_given_back_under_its_own_number_is_no_purchase():
    book = read(
        "order_id,customer,date,amount\n1,A,2023-01-02,5.00\n1,A,2023-01-09,-5.00\n2,A,2023-02-02,7.00\n"
    ).workbook
    assert book.orders["purchase"].to_list() == [False, False, True]
    assert totals(book)["orders"] == 1


def test_order_numbers_that_several_customers_share_do_not_merge_them():
    book = read(
        "order_id,customer,date,amount\n1,A,2023-01-02,5.00\n1,B,2023-01-09,6.00\n2,A,2023-02-02,7.00\n"
    ).workbook
    assert totals(book)["orders"] == 3 and totals(book)["customers"] == 2


def test_further_lines_without_customer_and_total_belong_to_their_order():
    content = (
        "Name,Email,Created at,Total,Lineitem name\n"
        "#1,a@x.hu,2023-01-02 10:00:00 +0100,5.00,Mug\n"
        "#1,,,,Tea\n"
        "#2,b@x.hu,2023-01-03 10:00:00 +0100,7.00,Mug\n"
    )
    reading = read(content)
    assert totals(reading.workbook)["revenue"] == "12.00" and reading.sources[0].rows_used == 3


def test_quantity_times_price_is_exact():
    book = read("customer,date,unit price,quantity\nA,2023-01-02,0.001,3\nA,2023-01-03,1.10,3\n").workbook
    assert totals(book)["revenue"] == "3.303" and book.decimals == 3


def test_two_files_that_differ_in_one_middle_row_have_two_digests_and_two_answers():
    lines = ["customer,date,amount", *(f"C{at % 7},2023-01-{at % 28 + 1:02},10.00" for at in range(60))]
    other = [*lines[:30], lines[30].replace("10.00", "11.00"), *lines[31:]]
    one, two = read("\n".join(lines)).workbook, read("\n".join(other)).workbook
    assert one.digest != two.digest and totals(one)["revenue"] != totals(two)["revenue"]
    assert one.digest == read("\n".join(lines)).workbook.digest


def test_an_answer_changes_the_digest():
    assert (
        read(ROWS, *ALLOWED).workbook.digest
        != read(ROWS, *ALLOWED, Answer("column", "", field="status")).workbook.digest
    )


IDS = {
    "leading zeros": ["001", "01", "1"],
    "twenty digits": ["98765432109876543001", "98765432109876543002"],
    "text among numbers": ["1001", "X1001"],
    "case": ["abc", "ABC"],
}


@pytest.mark.parametrize("case", IDS)
def test_customers_are_told_apart_to_the_letter(case):
    content = "customer,date,amount\n" + "".join(f"{name},2023-01-02,1.00\n" for name in IDS[case])
    assert sorted(read(content).workbook.customers["customer_id"]) == sorted(IDS[case])


ONE = {
    "blanks": ["Ann", "Ann ", "Ann\xa0", "Ann\u200b"],
    "a lost point": ["17850", "17850.0"],
    "e-mail in capitals": ["a@x.hu", "A@X.HU"],
    "composed letters": ["José", "Jose\u0301"],
}


@pytest.mark.parametrize("case", ONE)
def test_damage_does_not_split_a_customer(case):
    content = "customer,date,amount\n" + "".join(f"{name},2023-01-02,1.00\n" for name in ONE[case])
    assert read(content).workbook.customers.height == 1


CELLS = some.sampled_from(
    ["A", "B", "", "2023-01-02", "2023-13-01", "1.00", "-2.5", "x", "Total", "N/A", "1,5", "12/12/2023"]
)


@given(some.lists(some.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12))
def test_rows_read_are_always_rows_used_and_rows_set_aside(rows):
    content = "customer;date;amount\n" + "".join(";".join(row) + "\n" for row in rows)
    try:
        reading = read(content)
    except Refused:
        return
    for source in reading.sources:
        assert source.rows_read == source.rows_used + source.set_aside.height
    if reading.workbook and reading.workbook.has_amounts:
        source = reading.sources[0]
        assert source.money_read == source.money_used + (source.set_aside["amount"].sum() or 0)
        assert reading.workbook.orders["amount"].sum() == source.money_used


def test_clean_orders_are_one_row_per_order_with_exact_amounts():
    clean = clean_orders(read(ROWS, *ALLOWED).workbook)
    assert clean.columns[:4] == ["customer_id", "ordered_on", "amount", "order_id"]
    assert clean["amount"].to_list() == ["10.00", "-5.00", "0.00"]
