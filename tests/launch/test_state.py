"""What starts of one folder tell each other: place, lock and the note of what runs."""

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


@pytest.mark.parametrize(
    "noted",
    ["", "[]", "{}", '"str"', "3", "null", "[" * 100_000, '{"port": 8501}', '{"port": "x", "secret": "y"}', "\\ud800"]
    + [f'{{"port": {port}, "secret": "y"}}' for port in ("-1", "0", "true", "1e9", "65536", "null", '"8501"')],
)
def test_a_damaged_note_of_the_running_server_is_none(tmp_path: Path, noted: str) -> None:
    (tmp_path / "running.json").write_text(noted)
    assert state.noted_server(tmp_path) is None
    assert server.running_port(tmp_path) is None


def test_the_note_is_read_as_it_was_written_and_by_nobody_else(tmp_path: Path) -> None:
    state.note_running(tmp_path, 8501, 7, "secret")
    assert state.noted_server(tmp_path) == (8501, "secret")
    assert others_may_not(tmp_path / "running.json")


def test_the_place_of_state_is_closed_to_others_even_where_it_was_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    made = state.state_of(PROJECT)
    made.chmod(0o755)
    assert others_may_not(state.state_of(PROJECT))


def others_may_not(path: Path) -> bool:
    return sys.platform == "win32" or not path.stat().st_mode & 0o077


def test_a_second_process_cannot_hold_the_lock(tmp_path: Path) -> None:
    asks = "import sys, pathlib; from launch import state; sys.exit(state.held_lock(pathlib.Path(sys.argv[1])) is None)"
    command = [sys.executable, "-c", asks, str(tmp_path)]
    with state.held_lock(tmp_path):
        assert subprocess.run(command, cwd=PROJECT).returncode == 1
    assert subprocess.run(command, cwd=PROJECT).returncode == 0
