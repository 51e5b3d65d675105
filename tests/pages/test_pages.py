"""What the pages do with settings that do not fit, and with files that hold other things than orders."""

import pytest
from streamlit.testing.v1 import AppTest

from retention_core.simulate import sample_csv
from tests.pages.apps import new_app, opened

PAGES = (
    "data",
    "overview",
    "stays",
    "cycle",
    "subscriptions",
    "activity",
    "money",
    "claims",
    "drivers",
    "forecast",
    "at_risk",
    "actions",
    "segments",
    "tiers",
    "accounts",
    "customer",
    "what_if",
    "calculator",
)
WITHOUT_ORDERS = {
    "drivers",
    "forecast",
    "actions",
    "data",
    "claims",
    "calculator",
    "customer",
    "stays",
    "subscriptions",
}
MISSING = {"overview": "from which day", "activity": "no activity", "what_if": "on which days"}


@pytest.fixture(scope="module")
def shop() -> bytes:
    return sample_csv("webshop")


def _by_money(shop: bytes) -> AppTest:
    """The page of the tiers, its lines typed in as money."""
    app = opened("shop.csv", shop, "tiers")
    return _control(app, "Lines by").set_value("line").run()


def _control(app: AppTest, label: str):
    return next(one for one in app.segmented_control if one.label == label)


def _lines(app: AppTest) -> list:
    return [line for line in app.number_input if line.label == "From"]


def _customers(app: AppTest, table: int = 0) -> list[int]:
    return [int(number.replace(",", "")) for number in app.table[table].value["Customers"]]


def test_no_line_between_tiers_can_be_nothing_or_endless(shop: bytes) -> None:
    app = _by_money(shop)
    assert [(line.min, line.max <= 10**13) for line in _lines(app)] == [(0.01, True)] * 3
    _lines(app)[2].set_value(0.01).run()
    assert not app.error
    assert not app.exception


def test_lines_out_of_order_are_told_and_cannot_be_accepted(shop: bytes) -> None:
    app = _by_money(shop)
    _lines(app)[2].set_value(_lines(app)[0].value + 1).run()
    assert "none above the line of a better tier" in app.error[0].value
    assert not any("Accept" in button.label for button in app.button)


def test_a_line_moves_its_customers_at_once_and_the_page_once_accepted(shop: bytes) -> None:
    app = _by_money(shop)
    before = _customers(app)
    _lines(app)[0].set_value(1000.0).run()
    moved = _customers(app)
    assert moved[0] < before[0]
    assert sum(moved) == sum(before)
    assert _customers(app, 1)[:4] == before
    next(button for button in app.button if "Accept" in button.label).click().run()
    assert _customers(app, 1)[:4] == moved
    next(button for button in app.button if "suggested" in button.label).click().run()
    assert _customers(app, 1)[:4] == before


@pytest.mark.parametrize("count", [2, 3, 5, 6])
def test_there_may_be_two_to_six_tiers_of_any_name_over_other_months(shop: bytes, count: int) -> None:
    app = opened("shop.csv", shop, "tiers")
    _control(app, "Number of tiers").set_value(count).run()
    app = _control(app, "Months that count").set_value(6).run()
    names = [box for box in app.text_input if box.label == "Name of the tier"]
    assert len(names) == count
    names[0].set_value("Inner circle").run()
    assert app.table[0].value["Tier"].tolist()[0] == "Inner circle"
    next(button for button in app.button if "Accept" in button.label).click().run()
    assert not app.error
    assert "Inner circle" in app.table[1].value["Tier"].tolist()


def test_two_tiers_of_one_name_are_told(shop: bytes) -> None:
    app = opened("shop.csv", shop, "tiers")
    next(box for box in app.text_input if box.label == "Name of the tier").set_value("Gold").run()
    assert app.error[0].value == "Each tier needs a name of its own."


@pytest.mark.parametrize("page", PAGES)
def test_files_without_orders_open_every_page_and_say_what_is_missing(page: str) -> None:
    rows = "\n".join(f"c{n},{n % 30 + 1},{'Yes' if n % 4 == 0 else 'No'},Basic,{n}.50" for n in range(60))
    content = f"customerID,tenure,Churn,Contract,MonthlyCharges\n{rows}".encode()
    app = opened("contracts.csv", content, page)
    assert not app.error
    assert not app.exception
    missing = MISSING.get(page, "no orders")
    assert page in WITHOUT_ORDERS or any(missing in info.value for info in app.info)


def test_a_shop_without_amounts_is_spared_the_levers_of_money() -> None:
    rows = "\n".join(f"c{n % 40},2024-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(400))
    app = opened("shop.csv", f"customer,date\n{rows}".encode(), "what_if")
    assert not app.number_input
    assert not app.error
    overview = app.switch_page("pages/overview.py").run()
    assert [metric.label for metric in overview.metric if "evenue" in metric.label] == []


def test_a_link_to_files_no_longer_open_says_so() -> None:
    app = new_app().run().switch_page("pages/overview.py")
    app.query_params["shop"] = "gone"
    app.run()
    assert "no longer open" in app.info[0].value


def test_a_list_of_tenures_has_its_own_overview() -> None:
    """15 of 60 have left."""
    rows = "\n".join(f"c{n},{n % 30 + 1},{'Yes' if n % 4 == 0 else 'No'}" for n in range(60))
    app = opened("contracts.csv", f"customerID,tenure,Churn\n{rows}".encode(), "overview")
    assert app.title[0].value == "25% of the customers in your list have left: 15 of 60."
    assert app.metric[0].value == "25%"


def test_an_activity_log_has_its_own_overview() -> None:
    """Everybody of forty comes every fourth day."""
    rows = "\n".join(
        f"u{n % 40},2024-{m:02}-{d:02} 10:00,visit" for m in range(1, 7) for n, d in enumerate([*range(1, 29)] * 10)
    )
    app = opened("log.csv", f"user_id,timestamp,event\n{rows}".encode(), "overview")
    assert not app.error
    assert "Stickiness" in [metric.label for metric in app.metric]
    assert all("evenue" not in metric.label for metric in app.metric)


def test_few_customers_are_told_by_their_number() -> None:
    """Ten customers, each there in every month."""
    rows = "\n".join(f"c{n},2024-{m:02}-{n + 3:02},10" for m in range(1, 13) for n in range(10))
    app = opened("small.csv", f"customer,date,amount\n{rows}".encode(), "overview")
    kept = app.metric[0]
    assert (kept.label, kept.value, kept.delta) == ("Share of customers kept", "10 of 10", "")


def test_the_calculator_works_without_a_file_and_says_which_number_cannot_be_right() -> None:
    app = new_app().run().switch_page("pages/calculator.py").run()
    assert any(heading.value == "Share of customers kept: 90%" for heading in app.header)
    app.number_input(key="typed-gained").set_value(300).run()
    assert "300 gained cannot be right with 220 at the end" in app.warning[0].value
    app.number_input(key="typed-gained").set_value(-1).run()
    assert "cannot be below zero" in app.warning[0].value
    assert not app.exception


def test_the_calculator_is_reached_from_the_first_screen() -> None:
    app = new_app().run()
    assert any("Type in a few numbers" in link.label for link in app.get("page_link"))


def test_every_claim_has_its_card(shop: bytes) -> None:
    app = opened("shop.csv", shop, "claims")
    assert not app.error
    assert sum("Not enough data" in line.value for line in app.markdown) == 9
    assert app.title[1].value == "Your data agrees with 0 of the 4 claims that it can tell."


SPENT = "\n".join(f"2026-{month:02}-01,{100 + month}.50,paid search,acquisition" for month in range(1, 10))


def test_the_page_on_money_asks_for_a_spending_file_and_shows_one(shop: bytes) -> None:
    app = opened("shop.csv", shop, "money")
    assert not app.exception
    assert not app.error
    assert any("what you spent on marketing" in info.value for info in app.info)
    assert any("Amount spent" in table.value.columns for table in app.dataframe)


def test_a_spending_file_beside_the_orders_brings_cost_and_payback(shop: bytes) -> None:
    app = new_app().run()
    spent = f"month,marketing spend,channel,purpose\n{SPENT}".encode()
    app.file_uploader[0].set_value([("shop.csv", shop, "text/csv"), ("spent.csv", spent, "text/csv")])
    app.run().switch_page("pages/money.py").run()
    assert not app.exception
    assert not app.info
    assert any("Gaining a customer costs" in text.value for text in app.markdown)
    assert "Cost of gaining a customer" in [metric.label for metric in app.metric]


def test_a_margin_set_on_the_page_is_kept_and_changes_the_worth(shop: bytes) -> None:
    app = opened("shop.csv", shop, "money")
    worth = [text.value for text in app.markdown if "has earned" in text.value]
    app.slider[0].set_value(25).run()
    halved = [text.value for text in app.markdown if "has earned" in text.value]
    assert "50%" in worth[0]
    assert "25%" in halved[0]
    assert app.switch_page("pages/overview.py").run().switch_page("pages/money.py").run().slider[0].value == 25


def test_a_shop_without_amounts_is_told_what_the_page_on_money_needs() -> None:
    rows = "\n".join(f"c{n % 40},2024-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(400))
    app = opened("shop.csv", f"customer,date\n{rows}".encode(), "money")
    assert not app.exception
    assert any("what was paid" in info.value for info in app.info)
