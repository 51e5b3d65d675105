"""What states mean, in many languages."""

import pytest

from retention_core.ingest.recognition.state_meanings import (
    Meaning,
    is_no_end,
    is_nobody,
    order_meaning,
    subscription_meaning,
)


@pytest.mark.parametrize(
    ("state", "meaning"),
    [
        ("Completed", Meaning.SALE),
        ("not paid", Meaning.UNPAID),
        ("nicht storniert", Meaning.SALE),
        ("未付款", Meaning.UNPAID),
        ("已付款", Meaning.SALE),
        ("devolvida totalmente", Meaning.REFUNDED),
        ("Partially refunded", Meaning.PARTLY),
        ("wc-cancelled", Meaning.CANCELLED),
        ("cancelled_by_guest", Meaning.CANCELLED),
        ("Dibatalkan Pembeli", Meaning.CANCELLED),
        ("En espera de pago por transferencia bancaria", Meaning.UNPAID),
        ("Quotation Sent", Meaning.NOT_A_SALE),
        ("No-show", Meaning.NOT_A_SALE),
        ("zaplacená", Meaning.SALE),
        ("İptal Edildi", Meaning.CANCELLED),
        ("not shipped", Meaning.SALE),
        ("unfulfilled", Meaning.SALE),
        ("neodesláno", Meaning.SALE),
        ("Não está embalado", Meaning.SALE),
        ("未发货", Meaning.SALE),
        ("unshipped", Meaning.SALE),
        ("Неоплачен", Meaning.UNPAID),
        ("nezaplaceno", Meaning.UNPAID),
        ("onbetaald", Meaning.UNPAID),
        ("Ikke betalt", Meaning.UNPAID),
        ("Maksettu", Meaning.SALE),
        ("Neplătită", Meaning.UNPAID),
        ("Ακυρώθηκε", Meaning.CANCELLED),
        ("Скасовано", Meaning.CANCELLED),
        ("ملغي", Meaning.CANCELLED),
        ("รอชำระเงิน", Meaning.UNPAID),
        ("Overdue", Meaning.SALE),
        ("überfällig", Meaning.SALE),
        ("Written off", Meaning.UNPAID),
        ("Waitlisted", Meaning.NOT_A_SALE),
        ("Uteblev", Meaning.NOT_A_SALE),
        ("爽约", Meaning.NOT_A_SALE),
        ("Authorized", Meaning.ASKED),
        ("Zwrot - środki oddane", Meaning.REFUNDED),
        ("Mondphase", Meaning.UNKNOWN),
    ],
)
def test_a_state_of_an_order(state, meaning):
    assert order_meaning(state) is meaning


@pytest.mark.parametrize(
    ("state", "meaning"),
    [
        ("active", Meaning.RUNNING),
        ("trialing", Meaning.TRIAL),
        ("paused", Meaning.PAUSED),
        ("incomplete_expired", Meaning.NEVER),
        ("gekündigt", Meaning.NOTICE),
        ("cancel_at_period_end", Meaning.SCHEDULED),
    ],
)
def test_a_state_of_a_subscription(state, meaning):
    assert subscription_meaning(state) is meaning


@pytest.mark.parametrize(
    "cell", ["", "0", "-1", "Guest", "匿名用户", "não identificado", "unbekannt", "Vendég", "Khách lẻ"]
)
def test_nobody_in_many_languages(cell):
    assert is_nobody(cell)


@pytest.mark.parametrize("cell", ["", "-", "ongoing", "9999-12-31", "2099-12-31", "1970-01-01", "unbefristet", "长期"])
def test_signs_of_no_end(cell):
    assert is_no_end(cell)


def test_a_day_is_an_end():
    assert not is_no_end("2024-05-31")
