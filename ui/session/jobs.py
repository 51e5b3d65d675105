"""One reading in the background, so that the page can show where it is and stop it.

Every file is read in a process of its own: none can hold up this one, which serves all visitors.
"""

import logging
import secrets
import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from retention_core.ingest import Answer, File
from retention_core.ingest.inputs.progress import ReadProgress
from retention_core.ingest.process.read_request import ReadRequest
from retention_core.ingest.process.reader import Reader
from retention_core.ingest.process.waiting_reader import READERS
from retention_core.kernel.errors import Refusal, Refused, RetainError
from retention_core.kernel.workbook import ReadResult
from retention_core.storage.remembered_answers import workspace
from ui.session.store import STORE, Shop, later

SECONDS_KEPT = 600
"""How long a new shop waits for its visitor once it has been read."""


@dataclass
class Job:
    """A reading of `files` for a shop; `new` shops are closed again where nothing comes of it.

    folder    where its tables are written
    refusal   why there is no reading; null while there is one, and while it runs
    recalled  whether the answers are those of an earlier visit
    before    totals of what was open before
    """

    shop: Shop
    files: Sequence[File]
    answers: tuple[Answer, ...]
    new: bool
    page_after: str
    watch: ReadProgress = field(default_factory=ReadProgress)
    refusal: RetainError | None = None
    recalled: bool = False
    before: Mapping[str, object] | None = None

    def __post_init__(self) -> None:
        self.folder: Path = self.shop.folder / f"tables-{secrets.token_hex(4)}"
        self._done = threading.Event()

    def start(self) -> "Job":
        """Begins to read."""
        threading.Thread(target=self._run, name="reading", daemon=True).start()
        return self

    def ended(self, within_seconds: float) -> bool:
        """Whether it is done, waiting at most that long."""
        return self._done.wait(within_seconds)

    @property
    def outcome(self) -> ReadResult | RetainError | None:
        """The reading, or why there is none; null while it runs, and when its shop has been closed again.

        The shop keeps the reading: what it holds counts, and goes with it.
        """
        return self.refusal or self.shop.waiting

    def _run(self) -> None:
        try:
            self._read()
        finally:
            self._done.set()
        if self.refusal:
            shutil.rmtree(self.folder, ignore_errors=True)
        if self.new and self.watch.stop_requested:
            STORE.close(self.shop.token)
        elif self.new and not self.refusal:
            STORE.make_room(keep=self.shop.token)
            later(SECONDS_KEPT, STORE.leave_untaken, self.shop.token)

    def _read(self) -> None:
        names = ", ".join(file.name for file in self.files)
        try:
            self.folder.mkdir(mode=0o700)
            with READERS.reader() as reader:
                self._came(self._read_by(reader))
        except RetainError as error:
            self.refusal = error
        except OSError as problem:
            logging.getLogger("retain").warning("Reading could not write: %s", problem)
            self.refusal = Refused(Refusal.DISK_FULL, file=names)
        except BaseException as failure:
            logging.getLogger("retain").exception("Reading failed")
            self.refusal = Refused(Refusal.INTERNAL, file=names, seen=type(failure).__name__)

    def _came(self, reading: ReadResult) -> None:
        """The page need not wait until the reader has ended."""
        self.shop.waiting = reading
        self._done.set()

    def _read_by(self, reader: Reader) -> ReadResult:
        if any(file.shape is None for file in self.files):
            self.files = reader.shapes(ReadRequest(self.files, self.folder, watch=self.watch))
        return self._remembered(reader) or self._asked(reader, self.answers)

    def _remembered(self, reader: Reader) -> ReadResult | None:
        """The reading by the answers of an earlier visit; null where there are none or they do not fit."""
        recalled = workspace().answers_for(self.files) if self.new else ()
        if not recalled:
            return None
        try:
            reading = self._asked(reader, recalled)
        except Refused:
            if not reader.is_alive:
                raise
            return None
        self.answers, self.recalled = recalled, True
        return reading

    def _asked(self, reader: Reader, answers: Sequence[Answer]) -> ReadResult:
        return reader.read(ReadRequest(self.files, self.folder, answers, self.watch))
