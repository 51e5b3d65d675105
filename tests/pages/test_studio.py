"""The studio's page: every view opens, levers change the sentence, scenarios stay in the link."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.apps import opened
from ui.what_if.analysis_tabs import VIEWS

QUARTERS = [f"{year}-{month:02}-15" for year in (2021, 2022, 2023) for month in (1, 4, 7, 10)]
ROWS = "".join(
    f"c{at},{day},{20 + at % 7}.00\n"
    for number, day in enumerate(QUARTERS)
    for at in range(number * 3, number * 3 + 40)
)
SHOP = f"customer,date,amount\n{ROWS}".encode()


@pytest.fixture
def studio() -> AppTest:
    return opened("orders.csv", SHOP, "what_if")


def said(app: AppTest) -> str:
    return " ".join(part.value for part in app.title)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(studio, view):
    studio.button_group(key="view").set_value(view).run()
    assert not studio.exception and not studio.error


def test_what_a_programme_earns_so_far_shows_where_it_pays_for_itself(studio):
    studio.number_input(key="cost").set_value(60.0).run()
    studio.button_group(key="follow").set_value("extra_profit").run()
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


@pytest.mark.parametrize("groups", ["tiers", "segments"])
def test_a_programme_for_some_of_them(studio, groups):
    studio.button_group(key="groups").set_value(groups).run()
    assert not studio.exception and not studio.error and "whom" in studio.query_params
    studio.number_input(key="cost").set_value(10.0).run()
    assert not studio.exception and "Keeping" in said(studio)


BAD = {
    "everybody stays": "".join(f"c{at},{day},10\n" for day in QUARTERS for at in range(30)),
    "nobody stays": "".join(f"c{at}-{day},{day},10\n" for day in QUARTERS for at in range(30)),
    "two months": "".join(f"c{at % 20},2024-0{1 + at % 2}-{1 + at % 28:02},10\n" for at in range(80)),
    "all at no charge": "".join(f"c{at},{day},0\n" for day in QUARTERS for at in range(30)),
    "more given back than paid": "".join(
        f"c{at},{day},{-10 if at % 3 else 5}\n" for day in QUARTERS for at in range(30)
    ),
    "one customer": "".join(f"c,{day},10\n" for day in QUARTERS),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("view", ["path", "tornado", "goals", "map", "budget", "claim"])
def test_odd_shops_and_levers_at_their_ends_break_nothing(case, view):
    app = opened("orders.csv", f"customer,date,amount\n{BAD[case]}".encode(), "what_if", view=view)
    assert not app.exception and not app.error
    if app.slider:
        app.slider(key="lift").set_value(20.0)
        app.slider(key="new").set_value(-50.0)
        app.number_input(key="cost").set_value(1e9).run()
        assert not app.exception and not app.error


def test_nonsense_in_the_link_leaves_the_levers_as_they_are(studio):
    for name, value in {
        "lift": "abc",
        "months1": "9e9",
        "whom": "7.x",
        "kept": "{",
        "view": "?",
        "margin": "-5",
    }.items():
        studio.query_params[name] = value
    studio.run()
    assert not studio.exception and not studio.error
