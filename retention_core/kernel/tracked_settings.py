"""Settings that tell which of them are read."""

from collections.abc import Callable
from dataclasses import fields

from retention_core.kernel.settings import Settings

_NAMES = frozenset(one.name for one in fields(Settings))


class TrackedSettings(Settings):
    """Settings like any other, which call `note` with the name of each that is read.

    Whoever compares them, hashes them or replaces one reads them all, and hangs on all of them. What
    `dataclasses.replace` gives are plain settings.
    """

    def __init__(self, plain: Settings, note: Callable[[str], None]) -> None:
        object.__setattr__(self, "plain", plain)
        object.__setattr__(self, "note", note)

    def __getattribute__(self, name: str) -> object:
        if name not in _NAMES:
            return super().__getattribute__(name)
        super().__getattribute__("note")(name)
        return getattr(super().__getattribute__("plain"), name)

    @property
    def __class__(self) -> type[Settings]:  # pyright: ignore[reportIncompatibleMethodOverride] - never set
        """Plain settings, for whoever makes another of the same class: `replace` and `==` of data classes."""
        return Settings


def plain_settings(settings: Settings) -> Settings:
    """The same settings, which tell nobody that they are read."""
    return object.__getattribute__(settings, "plain") if type(settings) is TrackedSettings else settings
