"""Days in three columns, periods in place of days, customers above their rows, and orders told on their first line."""

import pytest

from retention_core.ingest import Answer, File, read_files, totals
from retention_core.kernel.errors import Refused
from tests.ingest.shop import read


def told(content: str, *answers: Answer) -> dict[str, object]:
    reading = read(content, *answers)
    assert reading.workbook is not None, [question.code for question in reading.questions]
    return totals(reading.workbook)


@pytest.mark.parametrize(
    "header", ["customer,year,month,day,amount", "顧客名,年,月,日,金額", "Kunde,Jahr,Monat,Tag,Betrag"]
)
def test_year_month_and_day_in_three_columns_are_a_day(header):
    rows = ["A,2024,1,5,10.00", "B,2024,1,17,20.00", "A,2024,2,3,15.00", "C,2024,3,30,15.00"]
    found = told("\n".join([header, *rows]))
    assert (found["orders"], found["first_day"], found["last_day"]) == (4, "2024-01-05", "2024-03-30")


@pytest.mark.parametrize(
    ("header", "periods", "last"),
    [
        ("month", ["Jan 2024", "Feb 2024", "Mar 2024", "Mar 2024"], "2024-03-01"),
        ("quarter", ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q3"], "2024-07-01"),
        ("week", ["2024-W01", "2024-W02", "2024-W07", "2024-W07"], "2024-02-12"),
        ("Monat", ["01/2024", "02/2024", "03/2024", "03/2024"], "2024-03-01"),
    ],
)
def test_periods_in_place_of_days_are_asked_about_once(header, periods, last):
    rows = [f"{who},{period},10.00" for who, period in zip("ABAC", periods, strict=True)]
    content = "\n".join([f"customer,{header},amount", *rows])
    question = read(content).questions[0]
    assert (question.code, question.field) == ("months_only", "ordered_on")
    found = told(content, Answer("months_only", "first_of_month"))
    assert (found["orders"], found["last_day"]) == (4, last)


def test_a_report_by_month_without_customers_stays_refused():
    with pytest.raises(Refused):
        read("month,amount\nJan 2024,10.00\nFeb 2024,20.00\nMar 2024,15.00\n")


SECTIONS = """Date,Invoice,Item,Amount
Ann Lee,,,
2024-05-01,1001,Mug,16.00
2024-05-20,1003,Bowl,30.00
Ben Fox,,,
2024-05-02,1002,Mug,8.00
2024-06-12,1012,Mug,8.00
Cara Dow,,,
2024-06-02,1004,Mug,8.00
Total,,,70.00
"""


def test_a_customer_alone_above_rows_is_asked_about_as_theirs():
    question = read(SECTIONS).questions[0]
    assert (question.code, question.values["example"]) == ("written_once", "Ann Lee")
    reading = read(SECTIONS, Answer("written_once", "fill_down"))
    assert totals(reading.workbook)["customers"] == 3
    assert totals(reading.workbook)["revenue"] == "70.00"
    assert {row[0]: row[1] for row in reading.sources[0].set_aside_by_reason().iter_rows()} == {
        "text_line": 3,
        "total": 1,
    }


def test_months_above_rows_are_no_customers():
    content = SECTIONS.replace("Ann Lee", "May 2024").replace("Ben Fox", "June 2024").replace("Cara Dow", "July 2024")
    with pytest.raises(Refused) as caught:
        read(content)
    assert caught.value.code == "no_customer_column"


def test_lines_below_an_order_belong_to_it_without_its_number():
    content = """Order No,Customer,Date,Product,Line Total
1001,Ann Lee,2024-05-01,Mug,16.00
,,,Plate,12.00
1002,Ben Fox,2024-05-02,Mug,8.00
1003,Ann Lee,2024-05-20,Bowl,30.00
,,,Plate,24.00
,,,Mug,8.00
"""
    found = told(content)
    assert (found["orders"], found["customers"], found["revenue"]) == (3, 2, "98.00")


def test_orders_called_by_id_are_joined_with_lines_by_order_id():
    orders = "id,customer_email,created_at,status\n" + "".join(
        f"{500 + at},p{at % 3}@example.com,2024-05-{at + 1:02},completed\n" for at in range(8)
    )
    lines = "order_id,sku,quantity,line_total\n" + "".join(
        f"{500 + at // 2},S{at % 4},1,{at + 1}.00\n" for at in range(16)
    )
    reading = read_files([File("orders.csv", content=orders.encode()), File("lines.csv", content=lines.encode())])
    found = totals(reading.workbook)
    assert (found["orders"], found["customers"], found["revenue"]) == (8, 3, "136.00")
