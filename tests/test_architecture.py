"""The rules of the house hold, and the checks themselves can fail."""

import ast
import os
import re
import subprocess
import sys
from graphlib import CycleError
from pathlib import Path

import pytest

from tests.architecture import (
    PROJECT,
    Module,
    below,
    circles,
    dynamic_imports,
    files_in_folders,
    long_functions,
    modules,
    more_than_a_front_door,
    not_standard,
    page_breaches,
    ui_breaches,
    view_breaches,
    wrong_imports,
    wrong_sizes,
)


def test_imports_run_one_way() -> None:
    known = modules()
    assert len(known) > 300
    assert [line for name, module in known.items() for line in wrong_imports(module.tree, name, known)] == []


def test_no_folders_import_each_other_in_a_circle() -> None:
    circles(modules())


def test_nothing_is_imported_by_a_name_made_at_run_time() -> None:
    assert [line for name, module in modules().items() for line in dynamic_imports(module.tree, name)] == []


def test_a_folder_is_opened_by_a_docstring_or_a_front_door() -> None:
    packages = [module for module in modules().values() if module.is_package]
    assert [line for module in packages for line in more_than_a_front_door(module)] == []


def test_folders_are_small_enough_to_find_something_in() -> None:
    assert list(wrong_sizes(files_in_folders(modules()))) == []


def test_the_docs_name_every_folder_and_no_other() -> None:
    section = (PROJECT / "docs" / "decisions.md").read_text("utf-8").split("## Where things live")[1].split("\n## ")[0]
    rows = [line.split("|") for line in section.splitlines() if line.startswith("| `")]
    named = {top for row in rows for top in re.findall("`([a-z0-9_/]+)`", row[1])}
    named |= {
        f"{re.findall('`([a-z0-9_/]+)`', row[1])[0]}/{one}"
        for row in rows
        for one in re.findall("`([a-z0-9_]+)`", row[2])
    }
    assert named == set(files_in_folders(modules())) - {"retention_core"} | {
        f"retention_core/{one}" for one in ("describe", "predict", "prescribe", "wording", "charts")
    } | {"ui"}


def test_charts_make_their_data_and_their_marks_in_functions_of_at_most_thirty_lines() -> None:
    charts = {name: module for name, module in modules().items() if below(name, ["retention_core.charts"])}
    assert len(charts) > 15
    assert [line for name, module in charts.items() for line in long_functions(module.tree, name)] == []


def test_pages_only_require_ask_compute_and_show() -> None:
    pages = {name: module for name, module in modules().items() if below(name, ["pages"])}
    assert [line for name, module in pages.items() for line in page_breaches(module.tree, name)] == []


def test_only_session_remembers_and_nobody_caches() -> None:
    ui = {name: module for name, module in modules().items() if below(name, ["ui"])}
    assert [line for name, module in ui.items() for line in ui_breaches(module.tree, name)] == []


def test_views_compute_nothing() -> None:
    ui = {name: module for name, module in modules().items() if below(name, ["ui", "pages"])}
    assert [line for name, module in ui.items() for line in view_breaches(module.tree, name)] == []


def test_the_start_needs_nothing_but_python() -> None:
    start = {name: module for name, module in modules().items() if below(name, ["launch"])}
    assert [line for name, module in start.items() for line in not_standard(module.tree, name)] == []
    assert list(not_standard(modules()["app"].tree, "app")) == [
        "app imports ui.shell",
        "app imports streamlit.starlette",
        "app imports ui.shell.guards",
    ]


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]])
def test_ruff_finds_nothing(arguments: list[str]) -> None:
    found = subprocess.run([sys.executable, "-m", "ruff", *arguments], cwd=PROJECT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


def test_pyright_finds_nothing() -> None:
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    environ = os.environ | {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    found = subprocess.run(command, cwd=PROJECT, env=environ, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


# The checks see what they are for


def module_of(name: str, source: str, file: str = "") -> Module:
    return Module(name, Path(file or f"{name.replace('.', '/')}.py"), ast.parse(source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("retention_core.ingest.files.reader", "from retention_core.describe.presence.presence import presence"),
        ("retention_core.ingest.files.reader", "from ...describe.presence import presence"),
        ("retention_core.ingest.files.reader", "def late():\n    import retention_core.catalog.all_figures"),
        ("retention_core.ingest.files.reader", "from retention_core import charts"),
        ("retention_core.ingest.files.reader", "from retention_core.ingest.table.rows import rows"),
        ("retention_core.ingest.files.reader", "from retention_core.ingest import read_files"),
        ("retention_core.diagnose.why", "from retention_core.predict.models import bg_nbd"),
        ("retention_core.predict.forecast.coming", "from retention_core.prescribe.tiers import tiers"),
        ("retention_core.predict.models.bg_nbd", "from retention_core.describe.presence.presence import presence"),
        ("retention_core.describe.statistics.formulas", "from retention_core.i18n import Speech"),
        ("retention_core.describe.cohorts.cohorts", "from retention_core.i18n import Speech"),
        ("retention_core.describe.cohorts.cohorts", "from retention_core.ingest.inputs.cells import CellTable"),
        ("retention_core.describe.cohorts.cohorts", "from retention_core.wording.describe.figure_sentences import x"),
        ("retention_core.describe.cohorts.cohorts", "from retention_core.describe.revenue.refunds import refunds"),
        ("retention_core.describe.cohorts.cohorts", "import streamlit as st"),
        ("retention_core.kernel.workbook", "from retention_core.ingest.reading import read_files"),
        ("retention_core.charts.customers.tiers", "from retention_core.charts import tier_chart"),
        ("retention_core.i18n.speech", "from retention_core.i18n import Speech"),
        ("retention_core.utils.helpers", "import retention_core.kernel.study\nimport streamlit"),
        ("ui.kit.show", "from launch.server import quit_server"),
        ("ui.session.session", "from ui.kit import show"),
        ("ui.kit.show", "from pages import overview"),
        ("launch.start", "from retention_core.kernel import study"),
        ("elsewhere.module", "import math"),
    ],
)
def test_an_import_against_the_order_is_seen(module: str, source: str) -> None:
    assert len(list(wrong_imports(ast.parse(source), module))) in (1, 2)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("retention_core.describe.cohorts.cohorts", "from retention_core.describe.presence.presence import presence"),
        ("retention_core.describe.cohorts.cohorts", "from .cohort_members import members"),
        ("retention_core.describe.cohorts.cohorts", "from retention_core.kernel.messages import N_"),
        ("retention_core.charts.customers.tiers", "from retention_core.i18n import Speech"),
        ("retention_core.commands.run", "from retention_core.ingest import read_files"),
        ("ui.shell.quit_button", "from launch.server import quit_server"),
        ("pages.overview", "from ui.shell import navigation, require"),
    ],
)
def test_an_import_down_the_order_is_fine(module: str, source: str) -> None:
    assert list(wrong_imports(ast.parse(source), module)) == []


@pytest.mark.parametrize(
    "source",
    [
        "shown = table.filter(pl.col('risk') > 0.5)",
        "largest = table.sort('share')",
        "money = table['amount'].sum()",
        "share = pl.col('left')",
        "both = pl.concat([one, other])",
        "import numpy as np",
    ],
)
def test_a_view_that_computes_is_seen(source: str) -> None:
    assert list(view_breaches(ast.parse(source), "ui.predict.risk_view"))


@pytest.mark.parametrize(
    "source",
    [
        "def f(x: pl.DataFrame) -> pl.Series: ...",
        "shown = table.select('a', 'b').rename(names)",
        "first = table.head(5)",
    ],
)
def test_a_view_may_pick_order_columns_and_head_them(source: str) -> None:
    assert list(view_breaches(ast.parse(source), "ui.predict.risk_view")) == []


def test_a_circle_of_folders_is_seen() -> None:
    here, there = module_of("a.one", "import b.two"), module_of("b.two", "import a.other")
    known = {module.name: module for module in (here, there, module_of("a.other", ""))}
    with pytest.raises(CycleError):
        circles(known)


@pytest.mark.parametrize(
    "source",
    ["from importlib import import_module", "import importlib\nimportlib.import_module('x')", "__import__('x')"],
)
def test_an_import_by_a_made_up_name_is_seen(source: str) -> None:
    assert len(list(dynamic_imports(ast.parse(source), "module"))) == 1


def test_code_in_an_init_is_seen() -> None:
    handed_on = '"""Charts."""\nfrom retention_core.charts.money import x\n__all__ = ["x"]'
    front = module_of("retention_core.charts", handed_on, "retention_core/charts/__init__.py")
    other = module_of("retention_core.describe", handed_on, "retention_core/describe/__init__.py")
    assert list(more_than_a_front_door(front)) == []
    assert len(list(more_than_a_front_door(other))) == 2


def test_folders_of_three_and_of_sixteen_files_are_seen() -> None:
    assert list(wrong_sizes({"a": 3, "b": 4, "c": 15, "d": 16, "pages": 18}, {"pages"})) == [
        "a: 3 files",
        "d: 16 files",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "import polars as pl",
        "from altair import Chart",
        "import streamlit as st\nst.session_state['x'] = 1",
        "from streamlit import session_state",
        "import streamlit as st\nst.cache_data(f)",
        "from functools import cache",
        "show.title('Your customers')",
        "show.title(say('fine'), 'Not fine')",
        "show.list([say('fine'), f'{name} left'])",
        "TITLE = 'Your customers'\nshow.title(TITLE)",
        "show.title(text='你的数据')",
    ],
)
def test_a_page_that_does_more_than_its_four_verbs_is_seen(source: str) -> None:
    assert len(list(page_breaches(ast.parse(source), "page"))) == 1


def test_a_page_of_four_verbs_is_fine() -> None:
    source = (
        '"""Says what it is."""\nshow.card("retention.rate", say("Kept by {name}", name=x), icon=":material/tune:")'
    )
    assert list(page_breaches(ast.parse(source), "page")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("ui.kit.widgets", "st.session_state['a'] = 1"),
        ("ui.session.session", "@st.cache_data\ndef f(): ..."),
        ("ui.kit.show", "st.warning('Nothing here yet')"),
    ],
)
def test_ui_code_that_remembers_or_speaks_out_of_place_is_seen(module: str, source: str) -> None:
    assert len(list(ui_breaches(ast.parse(source), module))) == 1


def test_ui_code_in_its_place_is_fine() -> None:
    assert list(ui_breaches(ast.parse("st.session_state['a'] = 1"), "ui.session.session")) == []
    assert list(ui_breaches(ast.parse("st.warning(literal_text(say('Nothing here yet')))"), "ui.kit.show")) == []


def test_a_start_that_needs_a_package_is_seen() -> None:
    needs = "import platformdirs\nfrom launch.state import held_lock"
    assert list(not_standard(ast.parse(needs), "launch.start")) == ["launch.start imports platformdirs"]
    assert list(not_standard(ast.parse("def serve():\n    import streamlit"), "launch.server")) == []


def test_a_long_function_is_a_breach() -> None:
    tree = ast.parse("def chart():\n" + "    draw()\n" * 30 + "def data():\n" + "    make()\n" * 29)
    assert list(long_functions(tree, "charts.one")) == ["charts.one.chart: 31 lines"]
