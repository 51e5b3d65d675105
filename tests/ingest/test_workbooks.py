"""Workbooks as other programs write them, and what Excel does to cells: the same orders, or a word about it."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from retention_core.ingest import clean_orders, totals
from retention_core.kernel.errors import Refused
from tests.ingest.shop import HEADER, orders, read, table
from tests.ingest.test_ways_of_writing import same

FOLDER = Path(__file__).with_name("workbooks")
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("name", FILES)
def test_a_workbook_of_another_program_gives_the_same_orders(name):
    reading = read((FOLDER / name).read_bytes(), name="shop.xls")
    same(reading)
    by = ("customer_id", "ordered_on", "amount")
    plain = clean_orders(read(table()).workbook).select(by).sort(by)
    assert clean_orders(reading.workbook).select(by).sort(by).equals(plain)


def workbook(write, **options) -> bytes:
    """A workbook whose sheet a function fills."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Orders")
        sheet.write_row(0, 0, HEADER)
        write(book, sheet)
    return out.getvalue()


def plainly(book, sheet, first=0) -> None:
    """The orders from a row on, days as days."""
    form = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, (customer, day, amount) in enumerate(orders(), 1):
        sheet.write(at + first, 0, customer)
        sheet.write_datetime(at + first, 1, datetime.combine(day, time()), form)
        sheet.write(at + first, 2, float(amount))


def with_times(book, sheet) -> None:
    form = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    plainly(book, sheet)
    for at, (_, day, _amount) in enumerate(orders(), 1):
        sheet.write_datetime(at, 1, datetime.combine(day, time(23, 59, 59)), form)


def as_text(book, sheet) -> None:
    for at, (customer, day, amount) in enumerate(orders(), 1):
        sheet.write_row(at, 0, (customer, day.strftime("%d.%m.%Y"), f"{amount:.2f}"))


def with_formulas(book, sheet) -> None:
    plainly(book, sheet)
    for at, (_, _day, amount) in enumerate(orders(), 1):
        sheet.write_formula(at, 2, f"=A{at}*1", None, float(amount))


def hidden(book, sheet) -> None:
    plainly(book, sheet)
    sheet.set_column(1, 2, 10, None, {"hidden": True})
    sheet.set_row(5, None, None, {"hidden": True})
    other = book.add_worksheet("Notes")
    other.write(0, 0, "nothing here")
    other.hide()


def rich(book, sheet) -> None:
    bold = book.add_format({"bold": True})
    plainly(book, sheet)
    for at, (customer, *_) in enumerate(orders(), 1):
        sheet.write_rich_string(at, 0, customer[:4], bold, customer[4:])


def numbers_as_text_with_blanks(book, sheet) -> None:
    plainly(book, sheet)
    for at, (customer, _, amount) in enumerate(orders(), 1):
        sheet.write_string(at, 0, f"  {customer} ")
        sheet.write_string(at, 2, f" {amount:.2f}\xa0")


WAYS = {
    "plain": (plainly, {}),
    "days counted from 1904": (plainly, {"date_1904": True}),
    "days with times": (with_times, {}),
    "text in every cell": (as_text, {}),
    "formulas with their values": (with_formulas, {}),
    "hidden rows, columns and sheets": (hidden, {}),
    "rich text": (rich, {}),
    "numbers as text with blanks around": (numbers_as_text_with_blanks, {}),
    "strings within the cells": (plainly, {"constant_memory": True}),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_excel_does_to_cells_does_not_change_the_orders(way):
    write, options = WAYS[way]
    same(read(workbook(write, **options), name="shop.xlsx"))


def patched(content: bytes, member: str, *changes: tuple[str, str]) -> bytes:
    """A workbook with text of one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            for before, after in changes if name == member else ():
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return out.getvalue()


def test_the_reading_aid_above_japanese_names_is_no_part_of_them():
    aided = patched(
        workbook(plainly),
        "xl/sharedStrings.xml",
        ("<t>Customer 013</t>", '<t>田中</t><rPh sb="0" eb="2"><t>タナカ</t></rPh><phoneticPr fontId="1"/>'),
    )
    reading = read(aided, name="shop.xlsx")
    assert "田中" in reading.workbook.customers["customer_id"].to_list()


def test_cells_with_an_error_are_set_aside_with_the_reason():
    def write(book, sheet) -> None:
        plainly(book, sheet)
        sheet.write_formula(3, 2, "=NA()", None, "#N/A")
        sheet.write_formula(4, 0, "=1/0", None, "#DIV/0!")

    reading = read(workbook(write), name="shop.xlsx")
    aside = reading.sources[0].set_aside
    assert aside.select("row", "reason").rows() == [(4, "error_cell"), (5, "error_cell")]


def test_formulas_never_calculated_are_told_of():
    def write(book, sheet) -> None:
        plainly(book, sheet)
        for at in range(1, 61):
            sheet.write_formula(at, 2, "=1+1", None, "")

    with pytest.raises(Refused) as refused:
        read(workbook(write), name="shop.xlsx")
    assert refused.value.code == "no_formula_results"
    assert refused.value.values == {"file": "shop.xlsx, Orders", "column": "amount", "rows": 60}


def test_numbers_too_long_for_excel_are_not_taken_as_customers():
    def write(book, sheet) -> None:
        plainly(book, sheet)
        for at in range(1, 61):
            sheet.write_number(at, 0, 1.2345678901234567e19 + at % 3 * 100_000)

    with pytest.raises(Refused) as caught:
        read(workbook(write), name="shop.xlsx")
    assert (caught.value.code, caught.value.values["reason"]) == ("no_usable_rows", "damaged_customer")


def test_one_number_that_all_customers_have_been_cut_to_is_none():
    def write(book, sheet) -> None:
        plainly(book, sheet)
        for at in range(1, 61):
            sheet.write_number(at, 0, 8_912_345_678_901_230_000 + at)

    with pytest.raises(Refused) as caught:
        read(workbook(write), name="shop.xlsx")
    assert caught.value.values["reason"] == "damaged_customer"


def test_a_column_of_times_is_no_day_and_a_page_of_notes_no_table():
    def write(book, sheet) -> None:
        plainly(book, sheet)
        sheet.write(0, 3, "time")
        for at in range(1, 61):
            sheet.write_datetime(at, 3, time(9, 30), book.add_format({"num_format": "hh:mm"}))
        notes = book.add_worksheet("Read me")
        notes.write_row(0, 0, ("Contact", "anna@example.com"))
        notes.write_row(1, 0, ("Date", "2024-05-01"))

    same(read(workbook(write), name="shop.xlsx"))


def test_long_numbers_that_are_text_stay_as_they_are():
    def write(book, sheet) -> None:
        plainly(book, sheet)
        for at in range(1, 61):
            sheet.write_string(at, 0, str(1234567890123456781 + at % 3))

    assert totals(read(workbook(write), name="shop.xlsx").workbook)["customers"] == 3


def test_a_number_shown_with_leading_zeros_and_a_truth_value_are_what_they_are():
    def write(book, sheet) -> None:
        sheet.write_row(0, 0, ("customer number", "date", "amount", "newsletter"))
        padded = book.add_format({"num_format": "00000"})
        form = book.add_format({"num_format": "yyyy-mm-dd"})
        for at in range(1, 6):
            sheet.write_number(at, 0, 40 + at % 2, padded)
            sheet.write_datetime(at, 1, datetime(2024, 3, at), form)
            sheet.write_number(at, 2, at)
            sheet.write_boolean(at, 3, at % 2)

    got = totals(read(workbook(write), name="shop.xlsx").workbook)
    assert (got["customers"], got["revenue"], got["first_day"]) == (2, "15.00", str(date(2024, 3, 1)))
