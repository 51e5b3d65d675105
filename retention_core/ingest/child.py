"""Runs a reader as a program of its own, and ends it when it takes too much time or memory."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from retention_core.errors import Stopped
from retention_core.ingest.watch import asked_to_stop

_LOOK_EVERY_SECONDS = 0.02


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code, or the limit that it passed ("time", "memory")."""

    code: int
    passed: str | None = None


def run(program: Path, *arguments: str, seconds: float, megabytes: int) -> Ended:
    """Runs a Python file by itself under both limits."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", str(program), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return _watched(child, time.monotonic() + seconds, megabytes << 20)
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()


def _watched(child: subprocess.Popen[bytes], deadline: float, most_bytes: int) -> Ended:
    watched = psutil.Process(child.pid)
    while True:
        try:
            return Ended(child.wait(_LOOK_EVERY_SECONDS))
        except subprocess.TimeoutExpired:
            if asked_to_stop():
                raise Stopped("stopped") from None
            if _memory(watched) > most_bytes:
                return Ended(-1, "memory")
            if time.monotonic() > deadline:
                return Ended(-1, "time")


def _memory(watched: psutil.Process) -> int:
    try:
        return watched.memory_info().rss
    except psutil.Error:
        return 0
