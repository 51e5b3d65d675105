"""Bytes to cells: quotes that stray, are not doubled, are apostrophes, or stand round whole lines."""

from pathlib import Path

import pytest

from retention_core.ingest.files.formats import opened
from retention_core.ingest.files.quotes_in_order import in_order
from retention_core.ingest.inputs.answers import Answers, File
from retention_core.ingest.streaming.streaming_read import stream_orders
from tests.ingest.shop import orders, read, table
from tests.ingest.test_ways_of_writing import same

ROWS = 12


def _cells(text: str) -> list[tuple]:
    return opened(File("orders.csv", content=text.encode()), Answers()).tables[0].cells.rows()


def _lines(*odd: str, header: str = "customer,date,amount", usual: str = "Ann {at},2023-01-{at:02},{at}.50") -> str:
    return "\n".join([header, *(usual.format(at=at) for at in range(1, ROWS)), *odd]) + "\n"


QUOTINGS = {
    "apostrophes": ("'Smith, J'", "Smith, J"),
    "a backslash before quotes": (r'"Joe \"X\" Inc, Ltd"', 'Joe "X" Inc, Ltd'),
    "quotes within that are not doubled": ('"Cafe "De Tuin", Ghent"', 'Cafe "De Tuin", Ghent'),
    "quotes within, nothing to protect": ('"The "Old" Shop"', 'The "Old" Shop'),
    "doubled quotes": ('"The ""Old"" Shop, Ltd"', 'The "Old" Shop, Ltd'),
    "a backslash before a comma": (r"Smith\, J", "Smith, J"),
    "NUL before quotes": ('"Joe \x00"X\x00" Inc, Ltd"', 'Joe "X" Inc, Ltd'),
}


@pytest.mark.parametrize(("written", "meant"), QUOTINGS.values(), ids=QUOTINGS.keys())
def test_a_name_between_quotes_is_what_was_meant(written: str, meant: str) -> None:
    rows = _cells(_lines(usual=f"{written},2023-01-{{at:02}},{{at}}.50"))
    assert rows[0] == ("customer", "date", "amount")
    assert {row[0] for row in rows[1:]} == {meant}
    assert {len(row) for row in rows} == {3} and rows[3][1:] == ("2023-01-03", "3.50")


@pytest.mark.parametrize("name", ["'t Hart", "'s-Gravenhage", "O'Neil", "rock 'n' roll", 'Pipe 5"', "Ben & Co 'X"])
def test_a_mark_that_is_part_of_a_name_stays(name: str) -> None:
    rows = _cells(_lines(f"{name},2023-02-01,9.00", f"{name},2023-02-02,8.00"))
    assert rows[-1] == (name, "2023-02-02", "8.00")
    assert len(rows) == ROWS + 2


def test_a_table_that_never_quotes_keeps_the_marks_of_its_names() -> None:
    text = _lines('"Ava" Crane\t2023-02-01\t9.00', header="customer\tdate\tamount", usual="Bo\t2023-01-0{at}\t1.50")
    assert _cells(text)[-1] == ('"Ava" Crane', "2023-02-01", "9.00")


STRAYS = ('"Eve,2023-02-01,9.00', 'Eve,"2023-02-01,9.00', 'Eve,2023-02-01,"9.00', '""Eve",2023-02-01,9.00')


@pytest.mark.parametrize("stray", STRAYS)
def test_one_stray_quote_moves_no_cell_of_its_row_and_swallows_no_row(stray: str) -> None:
    rows = _cells(_lines(stray, '"Smith, J",2023-02-02,8.00', "Bo,2023-02-03,7.00"))
    assert rows[-3][1:] == ("2023-02-01", "9.00") and rows[-3][0].strip('"') == "Eve"
    assert rows[-2:] == [("Smith, J", "2023-02-02", "8.00"), ("Bo", "2023-02-03", "7.00")]


def test_two_stray_quotes_do_not_make_one_cell_of_the_rows_between_them() -> None:
    between = [f"Bo,2023-02-{day:02},7.00" for day in range(2, 20)]
    rows = _cells(_lines('Eve,2023-02-01,"9.00', *between, 'Eve",2023-02-21,6.00', "Bo,2023-02-22,5.00"))
    assert len(rows) == ROWS + 21
    assert rows[-1] == ("Bo", "2023-02-22", "5.00")


def test_line_ends_within_quotes_belong_to_the_cell_beside_stray_quotes() -> None:
    rows = _cells(_lines('"Mill Rd 1\nLeeds, UK",2023-02-01,9.00', '"Eve,2023-02-02,8.00'))
    assert rows[-2:] == [("Mill Rd 1\nLeeds, UK", "2023-02-01", "9.00"), ("Eve", "2023-02-02", "8.00")]


@pytest.mark.parametrize("inner", ['"{at},Ann,2023-01-{at:02}"', '"{at},""Smith, A"",2023-01-{at:02}"'])
def test_lines_between_quotes_as_a_whole_are_taken_out_of_them(inner: str) -> None:
    rows = _cells(_lines(header='"order,customer,date"', usual=inner))
    assert rows[0] == ("order", "customer", "date")
    assert rows[1] == ("1", "Smith, A" if "Smith" in inner else "Ann", "2023-01-01")


def test_a_path_that_ends_in_a_backslash_closes_its_quotes() -> None:
    rows = _cells(_lines(usual='"C:\\orders\\",2023-01-{at:02},{at}.50'))
    assert rows[1] == ("C:\\orders\\", "2023-01-01", "1.50")


@pytest.mark.parametrize("gap", [" ", "   "])
def test_words_apart_by_spaces_are_cells_where_all_lines_have_as_many(gap: str) -> None:
    rows = _cells(_lines(header="src dst time", usual=gap.join(("{at}", "7", "108204{at:04}"))))
    assert rows[0] == ("src", "dst", "time") and rows[3] == ("3", "7", "1082040003")


def test_the_shop_between_apostrophes_gives_the_same_figures() -> None:
    lines = [f"'{customer}','{day}','{amount:.2f}'" for customer, day, amount in orders()]
    same(read("\n".join(["'customer','date','amount'", *lines])))


@pytest.mark.parametrize("name", ['"Ava" Crane', r'"Joe \"X\" Inc"', '"The "Old" Shop"', '""Eve"'])
def test_the_quick_pass_leaves_quotes_out_of_order_to_the_careful_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / "orders.csv"
    head = table()
    for text, quick in ((head, True), (head + f"{name},2024-01-05,9.00\n", False)):
        path.write_text(text)
        assert (stream_orders(File(path.name, path), Answers(), least_bytes=0) is not None) is quick


@pytest.mark.parametrize("everywhere", [True, False])
def test_names_with_a_comma_and_no_quotes_are_one_name_again(everywhere: bool) -> None:
    names = {f"Customer {at:03}": f"Smith {chr(64 + at)}x, Ann" for at in range(1, 14)}
    lines = [
        f"{at},{names[who] if everywhere or at % 3 == 0 else names[who].replace(',', '')},{day},{amount:.2f}"
        for at, (who, day, amount) in enumerate(orders())
    ]
    reading = read("\n".join(["order_id,customer,date,amount", *lines]))
    assert reading.workbook and not reading.questions and reading.sources[0].set_aside.height == 0
    assert "Smith Ax, Ann" in reading.workbook.customers["customer_id"].to_list()
    assert "names_joined" in {note.code for note in reading.notes}


IN_ORDER = {'"a","b"': True, '"a,",b': True, '"",b': True, '"""x""",b': True, 'a,"b\nc",d': True}
OUT_OF_ORDER = ('a,""h",c', '"Ava" Barlow,b', 'a,"TIME,Qty,"P","Q",x', r'"Joe \"X\", Inc",b', 'x,5" pipe,y')


@pytest.mark.parametrize(("line", "fits"), [*IN_ORDER.items(), *((line, False) for line in OUT_OF_ORDER)])
def test_quotes_out_of_order_are_counted(line: str, fits: bool) -> None:
    assert in_order(f'"x","y"\n{line}\n'.encode(), ",") is fits
