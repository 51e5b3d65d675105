"""The server: its port, and that it listens to this computer only."""

import http.client
import socket
import sys
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import psutil
import pytest

from launch import server, state
from launch.messages import Stop
from tests.launch.starting import Start

PROJECT = Path(__file__).resolve().parents[2]


def test_a_wished_port_that_is_taken_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(Stop, match="port_taken"):
            server.free_port(str(taken))
        assert server.free_port(None) != taken


@pytest.mark.parametrize("wished", ["x", "-1", "99999"])
def test_a_wished_port_that_is_none_is_told(wished: str) -> None:
    with pytest.raises(Stop, match="port_taken"):
        server.free_port(wished)


class Squatter(BaseHTTPRequestHandler):
    """A program that has taken the port and says to everything that it is well."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def squatted() -> Iterator[int]:
    """The port of a squatter."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Squatter) as squatter:
        Thread(target=squatter.serve_forever, daemon=True).start()
        yield squatter.server_port
        squatter.shutdown()


def test_a_program_that_takes_the_port_during_the_start_is_not_shown_as_retain(
    squatted: int, shop_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = server.free_port(None)
    ports = iter([squatted, other])
    monkeypatch.setattr(server, "free_port", lambda wished: next(ports))
    begun = server.up(Path(sys.executable), shop_folder, tmp_path, None)
    try:
        assert begun.port == other
        assert server.running_port(tmp_path) == other
    finally:
        server.end(begun, tmp_path)


def test_a_wished_port_that_is_taken_during_the_start_is_told(
    squatted: int, shop_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, looks = server._is_free, iter([True])
    monkeypatch.setattr(server, "_is_free", lambda port: next(looks, None) or free(port))
    with pytest.raises(Stop, match="port_taken"):
        server.up(Path(sys.executable), shop_folder, tmp_path, str(squatted))
    assert not (tmp_path / "running.json").exists()


def test_a_second_start_does_not_show_a_squatter_on_the_noted_port(squatted: int, tmp_path: Path) -> None:
    state.note_running(tmp_path, squatted, 1, "secret")
    assert server.running_port(tmp_path) is None


def test_the_flags_and_the_settings_file_say_the_same() -> None:
    written = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))
    in_file = {
        f"{section}.{name}": value
        for section, values in written.items()
        for name, value in values.items()
        if section != "theme"
    }
    as_flags: dict[str, list[str]] = {}
    for name, value in server.FLAGS:
        as_flags.setdefault(name, []).append(value)
    assert as_flags.pop("server.headless") == ["true"]
    assert as_flags == {name: words_of(value) for name, value in in_file.items()}


def words_of(value: object) -> list[str]:
    """A list of nothing is written as a flag without a value."""
    return [
        str(one).lower() if isinstance(one, bool) else str(one)
        for one in ((value or [""]) if isinstance(value, list) else [value])
    ]


def answer_to_websocket_from(port: int, host: str, origin: str) -> int:
    """The status that a page of `origin`, speaking to `host`, gets for opening the app's channel."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Host": host, "Origin": origin}
    connection.request("GET", "/_stcore/stream", headers=upgrade | key)
    status = connection.getresponse().status
    connection.close()
    return status


def test_whatever_the_users_own_settings_the_server_listens_to_this_computer_only(running: Start) -> None:
    port = running.port
    listening = [
        connection.laddr
        for process in psutil.Process(running.process.pid).children(recursive=True)
        for connection in process.net_connections()
        if connection.status == psutil.CONN_LISTEN
    ]
    assert [(address.ip, address.port) for address in listening] == [("127.0.0.1", port)]
    own = f"127.0.0.1:{port}"
    assert answer_to_websocket_from(port, own, f"http://{own}") == 101
    assert answer_to_websocket_from(port, own, "http://evil.example") == 403
    assert answer_to_websocket_from(port, f"evil.example:{port}", f"http://evil.example:{port}") == 403
