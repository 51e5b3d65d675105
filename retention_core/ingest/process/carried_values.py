"""Values that cross from one process to another as JSON: a closed list of kinds, nothing that could run.

A plain value stands for itself; any other is an object of one key that names its kind. Frames stay behind in files.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, TypeVar

import polars as pl

from retention_core.ingest.inputs.answers import Answer
from retention_core.ingest.process.frame_files import FrameFolder
from retention_core.kernel.errors import Refusal, Refused, RetainError, Stopped
from retention_core.kernel.quantities import Money
from retention_core.kernel.questions import Choice, Decision, Note, Question, TableKind
from retention_core.kernel.reading_codes import DecisionCode, Evidence, NoteCode, QuestionCode, SetAside
from retention_core.kernel.workbook import ReadResult, Source, Workbook

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
_RECORDS: Mapping[str, Callable[..., object]] = {
    kind.__name__: kind for kind in (Answer, Choice, Decision, Money, Note, Question, ReadResult, Source, Workbook)
}
_ERRORS = {kind.__name__: kind for kind in (Refused, Stopped)}
_WORDS = {
    kind.__name__: kind for kind in (DecisionCode, Evidence, NoteCode, QuestionCode, Refusal, SetAside, TableKind)
}
Known = TypeVar("Known")


def packed(value: object, frames: FrameFolder) -> Json:
    """A value as JSON; raises TypeError for a kind that is not on the list."""
    name = type(value).__name__
    if isinstance(value, StrEnum):
        return {"word": [_known(name, _WORDS).__name__, value.value]}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if name in _RECORDS:
        return {"record": [name, {one.name: packed(getattr(value, one.name), frames) for one in fields(value)}]}  # type: ignore[arg-type]
    pack = next((pack for kind, pack in _PACK.items() if isinstance(value, kind)), None)
    if pack is None:
        raise TypeError(name)
    return pack(value, frames)


def unpacked(told: Json, frames: FrameFolder) -> object:
    """The value that was packed; raises KeyError, TypeError or ValueError where it is none."""
    if not isinstance(told, dict):
        return told
    ((kind, value),) = told.items()
    return _UNPACK[kind](value, frames)


def _packed_many(value: Iterable, frames: FrameFolder) -> Json:
    return {type(value).__name__: [packed(one, frames) for one in value]}


def _packed_error(value: RetainError, frames: FrameFolder) -> Json:
    """An error that reading may end with; any other is our own fault."""
    kind = _known(type(value).__name__, _ERRORS)
    return {"error": [kind.__name__, packed(value.code, frames), packed(value.values, frames)]}


def _known(name: str, kinds: Mapping[str, Known]) -> Known:
    if name not in kinds:
        raise TypeError(name)
    return kinds[name]


# A datetime is a date too: the first kind that fits counts.
_PACK: Mapping[type, Callable] = {
    tuple: _packed_many,
    list: _packed_many,
    frozenset: _packed_many,
    Mapping: lambda value, frames: {"map": [[packed(key, frames), packed(one, frames)] for key, one in value.items()]},
    datetime: lambda value, _: {"datetime": value.isoformat()},
    date: lambda value, _: {"date": value.isoformat()},
    Decimal: lambda value, _: {"decimal": str(value)},
    pl.DataFrame: lambda value, frames: {"frame": frames.keep(value)},
    RetainError: _packed_error,
}


def _many(told: list, frames: FrameFolder) -> list:
    return [unpacked(one, frames) for one in told]


def _error(told: list, frames: FrameFolder) -> RetainError:
    kind, code, values = told
    named = unpacked(values, frames)
    return _ERRORS[kind](unpacked(code, frames), **named)  # type: ignore[arg-type]


def _record(told: list, frames: FrameFolder) -> object:
    kind, values = told
    return _RECORDS[kind](**{name: unpacked(value, frames) for name, value in values.items()})


_UNPACK: Mapping[str, Callable] = {
    "word": lambda told, _: _WORDS[told[0]](told[1]),
    "tuple": lambda told, frames: tuple(_many(told, frames)),
    "list": _many,
    "frozenset": lambda told, frames: frozenset(_many(told, frames)),
    "map": lambda told, frames: {unpacked(key, frames): unpacked(one, frames) for key, one in told},
    "datetime": lambda told, _: datetime.fromisoformat(told),
    "date": lambda told, _: date.fromisoformat(told),
    "decimal": lambda told, _: Decimal(told),
    "frame": lambda told, frames: frames.frame(told),
    "error": _error,
    "record": _record,
}
