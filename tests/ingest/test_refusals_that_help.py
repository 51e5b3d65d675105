"""A table that is no list of sales is named for what it is, with what to export instead from where it came."""

import pytest

from retention_core.i18n import speech
from retention_core.ingest.platforms.source_systems import SourceSystem, system_of
from retention_core.kernel.errors import Refused
from retention_core.wording.reading import reading_sentences
from retention_core.wording.reading.reading_sentences import INSTEAD, OTHER_TABLES
from tests.ingest.shop import read

COHORTS = """Cohort,Users,Month 0,Month 1,Month 2,Month 3
2024-01,120,120,60,45,40
2024-02,110,110,58,41,
2024-03,130,130,70,,
2024-04,90,90,,,
"""
ROTA = """Mitarbeiter;Datum;Schichtbeginn;Schichtende;Bereich
Anna Lang;01.05.2024;09:00;17:00;Kasse
Ben Fuchs;01.05.2024;12:00;20:00;Bar
Anna Lang;02.05.2024;09:00;17:00;Kasse
"""
PARCELS = """Tracking Number,Ship Date,Carrier,Service,Recipient Name,City,Postcode,Weight (kg),Shipping Cost,Delivery Status
1Z001,2024-05-01,UPS,Standard,Ann Lee,Leeds,LS1,1.2,6.90,Delivered
1Z002,2024-05-01,DPD,Express,Ben Fox,York,YO1,0.4,9.90,Delivered
1Z003,2024-05-03,UPS,Standard,Ann Lee,Leeds,LS1,2.2,7.90,In transit
"""  # noqa: E501
SURVEY = """Timestamp,Question 1: How did you hear of us?,Question 2: What could be better?,Age group
2024-05-01 10:00,A friend,More colours,25-34
2024-05-02 11:00,Instagram,Faster delivery,35-44
2024-05-03 11:30,A friend,Nothing,25-34
"""
SUPPLIERS = """PO Number,Supplier,Order Date,Item,Quantity,Unit Cost,Total,Status
PO-1,Acme Ltd,2024-05-01,Boxes,100,0.50,50.00,Received
PO-2,Acme Ltd,2024-05-08,Tape,20,2.00,40.00,Received
PO-3,Bolt Inc,2024-05-09,Labels,10,3.00,30.00,Open
"""
PRICES = """Référence;Désignation;Prix HT;Prix TTC;Unité
A1;Chaise;50,00;60,00;pièce
A2;Table;150,00;180,00;pièce
A3;Lampe;25,00;30,00;pièce
"""
REPORT = """Month,Orders,Customers,Net sales,Average order value
2024-01,120,98,4300.20,35.83
2024-02,110,91,4100.00,37.27
2024-03,133,120,5300.50,39.85
"""


def refused(content: str) -> Refused:
    with pytest.raises(Refused) as caught:
        read(content)
    return caught.value


@pytest.mark.parametrize(
    ("content", "what"),
    [(COHORTS, "cohorts"), (ROTA, "rota"), (PARCELS, "shipping"), (SURVEY, "survey"), (SUPPLIERS, "own_purchases"),
     (PRICES, "products"), (REPORT, "report")],
)  # fmt: skip
def test_each_is_named_for_what_it_is(content, what):
    error = refused(content)
    assert (error.code, error.values["what"]) == ("other_table", what)
    for language in ("en", "zh_CN"):
        said = reading_sentences.refusal(error, speech(language))
        assert speech(language).say(OTHER_TABLES[what]) in said


CUSTOMERS_OF_SHOPIFY = """Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Total Spent,Total Orders,Tags
6001,Ann,Lee,ann@example.com,yes,Leeds,120.50,3,vip
6002,Ben,Fox,ben@example.com,no,York,30.00,1,
6003,Cara,Dow,cara@example.com,yes,Hull,65.10,2,
"""  # noqa: E501
CONTACTS_OF_HUBSPOT = """Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date
101,Ann,Lee,ann@example.com,555-0101,Max,New,2024-05-01 10:00
102,Ben,Fox,ben@example.com,555-0102,Max,Open,2024-05-02 10:00
103,Cara,Dow,cara@example.com,555-0103,Max,New,2024-05-03 10:00
"""


@pytest.mark.parametrize(
    ("content", "system"), [(CUSTOMERS_OF_SHOPIFY, "Shopify"), (CONTACTS_OF_HUBSPOT, "HubSpot"), (COHORTS, None)]
)
def test_the_system_it_comes_from_says_what_to_export_instead(content, system):
    said = reading_sentences.refusal(refused(content), speech("en"))
    assert (system in said) if system else not any(one in said for one in ("Shopify", "HubSpot", "Stripe"))


def test_every_system_has_its_sentence():
    assert {system.value for system in SourceSystem} == INSTEAD.keys()


def test_headers_of_no_system_are_of_none():
    assert system_of(("customer", "date", "amount")) is None


def test_orders_by_someone_unnamed_are_no_lines_of_orders():
    """A seller, a day, an order number a row: what lacks is who bought, not the orders."""
    rows = [f"Polska;Kowalski;2003-07-{at:02};{10248 + at};440.00" for at in range(1, 9)]
    content = "\n".join(["Kraj;Sprzedawca;Data zamowienia;idZamowienia;Utarg", *rows])
    assert refused(content).code == "no_customer_column"
