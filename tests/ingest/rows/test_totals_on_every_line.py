"""Orders of several lines whose total stands on each of them, with refunds of single lines beside."""

import pytest

from retention_core.ingest import Answer
from tests.ingest.rows.both_readers import got, read_both

TAKE_OFF = Answer("refunds_taken_off", "take_off")
HEADERS = {
    "en": "order number,order date,customer email,item price,order total,refunded amount",
    "ko": "주문번호,주문일시,주문자 이메일,상품구매금액,총 결제금액,실제 환불금액",
    "de": "Bestellnummer,Bestelldatum,E-Mail,Artikelpreis,Gesamtbetrag,Erstattet",
}


def shop(language: str, *backs: tuple[int, int]) -> str:
    """Six orders of two lines, 30 and 20, with 5 for shipping: 55 on both lines; the first ones with refunds."""
    rows = [HEADERS[language]]
    for order in range(6):
        for line, price in enumerate((30, 20)):
            back = backs[order][line] if order < len(backs) else 0
            rows.append(f"A{order},2024-03-{order + 11},p{order % 3}@example.com,{price}.00,55.00,{back}.00")
    return "\n".join(rows)


@pytest.mark.parametrize("language", HEADERS)
def test_refunds_of_single_lines_come_off_the_total_once(language):
    assert got(read_both(shop(language, (20, 0), (0, 30)), TAKE_OFF)) == (6, 3, "280.00")


@pytest.mark.parametrize("language", HEADERS)
def test_an_order_whose_lines_were_all_given_back_is_none(language):
    assert got(read_both(shop(language, (30, 25), (0, 30)), TAKE_OFF)) == (5, 3, "245.00")


def test_a_whole_refund_of_one_line_leaves_the_other_lines_of_other_orders():
    assert got(read_both(shop("en", (55, 0), (0, 10)), TAKE_OFF)) == (5, 3, "265.00")
