"""What was made from a workbook and may be given again, each result with the settings that were read for it."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from retention_core.kernel.settings import Settings
from retention_core.kernel.workbook import Workbook

VARIANTS_KEPT = 8
"""How many results of one function are kept, each under settings of its own."""


@dataclass(frozen=True, eq=False)
class CachedResult:
    """A result, and the settings that were read while it was made."""

    result: Any
    read: dict[str, object]

    def holds(self, settings: Settings) -> bool:
        """Whether these settings agree in whatever was read."""
        return all(getattr(settings, name) == value for name, value in self.read.items())


class ResultCache:
    """What was made from one workbook: for each function and what it was given, the last few results."""

    def __init__(self) -> None:
        self._made: dict[Hashable, list[CachedResult]] = {}

    def find(self, asked: Hashable, settings: Settings) -> CachedResult | None:
        """The result that these settings would give again; it becomes the one used last."""
        known = self._made.get(asked, [])
        for made in reversed(known):
            if made.holds(settings):
                known.remove(made)
                known.append(made)
                return made
        return None

    def keep(self, asked: Hashable, made: CachedResult) -> None:
        """Remembers a result, in place of the one that was not used for longest."""
        known = self._made.setdefault(asked, [])
        known.append(made)
        del known[:-VARIANTS_KEPT]

    def results(self) -> list[object]:
        """Everything that is kept."""
        return [made.result for known in list(self._made.values()) for made in list(known)]


@dataclass(frozen=True)
class SharedCaches:
    """What all studies of a workbook have in common, and of the workbooks made from it."""

    lock: RLock = field(default_factory=RLock)
    books: list[tuple[Workbook, ResultCache]] = field(default_factory=list)

    def of(self, workbook: Workbook) -> ResultCache:
        """The results of one workbook."""
        with self.lock:
            for book, results in self.books:
                if book is workbook:
                    return results
            self.books.append((workbook, ResultCache()))
            return self.books[-1][1]

    def held(self) -> list[object]:
        """The workbooks and everything made from them. Looked at without the lock: somebody may be making more."""
        return [one for book, results in list(self.books) for one in (book, *results.results())]
