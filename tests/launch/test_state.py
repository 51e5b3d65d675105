"""What starts of one folder tell each other: place, lock and inbox."""

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from launch import server, state

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("system", "environ", "home", "expected"),
    [
        ("linux", {}, PurePosixPath("/home/zoë"), "/home/zoë/.local/state/retain"),
        ("linux", {"XDG_STATE_HOME": "/var/own"}, PurePosixPath("/home/zoë"), "/var/own/retain"),
        ("linux", {"XDG_STATE_HOME": "not/absolute"}, PurePosixPath("/home/zoë"), "/home/zoë/.local/state/retain"),
        ("darwin", {}, PurePosixPath("/Users/店 主"), "/Users/店 主/Library/Application Support/Retain"),
        ("win32", {}, PureWindowsPath("C:/Users/Käthe"), r"C:\Users\Käthe\AppData\Local\Retain"),
        (
            "win32",
            {"LOCALAPPDATA": r"D:\Profile\Käthe\Local"},
            PureWindowsPath("C:/Users/Käthe"),
            r"D:\Profile\Käthe\Local\Retain",
        ),
    ],
)
def test_each_system_has_its_place_for_state(system: str, environ: dict, home: PurePosixPath, expected: str) -> None:
    assert str(state.state_folder(system, environ, home)) == expected


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "inbox").mkdir()
    monkeypatch.setenv("RETAIN_INBOX", str(tmp_path / "inbox"))
    return tmp_path


def test_a_link_opens_its_files_once_and_names_no_path(inbox: Path) -> None:
    files = [inbox / "Bestellungen 店.csv", inbox / "b.xlsx"]
    link = server.link(inbox, 8501, files)
    address, name = link.split("?inbox=")
    assert address == "http://127.0.0.1:8501/"
    assert re.fullmatch("[0-9a-f]{32}", name)
    assert state.take_from_inbox(name) == tuple(files)
    assert state.take_from_inbox(name) == ()


@pytest.mark.parametrize("name", [None, "", "../inbox/" + "a" * 32, "a" * 32, "A" * 32, "a" * 31 + "\n", "%2e%2e"])
def test_a_made_up_link_opens_nothing(inbox: Path, name: str | None) -> None:
    (inbox / "inbox" / f"{'A' * 32}.json").write_text('["/etc/passwd"]')
    assert state.take_from_inbox(name) == ()


def test_without_a_start_of_ours_no_link_opens_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETAIN_INBOX", raising=False)
    assert state.take_from_inbox("a" * 32) == ()


def test_a_second_process_cannot_hold_the_lock(tmp_path: Path) -> None:
    asks = "import sys, pathlib; from launch import state; sys.exit(state.held_lock(pathlib.Path(sys.argv[1])) is None)"
    command = [sys.executable, "-c", asks, str(tmp_path)]
    with state.held_lock(tmp_path):
        assert subprocess.run(command, cwd=PROJECT).returncode == 1
    assert subprocess.run(command, cwd=PROJECT).returncode == 0
