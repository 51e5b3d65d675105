"""One reader that waits with its imports done, so that a small file costs no start of a program."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from retention_core.ingest.process.reader import Reader


class WaitingReader:
    """Hands out the reader that waits, and lets another one wait after each use: no file meets what one left behind."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: Reader | None = None
        atexit.register(self.end)

    def prepare(self) -> None:
        """Lets a reader start and wait, unless one does."""
        with self._lock:
            if self._waiting is None or not self._waiting.is_alive:
                self._waiting = Reader()

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """A reader for one reading; the next one starts when it has ended, so that the two do not meet."""
        reader = self._take()
        try:
            yield reader
        finally:
            reader.end()
            self.prepare()

    def end(self) -> None:
        """Nobody waits any more."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting:
            waiting.end()

    def _take(self) -> Reader:
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting and waiting.is_alive:
            return waiting
        return Reader()


READERS = WaitingReader()
