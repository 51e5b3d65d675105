"""Kinds of cells in a workbook: errors and formulas without results are named, numbers and texts keep their marks."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from retention_core.ingest import Answer, totals
from retention_core.ingest.spreadsheets.cell_kinds_xlsx import has_odd_cells, kinds_of_cells
from retention_core.ingest.spreadsheets.number_formats_xlsx import currencies_of_styles
from retention_core.kernel.errors import Refused
from tests.ingest.shop import orders, read
from tests.ingest.test_ways_of_writing import euro, same
from tests.ingest.test_workbooks import plainly, workbook


def _amounts(write, **options) -> bytes:
    """The shop's workbook, the amount of each row written by a function of sheet, row and value."""

    def filled(book, sheet) -> None:
        plainly(book, sheet)
        for at, (_, _, value) in enumerate(orders(), 1):
            write(book, sheet, at, value)

    return workbook(filled, **options)


def test_few_formulas_without_results_are_set_aside_under_that_name() -> None:
    def write(book, sheet) -> None:
        plainly(book, sheet)
        sheet.write_formula(3, 2, "=A1", None, "")

    aside = read(workbook(write), name="shop.xlsx").sources[0].set_aside
    assert aside.select("row", "reason").rows() == [(4, "no_result")]


def test_a_formula_that_gives_an_empty_text_has_a_result() -> None:
    part = b'<row r="1"><c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><v>1</v></c></row>'
    assert kinds_of_cells(part)["kind"].to_list() == ["text", "number"]


@pytest.mark.parametrize(
    "cell", [b"<f>A1</f></c>", b"<f>A1</f><v></v></c>", b"<f>A1</f><v/></c>", b'<f t="shared" si="0"/></c>']
)
def test_a_formula_without_a_result_is_seen_however_it_is_written(cell: bytes) -> None:
    part = b'<c r="C5"><v>2</v></c><c r="D5" s="3">' + cell
    assert has_odd_cells(part)
    assert kinds_of_cells(part).select("row", "column", "kind").rows() == [(5, 0, "number"), (5, 1, "unstored")]


def test_a_total_that_was_never_calculated_below_the_orders_does_no_harm() -> None:
    def write(book, sheet) -> None:
        plainly(book, sheet)
        sheet.write(61, 0, "Total")
        sheet.write_formula(61, 2, "=SUM(C2:C61)", None, "")

    same(read(workbook(write), name="shop.xlsx"))


def test_errors_on_many_rows_are_asked_about_with_their_number() -> None:
    def write(book, sheet, at, value) -> None:
        if at % 10 == 0:
            sheet.write_formula(at, 2, "=NA()", None, "#N/A")

    (question,) = read(_amounts(write), name="shop.xlsx").questions
    assert question.code == "unreadable" and question.field == "amount"
    assert {name: question.values[name] for name in ("rows", "of", "example")} == {
        "rows": 6,
        "of": 60,
        "example": "#N/A",
    }


def test_numbers_beside_german_texts_keep_their_own_mark() -> None:
    def write(book, sheet, at, value) -> None:
        if at % 3:
            sheet.write_string(at, 2, euro(value))

    same(read(_amounts(write), name="shop.xlsx"))


def test_numbers_beside_american_texts_keep_theirs_too() -> None:
    def write(book, sheet, at, value) -> None:
        if at % 2:
            sheet.write_string(at, 2, f"{value:,.2f}")

    same(read(_amounts(write), name="shop.xlsx"))


def test_texts_of_three_decimals_are_asked_about_whatever_the_numbers_beside_them() -> None:
    rows = [(value + Decimal("0.005") if value > 0 else value, at) for at, (_, _, value) in enumerate(orders(), 1)]
    small = [(value % 800 + 100, at) for value, at in rows]

    def filled(book, sheet) -> None:
        plainly(book, sheet)
        for value, at in small:
            three = f"{value:.3f}"
            if at % 3:
                sheet.write_number(at, 2, float(three))
            else:
                sheet.write_string(at, 2, three.replace(".", ","))

    content = workbook(filled)
    (question,) = read(content, name="shop.xlsx").questions
    assert question.code == "decimal_mark"
    comma = read(content, Answer(question.code, "comma", question.file, question.field), name="shop.xlsx")
    assert comma.workbook
    expected = sum(Decimal(f"{value:.3f}") for value, _ in small)
    assert totals(comma.workbook)["revenue"] == f"{expected:.3f}"


def test_currencies_that_only_formats_name_are_asked_about() -> None:
    def filled(book, sheet) -> None:
        plainly(book, sheet)
        forms = [book.add_format({"num_format": form}) for form in ("[$$-409]#,##0.00", '#,##0.00 "€"')]
        for at, (_, _, value) in enumerate(orders(), 1):
            sheet.write_number(at, 2, float(value), forms[at % 3 == 0])

    (question,) = read(workbook(filled), name="shop.xlsx").questions
    assert question.code == "currency"
    assert {choice.values["rows"] for choice in question.choices} == {20, 40}


def test_one_currency_in_formats_changes_no_number() -> None:
    def write(book, sheet, at, value) -> None:
        sheet.write_number(at, 2, float(value), euros(book))

    forms: dict = {}

    def euros(book):
        return forms.setdefault("eur", book.add_format({"num_format": '#,##0.00 "€"'}))

    same(read(_amounts(write), name="shop.xlsx"))


def test_signs_of_formats() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="#,##0.00&quot; kg&quot;"/>'
        '<numFmt numFmtId="165" formatCode="[$€-407] #,##0"/><numFmt numFmtId="166" formatCode="[Red]#,##0 [$Ft-40E]"/>'
        '</numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/>'
        '<xf numFmtId="166"/></cellXfs>'
    )
    assert currencies_of_styles(styles) == {2: "€", 3: "Ft"}


def test_days_without_a_format_count_from_1904_where_the_workbook_says_so() -> None:
    first = date(1904, 1, 1)

    def filled(book, sheet) -> None:
        for at, (customer, day, value) in enumerate(orders(), 1):
            sheet.write_row(at, 0, (customer, (day - first).days, float(value)))

    same(read(workbook(filled, date_1904=True), name="shop.xlsx"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_workbook_with_two_parts_of_one_name_is_refused() -> None:
    content = io.BytesIO(workbook(plainly))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", archive.read("xl/worksheets/sheet1.xml"))
    with pytest.raises(Refused) as refused:
        read(content.getvalue(), name="shop.xlsx")
    assert refused.value.code == "unsafe" and "sheet1.xml" in str(refused.value.values["problem"])
