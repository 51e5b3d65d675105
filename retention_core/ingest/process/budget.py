"""How much reading some files may take: time on the clock, memory, and what it writes."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from retention_core.ingest.inputs.answers import File

_SECONDS, _SECONDS_PER_MB = 90.0, 3.0
_MEMORY, _MEMORY_PER_BYTE, _SHARE_OF_MEMORY = 2 << 30, 30, 0.5
_WRITTEN, _WRITTEN_PER_BYTE = 1 << 30, 10
_ROOM = 1 << 30
"""Address space that an allocator holds without using it: the system's own limit is that much wider."""


@dataclass(frozen=True)
class Budget:
    """What one reading may take.

    seconds   on the wall clock
    memory    bytes of memory of its own, files looked into not counted
    written   bytes of any one file that it writes
    """

    seconds: float
    memory: int
    written: int


def budget_for(files: Sequence[File]) -> Budget:
    """Far above what honest files of this size need, on a busy and slow computer too."""
    size = sum(map(size_of, files))
    most = int(psutil.virtual_memory().total * _SHARE_OF_MEMORY)
    return Budget(
        _SECONDS + _SECONDS_PER_MB * (size / (1 << 20)),
        min(_MEMORY + _MEMORY_PER_BYTE * size, most),
        _WRITTEN + _WRITTEN_PER_BYTE * size,
    )


def size_of(file: File) -> int:
    """The bytes of a file; 0 where it cannot be looked at."""
    if file.content is not None:
        return len(file.content)
    with suppress(OSError):
        return file.path.stat().st_size if file.path else 0
    return 0


def limit_this_process(budget: Budget) -> None:
    """Lets the system hold this process to the budget, where it can: memory, files written, time of the processors.

    The one that watches from outside is more exact; these limits hold between its looks, and when it is gone.
    """
    _first_to_go()
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _lower(resource.RLIMIT_FSIZE, budget.written)
    _lower(resource.RLIMIT_CPU, int(budget.seconds * (os.cpu_count() or 1)) + 1)
    if sys.platform == "linux":  # elsewhere the system does not hold to it
        _lower(resource.RLIMIT_DATA, budget.memory * 3 // 2 + _ROOM)


def _lower(kind: int, most: int) -> None:
    import resource  # noqa: PLC0415 - not on Windows

    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def _first_to_go() -> None:
    """Where the computer runs out of memory, the system ends a reader before the server."""
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
