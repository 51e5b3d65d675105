"""The start: what it says, where it puts things, and that it runs, from a folder called "Käse Laden 店"."""

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from launch import start as launcher
from launch import state
from launch.messages import Stop
from tests.launch.starting import SECONDS, SEEN, WITHOUT_INSTALLING, Start, at_home, comes_true, end, listens, start

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_an_older_python_is_told_in_one_sentence(version: tuple, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as told:
        runpy.run_path(str(PROJECT / "app.py"), run_name="__main__")
    assert "needs Python 3.11 or newer; this is {}.{}.".format(*version) in str(told.value)


def test_an_older_python_can_read_app_py_and_reaches_the_sentence_before_anything_else() -> None:
    tree = ast.parse((PROJECT / "app.py").read_text("utf-8"), feature_version=(3, 4))
    _docstring, imports, check = tree.body[:3]
    assert ast.unparse(imports) == "import sys"
    assert "sys.version_info < (3, 11)" in ast.unparse(check)
    later = (ast.AnnAssign, ast.FunctionDef, ast.ClassDef, ast.JoinedStr, ast.NamedExpr, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, later)]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="no_file"):
        launcher.existing(str(tmp_path / "orders.csv"))


def test_the_test_command_passes_on_what_pytest_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "prepared", lambda folder, purpose: Path(sys.executable))
    monkeypatch.setattr(launcher, "is_ready", lambda folder, purpose: True)
    assert launcher.test(PROJECT, ["--version"]) == 0
    assert launcher.test(PROJECT, ["--no-such-option"]) == 4


def test_long_tests_are_left_out_unless_all_are_asked_for(capfd: pytest.CaptureFixture, tmp_path: Path) -> None:
    """Asked of pytest itself, with the words that it would be given and the project's own settings."""
    (tmp_path / "test_two.py").write_text(
        "import pytest\n\ndef test_quick(): pass\n\n@pytest.mark.long\ndef test_slow(): pass\n"
    )
    (tmp_path / "conftest.py").write_text("import tests.laws\n")
    names = ["--collect-only", "-q", str(tmp_path), "-c", str(PROJECT / "pyproject.toml")]
    told = []
    for asked in ([], ["--all"]):
        words = launcher.for_pytest([*asked, *names])
        subprocess.run([sys.executable, "-m", "pytest", *words], cwd=tmp_path, check=True)
        told.append(capfd.readouterr().out)
    assert ["test_slow" in each for each in told] == [False, True]
    assert ["test_quick" in each for each in told] == [True, True]


def test_without_more_words_every_processor_is_used() -> None:
    assert launcher.for_pytest([]) == list(launcher.EVERY_TEST)
    assert launcher.for_pytest(["--all"]) == [*launcher.THE_LONG_ONES_TOO, *launcher.EVERY_TEST]
    assert launcher.for_pytest(["-k", "tiers"]) == ["-k", "tiers"]


def test_a_second_start_shows_the_running_one_and_hands_it_the_file(
    running: Start, shop_folder: Path, careless_home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "Bestellungen 店.csv"
    file.write_text("a")
    again = start(shop_folder, careless_home)
    assert again.ended() == 0
    assert again.address == running.address
    assert "already running" in again.said[-1]
    with_file = start(shop_folder, careless_home, str(file))
    assert with_file.ended() == 0
    assert with_file.address.startswith(f"{running.address}?inbox=")


def test_the_project_itself_starts(retain: Start) -> None:
    assert comes_true(lambda: listens(retain.port))


def test_a_start_waits_for_one_that_is_still_setting_up_and_goes_on_when_that_gave_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(launcher, "_state_of", lambda folder: tmp_path)
    held = state.held_lock(tmp_path)
    asked = []

    def lock(state: Path) -> object:
        asked.append(state)
        if len(asked) == 3:
            held.close()
        return held_lock(state)

    held_lock = state.held_lock
    monkeypatch.setattr(launcher, "held_lock", lock)
    monkeypatch.setattr(launcher, "prepared", lambda folder, purpose: Path(sys.executable))
    monkeypatch.setattr(launcher, "_run", lambda *_: 0)
    assert launcher.start(tmp_path, []) == 0
    assert len(asked) == 3
    assert capsys.readouterr().out.count("in another window") == 1


def test_two_folders_run_beside_each_other(running: Start, shop_folder: Path, careless_home: Path) -> None:
    other_folder = shop_folder.with_name("other")
    shutil.copytree(shop_folder, other_folder)
    other = start(other_folder, careless_home)
    try:
        assert other.port != running.port
    finally:
        end(other.process)


def test_the_end_of_a_start_leaves_nothing_running(running: Start, careless_home: Path) -> None:
    port = running.port
    running.process.terminate()
    said, _ = running.process.communicate(timeout=SECONDS)
    assert running.process.returncode == 0
    assert "Retain has stopped." in said
    assert not listens(port)
    assert not list(careless_home.rglob("running.json"))


@pytest.mark.skipif(sys.platform == "win32", reason="closing a pipe is told in another way there")
def test_a_start_whose_words_nobody_reads_any_more_goes_on(shop_folder: Path, careless_home: Path) -> None:
    """As `python app.py | head -1` does."""
    begun = subprocess.Popen(
        [sys.executable, "-c", WITHOUT_INSTALLING],
        cwd=shop_folder,
        env=os.environ | at_home(careless_home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert begun.stdout
    begun.stdout.readline()
    begun.stdout.close()
    assert comes_true(lambda: begun.poll() is not None or bool(list(careless_home.rglob("running.json"))))
    time.sleep(1)
    assert begun.poll() is None
    begun.terminate()
    said = begun.stderr.read() if begun.stderr else None
    assert (begun.wait(SECONDS), said) == (0, b"")
    begun.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_the_server_does_not_outlive_a_start_that_was_killed(
    running: Start, shop_folder: Path, careless_home: Path
) -> None:
    port = running.port
    running.process.kill()
    assert comes_true(lambda: not listens(port))
    anew = start(shop_folder, careless_home)
    assert "is ready" in anew.said[-1]
    end(anew.process)


def test_in_a_browser_the_file_is_opened_and_quit_stops_everything(
    browser: "Browser", shop_folder: Path, careless_home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "Bestellungen 店.csv"
    file.write_text("a")
    begun = start(shop_folder, careless_home, str(file))
    asked: set[str] = set()
    page = browser.new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.goto(begun.address)
    page.get_by_text(file.name).wait_for()
    page.get_by_role("button", name="Quit").click()
    page.get_by_text("goodbye").wait_for()
    (shop_folder / SEEN).touch()
    said, _ = begun.process.communicate(timeout=SECONDS)
    page.close()
    assert begun.process.returncode == 0
    assert "Retain has stopped." in said
    assert asked - {""} == {f"127.0.0.1:{begun.port}"}


def test_the_readme_points_to_what_exists_and_names_the_commands() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", re.sub("(?s)<!--.*?-->", "", readme)) if "://" not in link]
    assert links
    assert [link for link in links if not (PROJECT / link.split("#")[0]).exists()] == []
    for command in ("python app.py\n", "python app.py test\n", "python app.py test --all", "streamlit run app.py"):
        assert command in readme


@pytest.mark.skipif(sys.platform == "win32", reason="a script of macOS and Linux")
def test_start_command_finds_a_new_enough_python_and_passes_files_and_status_on(tmp_path: Path) -> None:
    fake = '#!/bin/sh\ncase "$1" in -c) exit {};; esac\nprintf "%s|" {} "$@"\nexit 7\n'
    for name, too_old in [("python3.15", 1), ("python3.14", 0), ("python3.13", 0)]:
        (tmp_path / name).write_text(fake.format(too_old, name))
        (tmp_path / name).chmod(0o755)
    environ = os.environ | at_home(tmp_path) | {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    command = [str(PROJECT / "start.command"), "/a folder/店.csv"]
    done = subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    assert done.stdout == f"python3.14|{PROJECT / 'app.py'}|/a folder/店.csv|"
    assert done.returncode == 7


def test_start_bat_has_the_line_ends_of_windows_and_keeps_spaces_together() -> None:
    script = (PROJECT / "start.bat").read_bytes()
    assert script.count(b"\n") == script.count(b"\r\n") > 10
    assert b'"%~dp0app.py" %*' in script
    assert script.isascii()
