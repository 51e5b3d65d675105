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
    assert [heading.value for heading in app.title if heading.value], "a page that lacks a file is headed by its name"
    drawn = [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]
    numbers = [popover.proto.popover.id for popover in app.get("popover") if "-numbers-" in popover.proto.popover.id]
    assert len(drawn) == len(numbers) >= CHARTS[kind].get(page, 0)
    assert [spec.get("description") or "" for spec in drawn].count("") == 0
    names = [place.split("-numbers-")[1] for place in numbers]
    files = _files_with_all_numbers_open(app, names)
    assert {f"download-{name}.{form}" for name in names for form in ("csv", "xlsx")} <= files


def _files_with_all_numbers_open(app: AppTest, names: list[str]) -> set[str]:
    """What can be downloaded with the numbers of every chart of the page shown; afterwards they are hidden again."""
    for shown in (True, False) if names else ():
        for name in names:
            app.session_state[f"numbers-{name}"] = shown
        app.run()
        if shown:
            files = {button.key for button in app.get("download_button")}
    return files if names else set()


def test_charts_are_drawn_in_one_place_only() -> None:
    """The sparkline of a card has its numbers behind the card: it is drawn by st.metric."""
    drawing = {
        path.relative_to(PROJECT).as_posix()
        for path in (*PROJECT.glob("pages/*.py"), *PROJECT.glob("ui/**/*.py"))
        if any(f"st.{call}" in path.read_text("utf-8") for call in DRAWING)
    }
    assert drawing == {"ui/kit/show.py"}
