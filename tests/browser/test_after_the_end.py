"""Nothing of a visitor's files is left when the server has been told to end, by whichever way it was started."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visitor
from tests.launch.loopback import BY_LAUNCHER, BY_STREAMLIT, held

WAYS = [
    pytest.param(BY_LAUNCHER, id="python app.py"),
    pytest.param(BY_STREAMLIT, id="streamlit run app.py", marks=pytest.mark.long),
]


@pytest.mark.parametrize("way", WAYS)
def test_the_copies_of_the_files_go_when_the_server_ends(browser: Browser, tmp_path: Path, way: Sequence[str]) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with held(way, tmp_path / "home", TMPDIR=str(temporary), TEMP=str(temporary), TMP=str(temporary)) as server:
        context = browser.new_context(locale="en-US")
        Visitor(context, f"http://{server.own}/").sample("cafe")
        assert list(temporary.glob("retain-*/*/*"))
        context.close()
    assert list(temporary.glob("retain-*")) == []
    assert server.process.returncode == 0
