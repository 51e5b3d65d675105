"""The start of a process with what is remembered: checked, mended, brought to this version, the old files taken in."""

import os
import sqlite3
from pathlib import Path

from retention_core.storage import folder_lock
from retention_core.storage.connection import copy_in_memory, opened
from retention_core.storage.damaged_files import (
    COPY,
    delete,
    entry,
    is_damaged,
    is_whole,
    keep_aside,
    log_of,
    take_along,
)
from retention_core.storage.data_folder import MINE, make_private
from retention_core.storage.json_takeover import delete_taken, take_over
from retention_core.storage.schema import NewerVersion, migrate

FILE_NAME = "retain.db"


def prepare(folder: Path) -> None:
    """Makes the file ready; raises what the system or SQLite says where it cannot be, and NewerVersion."""
    make_private(folder)
    path = folder / FILE_NAME
    with folder_lock.held(folder):
        if not path.exists():
            _begin(path, None)
        elif is_damaged(path):
            _begin(path, keep_aside(path))
        with opened(path) as file:
            migrate(file)
            take_over(folder, file)
            delete_taken(folder, file)


def stand_in(folder: Path) -> tuple[sqlite3.Connection, bool]:
    """What works in memory while the file does not: with the file's content, and whether that is known.

    A file that is not there is known to hold nothing; one that cannot be read may hold anything.
    """
    memory, known = _empty(), True
    try:
        if (folder / FILE_NAME).exists():
            copy = copy_in_memory(folder / FILE_NAME)
            known = is_whole(copy)
            migrate(copy)
            memory = copy if known else memory
        take_over(folder, memory, keep=lambda path: path)
    except (sqlite3.Error, OSError, NewerVersion):
        known = False
    return memory, known


def _empty() -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    memory.execute("PRAGMA foreign_keys = ON")
    migrate(memory)
    return memory


def _begin(path: Path, damaged: Path | None) -> None:
    """A file made beside its place and moved there whole: an empty one in that place is always a damaged one."""
    fresh = path.with_name(f"{path.name}.new")
    for left_by_a_kill in (fresh, path.with_name(COPY)):
        delete(left_by_a_kill)
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, MINE))
    with opened(fresh) as file:
        file.execute("PRAGMA journal_mode = WAL")
        migrate(file)
        if damaged:
            file.execute("BEGIN")
            file.execute(*entry(damaged, take_along(damaged, file), holds_mail=True))
            file.execute("COMMIT")
    log_of(path).unlink(missing_ok=True)  # it would be read into the new file
    fresh.replace(path)
