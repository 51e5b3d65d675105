"""The file of what is remembered, opened; and what stands in the way where it cannot be."""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from retention_core.storage.schema import NewerVersion

Value: TypeAlias = str | int | float | None
Statement: TypeAlias = tuple[str, tuple[Value, ...]]

SECONDS_TO_WAIT = 5.0
PRAGMAS = ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON", "trusted_schema = OFF")
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class MemoryTrouble(StrEnum):
    """Why what is remembered cannot be written, or not even read."""

    FULL = "full"
    READ_ONLY = "read_only"
    BUSY = "busy"
    UNREADABLE = "unreadable"
    NEWER = "newer"


TROUBLES = {
    sqlite3.SQLITE_FULL: MemoryTrouble.FULL,
    sqlite3.SQLITE_READONLY: MemoryTrouble.READ_ONLY,
    sqlite3.SQLITE_BUSY: MemoryTrouble.BUSY,
    sqlite3.SQLITE_LOCKED: MemoryTrouble.BUSY,
}
FROM_SYSTEM = {
    errno.ENOSPC: MemoryTrouble.FULL,
    errno.EDQUOT: MemoryTrouble.FULL,
    errno.EFBIG: MemoryTrouble.FULL,
    errno.EROFS: MemoryTrouble.READ_ONLY,
    errno.EACCES: MemoryTrouble.READ_ONLY,
    errno.EPERM: MemoryTrouble.READ_ONLY,
}


@contextmanager
def opened(path: Path, *, alone: bool = False) -> Iterator[sqlite3.Connection]:
    """The file, to read and to write; never made anew. Closing takes its log into it.

    alone   without the shared memory of several processes, which takes room that a full disk does not have
    """
    with closing(sqlite3.connect(_address(path), SECONDS_TO_WAIT, isolation_level=None, uri=True)) as file:
        if alone:
            file.execute("PRAGMA locking_mode = EXCLUSIVE")
        for pragma in PRAGMAS:
            file.execute(f"PRAGMA {pragma}")
        yield file


def apply(file: sqlite3.Connection, statements: Iterable[Statement]) -> None:
    """Changes a file by all statements or by none; one writer at a time."""
    file.execute("BEGIN IMMEDIATE")
    try:
        for sql, values in statements:
            file.execute(sql, values)
        file.execute("COMMIT")
    except BaseException:
        if file.in_transaction:
            file.execute("ROLLBACK")
        raise


def copy_in_memory(path: Path) -> sqlite3.Connection:
    """The content of a file that may not be writable, in memory; the error where it cannot be read in any way."""
    for alone in (False, True):
        try:
            with opened(path, alone=alone) as file:
                return _copied(file)
        except sqlite3.Error:
            continue
    with tempfile.TemporaryDirectory(prefix="retain-memory-") as folder:
        return _copied_beside(path, Path(folder))


def _copied_beside(path: Path, folder: Path) -> sqlite3.Connection:
    """By way of a copy in another folder, for SQLite writes beside a file even to read it."""
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            (folder / f"copy{ending}").write_bytes(source.read_bytes())
    with opened(folder / "copy") as file:
        return _copied(file)


def _copied(file: sqlite3.Connection) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        file.backup(memory)
    except sqlite3.Error:
        memory.close()
        raise
    memory.execute("PRAGMA foreign_keys = ON")
    return memory


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file's content is broken."""
    return isinstance(error, sqlite3.Error) and _code(error) in DAMAGED


def trouble_of(error: BaseException, folder: Path) -> MemoryTrouble:
    """What stands in the way, as the user would say it."""
    if isinstance(error, NewerVersion):
        return MemoryTrouble.NEWER
    if isinstance(error, OSError):
        return FROM_SYSTEM.get(error.errno or 0, MemoryTrouble.UNREADABLE)
    return TROUBLES.get(_code(error)) or _by_trial(folder)


def _by_trial(folder: Path) -> MemoryTrouble:
    """SQLite says only that it could not open or write: what the system says to a small file tells more."""
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(bytes(1 << 16))
            trial.flush()
            os.fsync(trial.fileno())
    except OSError as error:
        return trouble_of(error, folder)
    return MemoryTrouble.UNREADABLE


def _code(error: BaseException) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _address(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=rw"
