"""The shops that are open: one per visitor, in this process only, under a random token that stands in the link.

A reload is a new session with empty state; the token brings back the files, the answers and the rules. The sum of open
shops is bounded: the one idle longest is closed first, and its visitor is told.
"""

import atexit
import secrets
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

import psutil

from retention_core.ingest import Answer, File
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import ReadResult

SHARE_OF_MEMORY = 0.4


@dataclass
class Shop:
    """One visitor's files and what they said about them.

    recalled  whether the answers are those of an earlier visit
    before    totals before the last change of files or answers; null where nothing was open
    computed  a study of the workbook, which remembers what was computed for all others
    """

    token: str
    folder: Path
    files: tuple[File, ...] = ()
    answers: tuple[Answer, ...] = ()
    reading: ReadResult | None = None
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
        """Bytes of memory that its tables take."""
        workbook = self.reading.workbook if self.reading else None
        return 0 if workbook is None else int(workbook.orders.estimated_size() + workbook.customers.estimated_size())

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

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit or int(psutil.virtual_memory().total * SHARE_OF_MEMORY)
        self._shops: dict[str, Shop] = {}
        self._closed: set[str] = set()
        self._lock = RLock()
        self._home: Path | None = None

    def open(self) -> Shop:
        """A new, empty shop."""
        with self._lock:
            token = secrets.token_urlsafe(16)
            folder = self._own_folder() / token
            folder.mkdir()
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
            shutil.rmtree(shop.folder, ignore_errors=True)

    def make_room(self, keep: str) -> None:
        """Closes the shops idle longest until the rest fits; never the one to keep."""
        with self._lock:
            idle = sorted((shop for shop in self._shops.values() if shop.token != keep), key=lambda shop: shop.used_at)
            while idle and sum(shop.size() for shop in self._shops.values()) > self._limit:
                oldest = idle.pop(0)
                self._closed.add(oldest.token)
                self.close(oldest.token)

    def _own_folder(self) -> Path:
        if self._home is None:
            self._home = Path(tempfile.mkdtemp(prefix="retain-"))
            atexit.register(shutil.rmtree, self._home, ignore_errors=True)
        return self._home


STORE = Store()
