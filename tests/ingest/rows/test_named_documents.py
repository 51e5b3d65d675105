"""Credit notes and corrections under numbers of their own that name the invoice they lower."""

import pytest

from tests.ingest.rows.both_readers import got, read_both, told_of

KINDS = {
    "pl": ("Numer,Rodzaj dokumentu,Data sprzedaży,Nabywca,Wartość brutto,Korekta do", "Faktura VAT,Faktura korygująca"),
    "cs": ("Číslo,Typ dokladu,Vystaveno,Odběratel,Celkem s DPH,K faktuře", "Faktura,Opravný daňový doklad"),
    "en": ("Invoice number,Document type,Invoice date,Customer,Total,Original invoice", "Invoice,Credit note"),
}


def documents(language: str, *lowered: tuple[int, int]) -> str:
    """Ten invoices of 100 by four customers; then a document for each of the lowered ones, with what it takes away."""
    header, kinds = KINDS[language]
    sale, back = kinds.split(",")
    rows = [f"2024-{at:03},{sale},2024-05-{at + 1:02},Firm {at % 4},{100 + at}.00," for at in range(10)]
    rows += [f"K-{at:03},{back},2024-06-{at + 1:02},Firm {at % 4},-{money}.00,2024-{at:03}" for at, money in lowered]
    return "\n".join([header, *rows])


@pytest.mark.parametrize("language", KINDS)
def test_a_correction_lowers_the_invoice_it_names(language):
    reading = read_both(documents(language, (1, 40), (2, 20)))
    assert got(reading) == (10, 4, "985.00")
    assert str(told_of(reading)["last_day"]) == "2024-05-10"


@pytest.mark.parametrize("language", KINDS)
def test_an_invoice_that_was_taken_back_whole_is_no_order(language):
    assert got(read_both(documents(language, (1, 101), (2, 20)))) == (9, 4, "924.00")
