"""Logs of visits without a column that names an event are activity, not orders."""

import pytest

from retention_core.ingest import totals
from tests.ingest.shop import read


def visits(header: str, row) -> str:
    return "\n".join([header, *(row(at) for at in range(30))])


@pytest.mark.parametrize(
    "content",
    [
        visits("logged_in_at\tuser_id\tip_address\thttp_status",
               lambda at: f"2024-05-{at % 28 + 1:02}T08:{at:02}:11Z\t{8000 + at % 7}\t10.0.0.{at}\t200"),
        visits("Fecha;Hora;Nº socio;Punto de acceso;Cuota",
               lambda at: f"{at % 28 + 1:02}/05/2024;07:{at:02}:42;{27000 + at % 7:06};Torno {at % 2 + 1};Mañanas"),
        visits("Member No,Check In Date,Check In Time,Location",
               lambda at: f"M{100 + at % 7},2024-05-{at % 28 + 1:02},07:{at:02},Main Street"),
        visits("Datum;Uhrzeit;Mitgliedsnummer;Drehkreuz",
               lambda at: f"{at % 28 + 1:02}.05.2024;07:{at:02};{500 + at % 7};Eingang {at % 2 + 1}"),
    ],
    ids=["logins", "turnstile", "check-ins", "drehkreuz"],
)  # fmt: skip
def test_a_log_of_visits_is_activity(content):
    book = read(content).workbook
    assert book is not None and book.orders.is_empty() and book.activity.height == 30
    told = totals(book)
    assert (told["customers"], told["first_day"], told["last_day"]) == (7, "2024-05-01", "2024-05-28")
