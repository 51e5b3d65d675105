"""Every chart on every page has a text alternative, and its numbers to look at and to download."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.kinds_of_files import FILES, opened
from ui.shell.navigation import PAGES

DRAWING = ("vega_lite_chart(", "altair_chart(", "line_chart(", "bar_chart(", "area_chart(", "pyplot(", "scatter_chart(")
PROJECT = Path(__file__).parents[2]
CHARTS = {
    "shop": {"overview": 4, "stays": 4, "cycle": 2, "money": 5, "claims": 4},
    "contracts": {"overview": 3, "stays": 3, "subscriptions": 4},
    "activity": {"overview": 3, "stays": 4, "cycle": 2, "activity": 2},
    "tenures": {"overview": 2, "stays": 1, "subscriptions": 2},
}


@pytest.fixture(scope="module", params=FILES)
def visit(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, AppTest]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETAIN_WORKSPACE", str(tmp_path_factory.mktemp("workspace")))
        return request.param, opened(request.param)


@pytest.mark.parametrize("page", [spec.url for spec in PAGES])
def test_no_chart_lacks_its_words_or_its_numbers(page: str, visit: tuple[str, AppTest]) -> None:
    kind, app = visit
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    drawn = [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]
    numbers = [popover.proto.popover.id for popover in app.get("popover") if "-numbers-" in popover.proto.popover.id]
    assert len(drawn) == len(numbers) >= CHARTS[kind].get(page, 0)
    assert [spec.get("description") or "" for spec in drawn].count("") == 0
    for name in (place.split("-numbers-")[1] for place in numbers):
        app.session_state[f"numbers-{name}"] = True
        app.run()
        files = {button.key for button in app.get("download_button")}
        assert {f"download-{name}.csv", f"download-{name}.xlsx"} <= files, name
        app.session_state[f"numbers-{name}"] = False
    app.run()


def test_charts_are_drawn_in_one_place_only() -> None:
    """The sparkline of a card has its numbers behind the card: it is drawn by st.metric."""
    drawing = {
        path.relative_to(PROJECT).as_posix()
        for path in (*PROJECT.glob("pages/*.py"), *PROJECT.glob("ui/**/*.py"))
        if any(f"st.{call}" in path.read_text("utf-8") for call in DRAWING)
    }
    assert drawing == {"ui/kit/show.py"}


def test_a_page_that_lacks_a_file_is_headed_by_its_name(visit: tuple[str, AppTest]) -> None:
    _, app = visit
    for spec in PAGES:
        app.switch_page(f"pages/{spec.url}.py").run()
        assert [heading.value for heading in app.title if heading.value], spec.url
