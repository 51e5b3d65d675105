"""Several columns of states on one order: it counts unless one of them undoes it."""

import pytest

from tests.ingest.rows.both_readers import got, read_both, set_aside


def shop(headers: str, *states: str) -> str:
    """Twelve orders of ten: the first ones with the states given, the rest like the last one."""
    rows = [f"{at},c{at % 4},2024-01-{at + 1:02},10.00,{states[min(at, len(states) - 1)]}" for at in range(12)]
    return "\n".join([f"order,customer,date,total,{headers}", *rows])


@pytest.mark.parametrize(
    ("headers", "undone", "sold"),
    [
        ("order status,payment status", "open,unpaid", "completed,paid"),
        ("order status,payment status", "open,pending", "open,paid"),
        ("Status do Pedido,Status do Pagamento", "Aberto,Pendente", "Arquivado,Confirmado"),
        ("Статус,Оплачен", "Новый,Нет", "Выполнен,Да"),
        ("Bestellstatus,Zahlungsstatus", "In Bearbeitung,Nicht bezahlt", "Versandt,Bezahlt"),
        ("Stav objednávky,Stav platby", "Vyřizuje se,Nezaplaceno", "Vyřízena,Zaplaceno"),
        ("订单状态,付款状态", "已下单,未付款", "已完成,已付款"),
    ],
)
def test_a_payment_that_did_not_come_undoes_an_order(headers, undone, sold):
    reading = read_both(shop(headers, undone, undone, sold))
    assert got(reading) == (10, 4, "100.00")
    assert set_aside(reading) == {"unpaid": 2}


@pytest.mark.parametrize(
    ("headers", "state"),
    [
        ("payment status,shipping status", "paid,not shipped"),
        ("payment status,fulfillment status", "paid,unfulfilled"),
        ("payment status,delivery status", "paid,pending"),
        ("Status do Pagamento,Status do Envio", "Confirmado,Não está embalado"),
    ],
)
def test_an_open_shipment_undoes_nothing(headers, state):
    sent = state.split(",")[0] + ",shipped"
    assert got(read_both(shop(headers, state, state, sent))) == (12, 4, "120.00")


def test_a_shipment_sent_back_undoes_an_order():
    reading = read_both(shop("payment status,shipping status", "paid,returned", "paid,shipped"))
    assert set_aside(reading) == {"refunded": 1}


def test_an_order_that_waits_but_was_paid_is_not_asked_about():
    assert got(read_both(shop("order status,payment status", "pending,paid", "completed,paid"))) == (12, 4, "120.00")
    assert read_both(shop("order status", "pending", "completed")).questions[0].code == "states"


def test_a_column_of_numbers_or_of_nothing_but_no_is_no_yes_or_no_to_paid():
    assert got(read_both(shop("coins paid", "0"))) == (12, 4, "120.00")
    assert got(read_both(shop("paid", "no"))) == (12, 4, "120.00")


@pytest.mark.parametrize(
    "word",
    ("BORRADOR", "Entwurf", "piszkozat", "bozza", "Brouillon", "draft", "Proforma", "下書き", "草稿", "черновик"),
)
def test_a_word_for_a_draft_instead_of_a_number_is_no_sale(word):
    rows = [f"{'F-' + str(at) if at else word},c{at % 4},2024-01-{at + 1:02},10.00" for at in range(12)]
    reading = read_both("\n".join(["number,customer,date,total", *rows]).replace("number", "invoice number"))
    assert got(reading) == (11, 4, "110.00")


def test_a_word_for_nothing_known_instead_of_a_number_is_an_order():
    rows = [f"{'F-' + str(at) if at else 'Frida'},c{at % 4},2024-01-{at + 1:02},10.00" for at in range(12)]
    assert got(read_both("\n".join(["invoice number,customer,date,total", *rows]))) == (12, 4, "120.00")


def invoices(kind: str, *rows: str) -> str:
    """Ten invoices of ten each, and the further rows."""
    sold = [f"I-{at},{kind},c{at % 4},2024-01-{at + 1:02},{10 + at}.00" for at in range(10)]
    return "\n".join(["invoice number,type,customer,date,total", *sold, *rows])


@pytest.mark.parametrize(
    "quote", ("Díjbekérő", "Pro forma", "Angebot", "Devis", "Preventivo", "見積書", "Lieferschein")
)
def test_offers_and_pro_formas_among_invoices_are_no_sales(quote):
    reading = read_both(invoices("Invoice", f"D-1,{quote},c1,2024-02-01,500.00"))
    assert got(reading) == (10, 4, "145.00")
    assert set_aside(reading) == {"no_sale": 1}


def test_a_document_that_undoes_another_goes_out_with_it():
    reading = read_both(invoices("Számla", "S-1,Sztornó számla,c3,2024-02-01,-13.00"))
    assert got(reading) == (9, 4, "132.00")
    assert set_aside(reading) == {"cancelled": 2}


def test_a_document_that_undoes_nothing_here_takes_its_amount_off():
    assert got(read_both(invoices("Számla", "S-1,Sztornó számla,c3,2024-02-01,-99.00"))) == (10, 4, "46.00")
