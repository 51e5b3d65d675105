"""One reading in the background, so that the page can show where it is and stop it."""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from retention_core.ingest import Answer, File, read_files
from retention_core.ingest.inputs.progress import ReadProgress
from retention_core.kernel.errors import Refusal, Refused, RetainError
from retention_core.kernel.workbook import ReadResult
from retention_core.storage.remembered_answers import workspace
from ui.session.store import STORE, Shop


@dataclass
class Job:
    """A reading of `files` for a shop; `new` shops are closed again where nothing comes of it.

    outcome   the reading, or why there is none; null while it runs
    recalled  whether the answers are those of an earlier visit
    before    totals of what was open before
    """

    shop: Shop
    files: Sequence[File]
    answers: tuple[Answer, ...]
    new: bool
    page_after: str
    watch: ReadProgress = field(default_factory=ReadProgress)
    outcome: ReadResult | RetainError | None = None
    recalled: bool = False
    before: Mapping[str, object] | None = None

    def start(self) -> "Job":
        """Begins to read."""
        self._thread = threading.Thread(target=self._run, name="reading", daemon=True)
        self._thread.start()
        return self

    def ended(self, within_seconds: float) -> bool:
        """Whether it is done, waiting at most that long."""
        self._thread.join(within_seconds)
        return not self._thread.is_alive()

    def _remembered(self) -> ReadResult | None:
        """The reading by the answers of an earlier visit; null where there are none or they do not fit."""
        recalled = workspace().answers_for(self.files) if self.new else ()
        if not recalled:
            return None
        try:
            reading = read_files(self.files, recalled)
        except Refused:
            return None
        self.answers, self.recalled = recalled, True
        return reading

    def _run(self) -> None:
        self.watch.begin()
        self._read()
        if self.new and self.watch.stop_requested:
            STORE.close(self.shop.token)

    def _read(self) -> None:
        try:
            self.outcome = self._remembered() or read_files(self.files, self.answers)
        except RetainError as error:
            self.outcome = error
        except BaseException as failure:  # a panic of a compiled part is not an Exception
            logging.getLogger("retain").exception("Reading failed")
            names = ", ".join(file.name for file in self.files)
            self.outcome = Refused(Refusal.INTERNAL, file=names, seen=type(failure).__name__)
