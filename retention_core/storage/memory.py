"""What is remembered in one folder: read and changed by SQL, and never in the way of a visitor.

Where the file cannot be written (a full disk, a folder of others), changes are kept in memory, seen at once, and
written as soon as it can be; `trouble` says why. They wait as statements about single fields, so that what another
window wrote into other fields meanwhile stays.
"""

import sqlite3
import time
from pathlib import Path
from threading import RLock

from retention_core.storage.connection import MemoryTrouble, Statement, Value, apply, is_damage, opened, trouble_of
from retention_core.storage.data_folder import data_folder
from retention_core.storage.opening import FILE_NAME, prepare, stand_in
from retention_core.storage.schema import NewerVersion

SECONDS_BETWEEN_TRIALS = 2.0
IN_THE_WAY = (sqlite3.Error, OSError, NewerVersion)
MISTAKES = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)


class Memory:
    """What is remembered in one folder, for all visitors of this process; other processes may work on it too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = RLock()
        self._ready = False
        self._trouble: MemoryTrouble | None = None
        self._content_known = True
        self._stand_in: sqlite3.Connection | None = None
        self._waiting: list[Statement] = []
        self._tried_at = -SECONDS_BETWEEN_TRIALS

    @property
    def trouble(self) -> MemoryTrouble | None:
        """What stands in the way of keeping things, tried anew now and then; null where nothing does."""
        with self._lock:
            self._settle()
            return self._trouble

    @property
    def content_known(self) -> bool:
        """Whether what was kept earlier could be read."""
        with self._lock:
            self._settle()
            return self._content_known

    @property
    def unsaved(self) -> int:
        """How many changes wait to be written."""
        return len(self._waiting)

    def rows(self, sql: str, values: tuple[Value, ...] = ()) -> list[tuple]:
        """What a query finds."""
        with self._lock:
            self._settle()
            for last in (False, True):
                try:
                    return self._read(sql, values)
                except IN_THE_WAY as error:
                    if self._stand_in is not None:
                        raise
                    self._do_without(error) if last else self._start_again(error)
            return self._read(sql, values)

    def change(self, *statements: Statement) -> None:
        """Changes everything or nothing; on the disk when it returns, or waiting for it."""
        with self._lock:
            before = len(self._waiting)
            self._waiting += statements
            try:
                if self._stand_in is not None:
                    apply(self._stand_in, statements)
                self._write()
            except MISTAKES:
                del self._waiting[before:]
                raise

    def look_again(self) -> None:
        """Checks the file anew, as at the start: damage in a part that nobody reads would stay unseen."""
        with self._lock:
            self._ready, self._tried_at = False, -SECONDS_BETWEEN_TRIALS
            self._settle()

    def _settle(self) -> None:
        """Makes the file ready, where it is not and was not tried just now."""
        if not self._ready and time.monotonic() - self._tried_at > SECONDS_BETWEEN_TRIALS:
            self._write()

    def _write(self) -> None:
        """Writes what waits. A file that turns out to be damaged is mended first, then written."""
        try:
            self._write_once()
        except MISTAKES:
            raise
        except IN_THE_WAY as error:
            self._start_again(error)

    def _start_again(self, error: Exception) -> None:
        """After a failure on a file that was sound: looked at again, for it may have been damaged since."""
        was_ready, self._ready = self._ready, False
        if was_ready and (is_damage(error) or trouble_of(error, self.folder) is MemoryTrouble.UNREADABLE):
            try:
                self._write_once()
                return
            except IN_THE_WAY as again:
                error = again
        self._do_without(error)

    def _write_once(self) -> None:
        self._tried_at = time.monotonic()
        if not self._ready:
            prepare(self.folder)
        if self._waiting:
            with opened(self._file) as file:
                apply(file, self._waiting)
        self._ready, self._trouble, self._content_known = True, None, True
        self._waiting = []
        if self._stand_in is not None:
            self._stand_in.close()
            self._stand_in = None

    def _do_without(self, error: Exception) -> None:
        """Goes on in memory, with what waits already done there."""
        self._trouble, self._ready = trouble_of(error, self.folder), False
        if self._stand_in is None:
            self._stand_in, self._content_known = stand_in(self.folder)
            apply(self._stand_in, self._waiting)
        if not self._content_known and self._trouble is not MemoryTrouble.NEWER:
            self._trouble = MemoryTrouble.UNREADABLE

    def _read(self, sql: str, values: tuple[Value, ...]) -> list[tuple]:
        if self._stand_in is not None:
            return self._stand_in.execute(sql, values).fetchall()
        with opened(self._file) as file:
            return file.execute(sql, values).fetchall()

    @property
    def _file(self) -> Path:
        return self.folder / FILE_NAME


_OPEN: dict[Path, Memory] = {}
_LOCK = RLock()


def memory() -> Memory:
    """This user's own, one for all visitors of the process."""
    with _LOCK:
        return _OPEN.setdefault(data_folder(), Memory(data_folder()))
