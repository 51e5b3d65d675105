"""Headers that mean one thing or another: pupils who pay, memberships that many have, balances that are settled."""

import pytest

from retention_core.ingest.recognition.recognise import Action
from tests.ingest.recognition.test_people_at_work import rows_of, seen_in


@pytest.mark.parametrize(
    "header",
    [
        "Datum|Leerling|Min.|Bedrag|Betaald",
        "Datum|Schüler|Min.|Betrag|Bezahlt",
        "Dátum|Tanuló|Perc|Összeg|Fizetve",
        "Fecha|Alumno|Min.|Importe|Pagado",
        "Date|Patient|Min.|Amount|Paid",
    ],
)
def test_whoever_is_taught_or_treated_for_money_is_a_customer(header):
    seen = seen_in(header, rows_of("{day}|{name}|60|{n}.50|j"))
    assert (seen.kind, seen.fields["customer_id"].position, seen.fields["amount"].position) == ("orders", "1", "3")


@pytest.mark.parametrize("header", ["Date|Student|Subject|Score", "Datum|Schüler|Fach|Note"])
def test_marks_of_pupils_are_no_sales(header):
    seen = seen_in(header, rows_of("{day}|{name}|Maths|{n}"))
    assert not (seen.kind == "orders" and seen.action is Action.USE)


def test_a_membership_that_many_have_is_no_person():
    rows = rows_of("{name} {n}|Tier {way}|Active|{day}||49.00")
    seen = seen_in("Person|Membership|Status|Begin Date|End Date|Amount", rows)
    assert (seen.kind, seen.fields["customer_id"].position) == ("subscriptions", "0")


@pytest.mark.parametrize(
    "header",
    [
        "Fakturanr|Kundnr|Kundnamn|Fakturadatum|Förfallodatum|Totalt|Saldo",
        "Rechnungsnr|Kundennr|Kundenname|Rechnungsdatum|Fälligkeitsdatum|Gesamt|Saldo",
        "Invoice No|Customer No|Customer Name|Invoice Date|Due Date|Total|Balance",
    ],
)
def test_invoices_most_of_which_are_settled_are_sales(header):
    rows = rows_of("10{n}|{name}|{name}|{day}|2024-04-01|{n}.50|0.00")
    assert seen_in(header, rows).kind == "orders"
    rows = rows_of("10{n}|{name}|{name}|{day}|2024-04-01|{n}.50|{n}.50")
    seen = seen_in(header, rows)
    assert not (seen.kind == "orders" and seen.action is Action.USE)


@pytest.mark.parametrize("header", ["event|properties.time|properties.distinct_id|properties.city"])
def test_the_name_of_what_fields_are_kept_in_says_nothing(header):
    rows = [f"Viewed|{1714528850 + at * 90000}|u_{at % 7}|Bristol" for at in range(40)]
    assert seen_in(header, rows).kind == "activity"


def test_an_hour_is_no_amount():
    rows = [f"2024-03-{1 + at % 28:02}|{14 + at % 8}.{10 + at}|00{at % 9}|Yoga" for at in range(40)]
    seen = seen_in("Data|Ora|Tessera|Corso", rows)
    assert not seen.unread_money()
