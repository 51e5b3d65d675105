"""The rules of the house hold, and the checks themselves can fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import CORE, not_standard, page_breaches, shared_breaches, wrong_imports

PROJECT = Path(__file__).resolve().parent.parent
START = sorted(PROJECT.glob("launch*.py"))


def module_name(file: Path) -> str:
    return ".".join(file.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def test_imports_of_the_core_run_one_way_and_never_reach_streamlit() -> None:
    files = sorted((PROJECT / CORE).rglob("*.py"))
    assert len(files) > 10
    assert [line for file in files for line in wrong_imports(file.read_text("utf-8"), module_name(file))] == []


def test_pages_only_require_ask_compute_and_show() -> None:
    pages = sorted((PROJECT / "pages").glob("*.py"))
    assert [line for file in pages for line in page_breaches(file.read_text("utf-8"), file.stem)] == []


def test_only_session_remembers_and_only_cached_caches() -> None:
    shared = sorted((PROJECT / "pages" / "shared").glob("*.py"))
    assert [line for file in shared for line in shared_breaches(file.read_text("utf-8"), file.stem)] == []


def test_the_start_needs_nothing_but_python() -> None:
    siblings = {file.stem for file in START}
    assert [line for file in START for line in not_standard(file.read_text("utf-8"), file.stem, siblings)] == []
    app = (PROJECT / "app.py").read_text("utf-8")
    assert list(not_standard(app, "app", {"launch"})) == ["app imports ui"]


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


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("retention_core.ingest.reader", "from retention_core.describe.presence.presence import presence"),
        ("retention_core.ingest.reader", "from ..describe import presence"),
        ("retention_core.ingest.reader", "def late():\n    import retention_core.report"),
        ("retention_core.ingest.reader", "from retention_core import charts"),
        ("retention_core.diagnose.why", "from retention_core.predict import models"),
        ("retention_core.predict.models", "from retention_core.prescribe import tiers"),
        ("retention_core.kernel.workbook", "from retention_core.ingest import reader"),
        ("retention_core.describe.cohorts.cohorts", "from retention_core.i18n import Speech"),
        ("retention_core.describe.cohorts.cohorts", "from retention_core.i18n.translations import translations"),
        ("retention_core.describe.cohorts.cohorts", "from retention_core.i18n.figure_sentences import reason"),
        ("retention_core.describe.retention.trends", "from retention_core.catalog.all_figures import compute"),
        (
            "retention_core.prescribe.what_if.clv_to_cac_figures",
            "from retention_core.catalog.published_claims import claim_cards",
        ),
        ("retention_core.describe.cohorts.cohorts", "import streamlit as st"),
        ("retention_core.report.pages", "from streamlit import cache_data"),
        ("retention_core.utils", "import math"),
    ],
)
def test_an_import_against_the_order_is_seen(module: str, source: str) -> None:
    assert len(list(wrong_imports(source, module))) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("retention_core.describe.cohorts.cohorts", "from retention_core.ingest.reader import read"),
        ("retention_core.describe.cohorts.cohorts", "from retention_core.describe.presence.presence import presence"),
        ("retention_core.describe.cohorts.cohorts", "from .presence import presence"),
        ("retention_core.describe.cohorts.cohorts", "from retention_core.kernel.messages import N_"),
        ("retention_core.charts.customers.tiers", "from retention_core.i18n import Speech"),
        ("retention_core.kernel.errors", "from retention_core.kernel.workbook import Question"),
        ("retention_core.report.pages", "from retention_core.prove.campaign import effect"),
    ],
)
def test_an_import_down_the_order_is_fine(module: str, source: str) -> None:
    assert list(wrong_imports(source, module)) == []


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
    assert len(list(page_breaches(source, "page"))) == 1


def test_a_page_of_four_verbs_is_fine() -> None:
    source = (
        '"""Says what it is."""\nshow.card("retention.rate", say("Kept by {name}", name=x), icon=":material/tune:")'
    )
    assert list(page_breaches(source, "page")) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("widgets", "st.session_state['a'] = 1"),
        ("session", "@st.cache_data\ndef f(): ..."),
        ("show", "st.warning('Nothing here yet')"),
    ],
)
def test_shared_code_that_remembers_or_speaks_out_of_place_is_seen(name: str, source: str) -> None:
    assert len(list(shared_breaches(source, name))) == 1


def test_shared_code_in_its_place_is_fine() -> None:
    assert list(shared_breaches("st.session_state['a'] = 1", "session")) == []
    assert list(shared_breaches("@st.cache_data\ndef f(): ...", "cached")) == []
    assert list(shared_breaches("st.warning(plain(say('Nothing here yet')))", "show")) == []


def test_a_start_that_needs_a_package_is_seen() -> None:
    assert list(not_standard("import platformdirs", "launch", {"launch_words"})) == ["launch imports platformdirs"]
    assert list(not_standard("def serve():\n    import streamlit", "launch", set())) == []
