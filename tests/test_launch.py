"""The start: what it says, where it puts things, and that it runs, from a folder called "Käse Laden 店"."""

import ast
import http.client
import os
import re
import runpy
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from string import Formatter
from urllib.parse import urlsplit

import psutil
import pytest

import launch
import launch_environment
import launch_install
import launch_server
import launch_words
from launch_words import Stop
from tests.starting import Start, at_home, end, start

PROJECT = Path(__file__).resolve().parent.parent
PARTS = sorted(PROJECT.glob("launch*.py"))
PAGE = """
import streamlit as st
import launch

def page():
    st.write("opened", [path.name for path in launch.take_from_inbox(st.query_params.get("inbox"))])
    if st.button("Quit"):
        launch.quit_server()
        st.write("goodbye")

def run():
    st.navigation([st.Page(page, title="Shop")]).run()
"""


@pytest.fixture
def shop_folder(tmp_path: Path) -> Path:
    """The real start in a folder with spaces and letters of two alphabets, before a page that tells what it opened.

    Without the project's own settings file: what protects is the flags alone.
    """
    folder = tmp_path / "Käse Laden 店" / "retain"
    (folder / "pages" / "shared").mkdir(parents=True)
    for file in (PROJECT / "app.py", *PARTS):
        shutil.copy(file, folder)
    (folder / "pages" / "shared" / "navigation.py").write_text(PAGE, "utf-8")
    return folder


@pytest.fixture
def careless_home(tmp_path: Path) -> Path:
    """The home of somebody whose own Streamlit settings open everything to everybody."""
    home = tmp_path / "home"
    (home / ".streamlit").mkdir(parents=True)
    loose = '[server]\naddress = "0.0.0.0"\nenableXsrfProtection = false\nallowedHosts = ["*"]\nbaseUrlPath = "x"\n'
    (home / ".streamlit" / "config.toml").write_text(loose, "utf-8")
    return home


@pytest.fixture
def running(shop_folder: Path, careless_home: Path) -> Iterator[Start]:
    """The start of `shop_folder`, up and answering."""
    begun = start(shop_folder, careless_home, environ={"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"})
    yield begun
    end(begun.process)


def port_of(begun: Start) -> int:
    return int(re.search(r":(\d+)/", begun.address).group(1))


# An old Python


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


# Words


def test_both_languages_write_the_same_values_into_each_sentence() -> None:
    for name, (english, chinese) in launch_words.SENTENCES.items():
        assert values_of(english) == values_of(chinese), name
        assert re.search("[\u4e00-\u9fff]", chinese), name


def values_of(text: str) -> set[str]:
    return {value for _, value, _, _ in Formatter().parse(text) if value}


def sentences_named_in_the_code() -> Iterator[tuple[str, set[str] | None]]:
    """Every name given to say, sentence, Stop or _show in the start's files, with the values beside it."""
    for part in PARTS:
        for node in ast.walk(ast.parse(part.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                yield from sentence_in(node)


def sentence_in(call: ast.Call) -> Iterator[tuple[str, set[str] | None]]:
    names = [node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)]
    given = None if call.func.id == "_show" else {keyword.arg for keyword in call.keywords}
    if call.func.id in ("say", "sentence", "Stop", "_show"):
        yield from ((name, given) for name in names if name in launch_words.SENTENCES or " " not in str(name))


def test_every_sentence_that_is_said_exists_and_gets_its_values() -> None:
    for name, given in sentences_named_in_the_code():
        if name in launch_words.SENTENCES and given is not None:
            assert values_of(launch_words.SENTENCES[name][0]) <= given | {"log"}, name


def test_no_sentence_is_left_unsaid() -> None:
    said = {name for name, _ in sentences_named_in_the_code()} | set(launch_install.SIGNS)
    assert set(launch_words.SENTENCES) <= said


@pytest.mark.parametrize(
    ("environ", "windows_language", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, 0, True),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, 0, True),
        ({"LANGUAGE": "hu", "LANG": "zh_CN.UTF-8"}, 0, False),
        ({}, 0x0804, True),
        ({}, 0x0404, True),
        ({}, 0x0409, False),
        ({}, 0, False),
    ],
)
def test_the_language_is_the_systems(environ: dict, windows_language: int, chinese: bool) -> None:
    assert launch_words.prefers_chinese(environ, windows_language) is chinese


# Where things lie


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
    assert str(launch_server.state_folder(system, environ, home)) == expected


@pytest.mark.parametrize(
    ("system", "folder", "expected"),
    [
        ("linux", PurePosixPath("/srv/Käse Laden"), "/srv/Käse Laden/.venv/bin/python"),
        ("darwin", PurePosixPath("/Users/a/Retain"), "/Users/a/Retain/.venv/bin/python"),
        ("win32", PureWindowsPath(r"C:\Käse Laden"), r"C:\Käse Laden\.venv\Scripts\python.exe"),
    ],
)
def test_each_system_has_its_place_for_python(system: str, folder: PurePosixPath, expected: str) -> None:
    assert str(launch_environment.environment_python(system, folder)) == expected


def test_another_pythons_settings_do_not_reach_our_processes() -> None:
    theirs = {"PYTHONPATH": "/elsewhere", "PYTHONHOME": "/elsewhere", "PIP_USER": "1", "HOME": "/home/a"}
    ours = launch_install.clean_environment(theirs)
    assert not {"PYTHONPATH", "PYTHONHOME", "PIP_USER"} & set(ours)
    assert ours["HOME"] == "/home/a"


# What stands in the way


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError: [Errno -3] Temporary "
            "failure in name resolution'\nERROR: No matching distribution found for altair==6.3.0",
            "no_network",
        ),
        ("error: Failed to fetch: `altair`\n  cause: error sending request\n  cause: dns error", "no_network"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk_full"),
        ("ERROR: Could not install packages due to an OSError: [WinError 112] 磁盘空间不足。", "disk_full"),
        ("error: failed to write to file `x`: No space left on device (os error 28)", "disk_full"),
        ("ERROR: Could not install packages due to an OSError: [WinError 5] 拒绝访问。: 'C:\\\\x'", "cannot_write"),
        ("error: failed to create directory `/x`: Permission denied (os error 13)", "cannot_write"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "altered"),
        ("error: Failed to fetch: `x`\n  cause: Hash mismatch for `x==1`", "altered"),
        ("ERROR: No matching distribution found for pyarrow==26.0.1", "not_made_for"),
        ("error: No solution found\n  cause: Because pyarrow==26.0.1 has no usable wheels", "not_made_for"),
        ("Segmentation fault", None),
    ],
)
def test_what_an_installer_says_becomes_one_of_our_sentences(said: str, reason: str | None) -> None:
    assert launch_install.reason_for(said) == reason


def test_words_never_seen_before_are_passed_on_with_the_log(tmp_path: Path) -> None:
    stop = launch_install.failed(tmp_path, "Collecting x\nstrange things happened\n\n")
    told = launch_words.sentence(stop.name, **stop.values)
    assert "strange things happened" in told
    assert "setup-log.txt" in told


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (PermissionError(13, "Permission denied", "/opt/retain/.venv"), "cannot_write"),
        (OSError(30, "Read-only file system", "/opt/retain/.venv"), "cannot_write"),
        (OSError(28, "No space left on device"), "disk_full"),
    ],
)
def test_what_the_system_refuses_becomes_one_of_our_sentences(error: OSError, name: str) -> None:
    stop = launch_install.stop_for(error, Path("/opt/retain"))
    assert stop.name == name
    assert name == "disk_full" or str(Path("/opt/retain")) in launch_words.sentence(stop.name, **stop.values)


def test_debian_is_told_the_package_of_its_own_python() -> None:
    stop = launch_install.no_venv(True, (3, 12))
    assert "sudo apt install python3.12-venv" in launch_words.sentence(stop.name, **stop.values)
    assert launch_install.no_venv(False, (3, 12)).name == "no_venv"


def test_nothing_that_can_install_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch_install, "_works", lambda command: False)
    monkeypatch.setattr(launch_install.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Stop, match="no_venv"):
        launch_install.tools()


def test_a_uv_that_does_not_run_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "uv").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert launch_install.tools() == ["pip"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends such a process in its own way")
def test_an_older_processor_is_noticed_by_a_child_that_dies_of_an_illegal_instruction() -> None:
    dying = "import os, signal; os.kill(os.getpid(), signal.SIGILL)"
    status = subprocess.run([sys.executable, "-c", dying]).returncode
    assert launch_environment.needs_older_processor_parts(status, "")


def test_an_older_processor_is_noticed_by_the_warning_of_polars_and_by_nothing_else() -> None:
    warning = "RuntimeWarning: Missing required CPU features.\n\nThe following required CPU features were not detected"
    assert launch_environment.needs_older_processor_parts(0, warning)
    assert launch_environment.needs_older_processor_parts(0xC000001D, "")
    assert not launch_environment.needs_older_processor_parts(1, "ModuleNotFoundError: No module named 'polars'")


def test_the_parts_for_an_older_processor_have_the_version_of_polars() -> None:
    pinned = re.search(r"^polars==(\S+)", (PROJECT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert launch_environment._older_processor_pin(PROJECT) == f"polars-runtime-compat=={pinned[1]}"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="no_file"):
        launch.existing(str(tmp_path / "orders.csv"))


def test_a_wished_port_that_is_taken_is_told() -> None:
    with launch_server.socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(Stop, match="port_taken"):
            launch_server.free_port(str(taken))
        assert launch_server.free_port(None) != taken


@pytest.mark.parametrize("wished", ["x", "-1", "99999"])
def test_a_wished_port_that_is_none_is_told(wished: str) -> None:
    with pytest.raises(Stop, match="port_taken"):
        launch_server.free_port(wished)


# The pins


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
        pinned = set(re.findall(r"^([A-Za-z0-9._-]+)==", (PROJECT / name).read_text("utf-8"), re.MULTILINE))
        assert {re.match(r"[A-Za-z0-9._-]+", one)[0].lower() for one in wanted} <= pinned


# The environment, for real but with nothing in it


@pytest.fixture
def bare_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose app needs nothing, so that its environment is made without a network."""
    folder = tmp_path / "Käse Laden 店"
    folder.mkdir()
    for pins in launch_environment.PINS.values():
        (folder / pins).write_text("# nothing\n", "utf-8")
    monkeypatch.setattr(launch_environment, "PROBE", "pass")
    monkeypatch.setattr(launch_environment, "tools", lambda: ["pip"])
    monkeypatch.setattr(launch_environment, "install", lambda *_: None)
    return folder


def test_the_environment_is_made_once_then_ready_at_once(bare_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch_environment, "install", launch_install.install)
    python = launch_environment.prepared(bare_folder, "app")
    prefix = subprocess.run([python, "-c", "import sys; print(sys.prefix)"], capture_output=True, encoding="utf-8")
    assert Path(prefix.stdout.strip()) == bare_folder / ".venv"
    made = (bare_folder / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    begun = time.perf_counter()
    assert launch_environment.prepared(bare_folder, "app") == python
    assert time.perf_counter() - begun < 0.5
    assert (bare_folder / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made


def test_changed_pins_and_a_moved_folder_and_a_lost_python_make_it_anew(bare_folder: Path, tmp_path: Path) -> None:
    python = launch_environment.prepared(bare_folder, "app")
    (bare_folder / "requirements.txt").write_text("# nothing, but another\n", "utf-8")
    assert not launch_environment.is_ready(bare_folder, "app")
    (bare_folder / "requirements.txt").write_text("# nothing\n", "utf-8")
    assert launch_environment.is_ready(bare_folder, "app")
    moved = bare_folder.rename(tmp_path / "moved")
    assert not launch_environment.is_ready(moved, "app")
    moved.rename(bare_folder)
    assert launch_environment.is_ready(bare_folder, "app")
    python.unlink()
    assert not launch_environment.is_ready(bare_folder, "app")


def test_a_half_made_environment_is_repaired_by_the_next_start(
    bare_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled_plug(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(launch_environment, "install", pulled_plug)
        with pytest.raises(KeyboardInterrupt):
            launch_environment.prepared(bare_folder, "app")
    assert (bare_folder / ".venv").exists()
    assert not launch_environment.is_ready(bare_folder, "app")
    python = launch_environment.prepared(bare_folder, "app")
    assert subprocess.run([python, "-c", "pass"]).returncode == 0
    assert launch_environment.is_ready(bare_folder, "app")


def test_tests_add_to_the_environment_and_leave_the_apps_stamp(bare_folder: Path) -> None:
    launch_environment.prepared(bare_folder, "tests")
    assert launch_environment.is_ready(bare_folder, "app")
    assert launch_environment.is_ready(bare_folder, "tests")
    (bare_folder / "requirements-test.txt").write_text("# nothing, but another\n", "utf-8")
    assert launch_environment.is_ready(bare_folder, "app")
    assert not launch_environment.is_ready(bare_folder, "tests")


def test_somebody_elses_environment_is_left_alone(bare_folder: Path) -> None:
    (bare_folder / ".venv").mkdir()
    (bare_folder / ".venv" / "theirs.txt").write_text("mine")
    with pytest.raises(Stop, match="foreign_environment"):
        launch_environment.prepared(bare_folder, "app")
    assert (bare_folder / ".venv" / "theirs.txt").read_text() == "mine"


def test_where_one_tool_fails_the_next_is_tried(bare_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def first_fails(tool: str, *_: object) -> None:
        tried.append(tool)
        if tool == "uv":
            raise Stop("no_network")

    monkeypatch.setattr(launch_environment, "tools", lambda: ["uv", "pip"])
    monkeypatch.setattr(launch_environment, "make_venv", lambda tool, folder: launch_install.make_venv("pip", folder))
    monkeypatch.setattr(launch_environment, "install", first_fails)
    launch_environment.prepared(bare_folder, "app")
    assert tried == ["uv", "pip"]


def test_the_test_command_passes_on_what_pytest_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "prepared", lambda folder, purpose: Path(sys.executable))
    monkeypatch.setattr(launch, "is_ready", lambda folder, purpose: True)
    assert launch.test(PROJECT, ["--version"]) == 0
    assert launch.test(PROJECT, ["--no-such-option"]) == 4


# The inbox


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "inbox").mkdir()
    monkeypatch.setenv("RETAIN_INBOX", str(tmp_path / "inbox"))
    return tmp_path


def test_a_link_opens_its_files_once_and_names_no_path(inbox: Path) -> None:
    files = [inbox / "Bestellungen 店.csv", inbox / "b.xlsx"]
    link = launch_server.link(inbox, 8501, files)
    address, name = link.split("?inbox=")
    assert address == "http://127.0.0.1:8501/"
    assert re.fullmatch("[0-9a-f]{32}", name)
    assert launch.take_from_inbox(name) == tuple(files)
    assert launch.take_from_inbox(name) == ()


@pytest.mark.parametrize("name", [None, "", "../inbox/" + "a" * 32, "a" * 32, "A" * 32, "a" * 31 + "\n", "%2e%2e"])
def test_a_made_up_link_opens_nothing(inbox: Path, name: str | None) -> None:
    (inbox / "inbox" / f"{'A' * 32}.json").write_text('["/etc/passwd"]')
    assert launch.take_from_inbox(name) == ()


def test_without_a_start_of_ours_no_link_opens_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETAIN_INBOX", raising=False)
    assert launch.take_from_inbox("a" * 32) == ()


# Local and quiet


def test_the_flags_and_the_settings_file_say_the_same() -> None:
    written = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))
    in_file = {
        f"{section}.{name}": value
        for section, values in written.items()
        for name, value in values.items()
        if section != "theme"
    }
    as_flags: dict[str, list[str]] = {}
    for name, value in launch_server.FLAGS:
        as_flags.setdefault(name, []).append(value)
    assert as_flags.pop("server.headless") == ["true"]
    assert as_flags == {name: words_of(value) for name, value in in_file.items()}


def words_of(value: object) -> list[str]:
    return [
        str(one).lower() if isinstance(one, bool) else str(one)
        for one in (value if isinstance(value, list) else [value])
    ]


def answer_to_websocket_from(port: int, host: str, origin: str) -> int:
    """The status that a page of `origin`, speaking to `host`, gets for opening the app's channel."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Host": host, "Origin": origin}
    connection.request("GET", "/_stcore/stream", headers=upgrade | key)
    status = connection.getresponse().status
    connection.close()
    return status


def test_whatever_the_users_own_settings_the_server_listens_to_this_computer_only(running: Start) -> None:
    port = port_of(running)
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


# Started for real


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


def test_two_folders_run_beside_each_other(running: Start, shop_folder: Path, careless_home: Path) -> None:
    other_folder = shop_folder.with_name("other")
    shutil.copytree(shop_folder, other_folder)
    other = start(other_folder, careless_home)
    try:
        assert port_of(other) != port_of(running)
    finally:
        end(other.process)


def test_the_end_of_a_start_leaves_nothing_running(running: Start, careless_home: Path) -> None:
    port = port_of(running)
    running.process.terminate()
    said, _ = running.process.communicate(timeout=20)
    assert running.process.returncode == 0
    assert "Retain has stopped." in said
    assert not launch_server.answers(port)
    assert not list(careless_home.rglob("running.json"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_the_server_does_not_outlive_a_start_that_was_killed(
    running: Start, shop_folder: Path, careless_home: Path
) -> None:
    port = port_of(running)
    running.process.kill()
    deadline = time.monotonic() + 15
    while launch_server.answers(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not launch_server.answers(port)
    anew = start(shop_folder, careless_home)
    assert "is ready" in anew.said[-1]
    end(anew.process)


def test_a_second_process_cannot_hold_the_lock(tmp_path: Path) -> None:
    asks = "import sys, launch_server, pathlib; sys.exit(launch_server.held_lock(pathlib.Path(sys.argv[1])) is None)"
    command = [sys.executable, "-c", asks, str(tmp_path)]
    with launch_server.held_lock(tmp_path):
        assert subprocess.run(command, cwd=PROJECT).returncode == 1
    assert subprocess.run(command, cwd=PROJECT).returncode == 0


def test_in_a_browser_the_file_is_opened_and_quit_stops_everything(
    chromium: str, shop_folder: Path, careless_home: Path, tmp_path: Path
) -> None:
    from playwright.sync_api import sync_playwright

    file = tmp_path / "Bestellungen 店.csv"
    file.write_text("a")
    begun = start(shop_folder, careless_home, str(file))
    asked: set[str] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        page.goto(begun.address)
        page.get_by_text(file.name).wait_for()
        page.get_by_role("button", name="Quit").click()
        page.get_by_text("goodbye").wait_for()
        said, _ = begun.process.communicate(timeout=20)
        browser.close()
    assert begun.process.returncode == 0
    assert "Retain has stopped." in said
    assert asked - {""} == {f"127.0.0.1:{port_of(begun)}"}


# The double click


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
