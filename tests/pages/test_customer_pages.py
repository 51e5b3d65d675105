"""Who stays, the purchase cycle, subscriptions and activity: with a shop, with contracts, tenures and a log."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from retention_core.simulate import sample_csv
from tests.pages.apps import opened

BUYING = ("bought", "buyer", "purchase")


def _opened(content: bytes, page: str, language: str = "en") -> AppTest:
    return opened("file.csv", content, page, language)


def _contracts() -> bytes:
    """120 contracts begin in every month of 2024; every third with Basic ends after 40 days."""
    rows = []
    for n in range(360):
        first = date(2024, n % 12 + 1, 1)
        basic = n % 2 == 0
        end = first + timedelta(days=40) if n % 3 == 0 and basic and first.month < 11 else ""
        why = "too expensive" if end else ""
        rows.append(f"m{n},{first},{end},{'Basic' if basic else 'Plus'},{20 if basic else 30},{why}")
    return "\n".join(["customer_id,start date,end date,plan,monthly fee,cancel reason", *rows]).encode()


def _log() -> bytes:
    """Forty users; each comes every fourth day, the even ones sign up on their second day."""
    rows = []
    for n in range(40):
        for at in range(40):
            day = date(2024, 1, 1) + timedelta(days=n % 10 + 4 * at)
            rows.append(f"u{n},{day} 10:00,{'signup' if at == 1 and n % 2 == 0 else 'visit'}")
    return "\n".join(["user_id,timestamp,event", *rows]).encode()


@pytest.fixture(scope="module")
def shop() -> bytes:
    return sample_csv("webshop")


def _said(app: AppTest) -> list[str]:
    parts = (app.title, app.header, app.markdown, app.caption, app.info, app.warning)
    return [element.value for part in parts for element in part] + [metric.label for metric in app.metric]


def _pick(app: AppTest, label: str, option: object) -> AppTest:
    return next(box for box in app.selectbox if box.label == label).set_value(option).run()


@pytest.mark.parametrize("page", ["stays", "cycle"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_shop_sees_its_customers(shop: bytes, page: str, language: str) -> None:
    app = _opened(shop, page, language=language)
    assert not app.error
    assert not app.exception


def test_the_cells_may_show_revenue_and_one_group_alone(shop: bytes) -> None:
    app = _opened(shop, "stays")
    app = _pick(app, "Tell customers apart by", "channel")
    assert any("come again most often" in text for text in _said(app))
    groups = next(box for box in app.selectbox if box.label == "Look at")
    assert groups.options[0] == "all groups"
    one = _pick(app, "Look at", groups.options[1])
    assert not one.error
    money = next(control for control in one.segmented_control if control.label == "Show")
    assert any("A new customer brings" in text for text in _said(money.set_value("money").run()))


def test_a_cell_lists_who_came_again_and_who_did_not(shop: bytes) -> None:
    app = _opened(shop, "stays")
    which = next(control for control in app.segmented_control if control.label == "Whom to list")
    stayed, gone = (int(option.split(": ")[1].replace(",", "")) for option in which.options)
    assert stayed > 0 and gone > 0
    assert not which.set_value("away").run().error


def test_another_period_chosen_on_the_page_of_the_cycle_is_kept(shop: bytes) -> None:
    app = _opened(shop, "cycle")
    next(control for control in app.segmented_control if control.label == "Look at each").set_value("week").run()
    assert any("shorter than three purchase cycles" in warning.value for warning in app.warning)
    rows = app.table[0].value
    assert [name for name in rows["Period"] if name.startswith("→")] == ["→ Week"]


def test_the_way_back_can_be_seen_by_order_number_and_by_what_was_bought(shop: bytes) -> None:
    app = _opened(shop, "cycle")
    for how in ("by-order", "category"):
        app = _pick(app, "Look at", how)
        assert any("It goes fastest" in text for text in _said(app))


def test_contracts_show_what_is_lost_and_never_speak_of_buying() -> None:
    content = _contracts()
    app = _opened(content, "subscriptions")
    assert not app.error
    assert "you lost" in app.title[0].value
    assert any("The reason named most is: price" in text for text in _said(app))
    assert [text for text in _said(app) if any(word in text.lower() for word in BUYING)] == []
    stays = app.switch_page("pages/stays.py").run()
    assert not stays.error
    assert [text for text in _said(stays) if any(word in text.lower() for word in BUYING)] == []


def test_a_list_of_tenures_shows_who_has_left_by_every_trait() -> None:
    """Of 60 with a tenure of 1 to 30 months, 15 have left: those who pay by card."""
    rows = "\n".join(
        f"c{n},{n % 30 + 1},{'Yes' if n % 4 == 0 else 'No'},{'Card' if n % 4 == 0 else 'Bank'}" for n in range(60)
    )
    app = _opened(f"customerID,tenure,Churn,Payment\n{rows}".encode(), "subscriptions")
    assert app.title[0].value == "Of 60 subscribers, 15 have left: 25%."
    assert any("Card leave most: 100%" in text for text in _said(app))
    stays = app.switch_page("pages/stays.py").run()
    assert not stays.error
    assert any("subscribers" in text for text in _said(stays))


def test_an_activity_log_shows_who_is_active_and_who_has_begun() -> None:
    app = _opened(_log(), "activity")
    assert not app.error
    assert "40 customers were active" in app.title[0].value
    assert any("Of 40 new customers, 40 did it within 14 days" in text for text in _said(app))
    app = _pick(app, "A new customer has begun once", "signup")
    assert any("Of 40 new customers, 20 did it within 14 days" in text for text in _said(app))
    for page in ("stays", "cycle"):
        said = _said(app.switch_page(f"pages/{page}.py").run())
        assert [text for text in said if any(word in text.lower() for word in BUYING)] == []


@pytest.mark.parametrize("page", ["subscriptions", "activity"])
def test_a_page_without_its_data_says_which_file_would_fill_it_and_offers_one(shop: bytes, page: str) -> None:
    app = _opened(shop, page)
    assert "Add a file with one line" in app.info[0].value
    assert len(app.dataframe[0].value) >= 3
    assert not app.exception
