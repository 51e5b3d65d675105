"""Starts Retain or its tests with nothing but Python: makes the private environment once, then uses it.

    python app.py [FILE ...]     one server for each folder and user; a second start shows the running one
    python app.py test [ARG ...] every test but the long ones, on every processor; the arguments go to pytest instead
    python app.py test --all ... the long ones as well

Everything in this folder is standard library only. The pages take two functions from it: `server.quit_server` and
`inbox.take_from_inbox`.

RETAIN_NO_BROWSER=1 only prints the address. RETAIN_PORT asks for a port.
"""

import os
import signal
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from types import FrameType

from launch import server
from launch.environment import is_ready, prepared
from launch.inbox import put_into_inbox
from launch.install import clean_environment
from launch.messages import Stop, say, sentence
from launch.state import held_lock, state_of

FOLDER = Path(__file__).resolve().parent.parent
EVERY_TEST = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")  # the slow browser tests come first
THE_LONG_ONES_TOO = ("-m", "long or not long", "--hypothesis-profile", "long")


def main(arguments: list[str]) -> int:
    """Starts or tests; returns the exit code. Whatever stands in the way is told in one sentence."""
    _let_anything_be_printed()
    signal.signal(signal.SIGTERM, _ended_from_outside)
    try:
        if arguments[:1] == ["test"]:
            return test(FOLDER, arguments[1:])
        if any(argument in ("-h", "--help", "help") for argument in arguments):
            say("usage")
            return 0
        return start(FOLDER, [existing(argument) for argument in arguments])
    except Stop as stop:
        print(sentence(stop.name, **stop.values), file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        say("interrupted")
        return 130


def existing(argument: str) -> Path:
    """The absolute path of a file named on the command line."""
    path = Path(os.path.abspath(argument))  # noqa: PTH100 - a link's own name is what the user knows the file by
    if not path.is_file():
        raise Stop("no_file", path=path)
    return path


def start(folder: Path, files: list[Path]) -> int:
    """Shows the running Retain of this folder, or starts one and stays until it ends."""
    state = _state_of(folder)
    waiting = False
    while not (lock := held_lock(state)):
        if port := server.running_port(state):
            _show("already_running", port, folder, state, files)
            return 0
        if not waiting:
            say("elsewhere")
            waiting = True
        time.sleep(0.2)
    with lock:
        return _run(prepared(folder, "app"), folder, state, files)


def test(folder: Path, arguments: list[str]) -> int:
    """Runs pytest in the environment, on every processor where nothing else is asked; returns its exit code."""
    if not (is_ready(folder, "app") and is_ready(folder, "tests")):
        lock = held_lock(_state_of(folder))
        if not lock:
            raise Stop("in_use")
        with lock:
            prepared(folder, "tests")
    command = [prepared(folder, "tests"), "-m", "pytest", *for_pytest(arguments)]
    return subprocess.run(command, cwd=folder, env=clean_environment(), check=False).returncode


def for_pytest(arguments: list[str]) -> list[str]:
    """The words that pytest is given: without any it runs what is quick, behind --all all there is."""
    if arguments[:1] == ["--all"]:
        return [*THE_LONG_ONES_TOO, *(arguments[1:] or EVERY_TEST)]
    return arguments or [*EVERY_TEST]


def _run(python: Path, folder: Path, state: Path, files: list[Path]) -> int:
    say("starting")
    running = server.up(python, folder, state, os.environ.get("RETAIN_PORT"))
    try:
        _show("ready", running.port, folder, state, files)
        if running.process.wait():
            raise Stop("ended", log=state / "server-log.txt")
    except KeyboardInterrupt:
        pass
    finally:
        server.end(running, state)
    say("stopped")
    return 0


def _show(name: str, port: int, folder: Path, state: Path, files: list[Path]) -> None:
    """Prints the link, and opens it where there is a screen and nobody asked not to; with files, one that opens them.

    The browser is given nothing secret to start with: what it is started with, every user of the computer can read.
    """
    link = open_with = server.address_of(port)
    if files:
        link, open_with = put_into_inbox(state, folder, link, files)
    say(name, address=link)
    screen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if screen and os.environ.get("RETAIN_NO_BROWSER") != "1":
        webbrowser.open(open_with)


def _state_of(folder: Path) -> Path:
    try:
        return state_of(folder)
    except OSError as error:
        raise Stop("cannot_note", folder=error.filename) from error


def _let_anything_be_printed() -> None:
    """A console of few letters shows ? for the others, instead of ending with an error."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _ended_from_outside(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
