"""Who paid how, whom the shop paid, and who worked: none of these is a customer who buys."""

import polars as pl
import pytest

from retention_core.ingest.recognition.recognise import Action, recognise


def seen_in(header, rows):
    names = header.split("|")
    cells = [[cell or None for cell in row.split("|")] for row in rows]
    return recognise(names, pl.DataFrame(cells, schema={str(at): pl.String for at in range(len(names))}, orient="row"))


NAMES = ("Ann Lee", "Bo Kerr", "Cy Dunn", "Di Moss", "Ed Hall", "Flo Park", "Gus Reed", "Ida Shaw")


def rows_of(form, number=40):
    days = [f"2024-{1 + at // 20:02}-{1 + at % 20:02}" for at in range(number)]
    both = enumerate(zip(days, NAMES * number, strict=False))
    return [form.format(day=day, name=name, way=("x", "y", "z")[at % 3], n=at + 20) for at, (day, name) in both]


@pytest.mark.parametrize(
    "header",
    [
        "Date|Owner|Dog|Paid by|Price",
        "Datum|Halter|Tier|Bezahlt von|Preis",
        "Dátum|Gazdi|Kutya|Fizetés módja|Ár",
        "Fecha|Dueño|Mascota|Pagado con|Precio",
        "Date|Client|Service|Paid by|Price",
    ],
)
def test_who_owns_the_animal_is_the_customer_and_not_the_way_to_pay(header):
    seen = seen_in(header, rows_of("{day}|{name}|Rex|{way}|{n}.50"))
    assert (seen.kind, seen.action, seen.fields["customer_id"].position) == ("orders", Action.USE, "1")


def test_a_person_who_paid_is_a_customer():
    seen = seen_in("Date|Paid by|Price", rows_of("{day}|{name}|{n}.50"))
    assert (seen.kind, seen.fields["customer_id"].position) == ("orders", "1")


@pytest.mark.parametrize(
    "header",
    [
        "Date|Paid to|Amount|VAT",
        "Datum|Bezahlt an|Betrag|MwSt",
        "Fecha|Pagado a|Importe|IVA",
        "Datum|Betaald aan|Bedrag|BTW",
    ],
)
def test_whom_the_shop_paid_is_no_customer(header):
    seen = seen_in(header, rows_of("{day}|{name}|{n}.50|1.00"))
    assert (seen.kind, seen.action) == ("other", Action.REFUSE)


@pytest.mark.parametrize(
    "header",
    [
        "Date|Name|Hours|Rate|Pay",
        "Datum|Name|Stunden|Stundenlohn|Lohn",
        "Datum|Naam|Uren|Uurloon|Loon",
        "Fecha|Nombre|Horas|Tarifa|Salario",
    ],
)
def test_hours_and_the_wage_for_them_are_people_at_work(header):
    seen = seen_in(header, rows_of("{day}|{name}|8|11.50|{n}.50"))
    assert (seen.kind, seen.action) == ("other", Action.REFUSE)


@pytest.mark.parametrize(
    "header",
    ["User|Client|Project|Start date|End date|Duration", "Mitarbeiter|Kunde|Projekt|Startdatum|Enddatum|Dauer"],
)
def test_time_spent_for_clients_is_no_contract(header):
    seen = seen_in(header, rows_of("Rob Tan|{name}|Site|{day}|{day}|02:{n}:00"))
    assert (seen.kind, seen.action) == ("other", Action.REFUSE)


def test_hours_that_a_client_pays_for_are_sales():
    seen = seen_in("Date|Client|Hours|Rate|Amount", rows_of("{day}|{name}|2|11.50|{n}.50"))
    assert (seen.kind, seen.fields["amount"].position) == ("orders", "4")
