"""The private environment: made for real but with nothing in it, so that no network is needed."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from packaging.requirements import Requirement

from launch import environment, install
from launch.messages import Stop

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("system", "folder", "expected"),
    [
        ("linux", PurePosixPath("/srv/Käse Laden"), "/srv/Käse Laden/.venv/bin/python"),
        ("darwin", PurePosixPath("/Users/a/Retain"), "/Users/a/Retain/.venv/bin/python"),
        ("win32", PureWindowsPath(r"C:\Käse Laden"), r"C:\Käse Laden\.venv\Scripts\python.exe"),
    ],
)
def test_each_system_has_its_place_for_python(system: str, folder: PurePosixPath, expected: str) -> None:
    assert str(environment.environment_python(system, folder)) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends such a process in its own way")
def test_an_older_processor_is_noticed_by_a_child_that_dies_of_an_illegal_instruction() -> None:
    dying = "import os, signal; os.kill(os.getpid(), signal.SIGILL)"
    status = subprocess.run([sys.executable, "-c", dying]).returncode
    assert environment.needs_older_processor_parts(status, "")


def test_an_older_processor_is_noticed_by_the_warning_of_polars_and_by_nothing_else() -> None:
    warning = "RuntimeWarning: Missing required CPU features.\n\nThe following required CPU features were not detected"
    assert environment.needs_older_processor_parts(0, warning)
    assert environment.needs_older_processor_parts(0xC000001D, "")
    assert not environment.needs_older_processor_parts(1, "ModuleNotFoundError: No module named 'polars'")


def test_the_parts_for_an_older_processor_have_the_version_of_polars() -> None:
    pinned = re.search(r"^polars==(\S+)", (PROJECT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert environment.older_processor_pin(PROJECT) == f"polars-runtime-compat=={pinned[1]}"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_pin_is_exact_has_hashes_and_names_no_host(name: str) -> None:
    text = (PROJECT / name).read_text("utf-8")
    pins = re.findall(r"^[A-Za-z].*(?:\n    --hash=.*)*", text, re.MULTILINE)
    assert len(pins) > 10
    assert all(re.match(r"[A-Za-z0-9._-]+==\S+ .*\n    --hash=sha256:", pin) for pin in pins)
    assert "://" not in text
    assert "index-url" not in text


def test_the_pins_hold_every_direct_dependency() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    for name, wanted in [
        ("requirements.txt", project["project"]["dependencies"]),
        ("requirements-test.txt", project["dependency-groups"]["test"]),
    ]:
        pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", (PROJECT / name).read_text("utf-8"), re.MULTILINE)
        for one in map(Requirement, wanted):
            versions = [version for pinned, version in pins if pinned == one.name]
            assert versions, one
            assert all(one.specifier.contains(version) for version in versions), one


@pytest.fixture
def bare_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose app needs nothing, so that its environment is made without a network."""
    folder = tmp_path / "Käse Laden 店"
    folder.mkdir()
    for pins in environment.PINS.values():
        (folder / pins).write_text("# nothing\n", "utf-8")
    monkeypatch.setattr(environment, "PROBE", "pass")
    monkeypatch.setattr(environment, "tools", lambda: ["pip"])
    monkeypatch.setattr(environment, "install", lambda *_: None)
    return folder


def test_the_environment_is_made_once_then_ready_at_once(bare_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "install", install.install)
    python = environment.prepared(bare_folder, "app")
    prefix = subprocess.run([python, "-c", "import sys; print(sys.prefix)"], capture_output=True, encoding="utf-8")
    assert Path(prefix.stdout.strip()) == bare_folder / ".venv"
    made = (bare_folder / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    for work in ("make_venv", "install", "_probe", "_clear"):
        monkeypatch.delattr(environment, work)
    assert environment.prepared(bare_folder, "app") == python
    assert (bare_folder / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made


def test_changed_pins_and_a_moved_folder_and_a_lost_python_make_it_anew(bare_folder: Path, tmp_path: Path) -> None:
    python = environment.prepared(bare_folder, "app")
    (bare_folder / "requirements.txt").write_text("# nothing, but another\n", "utf-8")
    assert not environment.is_ready(bare_folder, "app")
    (bare_folder / "requirements.txt").write_text("# nothing\n", "utf-8")
    assert environment.is_ready(bare_folder, "app")
    moved = bare_folder.rename(tmp_path / "moved")
    assert not environment.is_ready(moved, "app")
    moved.rename(bare_folder)
    assert environment.is_ready(bare_folder, "app")
    python.unlink()
    assert not environment.is_ready(bare_folder, "app")


def test_a_half_made_environment_is_repaired_by_the_next_start(
    bare_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled_plug(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(environment, "install", pulled_plug)
        with pytest.raises(KeyboardInterrupt):
            environment.prepared(bare_folder, "app")
    assert (bare_folder / ".venv").exists()
    assert not environment.is_ready(bare_folder, "app")
    python = environment.prepared(bare_folder, "app")
    assert subprocess.run([python, "-c", "pass"]).returncode == 0
    assert environment.is_ready(bare_folder, "app")


def test_tests_add_to_the_environment_and_leave_the_apps_stamp(bare_folder: Path) -> None:
    environment.prepared(bare_folder, "tests")
    assert environment.is_ready(bare_folder, "app")
    assert environment.is_ready(bare_folder, "tests")
    (bare_folder / "requirements-test.txt").write_text("# nothing, but another\n", "utf-8")
    assert environment.is_ready(bare_folder, "app")
    assert not environment.is_ready(bare_folder, "tests")


def test_somebody_elses_environment_is_left_alone(bare_folder: Path) -> None:
    (bare_folder / ".venv").mkdir()
    (bare_folder / ".venv" / "theirs.txt").write_text("mine")
    with pytest.raises(Stop, match="foreign_environment"):
        environment.prepared(bare_folder, "app")
    assert (bare_folder / ".venv" / "theirs.txt").read_text() == "mine"


def test_where_one_tool_fails_the_next_is_tried(bare_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def first_fails(tool: str, *_: object) -> None:
        tried.append(tool)
        if tool == "uv":
            raise Stop("no_network")

    monkeypatch.setattr(environment, "tools", lambda: ["uv", "pip"])
    monkeypatch.setattr(environment, "make_venv", lambda tool, folder: install.make_venv("pip", folder))
    monkeypatch.setattr(environment, "install", first_fails)
    environment.prepared(bare_folder, "app")
    assert tried == ["uv", "pip"]
