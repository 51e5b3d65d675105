"""A visitor in a real browser, who notes every address that a page asks for."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket
from playwright.sync_api import TimeoutError as TookTooLong
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.launch.starting import Start
from ui.shell.navigation import PAGES

ENOUGH = 180_000  # milliseconds, on a busy machine as well
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
UPLOAD = "[data-testid=stFileUploaderDropzoneInput]"
WITH_NAMES = ("data", "actions", "accounts", "customer")
"""Pages that show what customers and products are called."""
PAGES_OF_A_VISIT = [
    pytest.param(WITH_NAMES, id="pages with names"),
    pytest.param(tuple(spec.url for spec in PAGES), id="every page", marks=pytest.mark.long),
]


class Runs:
    """Whether the app still owes this page a run: heard from what they send each other, not guessed from a clock."""

    def __init__(self) -> None:
        self.asked = self.going = False

    def listen(self, socket: WebSocket) -> None:
        """Follows a page's channel; a new one begins anew."""
        self.asked = self.going = False
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, content: str | bytes) -> None:
        if isinstance(content, bytes) and BackMsg.FromString(content).WhichOneof("type") == "rerun_script":
            self.asked = True

    def _received(self, content: str | bytes) -> None:
        told = ForwardMsg.FromString(content) if isinstance(content, bytes) else ForwardMsg()
        if told.WhichOneof("type") == "new_session":
            self.asked, self.going = False, True
        elif told.WhichOneof("type") == "script_finished":
            self.going = told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Visitor:
    """One browser with its own storage."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address.split("?", maxsplit=1)[0]
        self.page: Page = context.new_page()
        self.page.set_default_timeout(ENOUGH)
        self.runs = Runs()
        self.page.on("websocket", self.runs.listen)
        self.asked: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: str = "") -> "Visitor":
        """Opens a link of the app and waits until it stands still."""
        self.page.goto(self.address + path.lstrip("/"))
        return self.settle()

    def settle(self) -> "Visitor":
        """Waits until nothing runs any more; a slider speaks only after a moment, and a run may ask for another."""
        last = time.monotonic() + ENOUGH / 1000
        for pause in (200, 250):
            self.page.wait_for_timeout(pause)
            while (self.runs.asked or self.runs.going) and time.monotonic() < last:
                self.page.wait_for_timeout(20)
            self.page.wait_for_selector(READY)
        return self

    def drop(self, *files: Path) -> "Visitor":
        """Drops files on the page, and waits until they are read: then the drop zone is a new, empty one."""
        zone = self.page.wait_for_selector(UPLOAD, state="attached")
        zone.set_input_files([str(file) for file in files])
        self.page.wait_for_function("zone => !zone.isConnected", arg=zone)
        return self.settle()

    def choose(self, label: str, option: str) -> "Visitor":
        """Picks from a list; a list that a page drawn anew has closed is opened again."""
        choice = self.page.get_by_role("option", name=option)
        for _ in range(5):
            self.page.get_by_role("combobox", name=label).click()
            with suppress(TookTooLong):
                choice.click(timeout=5_000)
                return self.settle()
        raise AssertionError(f"{label} does not offer {option}")

    def press(self, name: str) -> "Visitor":
        """Clicks a button that goes away by it; one that the page drew anew under the click is clicked again."""
        button = self.page.get_by_role("button", name=name)
        for _ in range(5):
            button.click()
            if not self.settle().page.get_by_role("button", name=name).count():
                return self
        raise AssertionError(f"{name} stays")

    def sample(self, kind: str) -> "Visitor":
        """Opens a sample shop from the first screen."""
        self.open().page.locator(f".st-key-sample-{kind} button").click()
        self.page.wait_for_url("**/overview*")
        return self.settle()

    def go(self, name: str) -> "Visitor":
        """Follows the menu."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
        return self.settle()

    def text(self) -> str:
        """What the page says."""
        return self.page.get_by_test_id("stMain").inner_text()

    def went_outside(self) -> list[str]:
        """Requests to anywhere but the app itself."""
        local = (self.address, "data:", "blob:", self.address.replace("http", "ws"))
        return [url for url in self.asked if not url.startswith(local)]


@pytest.fixture
def visitor(browser: Browser, retain: Start) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors; whatever they did, none of them may have asked for anything outside."""
    visitors: list[tuple[BrowserContext, Visitor]] = []

    def make(language: str = "en-US", width: int = 1360, scheme: str = "light") -> Visitor:
        size = {"width": width, "height": 900}
        context = browser.new_context(locale=language, viewport=size, color_scheme=scheme, accept_downloads=True)
        visitors.append((context, Visitor(context, retain.address)))
        return visitors[-1][1]

    yield make
    outside = [url for _, made in visitors for url in made.went_outside()]
    for context, _ in visitors:
        context.close()
    assert outside == []
