"""Order lines and price lists beside orders: joined by number, money counted once, every row accounted for."""

import polars as pl
import pytest

from retention_core.ingest import Answer, File, clean_orders, read_files, totals
from retention_core.kernel.errors import Refused
from retention_core.kernel.questions import TableKind
from retention_core.kernel.workbook import ReadResult

ORDERS = "order_id,customer,date,total\n1,A,2023-01-02,10.00\n2,B,2023-01-05,20.00\n3,A,2023-02-05,5.00\n"
BARE = "order_id,customer,date\n1,A,2023-01-02\n2,B,2023-01-05\n3,A,2023-02-05\n"
LINES = (
    "order_id,product,category,quantity,line total\n"
    "1,Mug,Kitchen,2,5.00\n1,Tea,Food,1,5.00\n2,Mug,Kitchen,8,20.00\n3,Tea,Food,1,5.00\n9,Tea,Food,1,7.00\n"
)
PRICES = "Artikelnr;Bezeichnung;Preis;Warengruppe\nA1;Becher;1.234,50;Küche\nA2;Tee;5,00;Essen\n"
BOUGHT = "Bestellung;Kunde;Datum;Artikelnr;Menge\n1;K1;13.01.2024;A1;2\n2;K2;14.01.2024;A2;3\n3;K1;15.02.2024;A2;1\n"


def together(*contents: str, answers: tuple[Answer, ...] = ()) -> ReadResult:
    files = [File(f"{at}.csv", content=content.encode()) for at, content in enumerate(contents)]
    reading = read_files(files, answers)
    for source in reading.sources:
        assert source.rows_read == source.rows_used + source.set_aside.height
    return reading


def notes(reading: ReadResult) -> dict[str, dict]:
    return {note.code: dict(note.values) for note in reading.notes}


@pytest.mark.parametrize("files", [(ORDERS, LINES), (LINES, ORDERS)])
def test_lines_that_add_up_bring_products_and_no_money(files):
    reading = together(*files)
    book = reading.workbook
    assert totals(book)["revenue"] == "35.00" and totals(book)["orders"] == 3
    assert book.orders["product"].to_list() == ["Mug", "Mug", "Tea"]
    assert book.orders["category"].to_list() == ["Kitchen", "Kitchen", "Food"]
    assert notes(reading)["lines_agree"]["of"] == 3
    lines = next(source for source in reading.sources if source.rows_read == 5)
    assert lines.set_aside.select("row", "reason").rows() == [(6, "order_not_found")]


def test_totals_of_orders_stand_where_their_lines_add_up_to_something_else():
    reading = together(ORDERS.replace("10.00", "12.50"), LINES)
    assert totals(reading.workbook)["revenue"] == "37.50"
    told = notes(reading)["lines_differ"]
    assert (told["rows"], told["of"], told["amount"].minor, told["sum"].minor) == (1, 3, 375, 350)


def test_lines_far_from_the_totals_of_their_orders_are_asked_about():
    far = ORDERS.replace("20.00", "200.00")
    question = together(far, LINES).questions[0]
    assert question.code == "lines_or_orders"
    revenues = [choice.values["totals"]["revenue"] for choice in question.choices]
    assert revenues == ["215.00", "35.00"]


def test_orders_without_amounts_are_worth_their_lines():
    reading = together(BARE, LINES)
    assert clean_orders(reading.workbook)["amount"].to_list() == ["10.00", "20.00", "5.00"]
    assert "lines_summed" in notes(reading) and "no_amounts" not in notes(reading)


def test_lines_of_a_cancelled_order_are_set_aside_with_it():
    orders = "order_id,customer,date,status\n1,A,2023-01-02,paid\n2,B,2023-01-05,cancelled\n3,A,2023-02-05,paid\n"
    reading = together(orders, LINES)
    assert totals(reading.workbook)["revenue"] == "15.00"
    assert reading.sources[0].set_aside.select("reason", "amount").rows() == [("cancelled", 20)]
    assert reading.sources[1].set_aside["reason"].to_list() == ["cancelled", "order_not_found"]


def test_many_orders_without_a_line_are_asked_about_and_set_aside():
    orders = BARE + "4,C,2023-02-06\n"
    assert together(orders, LINES).questions[0].code == "without_lines"
    reading = together(orders, LINES, answers=(Answer("without_lines", "set_aside"),))
    assert reading.sources[0].set_aside.select("row", "reason").rows() == [(5, "no_lines")]


def test_a_number_of_two_orders_gets_no_lines():
    orders = BARE.replace("3,A,2023-02-05", "2,C,2023-02-05")
    reading = together(orders, LINES, answers=(Answer("without_lines", "set_aside"),))
    assert totals(reading.workbook)["revenue"] == "10.00"
    assert set(reading.sources[0].set_aside["reason"]) == {"no_lines"}


def test_lines_in_two_files_that_overlap_count_once():
    reading = together(BARE, LINES, LINES.replace("9,Tea,Food,1,7.00\n", ""))
    assert totals(reading.workbook)["revenue"] == "35.00"
    assert set(reading.sources[2].set_aside["reason"]) == {"in_other_file"}


def test_two_tables_of_money_for_the_same_orders_are_asked_about():
    paid = "order_id,payment_type,payment_value\n1,card,11.00\n2,card,21.00\n3,card,6.00\n"
    question = together(BARE, LINES, paid).questions[0]
    assert question.code == "lines_money"
    assert [choice.values["totals"]["revenue"] for choice in question.choices] == ["35.00", "38.00"]


def test_a_price_in_doubt_asks_nothing_where_the_orders_have_totals():
    lines = "order_id,product,quantity,price\n1,Mug,2,2.50\n1,Tea,1,5.00\n2,Mug,8,2.50\n3,Tea,1,5.00\n"
    assert totals(together(ORDERS, lines).workbook)["revenue"] == "35.00"
    assert together(BARE, lines).questions[0].code == "price_means"


def test_lines_alone_are_refused_with_the_file_that_is_missing():
    with pytest.raises(Refused) as caught:
        together(LINES)
    assert caught.value.code == "lines_alone"


def test_prices_of_a_list_become_the_money_of_orders():
    reading = together(BOUGHT, PRICES)
    book = reading.workbook
    assert clean_orders(book)["amount"].to_list() == ["2469.00", "15.00", "5.00"]
    assert book.orders["product"].to_list() == ["Becher", "Tee", "Tee"]
    assert book.orders["category"].to_list() == ["Küche", "Essen", "Essen"]
    assert [source.kind for source in reading.sources] == [TableKind.ORDERS, TableKind.PRODUCTS]


def test_a_price_in_three_decimals_keeps_its_meaning():
    listed = PRICES.replace("1.234,50", "1,234").replace("5,00", "12,5")
    assert clean_orders(together(BOUGHT, listed).workbook)["amount"].to_list() == ["2.468", "37.500", "12.500"]


def test_the_way_prices_are_written_says_nothing_about_quantities():
    bought = BOUGHT.replace(";2\n", ";1.500\n").replace(";3\n", ";2.500\n").replace(";1\n", ";3.500\n")
    assert together(bought, PRICES.replace("1.234,50", "1234.50")).questions[0].code == "decimal_mark"


def test_products_without_a_price_are_asked_about_and_set_aside():
    bought = BOUGHT + "4;K3;16.02.2024;A9;1\n"
    question = together(bought, PRICES).questions[0]
    assert (question.code, question.values["rows"], question.values["example"]) == ("not_in_list", 1, "A9")
    reading = together(bought, PRICES, answers=(Answer("not_in_list", "set_aside"),))
    assert reading.sources[0].set_aside["reason"].to_list() == ["no_price"]
    assert totals(reading.workbook)["revenue"] == "2489.00"


def test_a_product_with_two_prices_is_asked_about():
    listed = PRICES + "A2;Tee;6,00;Essen\n"
    question = together(BOUGHT, listed).questions[0]
    assert question.code == "two_prices"
    assert [choice.values["totals"]["revenue"] for choice in question.choices] == ["2489.00", "2493.00"]


def test_a_list_of_products_beside_complete_orders_gives_names_and_categories():
    orders = "order_id,customer,date,amount,product_id\n1,A,2023-01-02,10.00,A1\n2,B,2023-01-05,20.00,A2\n"
    book = together(orders, PRICES).workbook
    assert totals(book)["revenue"] == "30.00"
    assert book.orders.select("product", "category").rows() == [("Becher", "Küche"), ("Tee", "Essen")]


def test_names_by_which_a_list_was_joined_stay_names():
    orders = "order_id,customer,date,amount,product\n1,A,2023-01-02,10.00,Becher\n2,B,2023-01-05,20.00,Tee\n"
    assert together(orders, PRICES).workbook.orders["product"].to_list() == ["Becher", "Tee"]


def test_prices_reach_orders_through_their_lines():
    lines = "order_id,Artikelnr,Menge\n1,A1,2\n2,A2,1\n3,A2,4\n"
    reading = together(BARE, lines, PRICES)
    assert clean_orders(reading.workbook)["amount"].to_list() == ["2469.00", "5.00", "20.00"]


def test_german_orders_and_prices_give_the_total_of_their_source(shared_data):
    folder = shared_data / "real" / "german_bestellungen"
    files = [File(name, folder / name) for name in ("Bestellungen.csv", "Produkte.csv")]
    book = read_files(files).workbook
    got = totals(book)
    assert (got["revenue"], got["orders"], got["customers"]) == ("79323.00", 100, 30)
    assert book.orders["ordered_on"].min().isoformat() == "2020-10-21"
    assert book.orders.select(pl.col("product").is_not_null().all()).item()


def test_products_that_are_only_numbered_find_their_prices():
    orders = "BestellID;KundenID;ProduktID;Menge;Bestelldatum\n" + "\n".join(
        f"{at + 1};{at % 4 + 1};{at % 3 + 1};2;{at + 1:02}.05.2024" for at in range(12)
    )
    products = "ProduktID;Produktname;Preis\n1;Tasse;5\n2;Kanne;20\n3;Teller;10"
    book = read_files(
        [File("Bestellungen.csv", content=orders.encode()), File("Produkte.csv", content=products.encode())]
    ).workbook
    assert totals(book)["revenue"] == "280.00"
