"""Run as a program of its own: `python -m retention_core.ingest.process.reader_program`. Reads files when it is asked.

It makes its imports, reads a few rows so that everything is warm, and waits for lines of JSON on its standard input:

    {"task": "shapes" | "read", "files": [[name, path], ...], "answers": [...], "folder": ..., "budget": [...]}

For each it writes lines of JSON: {"at": [stage, file]} for every step, then one of {"result": ...}, {"error": ...} or
{"failed": [name of the exception, where]}. It ends when its input ends: whoever asked is gone then.
"""

import errno
import json
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import IO, NoReturn

from retention_core.ingest.files.schema_fingerprint import schema_fingerprint
from retention_core.ingest.inputs.answers import Answer, File
from retention_core.ingest.inputs.progress import ReadProgress
from retention_core.ingest.process.budget import Budget, limit_this_process
from retention_core.ingest.process.carried_values import Json, packed, unpacked
from retention_core.ingest.process.frame_files import FrameFolder
from retention_core.ingest.reading import read_files
from retention_core.kernel.errors import Refusal, Refused, RetainError

_A_FEW_ROWS = b"customer,date,amount\n" + b"\n".join(b"c%d,2024-01-%02d,%d.50" % (n % 3, n + 1, n) for n in range(9))
_FULL = (errno.ENOSPC, errno.EDQUOT)
_LONGEST_TRACE = 4_000
_FULL_WORDS = ("No space left on device", "Disk quota exceeded")
_OVER_WORDS = ("File too large",)


class _Channel(ReadProgress):
    """The way back to who asked; every step of reading is told through it."""

    def __init__(self, out: IO[bytes]) -> None:
        super().__init__()
        self._out = out

    def tell(self, **told: Json) -> None:
        """One line."""
        self._out.write(json.dumps(told).encode("ascii") + b"\n")
        self._out.flush()

    def at(self, stage: str, file: str) -> None:
        """Tells the step that begins now."""
        self.tell(at=[stage, file])


def main() -> None:
    """Answers one request after the other."""
    channel = _Channel(_own_output())
    read_files([File("a-few.csv", content=_A_FEW_ROWS)])
    channel.begin()
    channel.tell(ready=True)
    for request in _requests():
        limit_this_process(Budget(*request["budget"]))
        channel.tell(**_answered(request))


def _own_output() -> IO[bytes]:
    """Standard output for ourselves alone: whatever a library prints goes nowhere."""
    own = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return own


def _requests() -> Iterator[dict]:
    """Requests as they come; the end of the input ends this process at once, even in the middle of a reading."""
    lines: SimpleQueue[bytes] = SimpleQueue()

    def listen() -> None:
        while line := sys.stdin.buffer.readline():
            lines.put(line)
        _end()

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield json.loads(lines.get())


def _end() -> NoReturn:
    """Ends this process, and the readers of workbooks that it has begun."""
    if sys.platform != "win32" and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _answered(request: dict) -> dict[str, Json]:
    folder = Path(request["folder"])
    frames = FrameFolder(folder)
    tempfile.tempdir = str(folder)
    try:
        return {"result": packed(_TASKS[request["task"]](request), frames)}
    except RetainError as error:
        return {"error": packed(error, frames)}
    except MemoryError:
        return {"error": packed(Refused(Refusal.TOO_MUCH_MEMORY, file=_names(request)), frames)}
    except BaseException as failure:  # a panic of a compiled part is not an Exception
        if refused := _of_the_disk(failure, request):
            return {"error": packed(refused, frames)}
        return {"failed": [type(failure).__name__, traceback.format_exc()[-_LONGEST_TRACE:]]}


def _of_the_disk(failure: BaseException, request: dict) -> Refused | None:
    """The refusal for a disk that is full, or a file written longer than may be; null for any other failure."""
    number, words = getattr(failure, "errno", None), str(failure)
    if number in _FULL or any(word in words for word in _FULL_WORDS):
        return Refused(Refusal.DISK_FULL, file=_names(request))
    if number == errno.EFBIG or any(word in words for word in _OVER_WORDS):
        return Refused(Refusal.TOO_LARGE, file=_names(request))
    return None


def _names(request: dict) -> str:
    return ", ".join(name for name, _ in request["files"])


def _files(request: dict) -> list[File]:
    return [File(name, path=Path(path)) for name, path in request["files"]]


def _shapes(request: dict) -> object:
    return [schema_fingerprint(file) for file in _files(request)]


def _read(request: dict) -> object:
    nothing = FrameFolder(Path(request["folder"]))
    answers = [answer for told in request["answers"] if isinstance(answer := unpacked(told, nothing), Answer)]
    return read_files(_files(request), answers)


_TASKS: dict[str, Callable[[dict], object]] = {"shapes": _shapes, "read": _read}


if __name__ == "__main__":
    main()
