"""Facts of tables that look like sales or contracts and are none: hours that people worked, invoices still open."""

from collections.abc import Mapping, Sequence

import polars as pl

from retention_core.ingest.recognition.column_profile import ColumnProfile
from retention_core.ingest.recognition.header_words import HeaderWords
from retention_core.ingest.recognition.relations import best_columns

_MOST, _HALF, _SETTLED = 0.8, 0.5, 0.4
_AT_WORK = frozenset({"task", "staff", "shift", "user", "hire"})


def work_facts(
    cells: pl.DataFrame,
    words: Sequence[HeaderWords],
    profiles: Sequence[ColumnProfile],
    odds: Mapping[str, Sequence[float]],
) -> dict[str, float]:
    """`paid_work`: hours and the wage for them. `hours_worked`: what somebody worked on, from when to when."""
    facts = {
        "paid_work": _paid_work(words, profiles),
        "hours_worked": _hours_worked(words, profiles) and not _paid(odds, profiles) and _within_a_day(cells, odds),
    }
    return {name: 1.0 for name, true in facts.items() if true}


def _paid_work(words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> bool:
    return bool(_hours(words, profiles)) and any(
        "wage" in word.concepts and one.share("number") > _HALF for word, one in zip(words, profiles, strict=True)
    )


def _hours_worked(words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> bool:
    beside = frozenset().union(*(word.concepts for word in words))
    return bool(_hours(words, profiles)) and bool(beside & _AT_WORK)


def _hours(words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> list[int]:
    both = enumerate(zip(words, profiles, strict=True))
    return [at for at, (word, one) in both if "hours" in word.concepts and _length_of_time(one)]


def _length_of_time(profile: ColumnProfile) -> bool:
    return max(profile.share("number"), profile.share("clock"), profile.share("time")) > _HALF


def _paid(odds: Mapping[str, Sequence[float]], profiles: Sequence[ColumnProfile]) -> bool:
    return any(profiles[at].filled > _HALF for at in best_columns(odds["amount"], 2, _HALF))


def _within_a_day(cells: pl.DataFrame, odds: Mapping[str, Sequence[float]]) -> bool:
    """Whether what is begun is ended on the same day, wherever both days are written."""
    begun, ended = best_columns(odds["started_on"], 1, _HALF), best_columns(odds["ended_on"], 1, _HALF)
    if not begun or not ended:
        return True
    return (cells[str(begun[0])].str.head(10) == cells[str(ended[0])].str.head(10)).mean() >= _MOST  # type: ignore[operator]


def balance_facts(words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> dict[str, float]:
    """`mostly_settled`: the invoices have a balance, and it is nought on many of them."""
    balances = [one for word, one in zip(words, profiles, strict=True) if "balance" in word.concepts]
    return {"mostly_settled": 1.0} if any((one.numbers == 0).mean() >= _SETTLED for one in balances) else {}
