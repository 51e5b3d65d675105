"""Starts Retain in a process of its own, as `python app.py` does, on top of the Python that runs the tests."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

WITHOUT_INSTALLING = (
    "import sys; from pathlib import Path; from launch import start;"
    "start.prepared = lambda folder, purpose: Path(sys.executable);"
    "sys.exit(start.main(sys.argv[1:]))"
)
SECONDS = 300  # a busy machine is slow, and what is waited for comes
SEEN = "goodbye-was-seen"
PAGE = f"""
import time
from pathlib import Path

import streamlit as st
from launch.server import quit_server
from launch.inbox import take_from_inbox

def page():
    st.write("opened", [path.name for path in take_from_inbox(st.query_params.get("inbox"))])
    if st.button("Quit"):
        st.write("goodbye")
        while not Path("{SEEN}").exists():
            time.sleep(0.05)
        quit_server()

def run():
    st.navigation([st.Page(page, title="Shop")]).run()
"""


@dataclass(frozen=True)
class Start:
    """One start that shows an address: `process` is null where it had only to point to a running one."""

    address: str
    process: subprocess.Popen[str]
    said: tuple[str, ...]

    @property
    def port(self) -> int:
        """The port of the address."""
        return urlsplit(self.address).port or 0

    def ended(self) -> int:
        """Waits for the end; the exit code."""
        self.process.communicate(timeout=SECONDS)
        return self.process.returncode


def start(folder: Path, home: Path, *arguments: str, environ: Mapping[str, str] | None = None) -> Start:
    """Starts Retain in `folder` and waits for its address."""
    process = subprocess.Popen(
        [sys.executable, "-c", WITHOUT_INSTALLING, *arguments],
        cwd=folder,
        env=os.environ | at_home(home) | (environ or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    too_long = threading.Timer(SECONDS, process.kill)
    too_long.start()
    said: list[str] = []
    try:
        for line in process.stdout or ():
            said.append(line.rstrip())
            if found := re.search(r"http://\S+", line):
                return Start(found[0], process, tuple(said))
    finally:
        too_long.cancel()
    raise AssertionError(f"Retain did not start: {said}")


def comes_true(asked: Callable[[], bool]) -> bool:
    """Whether something comes true in a time that is enough on any machine."""
    last = time.monotonic() + SECONDS
    while not (found := asked()) and time.monotonic() < last:
        time.sleep(0.1)
    return found


def listens(port: int) -> bool:
    """Whether anybody listens there."""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def started(folder: Path, home: Path, **more: str) -> Iterator[Start]:
    """Retain running for the length of a block."""
    running = start(folder, home, environ=more)
    try:
        yield running
    finally:
        end(running.process)


def end(process: subprocess.Popen[str]) -> None:
    """Ends a start, as closing its window would."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    process.communicate(timeout=SECONDS)


def at_home(home: Path) -> dict[str, str]:
    """Variables that make `home` the user's folder on every system, in English."""
    names = ("HOME", "USERPROFILE", "LOCALAPPDATA")
    return dict.fromkeys(names, str(home)) | {"XDG_STATE_HOME": "", "RETAIN_NO_BROWSER": "1", "LANGUAGE": "en"}
