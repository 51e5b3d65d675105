"""Names, e-mails, phones and consent: from lists of customers, and from what stands beside the orders."""

import pytest

from retention_core.ingest import File, read_files
from retention_core.ingest.columns.contact_columns import with_consent
from retention_core.ingest.recognition.column_roles import named_roles
from tests.ingest.shop import read

NUMBERED = (
    "order_id,customer,customer email,date,total,newsletter\n"
    "1,7,a@x.com,2023-01-02,10.00,yes\n2,8,B@x.com,2023-01-05,20.00,no\n3,7,,2023-02-05,5.00,no\n"
)
BY_EMAIL = "order_id,email,date,total\n1,a@x.com,2023-01-02,10.00\n2,B@x.com,2023-01-05,20.00\n"
LIST = "customer number,name,email,accepts marketing\nC1,Ann,A@x.com,TRUE\nC2,Bo,b@x.com,maybe\n"


def people(*contents: str) -> list[dict]:
    book = read_files([File(f"{at}.csv", content=content.encode()) for at, content in enumerate(contents)]).workbook
    assert book is not None
    return book.customers.to_dicts()


def test_what_stands_beside_the_orders_is_known_of_the_customer():
    assert people(NUMBERED) == [
        {"customer_id": "7", "email": "a@x.com", "consent": False},
        {"customer_id": "8", "email": "B@x.com", "consent": False},
    ]


def test_orders_by_email_find_a_list_with_numbers_and_emails():
    assert people(BY_EMAIL, LIST) == [
        {"customer_id": "B@x.com", "name": "Bo", "email": "b@x.com", "consent": None},
        {"customer_id": "a@x.com", "name": "Ann", "email": "A@x.com", "consent": True},
    ]


def test_orders_by_number_find_a_list_by_the_email_beside_them():
    named = [(row["customer_id"], row["name"], row["consent"]) for row in people(NUMBERED, LIST)]
    assert named == [("7", "Ann", True), ("8", "Bo", False)]


def test_a_list_with_emails_alone_is_found_too():
    only = "email,first name,last name,do not contact\nA@x.com,Ann,Lee,no\nb@x.com,Bo,Li,yes\n"
    named = [(row["customer_id"], row["name"]) for row in people(NUMBERED, only)]
    assert named == [("7", "Ann Lee"), ("8", "Bo Li")]


def test_a_list_is_joined_by_number_first():
    listed = "customer_id,name,email\n7,Ann,b@x.com\n8,Bo,a@x.com\n"
    assert [row["name"] for row in people(NUMBERED, listed)] == ["Ann", "Bo"]


SHOPIFY = (
    "Name,Email,Created at,Total,Lineitem name,Billing Name,Phone,Accepts Marketing\n"
    "#1,a@x.hu,2023-01-02 10:00:00 +0100,5.00,Mug,Ann Lee,0611,yes\n#1,,,,Tea,,,\n"
    "#2,b@x.hu,2023-01-03 10:00:00 +0100,7.00,Mug,,,no\n"
)
WOO = (
    "Order Number,Order Status,Order Date,Order Total Amount,Email (Billing),First Name (Billing),Last Name (Billing),"
    "Phone (Billing)\n1,completed,2024-01-02,10.00,a@x.hu,Ann,Lee,0611\n2,completed,2024-01-03,7.00,b@x.hu,,,\n"
)


@pytest.mark.parametrize("export", [SHOPIFY, WOO], ids=["Shopify", "WooCommerce"])
def test_exports_of_platforms_tell_names_emails_and_phones(export):
    first, second = people(export)
    assert (first["name"], first["email"], first["phone"]) == ("Ann Lee", "a@x.hu", "0611")
    assert (second["name"], second["email"], second["phone"]) == (None, "b@x.hu", None)


def test_a_bare_name_that_changes_from_order_to_order_is_no_name_of_a_customer():
    rows = (
        "customer_id,name,date,amount\n7,Mug,2023-01-02,5\n7,Tea,2023-01-03,6\n8,Pot,2023-01-04,7\n8,Cup,2023-01-05,7\n"
    )
    assert "name" not in read(rows).workbook.customers.columns
    same = rows.replace("Mug", "Ann").replace("Tea", "Ann").replace("Pot", "Bo").replace("Cup", "Bo")
    assert read(same).workbook.customers["name"].to_list() == ["Ann", "Bo"]


@pytest.mark.parametrize(
    ("consent", "barred", "means"),
    [("yes", None, True), ("ja", "nein", True), ("no", None, False), ("yes", "yes", False), (None, "no", None),
     ("maybe", None, None), ("已订阅", None, True), ("leiratkozott", None, False), ("souhlasí", "tak", False)],
)  # fmt: skip
def test_consent_is_yes_no_or_not_known(consent, barred, means):
    import polars as pl

    frame = pl.DataFrame(
        {"consent": [consent], "no_contact": [barred]}, schema={"consent": pl.String, "no_contact": pl.String}
    )
    assert with_consent(frame)["consent"].to_list() == [means]


CONSENT = (
    "Accepts Marketing|Newsletter|Opt-in|Werbeeinwilligung|Hírlevél feliratkozás|Aceita marketing|Acepta publicidad"
    "|Consentement marketing|Zgoda marketingowa|Souhlas s marketingem|Consenso marketing|接受营销|メルマガ購読"
)
BARRED = (
    "Do not contact|Unsubscribed|Opt-out|Werbesperre|Leiratkozott|Não contatar|No contactar|Désabonné"
    "|Nie kontaktować|Nekontaktovat|Non contattare|请勿联系|配信停止"
)


@pytest.mark.parametrize(("field", "headers"), [("consent", CONSENT), ("no_contact", BARRED)])
def test_consent_is_known_by_its_names_in_every_language(field, headers):
    assert [header for header in headers.split("|") if field not in named_roles((header,))[0]] == []
