"""Downloads: text stays text in a spreadsheet program, numbers stay numbers, nothing is cut without a word."""

import csv
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import fastexcel
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.export import tables
from retention_core.export.tables import csv_bytes, xlsx_bytes
from retention_core.i18n import speech
from retention_core.ingest import File, read_files

HOSTILE = [
    "![x](http://127.0.0.1:9/)",
    "<script>",
    "=1+1",
    "@SUM(1)",
    "-1+1|cmd",
    "+1-1",
    '=HYPERLINK("http://127.0.0.1:9/","x")',
    'a","=1+1',
    "'quoted",
    "http://127.0.0.1:9/",
    "007",
    "1e5",
    "王芳",
    "{=1+1}",
    " =1+1",
    "\u3000=1+1",
    "＝1+1",
    "＠SUM(1)",
    "＋1－1",
]
WITHIN = [
    'x;=HYPERLINK("http://127.0.0.1:9/")',
    "x;=1+1",
    "x; @SUM(1)",
    "a\t=1",
    "a\r\n=1+1",
    "a|+1",
    "x;＝1+1",
    "=1;=1",
    "\t=1",
    "\r=1",
    "\n=1",
]
EXCEL_PARTS_AT = (";", "\t", "|")


def rows_of_csv(written: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(written.decode("utf-8-sig"), newline="")))


def rows_of_xlsx(written: bytes, sheet: int | str = 0) -> list[tuple]:
    return fastexcel.read_excel(written).load_sheet(sheet, header_row=None, dtypes="string").to_polars().rows()


def xml_of(written: bytes) -> str:
    archive = zipfile.ZipFile(BytesIO(written))
    return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))


def test_a_csv_begins_with_the_mark_that_makes_excel_read_utf8():
    assert csv_bytes(pl.DataFrame({"name": ["王芳"]})) == b"\xef\xbb\xbfname\n" + "王芳\n".encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_can_run_as_a_formula(text):
    cell = rows_of_csv(csv_bytes(pl.DataFrame({"customer": [text]})))[1][0]
    assert not cell.startswith(tables.FORMULA_STARTS)
    assert cell in {text, "'" + text}


@pytest.mark.parametrize("text", [*HOSTILE, *WITHIN])
@pytest.mark.parametrize("delimiter", EXCEL_PARTS_AT)
def test_no_cell_runs_as_a_formula_where_excel_parts_lines_at_another_sign(text, delimiter):
    """Excel takes quotes for quotes only at the beginning of what it takes for a cell, and any line's end for one."""
    written = csv_bytes(pl.DataFrame({"first": ["a"], "customer": [text], "last": ["b"]})).decode("utf-8-sig")
    found = [cell.lstrip('" ') for line in re.split(r"[\r\n]", written) for cell in line.split(delimiter)]
    outside = [cell for cell in found if cell.startswith(tuple(tables.FORMULA_SIGNS))]
    assert outside == []


@pytest.mark.parametrize("text", WITHIN)
def test_only_an_apostrophe_is_put_within_a_cell(text):
    cell = rows_of_csv(csv_bytes(pl.DataFrame({"customer": [text]})))[1][0]
    assert cell != text
    assert cell.replace("'", "") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_taking_the_apostrophe_away_gives_the_cell_to_the_letter(text):
    """What reading does with a mended file: an apostrophe before a formula sign goes."""
    cell = rows_of_csv(csv_bytes(pl.DataFrame({"customer": [text]})))[1][0]
    mended = cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(tables.FORMULA_STARTS) else cell
    assert mended == text


@pytest.mark.parametrize("text", ["-12.50", "-12,50", "+3", "-1 234,50", "-1'234.50", "-1\u202f234,5"])
def test_a_signed_number_written_as_text_is_left_alone(text):
    assert rows_of_csv(csv_bytes(pl.DataFrame({"amount": [text]})))[1] == [text]


def test_numbers_of_a_csv_keep_their_sign_and_days_are_iso():
    frame = pl.DataFrame({"n": [-3], "money": [Decimal("-12.50")], "share": [-0.5], "day": [date(2026, 10, 31)]})
    assert rows_of_csv(csv_bytes(frame))[1] == ["-3", "-12.50", "-0.5", "2026-10-31"]


def test_headers_are_defused_too_and_two_may_be_the_same():
    frame = pl.DataFrame({"0": ["a"], "1": ["b"], "2": ["c"]})
    assert rows_of_csv(csv_bytes(frame, headers=["x", "x", "=1+1"]))[0] == ["x", "x", "'=1+1"]


def test_empty_cells_and_empty_tables_are_written():
    frame = pl.DataFrame({"a": [None, "x"], "b": [1, None]}, schema={"a": pl.String, "b": pl.Int64})
    assert rows_of_csv(csv_bytes(frame)) == [["a", "b"], ["", "1"], ["x", ""]]
    assert rows_of_csv(csv_bytes(frame.clear())) == [["a", "b"]]
    assert rows_of_xlsx(xlsx_bytes(frame.clear(), "x")) == [("a", "b")]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=5))
def test_any_text_survives_the_csv(texts):
    cells = [row[0] if row else "" for row in rows_of_csv(csv_bytes(pl.DataFrame({"a": texts})))[1:]]
    assert [cell.replace("'", "") for cell in cells] == [text.replace("'", "") for text in texts]
    assert not any(cell.lstrip(" ").startswith(("=", "@", "＝", "＠", "\t", "\r", "\n")) for cell in cells)


def test_a_downloaded_table_dropped_again_reads_to_the_letter():
    """The apostrophe is taken away by reading itself."""
    names = sorted({*HOSTILE, "-5"} - {"'quoted", " =1+1", "\u3000=1+1"})
    orders = pl.DataFrame({"customer": names, "date": "2024-01-30", "amount": "-1.50"})
    book = read_files([File("orders.csv", content=csv_bytes(orders))]).workbook
    assert book.customers["customer_id"].to_list() == names
    assert book.orders["amount"].sum() == -150 * len(names) // 10 ** (2 - book.decimals)


def test_an_excel_file_keeps_hostile_text_as_text_to_the_letter():
    written = xlsx_bytes(pl.DataFrame({"customer": [*HOSTILE, *WITHIN]}), "Customers")
    read = [row[0] for row in rows_of_xlsx(written)[1:]]
    assert read == [*HOSTILE, *WITHIN]
    assert "<f>" not in xml_of(written)
    assert "<hyperlink " not in xml_of(written)


def test_an_excel_cell_that_begins_like_a_formula_stays_text_when_it_is_edited():
    """quotePrefix is Excel's own apostrophe: without it, F2 and Enter would turn the text into a formula."""
    assert 'quotePrefix="1"' in xml_of(xlsx_bytes(pl.DataFrame({"a": ["=1+1"]}), "x"))


def test_an_excel_file_keeps_numbers_days_and_truth_values():
    frame = pl.DataFrame(
        {
            "n": [-3, None],
            "money": [Decimal("-12.50"), None],
            "day": [date(2026, 10, 31), None],
            "moment": [datetime(2026, 10, 31, 8, 30), None],
            "yes": [True, None],
        }
    )
    read = fastexcel.read_excel(xlsx_bytes(frame, "x")).load_sheet(0).to_polars().row(0, named=True)
    assert (read["n"], read["money"], read["yes"]) == (-3, -12.5, True)
    assert str(read["day"]).startswith("2026-10-31")
    assert read["moment"] == datetime(2026, 10, 31, 8, 30)


def test_what_excel_cannot_hold_as_a_number_or_day_is_written_as_text():
    frame = pl.DataFrame({"big": [12345678901234567], "nan": [float("nan")], "old": [date(1800, 1, 1)]})
    assert rows_of_xlsx(xlsx_bytes(frame, "x"))[1] == ("12345678901234567", "nan", "1800-01-01")


@pytest.mark.parametrize("sign", ["a", "😀"])
def test_a_cell_too_long_for_excel_is_cut_and_says_so(sign):
    text = sign * 40_000
    cell = rows_of_xlsx(xlsx_bytes(pl.DataFrame({"a": [text]}), "x"))[1][0]
    assert len(cell.encode("utf-16-le")) // 2 <= tables.LONGEST_CELL
    assert cell.startswith(sign * 1000)
    assert cell.endswith("[cut here: the whole text of 40,000 characters does not fit into one cell]")


def test_the_note_on_a_cut_cell_is_in_the_readers_language():
    cell = rows_of_xlsx(xlsx_bytes(pl.DataFrame({"a": ["a" * 40_000]}), "x", words=speech("zh_CN")))[1][0]
    assert not cell.endswith("does not fit into one cell]")


def test_a_cell_that_just_fits_is_whole():
    text = "b" * tables.LONGEST_CELL
    assert rows_of_xlsx(xlsx_bytes(pl.DataFrame({"a": [text]}), "x"))[1][0] == text


def test_more_rows_than_a_sheet_holds_go_on_in_the_next_sheet(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    written = xlsx_bytes(pl.DataFrame({"n": [1, 2, 3]}), "Lost customers")
    assert fastexcel.read_excel(written).sheet_names == ["Lost customers", "Lost customers 2"]
    assert rows_of_xlsx(written, "Lost customers 2") == [("n",), ("3",)]


@pytest.mark.parametrize("name", ["a/b:c", "", "'x'", "x" * 40, "[]:*?/\\", "a\0b", "\x07\x1f\n", "\ud800", "\ufffe"])
def test_any_sheet_name_is_made_one_that_excel_accepts(name):
    made = fastexcel.read_excel(xlsx_bytes(pl.DataFrame({"a": [1]}), name)).sheet_names[0]
    assert 1 <= len(made) <= 31
    assert not set(made) & set("[]:*?/\\")
    assert made.isprintable()


def test_half_a_sign_in_a_header_does_not_keep_the_excel_file_from_being_written():
    assert rows_of_xlsx(xlsx_bytes(pl.DataFrame({"a": ["x"]}), "x", headers=["\udcff.csv"]))[0] == ("?.csv",)
