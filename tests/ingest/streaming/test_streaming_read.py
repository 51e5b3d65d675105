"""The streaming pass over large files gives what the careful way gives, or steps aside."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention_core.ingest import File, totals
from retention_core.ingest.files.formats import opened
from retention_core.ingest.inputs.answers import Answer, all_answers
from retention_core.ingest.reading import read_files
from retention_core.ingest.streaming.streaming_read import stream_orders
from retention_core.ingest.streaming.streaming_sheet import stream_sheet
from tests.ingest.shop import orders

HEADER = "order_id,customer_id,date,amount,category\n"


def lines(name="C{:04}", order="{}", day="{}", amount="{:.2f}") -> str:
    return HEADER + "".join(
        f"{order.format(at)},{name.format(int(customer[-3:]))},{day.format(on)},{amount.format(value)},toys\n"
        for at, (customer, on, value) in enumerate(orders(), 1)
    )


def written(day: str, *, comma: bool = False) -> str:
    """The plain orders with days in another form; with | for the decimal comma where asked for."""
    frame = pl.read_csv(lines().encode(), try_parse_dates=True, schema_overrides={"amount": pl.String})
    amount = pl.col("amount").str.replace(".", "|" if comma else ".", literal=True)
    return frame.with_columns(pl.col("date").cast(pl.Datetime).dt.strftime(day), amount).write_csv()


def several_lines(order="{}", **changed: pl.Expr) -> str:
    """Orders of one to three lines: 60 of them, two customers in turn, each line another category."""
    frame = pl.DataFrame({"order_id": [at // 3 + (at % 3 == 2) for at in range(180)]}).with_columns(
        ("C00" + (10 + pl.col("order_id") % 2).cast(pl.String)).alias("customer_id"),
        (pl.date(2023, 1, 1) + pl.duration(days=pl.col("order_id"))).alias("date"),
        (pl.int_range(pl.len()) / 4 + 1.25).alias("amount"),
        pl.Series("category", ["toys", "food", "books"] * 60),
    )
    frame = frame.with_columns(**changed).with_columns(order_id=pl.format(order, "order_id"))
    return frame.write_csv()


def quick(path: Path, content: str):
    path.write_bytes(content.encode())
    return stream_orders(File(path.name, path), all_answers(()), least_bytes=0)


PLAIN = {
    "numbered ids": lines(),
    "ids of varying width": lines("cust{}"),
    "bare numbers": lines("{}"),
    "names": lines("Customer {} of Győr"),
    "rows not in day order": HEADER
    + "".join(sorted(lines().splitlines(keepends=True)[1:], key=lambda line: line[-9:])),
    "three decimals": lines(amount="{:.3f}"),
    "text order ids": lines(order="A-{}"),
    "CRLF": lines().replace("\n", "\r\n"),
    "a mark": "\ufeff" + lines(),
    "quoted": lines().replace("toys", '"toys"'),
    "no final line end": lines().rstrip("\n"),
    "days with slashes": written("%Y/%m/%d"),
    "day first with full stops": written("%d.%m.%Y"),
    "day first with slashes": written("%d/%m/%Y"),
    "month first": written("%m/%d/%Y"),
    "times of day": written("%Y-%m-%d %H:%M:%S"),
    "times of day in another form": written("%d.%m.%Y %H:%M"),
    "semicolons and decimal commas": written("%d.%m.%Y", comma=True).replace(",", ";").replace("|", ","),
    "decimal commas in quotes": re.sub(r"(-?\d+)\|(\d+)", r'"\1,\2"', written("%Y-%m-%d", comma=True)),
    "whole amounts": lines(amount="{:.0f}"),
    "provinces": lines().replace("category", "state").replace("toys", "TX"),
    "one currency": lines().replace("category", "currency").replace("toys", "eur"),
    "lines of one order": several_lines(),
    "numbers of orders are texts": several_lines("A-{}"),
    "e-mails": lines("c{}@x.com"),
    "contacts": "".join(
        line.rstrip("\n")
        + (
            ",customer name,customer email,newsletter\n"
            if at == 0
            else f",N {at} , n{at % 5}@x.hu,{'yes' if at % 2 else ''}\n"
        )
        for at, line in enumerate(lines().splitlines(keepends=True))
    ),
    "names in two": "".join(
        line.rstrip("\n") + (",first name,last name\n" if at == 0 else f",A{at % 3},{'B' if at % 4 else ''}\n")
        for at, line in enumerate(lines().splitlines(keepends=True))
    ),
}


@pytest.mark.parametrize("case", PLAIN)
def test_plain_files_give_the_same_workbook_both_ways(case, tmp_path):
    path = tmp_path / "orders.csv"
    found = quick(path, PLAIN[case])
    assert found is not None
    careful = read_files([File(path.name, path)])
    book = careful.workbook
    assert found.log.customers.equals(book.customers) and found.currency == book.currency
    assert found.log.decimals == book.decimals and found.log.counts == book.counts
    assert found.log.orders.columns == book.orders.columns
    order = ["ordered_on", "order_id"]
    assert found.log.orders.sort(order).equals(book.orders.sort(order))
    assert found.source.rows_read == careful.sources[0].rows_read and found.source.columns == careful.sources[0].columns
    assert [note.code for note in found.notes] == [note.code for note in careful.notes]
    for mine, theirs in zip(found.notes, careful.notes, strict=True):
        assert {**mine.values, "example": None} == {**theirs.values, "example": None}


ODD_CELLS = (
    *(
        "",
        " ",
        "-",
        "x",
        "0",
        "-1,5",
        "1.500",
        "1,500",
        "1e3",
        "inf",
        "NaN",
        "12",
        " 7",
        "007",
        "Total",
        "Guest",
        "1.0",
    ),
    *("2023-01-32", "31.02.2023", "13/13/2023", "01.02.23", "2023-01-02 25:00", "2023-01-02 10:00", "02.01.2023 9:05"),
    *("1.0", "C0001 ", "\u200b7", "2023-01-02T10:00", "+2023-01-02", "1.02.2023", "2023-1-2"),
)
FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d %H:%M")


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(FORMS), st.booleans(), st.integers(0, 59), st.integers(0, 4), st.sampled_from(ODD_CELLS))
def test_one_odd_cell_is_read_the_same_both_ways_or_left_to_the_careful_one(form, comma, row, column, cell):
    lines_of_cells = [line.split(",") for line in written(form, comma=comma).splitlines()]
    lines_of_cells[row + 1][column] = cell
    with TemporaryDirectory() as folder:
        path = Path(folder, "orders.csv")
        found = quick(path, "".join(";".join(cells).replace("|", ",") + "\n" for cells in lines_of_cells))
        book = read_files([File(path.name, path)]).workbook if found else None
    if not found:
        return
    order = ["ordered_on", "order_id", "customer_code"]
    assert found.log.orders.sort(order).equals(book.orders.sort(order))
    assert found.log.customers.equals(book.customers) and found.source.rows_read == book.sources[0].rows_read
    assert (found.log.decimals, found.log.counts) == (book.decimals, book.counts)


SAID = (
    (Answer("day_order", "day_first"), True),
    (Answer("day_order", "month_first"), False),
    (Answer("decimal_mark", "comma", field="amount"), True),
    (Answer("decimal_mark", "point", field="amount"), False),
    (Answer("delimiter", ";"), True),
    (Answer("kind", "orders"), True),
    (Answer("kind", "activity"), False),
    (Answer("refund_rows", "cancelled"), False),
)


@pytest.mark.parametrize(("answer", "goes_on"), SAID)
def test_an_answer_that_changes_nothing_keeps_the_streaming_pass(answer, goes_on, tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text(PLAIN["semicolons and decimal commas"], encoding="utf-8")
    answers = all_answers([answer]).about(path.name, None)
    assert (stream_orders(File(path.name, path), answers, least_bytes=0) is not None) == goes_on


DOUBTFUL = {
    "thousands or thousandths": HEADER
    + "".join(f"{at},C{at:04},2023-01-02,{at % 9 + 1}.{at:03},toys\n" for at in range(1, 60)),
    "an order number that says nothing": HEADER + "-,C0001,2023-01-02,5.00,toys\n" + lines().split("\n", 1)[1],
    "no customer": lines().replace("C0005", ""),
    "a day that is none": lines().replace("2023-", "2023-1", 1),
    "an amount that is none": lines(amount="{:.2f} EUR"),
    "a total": lines() + "Total,,,1.00,\n",
    "a line twice": lines() + lines().splitlines()[1] + "\n",
    "a total on every line": several_lines(amount=pl.col("amount").first().over("order_id")),
    "something given back": several_lines(amount=pl.col("amount") - 20),
    "orders of several people": several_lines(customer_id=pl.col("order_id").cast(pl.String) + pl.col("category")),
    "states under another name": lines().replace("category", "state").replace("toys", "cancelled", 1),
    "amounts in hundredths": lines(amount="{:.0f}").replace("amount", "amount_cents"),
    "amounts in thousands": lines().replace("amount", "amount (thousands)"),
    "a status": lines().replace("category", "status").replace("toys", "paid"),
    "cancelled": lines().replace("category", "status").replace("toys", "cancelled", 1),
    "two currencies": lines().replace("category", "currency").replace("toys", "EUR").replace("EUR", "USD", 1),
    "blanks around a text": lines().replace("toys", "toys ", 1),
    "blanks around": lines("C{:04} "),
    "two day forms": lines().replace("-", "/", 40),
    "day or month first": HEADER + "".join(f"{at},C{at:04},0{at % 9 + 1}/02/2023,1.50,toys\n" for at in range(60)),
    "both day and month first": HEADER
    + "".join(f"{at},C{at:04},{day}/2023,1.50,toys\n" for at, day in enumerate(["13/02", "02/13"] * 30)),
    "a day that no month has": written("%d.%m.%Y") + "99999,C0001,31.02.2023,1.00,x\n",
    "an hour that no day has": written("%Y-%m-%d %H:%M:%S") + "99999,C0001,2023-01-01 1:2 am,1.00,x\n",
    "years of two digits": written("%d.%m.%y"),
    "points among commas": written("%d.%m.%Y", comma=True).replace(",", ";").replace("|", ",")
    + "99999;C0001;01.02.2023;1.500;x\n",
    "whole amounts and one of thousands or thousandths": lines(amount="{:.0f}") + "99999,C0001,2023-01-01,1.234,x\n",
    "a blank line": lines() + "\n",
    "a long row": lines() + "1,2,2023-01-01,1.00,x,y\n",
    "leading zeros of varying width": lines("0{}"),
    "infinite": lines() + "99999,C0001,2023-01-01,inf,x\n",
    "a line end within quotes": lines().replace("toys", '"to\nys"', 1),
    "nobody": lines() + "99999,Guest,2023-01-01,1.00,x\n",
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_anything_else_goes_the_careful_way(case, tmp_path):
    assert quick(tmp_path / "orders.csv", DOUBTFUL[case]) is None


def test_a_state_that_the_first_rows_do_not_hold_is_seen(tmp_path, monkeypatch):
    content = lines().replace("category", "state") + "99999,C0001,2023-01-01,1.00,cancelled\n"
    monkeypatch.setattr("retention_core.ingest.streaming.streaming_read._HEAD_BYTES", len(content) // 2)
    assert quick(tmp_path / "orders.csv", content) is None
    assert quick(tmp_path / "orders.csv", content.replace("cancelled", "NY")) is not None


def test_a_large_file_by_path_takes_the_streaming_pass(tmp_path, monkeypatch):
    path = tmp_path / "orders.csv"
    path.write_text(lines(), encoding="utf-8")
    careful = totals(read_files([File(path.name, path)]).workbook)
    monkeypatch.setattr("retention_core.ingest.streaming.streaming_read.LEAST_BYTES", 0)
    monkeypatch.setattr("retention_core.ingest.reading.opened", None)
    assert totals(read_files([File(path.name, path)]).workbook) == careful


def sheet(**changed: pl.Expr) -> bytes:
    """The plain orders as a workbook with typed cells."""
    frame = pl.read_csv(lines().encode(), try_parse_dates=True).with_columns(**changed)
    content = BytesIO()
    frame.write_excel(content)
    return content.getvalue()


def quick_workbook(content: bytes):
    return stream_sheet(opened(File("orders.xlsx", content=content), all_answers(())), all_answers(()), least_rows=0)


SHEETS = {
    "as it is": {},
    "times of day": {"date": pl.col("date").cast(pl.Datetime) + pl.duration(hours=pl.col("order_id") % 24)},
    "names": {"customer_id": "Customer " + pl.col("customer_id")},
    "whole amounts": {"amount": pl.col("amount").round(0)},
    "one currency": {"currency": pl.lit("EUR")},
}


@pytest.mark.parametrize("case", SHEETS)
def test_plain_sheets_give_the_same_workbook_both_ways(case):
    content = sheet(**SHEETS[case])
    found, careful = quick_workbook(content), read_files([File("orders.xlsx", content=content)])
    assert found is not None
    assert found.log.orders.equals(careful.workbook.orders) and found.log.customers.equals(careful.workbook.customers)
    book = careful.workbook
    assert (found.log.decimals, found.log.counts, found.currency) == (book.decimals, book.counts, book.currency)
    assert found.notes == careful.notes
    mine, theirs = found.source, careful.sources[0]
    assert mine.set_aside.equals(theirs.set_aside)
    assert replace(mine, set_aside=None) == replace(theirs, set_aside=None)


DOUBTFUL_SHEETS = {
    "no customer": {"customer_id": pl.when(pl.col("order_id") != 7).then("customer_id")},
    "a day as text": {"date": pl.col("date").dt.to_string("%d.%m.%Y")},
    "an amount with a sign": {"amount": "EUR " + pl.col("amount").cast(pl.String)},
    "more digits than a double has": {"amount": pl.col("amount") + 1e-9},
    "lines of one order": {"order_id": pl.col("order_id") // 2},
    "nobody": {"customer_id": pl.when(pl.col("order_id") != 7).then("customer_id").otherwise(pl.lit("Guest"))},
    "cancelled": {"status": pl.when(pl.col("order_id") == 7).then(pl.lit("cancelled")).otherwise(pl.lit("paid"))},
    "two currencies": {"currency": pl.when(pl.col("order_id") == 7).then(pl.lit("USD")).otherwise(pl.lit("EUR"))},
}


@pytest.mark.parametrize("case", DOUBTFUL_SHEETS)
def test_any_other_sheet_goes_the_careful_way(case):
    assert quick_workbook(sheet(**DOUBTFUL_SHEETS[case])) is None


def test_a_large_sheet_takes_the_quick_way(monkeypatch):
    content = sheet()
    careful = totals(read_files([File("orders.xlsx", content=content)]).workbook)
    monkeypatch.setattr("retention_core.ingest.streaming.streaming_sheet.LEAST_ROWS", 0)
    monkeypatch.setattr("retention_core.ingest.joining.parse_tables.parse_table", None)
    assert totals(read_files([File("orders.xlsx", content=content)]).workbook) == careful
