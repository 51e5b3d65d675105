"""One process at a time begins, mends or moves the file of what is remembered."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retention_core.storage.data_folder import MINE


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Waits until no other process works on the folder. The system lets go when a process ends, however it ends."""
    descriptor = os.open(folder / "retain.lock", os.O_CREAT | os.O_RDWR, MINE)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - Windows only

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(descriptor, fcntl.LOCK_EX)
