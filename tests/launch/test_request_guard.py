"""What passes the guard, over real HTTP, in both ways to start; and that the server never leaves this computer."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch import identity
from tests.launch.loopback import BY_LAUNCHER, BY_STREAMLIT, GUARD, UPGRADE, Held, asked, held

PATHS = (
    "/",
    "/overview",
    "/static/js/nothing.js",
    "/favicon.png",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/media/nothing.csv",
    "/component/nothing/index.html",
    f"{identity.PATH}{'a' * 32}",
)
SECRET = "of this test"
BARE = "import streamlit as st\n\nst.write('no guard')\n"


@pytest.fixture(scope="module", params=[BY_LAUNCHER, BY_STREAMLIT], ids=["python app.py", "streamlit run app.py"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    with held(request.param, tmp_path_factory.mktemp("held"), RETAIN_SECRET=SECRET) as running:
        yield running


def get(server: Held, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    told = {"Host": server.own, "Connection": "close"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return asked(server.port, path, told)


def hostile_origins(own: str) -> list[str]:
    port = own.split(":")[1]
    return [
        "http://evil.example",
        f"http://evil.example:{port}",
        f"http://{own}.evil.example",
        f"http://{own}@evil.example",
        f"http://evil.example/http://{own}",
        "http://127.0.0.1:9",
        f"http://localhost:{port}",
        f"ftp://{own}",
        f"http://{own}/",
        "null",
        "",
        "file://",
        "http://[",
        "http://[::1]",
        "http://8.8.8.8",
        "http://10.0.0.1",
        "é",
    ]


def hostile_hosts(own: str) -> list[str]:
    port = own.split(":")[1]
    return [
        "evil.example",
        f"evil.example:{port}",
        f"{own}.evil.example",
        f"evil.example@{own}",
        f"{own}@evil.example",
        "127.0.0.1.",
        "127.0.0.1:x",
        "127.0.0.1:99999",
        "0.0.0.0",
        "2130706433",
        "127.1",
        "[::1]",
        "[",
        "",
        f"{own}/",
        f"{own}?",
        f"{own}#",
        "é",
    ]


def test_it_says_where_it_is(server: Held) -> None:
    assert get(server, "/_stcore/health")[2] == b"ok"
    said = server.tried.with_name("log.txt").read_text("utf-8")
    assert f"http://{server.own}/" in said


def test_its_own_page_passes(server: Held) -> None:
    for host in (server.own, f"localhost:{server.port}", f"LOCALHOST:{server.port}"):
        assert get(server, "/", Host=host)[0] == 200
        status, _, _ = asked(server.port, "/_stcore/stream", UPGRADE | {"Host": host, "Origin": f"http://{host}"})
        assert status == 101


@pytest.mark.parametrize("path", PATHS)
def test_every_path_is_closed_to_other_names(server: Held, path: str) -> None:
    for host in hostile_hosts(server.own):
        status, headers, body = get(server, path, Host=host)
        assert status in (400, 403), host
        assert b"<html" not in body
        assert server.own not in str(headers)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(server: Held, path: str) -> None:
    for host in (server.own, "evil.example"):
        _, headers, _ = get(server, path, Host=host)
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "evil" not in headers["content-security-policy"]


def test_without_a_host_there_is_no_answer(server: Held) -> None:
    assert asked(server.port, "/", {"Connection": "close"})[0] == 400
    assert asked(server.port, "/", {"Connection": "close", "Host": "127.0.0.1", "host": "evil.example"})[0] == 400


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/media/nothing.csv", f"{identity.PATH}{'a' * 32}"])
def test_pages_of_other_origins_are_refused_on_every_path(server: Held, path: str) -> None:
    for origin in hostile_origins(server.own):
        assert get(server, path, Origin=origin)[0] == 403, origin
    for site in ("cross-site", "same-site"):
        for mode, dest in (("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe"), ("navigate", "object")):
            told = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
            assert get(server, path, **told)[0] == 403


def test_a_link_from_elsewhere_may_be_followed(server: Held) -> None:
    told = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert get(server, "/", **told)[0] == 200


def test_no_foreign_host_is_trusted_with_the_page(server: Held) -> None:
    _, _, body = get(server, "/_stcore/host-config")
    assert b'"allowedOrigins":[]' in body or b'"allowedOrigins":[""]' in body


def test_the_server_proves_who_it_is_and_never_tells_its_secret(server: Held) -> None:
    assert identity.is_ours(server.port, SECRET)
    assert not identity.is_ours(server.port, "another")
    status, _, body = get(server, f"{identity.PATH}{'a' * 32}")
    assert (status, body.decode()) == (200, identity.answer_to("a" * 32, server.port, SECRET))
    assert get(server, f"{identity.PATH}{'a' * 32}")[2] != get(server, f"{identity.PATH}{'b' * 32}")[2]
    for challenge in ("", "x", "a" * 31, "A" * 32, f"{server.port} {'a' * 32}".replace(" ", "%20")):
        assert get(server, f"{identity.PATH}{challenge}")[0] == 404


def test_hostile_sockets_do_not_make_the_server_leave_this_computer(server: Held) -> None:
    for origin in hostile_origins(server.own):
        status, _, _ = asked(server.port, "/_stcore/stream", UPGRADE | {"Host": server.own, "Origin": origin})
        assert status == 403, origin
    for host in hostile_hosts(server.own):
        told = UPGRADE | {"Host": host, "Origin": f"http://{host}"}
        assert asked(server.port, "/_stcore/stream", told)[0] in (400, 403), host
    assert server.left() == []


def test_opened_to_the_network_on_purpose_it_asks_nobody_for_its_addresses(tmp_path: Path) -> None:
    told = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "STREAMLIT_SERVER_HEADLESS": "true"}
    with held(BY_STREAMLIT, tmp_path / "home", **told) as server:
        asked(server.port, "/_stcore/stream", UPGRADE | {"Host": server.own, "Origin": "http://evil.example"})
        assert server.left() == []


def test_the_same_socket_makes_an_unguarded_server_leave_so_the_guard_of_these_tests_sees_it(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(BARE)
    with held(BY_STREAMLIT, tmp_path / "home", folder=tmp_path, STREAMLIT_SERVER_ADDRESS="127.0.0.1") as bare:
        asked(bare.port, "/_stcore/stream", UPGRADE | {"Host": bare.own, "Origin": "http://evil.example"})
        assert bare.left() == ["socket.connect 8.8.8.8"] + ["socket.getaddrinfo checkip.amazonaws.com"] * 2


@pytest.mark.parametrize(
    "way",
    [
        "import socket; socket.create_connection(('192.0.2.1', 9), 0.1)",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 9))",
        "import socket; socket.gethostbyname('evil.example')",
        "import subprocess, sys; subprocess.check_call([sys.executable, '-c', 'import socket;"
        ' socket.create_connection(("192.0.2.1", 9), 0.1)\'])',
    ],
)
def test_the_guard_of_these_tests_holds_every_way_out(tmp_path: Path, way: str) -> None:
    environ = os.environ | {"PYTHONPATH": str(GUARD), "RETAIN_TRIED": str(tmp_path / "tried")}
    done = subprocess.run([sys.executable, "-c", way], env=environ, capture_output=True, check=False)
    assert done.returncode
    assert (tmp_path / "tried").read_text()
