"""A damaged file of what is remembered: noticed, kept aside, and what can still be read of it taken along."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from retention_core.storage.connection import Statement, is_damage, opened
from retention_core.storage.data_folder import MINE
from retention_core.storage.schema import APPLICATION_ID, expected_tables, tables, version_of

COPY = "retain.db.copy"
MOST_BYTES = 1 << 28
MARK = "-damaged-"
ENTRIES = ("customer_notes", "answered_shapes", "accepted_tiers")
READINGS = ("SELECT {columns} FROM {table} NOT INDEXED", "SELECT {columns} FROM {table} ORDER BY rowid DESC")


@dataclass(frozen=True)
class KeptAside:
    """A damaged file that lies beside the good one.

    file_name    its name in the data folder
    noticed_on   the day, as it is written in the file's name           YYYY-MM-DD
    rescued      how many entries could still be read and are in use    count
    holds_mail   whether it may have held customers not to contact
    looked       whether the user has looked
    """

    file_name: str
    noticed_on: str
    rescued: int
    holds_mail: bool
    looked: bool


def is_damaged(path: Path) -> bool:
    """Whether a file's content is broken or not ours. What cannot be opened for now raises its error instead."""
    if path.stat().st_size == 0:
        return True
    try:
        with opened(path) as file:
            return not is_whole(file)
    except sqlite3.Error as error:
        if is_damage(error):
            return True
        raise


def is_whole(file: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing broken, the file is ours, and has the tables of its version."""
    found = file.execute("PRAGMA integrity_check").fetchall()
    whole = found == [("ok",)] and not file.execute("PRAGMA foreign_key_check").fetchall()
    ours = whole and file.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    return ours and tables(file) == expected_tables(version_of(file))


def keep_aside(path: Path) -> Path:
    """Copies a damaged file, with its log, under a name that says so; the file itself stays until another is ready."""
    today = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
    aside = path.with_name(f"{path.stem}{MARK}{today}{path.suffix}")
    _write(aside, path.read_bytes())
    if (log := log_of(path)).exists():
        _write(log_of(aside), log.read_bytes())
    return aside


def log_of(path: Path) -> Path:
    """Where SQLite keeps what is not yet in the file itself."""
    return path.with_name(f"{path.name}-wal")


def _write(target: Path, content: bytes) -> None:
    """A file for this user alone, on the disk for sure; none where there is no room for all of it."""
    try:
        with open(target, "xb", opener=_for_me_alone) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        target.unlink(missing_ok=True)
        raise


def _for_me_alone(path: str, flags: int) -> int:
    return os.open(path, flags, MINE)


def entry(aside: Path, rescued: int, *, holds_mail: bool) -> Statement:
    """The note that a file was kept aside."""
    day = datetime.now(UTC).date().isoformat()
    sql = "INSERT OR REPLACE INTO kept_aside (file_name, noticed_on, rescued, holds_mail) VALUES (?, ?, ?, ?)"
    return sql, (aside.name, day, rescued, int(holds_mail))


def take_along(damaged: Path, fresh: sqlite3.Connection) -> int:
    """Copies every row that can still be read into a fresh file; how many customers and shapes of files there were.

    A table is read from both ends, since reading stops at the first broken page.
    """
    copy = damaged.with_name(COPY)
    _copy_of_full_length(damaged, copy)
    kept = {
        table: sum(_kept(fresh, table, columns, row) for row in _readable(copy, table, columns))
        for table, columns in expected_tables(version_of(fresh)).items()
    }
    delete(copy)
    return sum(kept[table] for table in ENTRIES)


def delete(path: Path) -> None:
    """Deletes a file of SQLite's with what lies beside it, if it is there."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)


def _copy_of_full_length(damaged: Path, copy: Path) -> None:
    """A copy as long as its head says, with nothing at its end: SQLite reads no page of a file that was cut."""
    content = damaged.read_bytes()
    pages, size = int.from_bytes(content[28:32], "big"), int.from_bytes(content[16:18], "big")
    _write(copy, content.ljust(min(pages * size, MOST_BYTES), b"\0"))
    if log_of(damaged).exists():
        _write(log_of(copy), log_of(damaged).read_bytes())


def _readable(copy: Path, table: str, columns: tuple[str, ...]) -> Iterator[tuple]:
    for reading in READINGS:
        with suppress(sqlite3.Error), opened(copy) as file:
            file.text_factory = lambda content: content.decode("utf-8", "replace")
            yield from file.execute(reading.format(columns=", ".join(columns), table=table))


def _kept(fresh: sqlite3.Connection, table: str, columns: tuple[str, ...], row: tuple) -> bool:
    """Whether a row is new and one that the table takes."""
    places = ", ".join("?" * len(columns))
    sql = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})"
    try:
        return fresh.execute(sql, row).rowcount > 0
    except sqlite3.Error:
        return False
