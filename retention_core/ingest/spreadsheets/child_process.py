"""Runs a reader as a program of its own, and ends it when it takes too much time or memory."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from retention_core.ingest.inputs.progress import stop_requested
from retention_core.kernel.errors import Stopped

GO = b"go"
_LOOK_EVERY_SECONDS = 0.02


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code, or the limit that it passed ("time", "memory")."""

    code: int
    passed: str | None = None


def run(program: Path, *arguments: str, seconds: float, megabytes: int) -> Ended:
    """Runs a Python file by itself under both limits."""
    with started(program, *arguments) as child:
        return child.go_on(seconds=seconds, megabytes=megabytes)


@dataclass(frozen=True)
class Child:
    """A program that has started and waits: it gets no further than its imports before it reads a byte."""

    process: subprocess.Popen[bytes]

    def go_on(self, *, seconds: float, megabytes: int) -> Ended:
        """Lets it begin, and waits for its end under both limits."""
        assert self.process.stdin is not None
        with suppress(OSError):
            self.process.stdin.write(GO)
            self.process.stdin.close()
        return _watched(self.process, time.monotonic() + seconds, megabytes << 20)


@contextmanager
def started(program: Path, *arguments: str) -> Iterator[Child]:
    """A Python file as a program of its own, ended at the latest when the block is left."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", str(program), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Child(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        with suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr]


def _watched(child: subprocess.Popen[bytes], deadline: float, most_bytes: int) -> Ended:
    watched = psutil.Process(child.pid)
    while True:
        try:
            return Ended(child.wait(_LOOK_EVERY_SECONDS))
        except subprocess.TimeoutExpired:
            if stop_requested():
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
