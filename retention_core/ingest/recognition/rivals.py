"""Columns that come so close to the chosen one that only a person can say which of them is meant."""

from collections.abc import Sequence

import polars as pl

from retention_core.ingest.recognition.column_profile import ColumnProfile
from retention_core.ingest.recognition.header_words import HeaderWords

_CLOSE, _UNKNOWN, _MANY = 1.0, 0.34, 4
_NAMES, _AS_MANY, _OTHERS = 0.8, 0.8, 0.5
_PAID_FOR = frozenset({"student", "patient"})
_DECIDING = frozenset({"customer_id", "ordered_on", "amount", "unit_price"})


def rivals_of(
    role: str, ranked: Sequence[int], odds: Sequence[float], words: Sequence[HeaderWords], cells: pl.DataFrame
) -> tuple[int, ...]:
    """The columns that nothing known parts from the chosen one, and that would give other numbers.

    Words that are known part two columns: an order's day goes before the day it was paid, a gross amount before a net
    one. Words that are not known, or the same words twice, part nothing.
    """
    if role not in _DECIDING:
        return ()
    first, *rest = ranked
    close = [at for at in rest if odds[first] - odds[at] <= _CLOSE and not _parted(words[first], words[at])]
    return tuple(at for at in close if _other_numbers(role, cells, first, at))[:_MANY]


def other_people(
    buyers: int, words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile], cells: pl.DataFrame
) -> tuple[int, ...]:
    """Columns that name somebody else than the buyer on most rows, as many people, under a word that is not known.

    Who pays and who learns, or comes: which of them is the customer only the shop can say. Staff are fewer, and those
    whom something is sent to mostly are the buyers themselves.
    """
    if profiles[buyers].share("two_words") < _NAMES:
        return ()
    return tuple(
        at
        for at, one in enumerate(profiles)
        if at != buyers
        and one.share("two_words") >= _NAMES
        and one.values >= _AS_MANY * profiles[buyers].values
        and one.distinct < 1
        and (words[at].concepts <= _PAID_FOR if words[at].concepts else words[at].unknown > _UNKNOWN)
        and (cells[str(at)] != cells[str(buyers)]).mean() > _OTHERS  # type: ignore[operator]
    )


def _parted(one: HeaderWords, other: HeaderWords) -> bool:
    known = max(one.unknown, other.unknown) <= _UNKNOWN and bool(one.concepts and other.concepts)
    return known and one.concepts != other.concepts


def _other_numbers(role: str, cells: pl.DataFrame, first: int, other: int) -> bool:
    one, two = cells[str(first)], cells[str(other)]
    if role == "customer_id":
        both = cells.select(str(first), str(other)).n_unique()
        return not both == one.n_unique() == two.n_unique()
    return not one.eq_missing(two).all()
