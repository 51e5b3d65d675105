"""Headers taken apart into concepts."""

import pytest

from retention_core.ingest.recognition.header_words import CONCEPTS_FILE, read_headers


def concepts(header, *others):
    return read_headers((header, *others))[0].concepts


@pytest.mark.parametrize(
    ("header", "others", "expected"),
    [
        ("Ship Date", (), {"ship", "date"}),
        ("status_venda", ("cliente", "data_compra"), {"state", "sale"}),
        ("customer_unique_id", (), {"customer", "id"}),
        ("OrderID", (), {"order", "id"}),
        ("Bestelldatum", ("Kunde",), {"order", "date"}),
        ("Kundennummern", ("Betrag",), {"customer", "number"}),
        ("Gesamtsumme der Bestellung", ("Kunde",), {"total", "order"}),
        ("Fakturadatum", ("Kund", "Belopp"), {"invoice", "date"}),
        ("订单创建时间", ("买家",), {"order", "created", "date", "time"}),
        ("주문일시", ("고객명",), {"order", "date", "time"}),
        ("MaKH", ("SoLuong", "DonGia"), {"customer"}),
        ("Numer zamówienia", ("Klient",), {"number", "order"}),
    ],
)
def test_a_header_is_a_set_of_concepts(header, others, expected):
    assert expected <= concepts(header, *others)


def test_a_total_with_tax_is_no_tax():
    assert "tax" not in concepts("Totaal incl. btw", "Klant", "Factuurdatum")


def test_an_amount_of_tax_is_tax():
    assert "tax" in concepts("Order Total Tax Amount")


def test_a_word_of_two_languages_counts_as_the_language_of_the_table():
    assert "date" in concepts("Tag", "Kunde", "Betrag")


def test_every_line_of_the_concepts_has_a_cell_per_language():
    lines = CONCEPTS_FILE.read_text(encoding="utf-8").splitlines()
    assert {line.count("\t") for line in lines} == {27}
    assert len({line.split("\t")[0] for line in lines}) == len(lines)
