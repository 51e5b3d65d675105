"""Watching a reading: where it is, and the means to stop it. One reading runs in one thread or context."""

from contextvars import ContextVar
from threading import Event
from time import monotonic

from retention_core.kernel.errors import Stopped


class ReadProgress:
    """What somebody who waits may look at and do."""

    def __init__(self) -> None:
        self.file = ""
        self.stage = "opening"
        self._asked_to_stop = Event()
        self._since = monotonic()

    @property
    def seconds(self) -> float:
        """How long the reading has been going on."""
        return monotonic() - self._since

    def stop(self) -> None:
        """Ends the reading at its next step, with Stopped."""
        self._asked_to_stop.set()

    @property
    def stop_requested(self) -> bool:
        """Whether somebody wants it to end."""
        return self._asked_to_stop.is_set()

    def begin(self) -> None:
        """Makes this the watch of whatever is read from here on in this thread or context."""
        _CURRENT.set(self)

    def at(self, stage: str, file: str) -> None:
        """Notes the step that begins now; raises Stopped where somebody asked for it."""
        self.stage, self.file = stage, file
        if self.stop_requested:
            raise Stopped("stopped", file=file)


_CURRENT: ContextVar[ReadProgress | None] = ContextVar("watch", default=None)


def report_step(stage: str, file: str) -> None:
    """Called before each long step of reading: opening, cells, meaning, joining."""
    if watch := _CURRENT.get():
        watch.at(stage, file)


def stop_requested() -> bool:
    """Whether to break off: for loops that wait for something outside, such as a child process."""
    watch = _CURRENT.get()
    return watch is not None and watch.stop_requested
