"""Every line of bad input that the question "what to do" may meet, on each of its pages; and its lists of people."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from retention_core.kernel.study import Study
from retention_core.prescribe.segments.segments import segment_cells, segments
from retention_core.prescribe.tiers.tiers import tier_members, tier_table
from retention_core.storage.customer_notes import remarks
from tests.pages.apps import dropped, in_turns, opened
from ui.session.store import STORE

PAGES = ("actions", "segments", "tiers", "accounts", "at_risk", "customer")
START = date(2023, 1, 2)


def _file(rows: list[str], header: str = "customer,date,amount") -> bytes:
    return "\n".join([header, *rows]).encode()


def _log(customers: int, orders: int) -> list[tuple[str, date]]:
    """Customers take turns, one order every third day."""
    return [(f"c{n % customers}", START + timedelta(days=3 * n)) for n in range(orders)]


LONG = "x" * 10_000
FILES = {
    "same-spend": _file([f"{who},{day},20.00" for who, day in _log(60, 240)]),
    "three-customers": _file([f"{who},{day},{n % 9 + 1}.50" for n, (who, day) in enumerate(_log(3, 90))]),
    "all-once": _file([f"c{n},{START + timedelta(days=n)},{n % 30 + 1}.00" for n in range(300)]),
    "no-amounts": _file([f"{who},{day}" for who, day in _log(50, 240)], "customer,date"),
    "no-products": _file([f"{who},{day},{n % 50 + 1}.00" for n, (who, day) in enumerate(_log(50, 240))]),
    "negative-margins": _file(
        [
            f"{who},{day},{n % 50 + 1}.00,{n % 50 + 9}.00,{'tea' if n % 2 else 'pot'}"
            for n, (who, day) in enumerate(_log(50, 240))
        ],
        "customer,date,amount,cost,product",
    ),
    "long-names": _file(
        [f"{LONG}{who},{day},{n % 50 + 1}.00,{LONG}{n % 4}" for n, (who, day) in enumerate(_log(45, 180))],
        "customer,date,amount,product",
    ),
}


def _study(app: AppTest) -> Study:
    token = app.query_params["shop"]
    shop = STORE.find(token if isinstance(token, str) else token[0])
    assert shop is not None
    return shop.study(shop.settings)


@pytest.mark.parametrize(("name", "language"), in_turns(FILES))
def test_every_page_stands_whatever_the_file(name: str, language: str) -> None:
    app = opened(f"{name}.csv", FILES[name], "overview", language)
    assert not app.exception and not app.error
    for page in PAGES:
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, page
        assert not app.error, (page, app.error[0].value[:300])
        assert app.title, page


@pytest.mark.parametrize("name", FILES)
def test_every_customer_is_in_one_cell_and_every_buyer_in_one_tier(name: str) -> None:
    study = _study(opened(f"{name}.csv", FILES[name], "segments"))
    behaviour, cells = study(segments), study(segment_cells)
    assert behaviour["customer_code"].is_unique().all()
    assert cells["customers"].sum() == behaviour.height == study.workbook.customers.height
    assert cells.height == 30
    members, table = study(tier_members), study(tier_table)
    assert members["customer_code"].is_unique().all()
    assert table["customers"].sum() == members.height == study.workbook.customers.height


def test_margins_below_zero_make_everybody_a_poor_fit_and_nobody_a_key_account() -> None:
    app = opened("negative-margins.csv", FILES["negative-margins"], "accounts")
    said = [element.value for part in (app.markdown, app.info) for element in part]
    assert any("50 customers have cost more than they brought" in text for text in said)
    assert any("nothing was earned" in text for text in said)


def test_who_looks_after_an_account_is_kept_and_stands_on_the_customers_page() -> None:
    app = opened("no-products.csv", FILES["no-products"], "accounts")
    account = next(box for box in app.selectbox if box.label == "Account").value
    next(box for box in app.text_input if box.label == "Who looks after them").set_value("Maria").run()
    again = opened("no-products.csv", FILES["no-products"], "customer")
    next(box for box in again.text_input if box.label == "Number, name or e-mail").set_value(account).run()
    assert next(box for box in again.text_input if box.label == "Who looks after them").value == "Maria"


def test_a_customer_is_found_by_number_name_or_address() -> None:
    rows = [f"n{n},{START + timedelta(days=n)},5.00,Person {n},p{n}@x.com" for n in range(30)]
    app = opened("people.csv", _file(rows, "customer id,date,amount,customer name,email"), "customer")
    for typed in ("n17", "person 17", "P17@X"):
        next(box for box in app.text_input if box.label == "Number, name or e-mail").set_value(typed).run()
        assert app.title[1].value.startswith("n17 "), typed


def test_pairs_of_products_lead_to_the_customers_to_offer_the_second() -> None:
    """20 bought tea; 12 of them cake later; 30 others bought bread only."""
    rows = [f"t{n:02},2024-01-01,5.00,tea" for n in range(20)] + [f"t{n:02},2024-02-01,5.00,cake" for n in range(12)]
    rows += [f"x{n:02},2024-01-15,5.00,bread" for n in range(30)]
    app = opened("products.csv", _file(rows, "customer,date,amount,product"), "actions")
    pair = next(box for box in app.selectbox if box.label == "Whom to offer what")
    assert pair.options == ["tea, then cake"]
    assert any(text.value == "8 customers have the first and not the second." for text in app.caption)


def test_many_can_be_put_on_the_list_of_those_not_to_contact_at_once() -> None:
    rows = [f"n{n},{START + timedelta(days=n)},5.00,p{n}@x.com" for n in range(30)]
    app = opened("people.csv", _file(rows, "customer id,date,amount,email"), "actions")
    next(box for box in app.text_area if "one a line" in box.label).set_value("N3\np4@X.com\nnobody\n").run()
    next(button for button in app.button if button.label == "Put them on the list").click().run()
    assert remarks().do_not_contact() == {"n3", "n4"}
    assert any(text.value == "1 line is nobody of these files." for text in app.warning)
    assert any(text.value == "2 customers" for text in app.caption)


def test_accepted_tiers_are_there_again_when_next_months_file_is_dropped() -> None:
    app = dropped("january.csv", FILES["no-products"]).switch_page("pages/tiers.py").run()
    next(box for box in app.text_input if box.label == "Name of the tier").set_value("Inner circle").run()
    next(button for button in app.button if button.label == "Accept these tiers").click().run()
    again = dropped("february.csv", FILES["no-products"]).switch_page("pages/tiers.py").run()
    assert "Inner circle" in again.table[0].value["Tier"].tolist()
    next(button for button in again.button if "suggested" in button.label).click().run()
    last = dropped("march.csv", FILES["no-products"]).switch_page("pages/tiers.py").run()
    assert last.table[0].value["Tier"].tolist()[0] == "Platinum"
