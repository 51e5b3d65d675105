"""The studio's page: every view opens, levers change the sentence, scenarios stay in the link."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.studio_parts import VIEWS
from tests.pages.test_pages import _opened

QUARTERS = [f"{year}-{month:02}-15" for year in (2021, 2022, 2023) for month in (1, 4, 7, 10)]
ROWS = "".join(
    f"c{at},{day},{20 + at % 7}.00\n"
    for number, day in enumerate(QUARTERS)
    for at in range(number * 3, number * 3 + 40)
)
SHOP = f"customer,date,amount\n{ROWS}".encode()


@pytest.fixture
def studio() -> AppTest:
    return _opened("orders.csv", SHOP).switch_page("pages/what_if.py").run()


def said(app: AppTest) -> str:
    return " ".join(part.value for part in app.title)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(studio, view):
    studio.button_group(key="view").set_value(view).run()
    assert not studio.exception and not studio.error


def test_levers_change_the_sentence(studio):
    before = said(studio)
    studio.slider(key="lift").set_value(10.0).run()
    studio.slider(key="spend").set_value(10.0).run()
    studio.number_input(key="cost").set_value(50.0).run()
    assert not studio.exception and said(studio) != before
    assert "for the programme" in said(studio)


def test_a_scenario_is_kept_in_the_link_and_taken_away(studio):
    studio.text_input(key="scenario-name-0").set_value("Five *points*").run()
    studio.button(key="keep-scenario").click().run()
    assert not studio.exception and "Five *points*" in studio.query_params["kept"]
    assert len(studio.table) >= 1
    studio.button(key="drop-scenario-0").click().run()
    assert "kept" not in studio.query_params
