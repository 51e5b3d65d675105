"""Lists of customers are never orders; encodings are told by the headers; questions always lead on."""

import pytest

from retention_core.ingest import Answer, clean_orders, totals
from retention_core.kernel.errors import Refused
from tests.ingest.shop import read, table

SUMMARIES = {
    "order count": (
        "customer_id,revenue,last_seen,number_of_orders\nA,10,2023-01-02,2\nB,5,2023-01-05,1\nC,7,2023-02-01,3\n"
    ),
    "last visit": "email,total spent,last visit\na@x.de,10,2023-01-02\nb@x.de,5,2023-01-05\nc@x.de,7,2023-02-01\n",
    "recency": "Customer,Recency,Frequency,Monetary,Day\nA,3,2,10,2023-01-02\nB,9,1,5,2023-01-05\nC,1,3,7,2023-02-01\n",
    "in Chinese": "会员编号,消费次数,最近消费时间,消费金额\nA1,2,2023-01-02,10\nB1,1,2023-01-05,5\nC1,3,2023-02-01,7\n",
}


@pytest.mark.parametrize("content", SUMMARIES.values(), ids=SUMMARIES)
def test_one_row_per_customer_with_totals_is_no_list_of_orders(content):
    with pytest.raises(Refused) as caught:
        read(content)
    assert caught.value.code == "customer_totals"


def test_a_customer_on_two_rows_makes_them_orders():
    content = "email,total,date\na@x.de,10,2023-01-02\nb@x.de,5,2023-01-05\nc@x.de,7,2023-02-01\na@x.de,3,2023-03-01\n"
    assert totals(read(content).workbook)["orders"] == 4


def test_a_list_of_people_with_the_day_they_joined_is_no_list_of_orders():
    with pytest.raises(Refused) as caught:
        read("id,name,email,created\n1,Ann,,2023-01-02\n2,Bo,,2023-01-05\n3,Cy,,2023-02-01\n")
    assert caught.value.code == "customer_list"


def test_an_empty_customer_column_is_named():
    with pytest.raises(Refused) as caught:
        read("order_id,customer_id,date,amount\n1,,2023-01-02,5.00\n2,,2023-01-03,6.00\n")
    assert (caught.value.code, caught.value.values["column"], caught.value.values["rows"]) == (
        "empty_customer_column", "customer_id", 2,
    )  # fmt: skip


def test_yes_and_no_are_no_customers():
    with pytest.raises(Refused) as caught:
        read("date,amount,gone\n2023-01-02,1.00,FALSE\n2023-01-03,2.50,TRUE\n2023-01-03,2.00,FALSE\n")
    assert caught.value.code == "no_customer_column"


def test_the_only_column_that_could_be_the_customer_can_be_turned_down():
    content = "date,amount,who\n2023-01-02,1.00,Ann\n2023-01-03,2.50,Bo\n2023-01-04,2.00,Ann\n"
    question = read(content).questions[0]
    assert [choice.choice for choice in question.choices] == ["who", "none"]
    assert totals(read(content, Answer("customer_column", "who")).workbook)["customers"] == 2


def test_a_question_whose_every_answer_is_refused_is_a_refusal():
    with pytest.raises(Refused) as caught:
        read("12/25/2018,Your payment,1525.00,INV1\n12/26/2018,Your payment,15.00,INV2\n")
    assert caught.value.code == "no_customer_column"


def test_a_header_among_known_names_may_look_like_an_amount():
    names = "Order,Customer,Created at,Total,Currency,Tax 1 Value,Status,City,Country"
    content = f"{names}\n1,Ann,2023-01-02,5.00,EUR,1,paid,x,y\n"
    assert totals(read(content).workbook)["orders"] == 1


ENCODED = {
    "gb18030": "订单编号,买家会员名,实付款,订单创建时间\n"
    + "".join(f"{n},买家{n % 3},{n}.50,2023-01-{n:02d}\n" for n in range(10, 25)),
    "big5hkscs": "訂單編號,買家,訂單金額,訂單日期\n"
    + "".join(f"{n},王小明{n % 3},{n}.50,2023-01-{n:02d}\n" for n in range(10, 25)),
    "cp1250": "Rendelés száma;Vevő neve;Fizetett összeg;Dátum\n"
    + "".join(f"{n};Kővári {n % 3};{n},50;2023-01-{n:02d}\n" for n in range(10, 25)),
    "cp1252": "N° commande;Client;Montant TTC;Date de commande\n"
    + "".join(f"{n};Hélène {n % 3};{n},50;2023-01-{n:02d}\n" for n in range(10, 25)),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_known_headers_tell_the_encoding(encoding):
    content = ENCODED[encoding].encode(encoding)
    assert clean_orders(read(content).workbook).equals(clean_orders(read(ENCODED[encoding]).workbook))


def test_clean_rows_keep_their_currency():
    book = read(table(amount=lambda value: f"€{value:.2f}")).workbook
    again = read(clean_orders(book).write_csv()).workbook
    assert (book.currency, again.currency) == ("EUR", "EUR") and totals(book) == totals(again)


def test_names_of_another_language_than_the_headers_are_never_turned_into_signs():
    names = ("Wisłą", "Müller", "Gębą", "Jäger")
    rows = "".join(f"{names[n % 4]};2023-01-{n:02d};{n},50\n" for n in range(10, 25))
    content = "Kunde;Bestelldatum;Betrag\n" + rows
    reading = read(content.encode("cp1250"))
    choices = {choice.choice for question in reading.questions for choice in question.choices}
    assert (
        "cp1250" in choices if reading.workbook is None else clean_orders(reading.workbook)["customer_id"][0] in names
    )
