"""Which of several columns of people comes again over several orders: only that one can be the customer."""

from collections.abc import Sequence

import polars as pl

from retention_core.ingest.recognition.header_words import HeaderWords

_LEAST_ORDERS, _ONCE, _AGAIN, _AS_ONE = 8, 0.97, 0.75, 0.95
_LIKELY, _NEVER, _BEFORE = 0.5, 5.0, 0.5
_HANDLES, _IDS = frozenset({"user"}), frozenset({"id", "number", "code", "email", "phone"})
_CALLED, _SOMEBODY_ELSE = frozenset({"phone"}), frozenset({"staff", "vendor", "store"})


def who_comes_again(odds: dict[str, list[float]], words: Sequence[HeaderWords], cells: pl.DataFrame) -> None:
    """Takes back what is made anew for every order, and names that change while the person behind them does not."""
    orders = [at for at, value in enumerate(odds["order_id"]) if value >= _LIKELY]
    if orders:
        _made_for_one_order(odds, words, cells, str(max(orders, key=lambda at: odds["order_id"][at])))
    _names_that_change(odds, words, cells)


def _made_for_one_order(
    odds: dict[str, list[float]], words: Sequence[HeaderWords], cells: pl.DataFrame, order: str
) -> None:
    """A safe phone number or a masked e-mail is another one with every order: it is nobody's for good."""
    people = [at for at, value in enumerate(odds["customer_id"]) if value >= _LIKELY and str(at) != order]
    different = {at: _per_order(cells, order, str(at)) for at in people}
    buyers = [at for at in people if "recipient" not in words[at].concepts]
    again = [at for at in buyers if different[at] < _AGAIN]
    for at in people:
        if again and different[at] >= _ONCE:
            odds["customer_id"][at] -= _NEVER


def _per_order(cells: pl.DataFrame, order: str, who: str) -> float:
    """Different people by orders; 0 where too few tell."""
    both = cells.select(pl.col(order).alias("order"), pl.col(who).alias("who")).drop_nulls().unique()
    orders = both["order"].n_unique()
    return both["who"].n_unique() / orders if orders >= _LEAST_ORDERS else 0.0


def _names_that_change(odds: dict[str, list[float]], words: Sequence[HeaderWords], cells: pl.DataFrame) -> None:
    """Of people who choose what they are called, the phone is who they are where it and their full name agree."""
    handles = [at for at, value in enumerate(odds["customer_id"]) if value >= _LIKELY and _is_handle(words[at])]
    phones = [at for at, word in enumerate(words) if word.concepts & _CALLED and odds["phone"][at] >= 1]
    for handle in handles:
        for phone in phones:
            if _is_finer(cells, str(handle), str(phone)) and _named_alike(odds, words, cells, phone, handle):
                best = max(odds["customer_id"])
                odds["customer_id"][phone] = best + _BEFORE
                odds["customer_id"][handle] = min(odds["customer_id"][handle], best - 1)


def _is_handle(word: HeaderWords) -> bool:
    return bool(word.concepts & _HANDLES) and not word.concepts & _IDS


def _is_finer(cells: pl.DataFrame, handle: str, phone: str) -> bool:
    """Whether every handle has one phone, and phones have several handles."""
    both = cells.select(handle, phone).drop_nulls()
    handles, phones = both[handle].n_unique(), both[phone].n_unique()
    return phones >= _LEAST_ORDERS and both.n_unique() == handles and phones < _AGAIN * handles


def _named_alike(
    odds: dict[str, list[float]], words: Sequence[HeaderWords], cells: pl.DataFrame, phone: int, handle: int
) -> bool:
    """Whether some other column of people has one value for each phone, and the other way round."""
    others = [at for at, value in enumerate(odds["customer_id"]) if value >= _LIKELY and at not in (phone, handle)]
    return any(_as_one(cells, str(phone), str(at)) for at in others if not words[at].concepts & _SOMEBODY_ELSE)


def _as_one(cells: pl.DataFrame, one: str, other: str) -> bool:
    both = cells.select(one, other).drop_nulls()
    pairs = both.n_unique()
    return pairs > 0 and min(both[one].n_unique(), both[other].n_unique()) >= _AS_ONE * pairs
