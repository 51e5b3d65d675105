"""How much memory values hold: the buffers of their tables, each counted once, and the Python objects around them.

What a table says of its own size leaves out how strings lie in memory, and counts a buffer that two tables share twice.
"""

import ctypes
import gc
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, is_dataclass
from itertools import islice
from types import FunctionType, MethodType, ModuleType

import numpy as np
import polars as pl
from polars.exceptions import PolarsError

_LONG, _LOOKED_AT = 10_000, 1_000
_HOLDS_NOTHING = (type, ModuleType, FunctionType, MethodType)


def held_bytes(*values: object) -> int:
    """Bytes that these values hold together."""
    count = _Count()
    count.walk(values)
    return count.plain + sum(count.buffers.values())


@dataclass
class _Count:
    """buffers: address -> bytes; plain: bytes of Python objects; seen: kept alive, so that their ids stay true."""

    plain: int = 0
    buffers: dict[int, int] = field(default_factory=dict)
    seen: dict[int, object] = field(default_factory=dict)

    def walk(self, values: Iterable[object]) -> None:
        left = list(values)
        while left:
            one = left.pop()
            if id(one) in self.seen or isinstance(one, _HOLDS_NOTHING):
                continue
            self.seen[id(one)] = one
            if isinstance(one, pl.DataFrame):
                self._columns(one.get_columns())
            elif isinstance(one, pl.Series):
                self._columns([one])
            elif isinstance(one, np.ndarray):
                self._array(one)
            else:
                self.plain += sys.getsizeof(one, 0)
                left += self._within(one)

    def _within(self, one: object) -> list[object]:
        if isinstance(one, Mapping):
            return self._some([*one.keys(), *one.values()])
        if isinstance(one, list | tuple | set | frozenset):
            return self._some(one)
        known = vars(one).values() if hasattr(one, "__dict__") else ()
        slots = getattr(type(one), "__slots__", ()) if is_dataclass(one) else ()
        return [*known, *(getattr(one, name, None) for name in slots if isinstance(name, str))]

    def _some(self, many: list | tuple | set | frozenset) -> list[object]:
        """What a collection holds; of a long one of plain values the first ones stand for all."""
        if len(many) < _LONG:
            return list(many)
        first = list(islice(many, _LOOKED_AT))
        if not all(one is None or isinstance(one, str | int | float) for one in first):
            return list(many)
        self.plain += sum(map(sys.getsizeof, first)) * len(many) // _LOOKED_AT
        return []

    def _columns(self, columns: Iterable[pl.Series]) -> None:
        for column in columns:
            for chunk in column.get_chunks():
                self._chunk(chunk)

    def _chunk(self, chunk: pl.Series) -> None:
        try:
            arrow = chunk.to_arrow(compat_level=pl.CompatLevel.newest())
        except (PolarsError, TypeError, ValueError, NotImplementedError):  # Python objects in a column
            self.plain += int(chunk.estimated_size())
            return
        for buffer in arrow.buffers():
            if buffer is not None:
                self._buffer(buffer.address, buffer.size)

    def _array(self, array: np.ndarray) -> None:
        while isinstance(array.base, np.ndarray):
            array = array.base
        self._buffer(array.__array_interface__["data"][0], array.nbytes)

    def _buffer(self, address: int, size: int) -> None:
        self.buffers[address] = max(size, self.buffers.get(address, 0))


def give_back() -> None:
    """Lets the system have again what was freed: the C library of Linux keeps it for itself otherwise."""
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library that is not the usual one
            ctypes.CDLL(None).malloc_trim(0)
