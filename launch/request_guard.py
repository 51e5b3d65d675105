"""What every request has to pass before Streamlit sees it, and what every answer carries.

The server listens to this computer only, but every page that is open in a browser here can speak to it. So it answers
under its own names only (else a foreign name that suddenly means 127.0.0.1 would make a foreign page one of ours), and
to its own pages only: opening a link from elsewhere is fine, anything else that comes from another origin is refused.
That holds for all paths, the channel (WebSocket) included; Streamlit itself looks at the channel alone, and looks up
this computer's addresses on the internet to do so.
"""

import os
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from launch import identity

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

OURS = ("localhost", "127.0.0.1")
FROM_ELSEWHERE = ("cross-site", "same-site")  # another port of this computer is the same site
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; worker-src 'self' blob:; "
    "connect-src 'self' data: blob: ws://{host} wss://{host}; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-src 'none'; frame-ancestors 'none'"
)
"""What a page may load: nothing from anywhere else. Charts are drawn by functions made in the page (unsafe-eval)."""
HEADERS = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class RequestGuard:
    """An ASGI application in front of Streamlit's. `hosts`: the names under which it may be asked."""

    def __init__(self, app: Application, hosts: Iterable[str] = OURS) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers who we are, refuses what comes from elsewhere, and hands the rest on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if not self._may_pass(scope["type"], scope.get("method", "GET"), headers):
            await _refuse(scope["type"], _with_headers(send, identity.HOST))
        elif scope["path"].startswith(identity.PATH) and scope["type"] == "http":
            await _answer(_with_headers(send, headers["host"]), *_who_we_are(scope))
        else:
            await self.app(scope, receive, _with_headers(send, headers["host"]))

    def _may_pass(self, kind: str, method: str, headers: Mapping[str, str]) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        if _name_of(host) not in self.hosts:
            return False
        if origin is not None and origin.lower() not in (f"http://{host.lower()}", f"https://{host.lower()}"):
            return False
        return headers.get("sec-fetch-site") not in FROM_ELSEWHERE or _opens_a_link(kind, method, headers)


def _opens_a_link(kind: str, method: str, headers: Mapping[str, str]) -> bool:
    """Whether somebody follows a link from another page, in a window and not in a frame of that page."""
    told = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return kind == "http" and method in ("GET", "HEAD") and told == ("navigate", "document")


def _name_of(host: str) -> str | None:
    """The name in a Host header; None where it is none: no port, no user, no path may hide in it."""
    try:
        parts = urlsplit(f"//{host}")
        port = parts.port
    except ValueError:
        return None
    name = parts.hostname
    return name if name and host.lower() in (name, f"{name}:{port}") else None


def _who_we_are(scope: Scope) -> tuple[int, bytes]:
    """Status and text for a challenge: see launch/identity.py."""
    challenge, secret = scope["path"].removeprefix(identity.PATH), os.environ.get(identity.SECRET)
    if not secret or not identity.CHALLENGE.fullmatch(challenge):
        return 404, b""
    return 200, identity.answer_to(challenge, scope["server"][1], secret).encode()


def _with_headers(send: Send, host: str) -> Send:
    """Sends what it is given, with our headers on the beginning of the answer in place of others of the same names."""
    own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    own.append((b"content-security-policy", POLICY.format(host=host).encode()))
    names = {name for name, _ in own}

    async def armed(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in names]
            message = {**message, "headers": [*kept, *own]}
        await send(message)

    return armed


async def _refuse(kind: str, send: Send) -> None:
    if kind == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await _answer(send, 403, b"Retain answers to its own pages on this computer only.\n")


async def _answer(send: Send, status: int, text: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    headers.append((b"content-length", str(len(text)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
