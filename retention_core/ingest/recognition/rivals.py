"""Columns that come so close to the chosen one that only a person can say which of them is meant."""

from collections.abc import Sequence

import polars as pl

from retention_core.ingest.recognition.header_words import HeaderWords

_CLOSE, _UNKNOWN, _MANY = 1.0, 0.34, 4
_HALF = 0.5
_PAID_FOR, _OTHERS = frozenset({"student", "patient"}), frozenset({"staff", "vendor", "type", "state", "date"})
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
    if role == "customer_id" and _named(cells, first):
        close += [at for at in rest if at not in close and _for_whom(words[first], words[at]) and _named(cells, at)]
    return tuple(at for at in close if _other_numbers(role, cells, first, at))[:_MANY]


def _for_whom(payer: HeaderWords, other: HeaderWords) -> bool:
    """Whether a column says for whom somebody else pays: either of the two may be meant by the customer."""
    return bool(other.concepts & _PAID_FOR) and not payer.concepts & _PAID_FOR and not other.concepts & _OTHERS


def _named(cells: pl.DataFrame, at: int) -> bool:
    """Whether most cells are names of several words."""
    filled = cells[str(at)].drop_nulls()
    return len(filled) > 0 and float(filled.str.contains(r"^\p{L}[^0-9@]*\s\p{L}").mean() or 0) > _HALF  # type: ignore[arg-type]


def _parted(one: HeaderWords, other: HeaderWords) -> bool:
    known = max(one.unknown, other.unknown) <= _UNKNOWN and bool(one.concepts and other.concepts)
    return known and one.concepts != other.concepts


def _other_numbers(role: str, cells: pl.DataFrame, first: int, other: int) -> bool:
    one, two = cells[str(first)], cells[str(other)]
    if role == "customer_id":
        both = cells.select(str(first), str(other)).n_unique()
        return not both == one.n_unique() == two.n_unique()
    return not one.eq_missing(two).all()
