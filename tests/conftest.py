"""What many tests need: the shared files, a browser, and the app itself, started as a person would start it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.starting import Start, started

PROJECT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def pytest_configure() -> None:
    """No test opens a window on somebody's screen."""
    os.environ["RETAIN_NO_BROWSER"] = "1"


def lacking(what: str) -> None:
    """Skips with the reason; in CI, where everything has to be there, fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}, which CI must have")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real exports and broken files, read in place."""
    folder = PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        lacking("../shared/data is absent")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium for browser tests."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if not found:
        lacking("no Chromium on the PATH")
    return str(found)


@pytest.fixture(scope="session")
def retain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """The app of this project, running; `retain.address` is its link. One for all tests: visitors do not meet."""
    with started(PROJECT, tmp_path_factory.mktemp("home")) as start:
        yield start
