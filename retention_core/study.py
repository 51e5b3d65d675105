"""A workbook under settings: the one argument of every figure. Each derived table is made once, when first needed."""

from collections.abc import Callable, Hashable
from threading import RLock
from typing import Concatenate, ParamSpec, TypeVar

from retention_core.settings import Settings
from retention_core.workbook import Workbook

T = TypeVar("T")
P = ParamSpec("P")


class Study:
    """Answers `study(derive)` with `derive(study)`, remembered. Tables of the workbook alone outlive other settings.

    derive is a plain function of a study; `study(derive, "plan")` is `derive(study, "plan")`, remembered too. Marked
    with `@of_workbook` it may read `study.workbook` only, and its
    result is shared by all studies made with `under`.
    """

    def __init__(self, workbook: Workbook, settings: Settings = Settings()) -> None:
        self.workbook = workbook
        self.settings = settings
        self._of_workbook: dict[Hashable, object] = {}
        self._of_settings: dict[Hashable, object] = {}
        self._lock = RLock()

    def under(self, settings: Settings) -> "Study":
        """The same workbook under other settings."""
        other = Study(self.workbook, settings)
        other._of_workbook, other._lock = self._of_workbook, self._lock
        return other

    def __call__(self, derive: Callable[Concatenate["Study", P], T], *given: P.args, **named: P.kwargs) -> T:
        """What `derive` gives for this study and what else is given, made once."""
        known = self._of_workbook if getattr(derive, "of_workbook", False) else self._of_settings
        asked = (derive, given, tuple(named.items()))
        with self._lock:
            if asked not in known:
                known[asked] = derive(self, *given, **named)
            return known[asked]  # type: ignore[return-value]


def of_workbook(derive: Callable[[Study], T]) -> Callable[[Study], T]:
    """Marks a derived table that depends on the workbook alone."""
    derive.of_workbook = True  # type: ignore[attr-defined]
    return derive
