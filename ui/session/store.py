"""The shops that are open: one per visitor, in this process only, under a random token that stands in the link.

A reload is a new session with empty state; the token brings back the files, the answers and the rules. What all shops
hold together is bounded, in memory and on the disk: the one idle longest is closed first, and its visitor is told.
"""

import atexit
import os
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from retention_core.ingest import Answer, File
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import ReadResult
from ui.session.memory import give_back, held_bytes

SHARE_OF_MEMORY, SHARE_OF_DISK = 0.4, 0.5
SECONDS_BETWEEN_LOOKS = 20
SECONDS_UNTIL_FREED = 2
"""Until the page that closes a shop has let go of it as well."""


@dataclass
class Shop:
    """One visitor's files and what they said about them.

    tables    the folder that the tables of the reading are mapped from; null before there is one
    waiting   a reading that is done and that its visitor has not come for yet
    recalled  whether the answers are those of an earlier visit
    before    totals before the last change of files or answers; null where nothing was open
    computed  a study of the workbook, which remembers what was computed for all others
    """

    token: str
    folder: Path
    files: tuple[File, ...] = ()
    answers: tuple[Answer, ...] = ()
    reading: ReadResult | None = None
    tables: Path | None = None
    waiting: ReadResult | None = None
    recalled: bool = False
    before: Mapping[str, object] | None = None
    settings: Settings = field(default_factory=Settings)
    computed: Study | None = None
    used_at: float = field(default_factory=time.monotonic)

    @property
    def read(self) -> ReadResult:
        """What was read, for what is drawn only once it was. LookupError before."""
        if self.reading is None:
            raise LookupError("nothing is read yet")
        return self.reading

    def size(self) -> int:
        """Bytes of memory that its tables take, with all that was computed of them."""
        computed = self.computed.held() if self.computed else []
        return held_bytes(self.reading, self.waiting, *computed)

    def on_disk(self) -> int:
        """Bytes of its copies of files, and of its tables."""
        return bytes_in(self.folder)

    def adopt(self, reading: ReadResult, tables: Path) -> None:
        """Puts a reading in place of the one before, whose tables go."""
        self.reading, self.waiting, before = reading, None, self.tables
        self.tables = tables
        if before and before != tables:
            shutil.rmtree(before, ignore_errors=True)

    def study(self, settings: Settings) -> Study | None:
        """The open workbook under these settings; null before there is one."""
        workbook = self.reading.workbook if self.reading else None
        if workbook is None:
            return None
        if self.computed is None or self.computed.workbook is not workbook:
            self.computed = Study(workbook)
        return self.computed.with_settings(settings)


class Store:
    """All open shops of this process."""

    def __init__(self, limit: int | None = None, disk_limit: int | None = None) -> None:
        self._limit = limit or int(psutil.virtual_memory().total * SHARE_OF_MEMORY)
        self._disk_limit = disk_limit
        self._shops: dict[str, Shop] = {}
        self._closed: set[str] = set()
        self._lock = threading.RLock()
        self._home: Path | None = None
        self._looked_at = time.monotonic()

    def open(self) -> Shop:
        """A new, empty shop."""
        with self._lock:
            token = secrets.token_urlsafe(16)
            folder = self._own_folder() / token
            folder.mkdir(mode=0o700, parents=True)
            self._shops[token] = Shop(token, folder)
            return self._shops[token]

    def find(self, token: str | None) -> Shop | None:
        """The shop of a link; null for an unknown or closed one."""
        with self._lock:
            shop = self._shops.get(token or "")
            if shop:
                shop.used_at = time.monotonic()
            return shop

    def was_closed(self, token: str | None) -> bool:
        """Whether the shop of a link was closed to make room for others."""
        return token in self._closed

    def close(self, token: str) -> None:
        """Forgets a shop and deletes its copies of the files."""
        with self._lock:
            shop = self._shops.pop(token, None)
        if shop:
            shop.waiting = None
            shutil.rmtree(shop.folder, ignore_errors=True)
            later(SECONDS_UNTIL_FREED, give_back)

    def make_room(self, keep: str, coming: int = 0) -> None:
        """Closes the shops idle longest until the rest fits, with `coming` bytes of files more; never the one to keep.

        Where that one alone holds too much memory, what was computed for it goes, and is computed anew when asked for.
        """
        with self._lock:
            idle = sorted((shop for shop in self._shops.values() if shop.token != keep), key=lambda shop: shop.used_at)
            while idle and (self._holds_too_much() or self.disk_left(coming) < 0):
                oldest = idle.pop(0)
                self._closed.add(oldest.token)
                self.close(oldest.token)
            kept = self._shops.get(keep)
            if kept and self._holds_too_much():
                kept.computed = None

    def look_after(self, keep: str | None) -> None:
        """Makes room now and then while pages are looked at: what is computed for them adds up."""
        with self._lock:
            if time.monotonic() - self._looked_at < SECONDS_BETWEEN_LOOKS:
                return
            self._looked_at = time.monotonic()
        self.make_room(keep or "")

    def leave_untaken(self, token: str) -> None:
        """Closes a shop whose visitor has not come for what was read; who comes later is told."""
        with self._lock:
            shop = self._shops.get(token)
            if shop and shop.reading is None:
                self._closed.add(token)
                self.close(token)

    def disk_left(self, coming: int = 0) -> int:
        """Bytes that may still be written for all shops after `coming` more; negative: not so many."""
        home = self._own_folder()
        used = bytes_in(home)
        free = shutil.disk_usage(home).free
        limit = self._disk_limit if self._disk_limit is not None else int((free + used) * SHARE_OF_DISK)
        return limit - used - coming

    def _holds_too_much(self) -> bool:
        return sum(shop.size() for shop in self._shops.values()) > self._limit

    def _own_folder(self) -> Path:
        """The folder of all copies: the one that the start knows and clears, else one of our own."""
        if self._home is None:
            given = os.environ.get("RETAIN_FILES")
            self._home = Path(tempfile.mkdtemp(prefix="retain-", dir=given if given and Path(given).is_dir() else None))
            atexit.register(shutil.rmtree, self._home, ignore_errors=True)
        return self._home


def later(seconds: float, call: Callable[..., None], *given: str) -> None:
    """Calls once, a while later, and holds nothing but what is given until then."""
    timer = threading.Timer(seconds, call, given)
    timer.daemon = True
    timer.start()


def bytes_in(folder: Path) -> int:
    """Bytes of all files in a folder and below; what goes away meanwhile does not count."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            total += 0 if path.is_dir() else path.stat().st_size
    return total


STORE = Store()
