"""Which old encoding a file is in, told by the language of its headers and by numbers; asked only where two fit."""

import pytest

from retention_core.ingest.files.encoding import decoded
from retention_core.ingest.inputs.answers import Answers
from retention_core.kernel.errors import Asking

FILES = {
    "one French name": ("N° client;Nom;Prénom;Date de commande;Montant\nC1;ROI;Agnès;04/10/2023;9,00\n", "cp1252"),
    "shouted French names": (
        "Client;Commande;Montant\nLEFÈVRE Élodie;04/10/2023;9,00\nGUÉRIN;05/10/2023;1\n",
        "cp1252",
    ),
    "one Turkish name": ("Müşteri;Sipariş Tarihi;Tutar\nAli;04.10.2023;9,00\n", "cp1254"),
    "one German name, as old Macs wrote it": ("Kunde;Bestelldatum;Betrag\nKüche;04.10.2023;9,00\n", "mac_roman"),
    "one German name, as DOS wrote it": ("Kunde;Bestelldatum;Betrag\nKüche;04.10.2023;9,00\n", "cp850"),
    "euro signs, as old Macs wrote them": ("Kunde;Verkäufe\nAnna;9,00 €\nBert;8,00 €\nCara;7,00 €\n", "mac_roman"),
    "one Hungarian name": ("Vevő;Rendelés dátuma;Összeg\nKerekes Erzsébet;2023.10.04.;9,00\n", "cp1250"),
    "hard spaces in amounts": (
        "Customer;Date;Total\nAnn;2023-01-02;2\xa0328,48 Ft\nBob;2023-01-03;13\xa0541\n",
        "cp1250",
    ),
}


@pytest.mark.parametrize(("text", "encoding"), FILES.values(), ids=FILES.keys())
def test_the_language_of_the_headers_decides(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), Answers()).text == text


def test_names_that_could_be_of_two_countries_are_asked_about() -> None:
    with pytest.raises(Asking) as asked:
        decoded("customer;date;amount\nSõke;2023-01-02;9.00\n".encode("cp1252"), Answers())
    samples = {choice.values["sample"] for choice in asked.value.question.choices}
    assert {"Sõke", "Sőke"} <= samples
