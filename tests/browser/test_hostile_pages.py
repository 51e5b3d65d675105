"""A whole visit while hostile pages try the server, which may speak to this computer only: nothing leaves it.

The hostile pages stand on another port of this computer, under its own name and under evil.example, which the browser
is told is this computer: that is also what a page looks like whose name was rebound to 127.0.0.1.
"""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ENOUGH, PAGES_OF_A_VISIT, Visitor
from tests.conftest import QUIET
from tests.launch.loopback import BY_LAUNCHER, BY_STREAMLIT, UPGRADE, Held, asked, held

TRIES = """
async address => {
  const out = {};
  out.socket = await new Promise(done => {
    const socket = new WebSocket(address.replace('http', 'ws') + '_stcore/stream', ['streamlit']);
    socket.onopen = () => done('open');
    socket.onerror = () => done('refused');
  });
  for (const [name, path] of Object.entries({page: '', health: '_stcore/health', config: '_stcore/host-config'})) {
    out[name] = await fetch(address + path).then(got => got.text(), () => 'refused');
  }
  out.upload = await fetch(address + '_stcore/upload_file/a/b', {method: 'PUT', body: 'x'})
    .then(got => got.status, () => 'refused');
  out.blind = await fetch(address + '_stcore/health', {mode: 'no-cors'}).then(got => got.type, () => 'refused');
  out.picture = await new Promise(done => {
    const picture = new Image();
    picture.onload = () => done('shown');
    picture.onerror = () => done('refused');
    picture.src = address + 'favicon.png';
  });
  out.frame = await new Promise(done => {
    const frame = document.createElement('iframe');
    frame.onload = () => done(frame.contentWindow.length === 0 ? 'empty' : 'shown');
    frame.src = address;
    document.body.append(frame);
  });
  return out;
}
"""
BLIND = ("opaque", "refused")  # without CORS a page sees no answer, and here there is none to see


class Evil(BaseHTTPRequestHandler):
    """A page of somebody else's."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>evil</title><body>")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def evil() -> Iterator[int]:
    """The port of hostile pages."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Evil) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def rebound(browser: Browser, chromium: str) -> Iterator[Browser]:
    """A browser to which evil.example is this computer."""
    rule = "--host-resolver-rules=MAP evil.example 127.0.0.1"
    running = browser.browser_type.launch(executable_path=chromium, args=[*QUIET, rule])
    yield running
    running.close()


BOTH_WAYS = [
    pytest.param(BY_LAUNCHER, id="python app.py"),
    pytest.param(BY_STREAMLIT, id="streamlit run app.py", marks=pytest.mark.long),
]


@pytest.fixture(params=BOTH_WAYS)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Held]:
    with held(request.param, tmp_path / "home") as running:
        yield running


def hostile_sockets(server: Held) -> None:
    """What a foreign page or a rebound name sends, from outside a browser."""
    for host, origin in ((server.own, "http://evil.example"), (f"evil.example:{server.port}", "http://evil.example")):
        status, _, _ = asked(server.port, "/_stcore/stream", UPGRADE | {"Host": host, "Origin": origin})
        assert status == 403


@pytest.mark.parametrize("pages", PAGES_OF_A_VISIT)
def test_hostile_pages_see_nothing_and_nothing_leaves_in_a_whole_visit(
    server: Held, evil: int, rebound: Browser, pages: tuple[str, ...]
) -> None:
    context = rebound.new_context(locale="en-US", viewport={"width": 1360, "height": 900}, accept_downloads=True)
    someone = Visitor(context, f"http://{server.own}/")
    blocked: list[str] = []
    someone.page.on(
        "console", lambda said: blocked.append(said.text) if "Content Security Policy" in said.text else None
    )
    someone.sample("webshop")
    for name in ("evil.example", "127.0.0.1", "localhost"):
        page = rebound.new_context().new_page()
        page.set_default_timeout(ENOUGH)
        page.goto(f"http://{name}:{evil}/")
        saw = page.evaluate(TRIES, f"http://{server.own}/")
        assert saw.pop("blind") in BLIND
        assert saw.pop("frame") in ("empty", "shown")
        assert not [frame.url for frame in page.frames if frame.url.startswith(f"http://{server.own}")]
        assert set(saw.values()) == {"refused"}, saw
        page.context.close()
    _rebound_page_sees_nothing(rebound, server)
    shop = someone.page.url.split("?")[1]
    for page in pages:
        hostile_sockets(server)
        someone.open(f"{page}?{shop}")
    assert someone.went_outside() == []
    assert blocked == []
    context.close()
    assert server.left() == []


def _rebound_page_sees_nothing(browser: Browser, server: Held) -> None:
    page = browser.new_context().new_page()
    answer = page.goto(f"http://evil.example:{server.port}/")
    assert answer
    assert answer.status == 403
    assert "answers to its own pages" in page.inner_text("body")
    page.context.close()
