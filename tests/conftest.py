"""What many tests need: the shared files, a browser, and the app itself, started as a person would start it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import tests.laws  # noqa: F401 - here before the command line chooses another profile
from tests.files import shared
from tests.launch.starting import PAGE, Start, end, start, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROJECT = Path(__file__).resolve().parent.parent
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def pytest_configure() -> None:
    """No test opens a window on somebody's screen, or writes into their memory of answers."""
    os.environ["RETAIN_WORKSPACE"] = tempfile.mkdtemp(prefix="retain-tests-")
    os.environ["RETAIN_NO_BROWSER"] = "1"


def lacking(what: str) -> None:
    """Skips with the reason; in CI, where everything has to be there, fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}, which CI must have")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real exports and broken files, read in place."""
    return shared()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium for browser tests."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if not found:
        lacking("no Chromium on the PATH")
    return str(found)


@pytest.fixture(scope="session")
def browser(chromium: str) -> "Iterator[Browser]":
    """One Chromium for all tests: Playwright runs once a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="session")
def retain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """The app of this project, running; `retain.address` is its link. One for all tests: visitors do not meet."""
    with started(PROJECT, tmp_path_factory.mktemp("home")) as start:
        yield start


@pytest.fixture
def shop_folder(tmp_path: Path) -> Path:
    """The real start in a folder with spaces and letters of two alphabets, before a page that tells what it opened.

    Without the project's own settings file: what protects is the flags alone.
    """
    folder = tmp_path / "Käse Laden 店" / "retain"
    (folder / "ui" / "shell").mkdir(parents=True)
    shutil.copy(PROJECT / "app.py", folder)
    shutil.copytree(PROJECT / "launch", folder / "launch", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "ui" / "shell" / "guards.py", folder / "ui" / "shell")
    (folder / "ui" / "shell" / "navigation.py").write_text(PAGE, "utf-8")
    return folder


@pytest.fixture
def careless_home(tmp_path: Path) -> Path:
    """The home of somebody whose own Streamlit settings open everything to everybody."""
    home = tmp_path / "home"
    (home / ".streamlit").mkdir(parents=True)
    open_to_all = 'address = "0.0.0.0"\nenableXsrfProtection = false\nenableCORS = false\nallowedHosts = ["*"]'
    loose = f'[server]\n{open_to_all}\nbaseUrlPath = "x"\n'
    (home / ".streamlit" / "config.toml").write_text(loose, "utf-8")
    return home


@pytest.fixture
def running(shop_folder: Path, careless_home: Path) -> Iterator[Start]:
    """The start of `shop_folder`, up and answering."""
    begun = start(shop_folder, careless_home, environ={"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"})
    yield begun
    end(begun.process)
