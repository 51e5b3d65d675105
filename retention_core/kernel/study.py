"""A workbook under settings: the one argument of every figure.

Each derived table is made once, when first needed, and made anew only when a setting changes that was read while it was
made: a new margin leaves cohorts and curves as they are.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import local
from typing import Concatenate, ParamSpec, TypeVar

from retention_core.kernel.memo import CachedResult, ResultCache, SharedCaches
from retention_core.kernel.settings import Settings
from retention_core.kernel.tracked_settings import TrackedSettings, plain_settings
from retention_core.kernel.workbook import Workbook

T = TypeVar("T")
P = ParamSpec("P")


class Study:
    """Answers `study(derive)` with `derive(study)`, remembered for all studies whose settings would give the same.

    derive is a plain function of a study; `study(derive, "plan")` is `derive(study, "plan")`, remembered too. What it
    returns must not hold the study: it may be handed to one with other settings.
    """

    def __init__(self, workbook: Workbook, settings: Settings = Settings()) -> None:
        self.workbook = workbook
        self._settings = plain_settings(settings)
        self._decided: frozenset[str] = frozenset()
        self._shared = SharedCaches()
        self._own = ResultCache()

    @property
    def settings(self) -> Settings:
        """What is chosen. Whatever is read of it while something is made, that thing depends on."""
        return TrackedSettings(self._settings, lambda name: self._note((name,)))

    def with_settings(self, settings: Settings) -> "Study":
        """The same workbook under settings chosen anew."""
        return self._like(self.workbook, settings)

    def with_overrides(self, **changes: object) -> "Study":
        """The same study with some settings decided by who asks, not by the user."""
        other = self._like(self.workbook, replace(self._settings, **changes))
        other._decided = self._decided | changes.keys()
        return other

    def with_workbook(self, workbook: Workbook) -> "Study":
        """Another workbook, made from this one, under the same settings."""
        other = self._like(workbook, self._settings)
        other._decided = self._decided
        return other

    def __call__(self, derive: Callable[Concatenate["Study", P], T], *given: P.args, **named: P.kwargs) -> T:
        """What `derive` gives for this study and what else is given, made once."""
        asked = (derive, given, tuple(named.items()))
        with self._shared.lock:
            made = self._results.find(asked, self._settings) or self._own.find(asked, self._settings)
            if made is None:
                with self._noted() as read:
                    made = CachedResult(derive(self, *given, **named), read)
                (self._own if self._decided & read.keys() else self._results).keep(asked, made)
            else:
                self._note(made.read)
            return made.result

    def held(self) -> list[object]:
        """The workbook, those made from it, and all that is remembered of them."""
        return [self.workbook, *self._shared.held(), *self._own.results()]

    @property
    def _results(self) -> ResultCache:
        return self._shared.of(self.workbook)

    def _like(self, workbook: Workbook, settings: Settings) -> "Study":
        other = Study(workbook, settings)
        other._shared = self._shared
        return other

    @contextmanager
    def _noted(self) -> Iterator[dict[str, object]]:
        """The settings that are read meanwhile, by name; whatever is being made around it hangs on them too."""
        read: dict[str, object] = {}
        _making.frames.append((self, read))
        try:
            yield read
        finally:
            _making.frames.pop()
            self._note(read)

    def _note(self, names: Iterable[str]) -> None:
        """Whatever is being made hangs on these settings now, but for those that it decided itself."""
        if _making.frames:
            maker, read = _making.frames[-1]
            decided = self._decided - maker._decided
            read.update((name, getattr(maker._settings, name)) for name in names if name not in decided)


class _Making(local):
    """What this thread is making, innermost last: for which study, and the settings read so far."""

    def __init__(self) -> None:
        self.frames: list[tuple[Study, dict[str, object]]] = []


_making = _Making()
