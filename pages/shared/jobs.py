"""One reading in the background, so that the page can show where it is and stop it."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from pages.shared.store import Shop
from retention_core.errors import Refused, RetainError
from retention_core.ingest import Answer, File, read_files
from retention_core.ingest.watch import Watch
from retention_core.workbook import Reading


@dataclass
class Job:
    """A reading of `files` for a shop; `new` shops are closed again where nothing comes of it.

    outcome   the reading, or why there is none; null while it runs
    """

    shop: Shop
    files: Sequence[File]
    answers: tuple[Answer, ...]
    new: bool
    page_after: str
    watch: Watch = field(default_factory=Watch)
    outcome: Reading | RetainError | None = None

    def start(self) -> "Job":
        """Begins to read."""
        self._thread = threading.Thread(target=self._run, name="reading", daemon=True)
        self._thread.start()
        return self

    def ended(self, within_seconds: float) -> bool:
        """Whether it is done, waiting at most that long."""
        self._thread.join(within_seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self.watch.begin()
        try:
            self.outcome = read_files(self.files, self.answers)
        except RetainError as error:
            self.outcome = error
        except BaseException as failure:  # a panic of a compiled part is not an Exception
            logging.getLogger("retain").exception("Reading failed")
            names = ", ".join(file.name for file in self.files)
            self.outcome = Refused("internal", file=names, seen=type(failure).__name__)
