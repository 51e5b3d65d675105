"""Several tables on one sheet: those with the same columns are one, wherever they stand."""

from io import BytesIO

import xlsxwriter

from retention_core.ingest import Answer, File, clean_orders, read_files, totals
from tests.ingest.shop import read

ABOVE = "order id,customer,date,amount\n1,a,2024-01-02,10.00\n2,b,2024-01-03,5.00\n"


def rows(content: str, *answers: Answer) -> list[tuple]:
    book = read(content, *answers).workbook
    return clean_orders(book).select("order_id", "customer_id", "amount").sort("order_id").rows()


def test_a_table_below_with_its_columns_in_another_order_is_read_by_its_own_header():
    content = f"{ABOVE},,,\n2025,,,\nDate,Amount,Customer,Order ID\n2024-02-01,2.50,c,3\n2024-02-02,1.50,a,4\n"
    assert rows(content) == [("1", "a", "10.00"), ("2", "b", "5.00"), ("3", "c", "2.50"), ("4", "a", "1.50")]
    source = read(content).sources[0]
    assert source.set_aside.select("row", "reason").rows() == [(5, "text_line"), (6, "repeated_header")]


def test_a_table_below_in_other_words_and_another_order_is_read_too():
    content = f"{ABOVE}Datum,Betrag,Kunde,Bestellnummer\n2024-02-01,2.50,c,3\n"
    assert rows(content)[2:] == [("3", "c", "2.50")]


def test_a_table_below_about_something_else_is_set_aside():
    content = f"{ABOVE},,,\nPayout date,Amount,Bank,Reference\n2024-02-01,2.50,OTP,3\n"
    assert rows(content) == [("1", "a", "10.00"), ("2", "b", "5.00")]


def test_tables_with_the_same_columns_beside_each_other_are_one():
    content = (
        "order id,customer,date,amount,,order id,customer,date,amount\n"
        "1,a,2024-01-02,10.00,,3,c,2024-02-01,2.50\n2,b,2024-01-03,5.00,,4,a,2024-02-02,1.50\n"
        "5,b,2024-01-09,7.00,,,,,\n"
    )
    assert [row[0] for row in rows(content)] == ["1", "2", "3", "4", "5"]
    assert "read_as_one" in {note.code for note in read(content).notes}


MANY = "".join(f"{at},c{at % 5},2024-01-{at + 1:02},10.00\n" for at in range(25))


def test_few_rows_under_a_title_of_their_own_by_strangers_are_asked_about():
    content = f"order id,customer,date,amount\n{MANY}\nUpcoming visits,,,\nv1,Room 2,2025-03-04,5\n"
    question = read(content).questions[0]
    assert (question.code, question.values["rows"], question.values["example"]) == ("rows_apart", 1, "Upcoming visits")
    assert len(rows(content, Answer("rows_apart", "leave_out"))) == 25
    assert len(rows(content, Answer("rows_apart", "orders"))) == 26


def test_rows_under_a_month_or_by_known_customers_are_orders_without_a_question():
    header = f"order id,customer,date,amount\n{MANY}\n"
    assert len(rows(f"{header}February,,,\nv1,new,2024-02-04,5\n")) == 26
    assert len(rows(f"{header}More orders,,,\nv1,c1,2024-02-04,5\n")) == 26


def test_an_order_of_two_files_counts_once_though_its_customer_goes_by_other_names():
    first = f"order id,customer id,date,amount\n{MANY}"
    second = "order id,email,date,amount\n3,x@example.com,2024-01-04,10.00\n77,y@example.com,2024-03-01,4.00\n"
    reading = read_files([File("a.csv", content=first.encode()), File("b.csv", content=second.encode())])
    assert totals(reading.workbook)["orders"] == 26
    assert "named_otherwise" in {note.code for note in reading.notes}


def sheets(**rows) -> bytes:
    """A workbook with a sheet for each name."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, table in rows.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(table):
                sheet.write_row(at, 0, row)
    return out.getvalue()


HEADER = ("order id", "customer", "date", "amount")
JANUARY = [HEADER, ("1", "a", "2024-01-02", 10), ("2", "b", "2024-01-03", 5)]


def test_sheets_whose_columns_stand_in_another_order_or_that_have_one_more_are_read_together():
    february = [("note", "date", "amount", "order id", "customer"), ("x", "2024-02-01", 2.5, "3", "c")]
    reading = read(sheets(January=JANUARY, February=february), name="year.xlsx")
    assert totals(reading.workbook)["revenue"] == "17.50"
    assert "sheets_together" in {note.code for note in reading.notes}


def test_sheets_with_an_order_in_common_are_asked_about_whatever_else_they_hold():
    whole = [(*HEADER, "note"), *((*row, "") for row in JANUARY[1:]), ("3", "c", "2024-02-01", 2.5, "x")]
    question = read(sheets(January=JANUARY, All=whole), name="year.xlsx").questions[0]
    assert question.code == "sheets"
