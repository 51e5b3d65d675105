"""Servers that may speak to this computer only, and requests as a hostile page or program would send them."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.launch.starting import SECONDS, at_home, comes_true, listens

PROJECT = Path(__file__).resolve().parents[2]
GUARD = Path(__file__).parent / "loopback_only"
BY_LAUNCHER = ("-c", "import sys; from launch import server; server.serve(server.flags(int(sys.argv[1])))")
BY_STREAMLIT = (
    "-c",
    "import sys; from streamlit.web import cli; cli.main(['run', 'app.py', '--server.port', *sys.argv[1:]])",
)
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@dataclass(frozen=True)
class Held:
    """A server under the guard; `tried` notes every address outside this computer that it or its children tried."""

    port: int
    process: subprocess.Popen[bytes]
    tried: Path

    @property
    def own(self) -> str:
        """The name under which it may be asked."""
        return f"127.0.0.1:{self.port}"

    def left(self) -> list[str]:
        """What it tried to reach."""
        return self.tried.read_text("utf-8").splitlines()


@contextmanager
def held(way: Sequence[str], home: Path, *, folder: Path = PROJECT, **more: str) -> Iterator[Held]:
    """A server started in one of the two ways, in a process that may speak to this computer only."""
    home.mkdir(exist_ok=True)
    tried = home / "tried.txt"
    tried.write_text("")
    path = os.pathsep.join([str(GUARD), str(PROJECT)])
    environ = os.environ | at_home(home) | {"PYTHONPATH": path, "RETAIN_TRIED": str(tried)} | more
    port = free_port()
    command = [sys.executable, *way, str(port), "--server.headless", "true"]
    with (home / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environ, stdin=subprocess.PIPE, stdout=log, stderr=log)
    try:
        assert comes_true(lambda: process.poll() is not None or listens(port))
        assert process.poll() is None, (home / "log.txt").read_text()
        yield Held(port, process, tried)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def asked(port: int, path: str, headers: Mapping[str, str], method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer, to a request that may say anything, no Host too; 0 where none comes."""
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        connection.settimeout(2 if "Upgrade" in headers else 60)
        return _answer(_heard(connection, whole="Upgrade" not in headers))


def _heard(connection: socket.socket, *, whole: bool) -> bytes:
    heard = b""
    while whole or b"\r\n\r\n" not in heard:
        try:
            more = connection.recv(1 << 16)
        except TimeoutError:
            break
        if not more:
            break
        heard += more
    return heard


def _answer(heard: bytes) -> tuple[int, dict[str, str], bytes]:
    head, _, body = heard.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    return int(first.split()[1]) if first else 0, headers, body
