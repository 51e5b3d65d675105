"""A reader in a process of its own: asked for files, watched while it reads, and ended when it takes too much."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue
from typing import NoReturn

import psutil

from retention_core.ingest.inputs.answers import File
from retention_core.ingest.inputs.progress import ReadProgress
from retention_core.ingest.process.budget import Budget, budget_for
from retention_core.ingest.process.carried_values import unpacked
from retention_core.ingest.process.frame_files import FrameFolder
from retention_core.ingest.process.read_request import ReadRequest
from retention_core.kernel.errors import Refusal, Refused, RetainError, Stopped
from retention_core.kernel.workbook import ReadResult

PROJECT = Path(__file__).resolve().parents[3]
_PROGRAM = "retention_core.ingest.process.reader_program"
_LONGEST_LINE, _LINES_AHEAD = 256 << 20, 100
_LOOK_EVERY_SECONDS = 0.05
_READY_SECONDS = 120


class Reader:
    """One process that reads. It may be asked several times about the same files, and is ended after that."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", _PROGRAM],
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(PROJECT), *_own_path()])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._lines: Queue[bytes] = Queue(_LINES_AHEAD)
        self._ready = False
        threading.Thread(target=self._listen, name="reader", daemon=True).start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def shapes(self, asked: ReadRequest) -> list[File]:
        """The files with their fingerprints, which are made in the other process too."""
        told = self._ask("shapes", asked)
        assert isinstance(told, list)
        return [replace(file, shape=shape or "") for file, shape in zip(asked.files, told, strict=True)]

    def read(self, asked: ReadRequest) -> ReadResult:
        """What `read_files` gives, its frames mapped from the folder; Refused where it takes too much, or ends."""
        told = self._ask("read", asked)
        assert isinstance(told, ReadResult)
        return told

    def end(self) -> None:
        """Ends the process and whatever it has begun, at once."""
        _kill(self._process)
        self._process.wait()
        with suppress(OSError):
            self._process.stdin.close()  # type: ignore[union-attr]

    def _ask(self, task: str, asked: ReadRequest) -> object:
        frames, budget = FrameFolder(asked.folder), asked.budget or budget_for(asked.files)
        self._send(asked.as_json(task, budget, frames), asked.names)
        told = self._answer(asked, budget)
        try:
            if "failed" in told:
                _failed(told["failed"], asked.names)
            found = unpacked(told["error"] if "error" in told else told["result"], frames)
        except (KeyError, TypeError, ValueError, OSError) as problem:
            raise Refused(Refusal.READER_ENDED, file=asked.names) from problem
        if isinstance(found, RetainError):
            raise found
        return found

    def _send(self, request: dict, names: str) -> None:
        try:
            self._process.stdin.write(json.dumps(request).encode("ascii") + b"\n")  # type: ignore[union-attr]
            self._process.stdin.flush()  # type: ignore[union-attr]
        except OSError as problem:
            raise Refused(Refusal.READER_ENDED, file=names) from problem

    def _answer(self, asked: ReadRequest, budget: Budget) -> dict:
        """The answer to what was asked; its steps are noted on the way."""
        end = time.monotonic() + budget.seconds + (0 if self._ready else _READY_SECONDS)
        looked = 0.0
        while True:
            if time.monotonic() - looked > _LOOK_EVERY_SECONDS:
                self._look(asked, budget, end)
                looked = time.monotonic()
            with suppress(Empty):
                told = self._told(self._lines.get(timeout=_LOOK_EVERY_SECONDS), asked.names)
                if told.keys() & {"result", "error", "failed"}:
                    return told
                self._note(told, asked.watch)

    def _note(self, told: dict, watch: ReadProgress) -> None:
        self._ready = True
        if "at" in told:
            watch.stage, watch.file = map(str, told["at"])

    def _told(self, line: bytes, names: str) -> dict:
        """One line; its end is that of the process."""
        try:
            return json.loads(line)
        except (ValueError, RecursionError) as problem:
            self._give_up(_why_ended(self._process), names, problem)

    def _look(self, asked: ReadRequest, budget: Budget, end: float) -> None:
        """Ends the process where somebody wants it to end, or where it takes too much."""
        if asked.watch.stop_requested:
            self.end()
            raise Stopped("stopped", file=asked.names)
        if time.monotonic() > end:
            self._give_up(Refusal.TOO_SLOW, asked.names)
        if _memory(self.pid) > budget.memory:
            self._give_up(Refusal.TOO_MUCH_MEMORY, asked.names)

    def _give_up(self, code: Refusal, names: str, problem: Exception | None = None) -> NoReturn:
        self.end()
        raise Refused(code, file=names) from problem

    def _listen(self) -> None:
        """Hands on line by line; an empty one at the end."""
        line = b"\n"
        with self._process.stdout as lines:  # type: ignore[union-attr]
            while line.endswith(b"\n"):
                line = lines.readline(_LONGEST_LINE)
                self._lines.put(line)


def _own_path() -> list[str]:
    return [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]


def _failed(told: list, names: str) -> NoReturn:
    """Our own fault: told to the log with the place, and to the user by its name."""
    name, trace = told
    logging.getLogger("retain").error("Reading failed\n%s", trace)
    raise Refused(Refusal.INTERNAL, file=names, seen=str(name))


def _why_ended(process: subprocess.Popen[bytes]) -> Refusal:
    """What compiled code does without memory is to abort; what the system does is to kill."""
    with suppress(subprocess.TimeoutExpired):
        code = process.wait(5)
        if sys.platform != "win32" and code in (-signal.SIGABRT, -signal.SIGKILL):
            return Refusal.TOO_MUCH_MEMORY
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return Refusal.TOO_SLOW
    return Refusal.READER_ENDED


def _memory(pid: int) -> int:
    """Bytes of memory of its own: pages of files that it looks into can be let go at any time."""
    with suppress(psutil.Error):
        taken = psutil.Process(pid).memory_info()
        return taken.rss - getattr(taken, "shared", 0)
    return 0


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if sys.platform != "win32":
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        return
    with suppress(psutil.Error):
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
    process.kill()
