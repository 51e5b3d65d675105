"""Costs and profits beside orders: read exactly, under many names, or left unused; never a question, nor a lost row."""

from decimal import Decimal

import pytest

from retention_core.ingest import Answer, File, clean_orders, read_files, totals
from retention_core.kernel.workbook import ReadResult
from tests.files import file_named
from tests.ingest.shop import read

ROWS = [("A", "2023-01-02", "10.00"), ("B", "2023-01-05", "20.00"), ("A", "2023-02-05", "-5.00")]


def table(header: str, cells: tuple[str, str, str], delimiter: str = ",") -> str:
    lines = [delimiter.join((*row, cell)) for row, cell in zip(ROWS, cells, strict=True)]
    return "\n".join([delimiter.join(("customer", "date", "amount", header)), *lines])


def costs(reading: ReadResult) -> list[int | None]:
    assert not reading.questions
    assert reading.workbook is not None
    unit = Decimal(10) ** (2 - reading.workbook.decimals)
    return [None if cost is None else int(cost * unit) for cost in reading.workbook.orders["cost"]]


@pytest.mark.parametrize(
    "header",
    [
        *("Cost", "COGS", "total costs", "Wareneinsatz", "Beszerzési érték", "Custo", "Coste total", "Coût"),
        *("Koszt własny", "Náklady", "Costo del venduto", "成本", "總成本", "原価"),
    ],
)
def test_costs_are_read_under_their_names_in_twelve_languages(header: str):
    assert costs(read(table(header, ("4.00", "25.00", "2.00")))) == [400, 2500, -200]


@pytest.mark.parametrize(
    "header",
    [
        *("Profit", "Gross profit", "Rohertrag", "Nyereség", "Lucro", "Beneficio", "Bénéfice", "Zysk", "Zisk"),
        *("Utile", "利润", "毛利額", "粗利"),
    ],
)
def test_a_profit_is_what_is_left_after_the_cost(header: str):
    """10 - 6 = 4; 20 less a loss of 5 is a cost of 25; of a refund of 5 the profit given back was 3."""
    assert costs(read(table(header, ("6.00", "-5.00", "-3.00")))) == [400, 2500, -200]


@pytest.mark.parametrize(
    "header", ["Unit cost", "Einkaufspreis", "Beszerzési ár", "进价", "Prix d'achat", "Cena zakupu"]
)
def test_the_cost_of_one_piece_counts_for_each_piece(header: str):
    content = f"customer,date,quantity,unit price,{header}\nA,2023-01-02,3,5.00,1.125\nB,2023-01-03,2,5.00,2.00\n"
    reading = read(content)
    assert reading.workbook is not None
    assert reading.workbook.orders["cost"].to_list() == [3375, 4000]
    assert (reading.workbook.decimals, reading.workbook.orders["amount"].to_list()) == (3, [15000, 10000])
    assert totals(reading.workbook)["revenue"] == "25.000"


def test_a_cell_without_a_cost_is_not_known_and_its_row_is_used():
    reading = read(table("cost", ("4.00", "", "-")))
    assert costs(reading) == [400, None, None]
    assert reading.sources[0].rows_used == 3


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("cost", ("10.00", "20.00", "5.00")),  # the amounts once more
        ("cost", ("-4.00", "-8.00", "2.00")),  # below zero
        ("profit", ("0.40", "0.25", "0.40")),  # shares of the price
        ("profit", ("40%", "25%", "40%")),
        ("profit %", ("40", "25", "40")),
        ("cost", ("4.00", "n.a. yet", "see list")),
    ],
)
def test_a_column_that_cannot_be_costs_is_left_unused_and_named(header: str, cells: tuple[str, str, str]):
    reading = read(table(header, cells))
    assert not reading.questions
    assert reading.workbook is not None
    assert "cost" not in reading.workbook.orders.columns
    assert reading.sources[0].rows_used == 3
    assert not {"cost", "profit"} & reading.sources[0].columns.keys()


def test_a_cost_alone_is_asked_about():
    content = "customer,date,cost\nA,2023-01-02,4.00\nB,2023-01-03,5.00\n"
    assert read(content).questions[0].code == "amount_column"
    reading = read(content, Answer("amount_column", "cost"))
    assert reading.workbook is not None
    assert totals(reading.workbook)["revenue"] == "9.00"
    assert "cost" not in reading.workbook.orders.columns


def test_costs_with_a_decimal_comma_are_read_as_the_amounts_are():
    rows = "\n".join(f"K{n};0{n}.03.2023;1{n},50;{n},255" for n in range(1, 8))
    reading = read(f"Kunde;Datum;Umsatz;Wareneinsatz\n{rows}\n")
    assert reading.workbook is not None
    assert reading.workbook.decimals == 3
    assert reading.workbook.orders["cost"].to_list() == [n * 1000 + 255 for n in range(1, 8)]


def test_lines_of_an_order_add_up_and_one_unknown_cost_makes_that_of_the_order_unknown():
    lines = "1,A,2023-01-02,10.00,4.00\n1,A,2023-01-02,6.00,1.00\n2,B,2023-01-03,5.00,2.00\n2,B,2023-01-03,7.00,\n"
    reading = read(f"order_id,customer,date,amount,cost\n{lines}")
    assert reading.workbook is not None
    assert reading.workbook.orders.select("amount", "cost").rows() == [(16, 5), (12, None)]


def test_the_column_can_be_chosen_or_left_out():
    content = table("cost", ("4.00", "25.00", "2.00")).replace("\n", ",1\n").replace("cost,1", "cost,fees") + ",1"
    assert costs(read(content, Answer("column", "fees", "shop.csv", "cost"))) == [100, 100, -100]
    without = read(content, Answer("column", "", "shop.csv", "cost")).workbook
    assert without is not None
    assert "cost" not in without.orders.columns


def test_clean_orders_carry_the_cost_and_read_back_the_same():
    first = read(table("profit", ("6.00", "-5.00", "-3.00"))).workbook
    assert first is not None
    again = read(clean_orders(first).write_csv()).workbook
    assert again is not None
    columns = ["customer_code", "ordered_on", "amount", "cost", "purchase"]
    assert again.orders.select(columns).equals(first.orders.select(columns))


@pytest.mark.parametrize(
    ("name", "ten_thousandths"), [("tea_shop.csv", -6564725), ("superstore/superstore.csv", 286_397_0217)]
)
def test_the_profit_of_a_shop_is_exact(name: str, ten_thousandths: int):
    """The sum of its column Profit."""
    file = file_named(name)
    book = read_files([File(file.name, path=file)]).workbook
    assert book is not None
    assert book.decimals == 4
    assert int(book.orders["amount"].sum() - book.orders["cost"].sum()) == ten_thousandths
