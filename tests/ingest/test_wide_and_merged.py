"""Wide tables become long ones, merged cells belong to all of their rows, headers in two rows are one."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from retention_core.ingest import Answer, clean_orders, totals
from retention_core.ingest.words.period_headers import period_of, periods_of
from retention_core.kernel.errors import Refused
from tests.ingest.shop import read

MERGED = Path(__file__).with_name("merged")
FIRST = Answer("months_only", "first_of_month")
WIDE = (
    "Customer;Country;Jan 24;Feb 24;Mar 24;Total\nA;DE;10,50;;20,00;30,50\nB;HU;0;5,00;-;5,00\n"
    "C;HU;1,00;1,00;1,00;3,00\nTotal;;11,50;6,00;21,00;38,50\n"
)


def notes(reading) -> dict[str, dict]:
    return {note.code: dict(note.values) for note in reading.notes}


def test_a_wide_table_asks_what_day_a_month_is_and_keeps_all_money():
    question = read(WIDE).questions[0]
    assert (question.code, question.values["rows"]) == ("months_only", 7)
    reading = read(WIDE, FIRST)
    assert totals(reading.workbook)["revenue"] == "38.50" and totals(reading.workbook)["orders"] == 6
    rows = clean_orders(reading.workbook).select("customer_id", "ordered_on", "amount", "country").rows()
    assert rows[0] == ("A", date(2024, 1, 1), "10.50", "DE") and rows[-1] == ("C", date(2024, 3, 1), "1.00", "HU")
    assert notes(reading)["total_agrees"]["amount"].minor == 385
    assert reading.sources[0].set_aside.select("row", "reason").rows() == [(5, "total")]


@pytest.mark.parametrize(("written", "wrong"), [(";30,50", ";31,00"), (";6,00;", ";6,01;")])
def test_totals_that_differ_from_their_periods_are_told(written, wrong):
    reading = read(WIDE.replace(written, wrong), FIRST)
    assert notes(reading)["sums_differ"]["rows"] == 1
    assert totals(reading.workbook)["revenue"] == "38.50"


def test_one_column_per_day_needs_no_question():
    reading = read("Customer,2024-01-05,2024-01-06,2024-01-07\nA,1,2,3\nB,2,,4\n")
    assert totals(reading.workbook)["revenue"] == "12.00" and totals(reading.workbook)["last_day"] == "2024-01-07"


@pytest.mark.parametrize(
    "header",
    [
        "Jan,Feb,Mar", "Jan 24,Jan 25,Jan 26", "2024-01,2024-02,Q1 2024", "2024-01,2024-03,2024-02",
        "2024-01,2024-02,2024-03,Budget", "Jan 24,Feb 24,Apr 24",
    ],
)  # fmt: skip
def test_columns_that_leave_a_doubt_are_refused_with_advice(header):
    cells = ",".join(str(at) for at in range(header.count(",") + 1))
    with pytest.raises(Refused) as caught:
        read(f"Customer,{header}\nA,{cells}\nB,{cells}\n", FIRST)
    assert caught.value.code == "wide_table"


def test_a_subtotal_that_could_be_a_customer_is_no_certain_wide_table():
    with pytest.raises(Refused):
        read(WIDE.replace("\nB;", "\nTotal Germany;"), FIRST)


PERIODS = {
    "2024-01": date(2024, 1, 1), "01/2024": date(2024, 1, 1), "202402": date(2024, 2, 1), "Jan-24": date(2024, 1, 1),
    "január 2024": date(2024, 1, 1), "2024. február": date(2024, 2, 1), "März 2024": date(2024, 3, 1),
    "janv. 2024": date(2024, 1, 1), "enero 2024": date(2024, 1, 1), "gennaio 2024": date(2024, 1, 1),
    "janeiro de 2024": date(2024, 1, 1), "styczeń 2024": date(2024, 1, 1), "leden 2024": date(2024, 1, 1),
    "2024年3月": date(2024, 3, 1), "2024年03月份": date(2024, 3, 1), "Q2 2024": date(2024, 4, 1),
    "2024Q3": date(2024, 7, 1), "4. Quartal 2024": date(2024, 10, 1), "2024. II. negyedév": date(2024, 4, 1),
    "T1 2024": date(2024, 1, 1), "2024年第2季度": date(2024, 4, 1), "KW 5 2024": date(2024, 1, 29),
    "2024-W05": date(2024, 1, 29), "Week 5 2024": date(2024, 1, 29), "2024": date(2024, 1, 1),
    "2024-01-01 00:00:00": date(2024, 1, 1),
}  # fmt: skip


@pytest.mark.parametrize("header", PERIODS)
def test_periods_are_known_in_the_languages_of_the_shops(header):
    assert period_of(header).first_day == PERIODS[header]


@pytest.mark.parametrize("header", ["1月", "January", "Address 12", "13/2024", "2024-13", "Q5 2024", "KW 60 2024", "x"])
def test_a_period_without_a_year_or_a_calendar_is_none(header):
    assert period_of(header) is None


def test_first_days_of_months_are_months():
    found = periods_of(["Customer", "2024-01-01 00:00:00", "2024-02-01 00:00:00", "2024-03-01 00:00:00"])
    assert {period.kind for period in found.values()} == {"month"}


def book(*rows, merged=()) -> bytes:
    """A workbook of one sheet; merged: (first row, first column, last row, last column, what it says)."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as made:
        sheet = made.add_worksheet("Orders & more")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(at, column, cell)
        for span in merged:
            sheet.merge_range(*span)
    return content.getvalue()


def test_a_merged_customer_belongs_to_all_of_its_rows_without_a_question():
    content = book(
        ("customer", "date", "amount"),
        (None, "2023-01-02", 1), (None, "2023-01-05", 2), (None, "2023-01-06", 3), ("B", "2023-01-07", 4),
        (None, "2023-01-08", 5),
        merged=[(1, 0, 3, 0, "A")],
    )  # fmt: skip
    reading = read(content, name="shop.xlsx")
    assert clean_orders(reading.workbook).select("customer_id", "amount").rows() == [
        ("A", "1.00"), ("A", "2.00"), ("A", "3.00"), ("B", "4.00"),
    ]  # fmt: skip
    assert reading.sources[0].set_aside.select("row", "reason").rows() == [(6, "no_customer")]
    assert notes(reading)["merged_cells"]["rows"] == 2


def test_a_merged_amount_counts_once_where_its_rows_are_one_order():
    header = ("order id", "customer", "date", "product", "total")
    rows = [(None, None, None, "Mug"), (None, None, None, "Tea"), (2, "B", "2023-01-03", "Mug", 7)]
    merged = [(1, 0, 2, 0, 1), (1, 1, 2, 1, "A"), (1, 2, 2, 2, "2023-01-02"), (1, 4, 2, 4, 5)]
    reading = read(book(header, *rows, merged=merged), name="shop.xlsx")
    assert clean_orders(reading.workbook)["amount"].to_list() == ["5.00", "7.00"]
    assert reading.sources[0].set_aside.height == 0


def test_a_merged_amount_over_different_orders_is_given_to_none_but_the_first():
    rows = [(1, "A", "2023-01-02"), (2, "B", "2023-01-02"), (3, "B", "2023-01-03", 7)]
    content = book(("order id", "customer", "date", "total"), *rows, merged=[(1, 3, 2, 3, 5)])
    reading = read(content, name="shop.xlsx")
    assert reading.sources[0].set_aside.select("row", "reason").rows() == [(3, "no_amount")]
    assert totals(reading.workbook)["revenue"] == "12.00"


def test_merged_titles_and_names_of_groups_in_two_rows_are_read():
    content = book(
        (None,), (None,), ("Number", "Date", "Total", "Number", "Name"),
        (1, "2023-01-02", 5, "C1", "Ann"), (2, "2023-01-03", 7, "C2", "Bo"),
        merged=[(0, 0, 0, 4, "All sales"), (1, 0, 1, 2, "Order"), (1, 3, 1, 4, "Customer")],
    )  # fmt: skip
    reading = read(content, name="shop.xlsx")
    assert totals(reading.workbook)["revenue"] == "12.00"
    assert reading.sources[0].columns["customer_id"] == "Customer Number"
    assert reading.workbook.customers["name"].to_list() == ["Ann", "Bo"]


def test_years_above_months_make_a_wide_table():
    content = book(
        ("Kunde",), (None, "Jan", "Feb", "Jan", "Feb"), ("A", 1, 2, 3, 4), ("B", 5, None, 6, None),
        merged=[(0, 1, 0, 2, "2023"), (0, 3, 0, 4, "2024")],
    )  # fmt: skip
    rows = clean_orders(read(content, FIRST, name="shop.xlsx").workbook).select("customer_id", "ordered_on").rows()
    assert rows[0] == ("A", date(2023, 1, 1)) and rows[-1] == ("A", date(2024, 2, 1)) and len(rows) == 6


def test_groups_in_text_reach_to_the_next_group():
    content = ";2024;;\nKunde;Jan;Feb;März\nA;1,00;2,00;3,50\nB;1,00;;2,00\n"
    reading = read(content, FIRST)
    assert totals(reading.workbook)["revenue"] == "9.50" and totals(reading.workbook)["last_day"] == "2024-03-01"


def test_a_sheet_that_begins_further_right_keeps_its_merged_cells():
    blank = (None, None)
    content = book(
        (), (), (*blank, "customer", "date", "amount"),
        (*blank, None, "2023-01-02", 1), (*blank, None, "2023-01-03", 2),
        merged=[(3, 2, 4, 2, "A")],
    )  # fmt: skip
    assert totals(read(content, name="shop.xlsx").workbook)["revenue"] == "3.00"


ABOVE = "Customer,Date,Amount\nA,2024-01-02,5\nB,2024-01-03,6\n"


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_table_below_with_days_of_its_own_is_no_part_of_the_orders(gap):
    reading = read(f"{ABOVE}{gap}Supplier,Date,Cost\nX,2024-02-02,70\nY,2024-02-03,90\n")
    assert totals(reading.workbook)["revenue"] == "11.00"
    assert reading.sources[0].set_aside["reason"].to_list() == ["another_table"] * 3


REPEATED = (
    "Kunde,Datum,Betrag|Vevő,Dátum,Összeg|Cliente,Data,Valor|Cliente,Fecha,Importe|Client,Date,Montant"
    "|Klient,Data,Kwota|Zákazník,Datum,Částka|Cliente,Data,Importo|客户,日期,金额|顧客,日付,金額"
)


@pytest.mark.parametrize("header", REPEATED.split("|"))
def test_a_header_repeated_in_other_words_is_one(header):
    reading = read(f"{ABOVE}{header}\nC,2024-01-04,7\n")
    assert totals(reading.workbook)["revenue"] == "18.00"
    assert reading.sources[0].set_aside["reason"].to_list() == ["repeated_header"]


def test_words_among_orders_are_no_header():
    content = "customer,date,amount,status\nA,2024-01-02,5,paid\nPartner,unknown,Total,paid\nB,2024-01-03,6,paid\n"
    reading = read(content, Answer("unreadable", "set_aside"))
    assert totals(reading.workbook)["orders"] == 2


def test_columns_of_another_table_beside_the_orders_say_nothing_about_them():
    reading = read("Kunde;Datum;Betrag;;Produkt;Bestand\nA;13.01.2024;5,00;;Mug;7\nB;14.01.2024;6,00;;Tea;8\n")
    assert totals(reading.workbook)["revenue"] == "11.00" and "product" not in reading.workbook.orders.columns
    assert notes(reading)["stands_apart"]["columns"] == "Produkt, Bestand"


def test_an_empty_column_within_the_orders_divides_nothing():
    reading = read("Kunde;Datum;;Betrag;Produkt\nA;13.01.2024;;5,00;Mug\nB;14.01.2024;;6,00;Tea\n")
    assert totals(reading.workbook)["revenue"] == "11.00" and "product" in reading.workbook.orders.columns


def test_subtotals_are_compared_with_their_own_rows():
    content = "customer,date,amount\nA,2024-01-02,5\nA,2024-01-03,6\nSubtotal,,11\nB,2024-01-03,7\nSubtotal,,7\n"
    assert notes(read(content))["subtotals_agree"]["rows"] == 2
    assert "total_differs" in notes(read(content.replace("Subtotal,,11", "Subtotal,,12")))


MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)


def opendocument(rows: str) -> bytes:
    spaces = ("office", "table", "text")
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in spaces)
    sheet = f'<table:table table:name="S">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f'<?xml version="1.0"?><office:document-content {names}>{body}</office:document-content>'
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", MANIFEST)
    return out.getvalue()


def test_merged_cells_of_an_opendocument_sheet_are_known_too():
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'

    covered = "<table:covered-table-cell/>"
    content = opendocument(
        row(cell("customer"), cell("date"), cell("amount"))
        + row(cell("A", 'table:number-rows-spanned="2"'), cell("2023-01-02"), cell("1.50"))
        + row(covered, cell("2023-01-03"), cell("2.50"))
    )
    assert totals(read(content, name="shop.ods").workbook)["revenue"] == "4.00"


@pytest.mark.parametrize("name", sorted(path.name for path in MERGED.iterdir() if path.suffix != ".md"))
def test_merged_cells_of_old_and_binary_workbooks_are_known_too(name):
    reading = read((MERGED / name).read_bytes(), name="shop.xls")
    by_customer = clean_orders(reading.workbook).group_by("customer_id").len().sort("customer_id").rows()
    assert by_customer == [("Anna", 3), ("Bela", 1), ("Őze", 2)]
    assert notes(reading)["merged_cells"]["rows"] == 3


@pytest.mark.parametrize("at", range(0, 5120, 993))
def test_a_damaged_container_is_refused_in_words_or_read_with_every_row_accounted_for(at):
    content = bytearray((MERGED / "sheetjs.xls").read_bytes())
    content[at : at + 24] = b"\xff\x0f\x00\x00" * 6
    try:
        reading = read(bytes(content), name="shop.xls")
    except Refused:
        return
    assert all(source.rows_read == source.rows_used + source.set_aside.height for source in reading.sources)


def html(*rows: str) -> str:
    return "<html><body><table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table></body></html>"


def test_cells_of_a_web_page_that_reach_over_rows_and_columns_keep_the_others_in_their_columns():
    content = html(
        "<td colspan=3>Sales</td>",
        "<th>customer<th>date<th>amount",
        "<td rowspan=2>A</td><td>2023-01-02</td><td>1.50</td>",
        "<td>2023-01-03</td><td>2.50</td>",
        "<td>B<td>2023-01-04<td>3.00",
        "<td colspan=2>Total</td><td>7.00</td>",
    )
    reading = read(content, name="shop.xls")
    assert clean_orders(reading.workbook).select("customer_id", "amount").rows() == [
        ("A", "1.50"), ("A", "2.50"), ("B", "3.00"),
    ]  # fmt: skip
    assert reading.sources[0].set_aside["reason"].to_list() == ["total"]


def test_a_web_page_whose_cells_claim_to_reach_far_is_refused_before_it_fills_the_memory():
    with pytest.raises(Refused) as refused:
        read(html(*["<td colspan=2000>x"] * 6_000), name="shop.xls")
    assert refused.value.code == "too_large"
