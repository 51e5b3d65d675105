"""What parts sales and contracts from what looks like them: ways to pay, pupils, hours worked, open balances."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from retention_core.ingest.recognition.column_profile import ColumnProfile
from retention_core.ingest.recognition.header_words import HeaderWords
from retention_core.ingest.recognition.relations import best_columns

_MOST, _SETTLED = 0.8, 0.4
_AT_WORK = frozenset({"task", "staff", "shift", "user", "hire"})
_FEW_TIERS, _FEW_WAYS, _ROWS_EACH, _HALF = 12, 7, 4, 0.5
_TAUGHT_OR_TREATED = frozenset({"student", "patient"})
_MONEY = frozenset({"amount", "price", "paid", "total", "payment"})
_PERSONS = frozenset({"customer", "user", "email", "name", "first_name"})
_NO_LESSON = frozenset({"customer", "score", "birth", "payer", "age"})


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


def told_by_cells(words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> tuple[HeaderWords, ...]:
    """The headers with who paid parted from how, and the owner of a dog from the owner of a deal."""
    beside = frozenset().union(*(word.concepts for word in words))
    paid = _paid_by_the_lesson(words, profiles, beside)
    told = [_owner(_payer(word, one), beside) for word, one in zip(words, profiles, strict=True)]
    people = any(word.concepts & _PERSONS for word in told)
    parted = [_tier(word, one) if people else word for word, one in zip(told, profiles, strict=True)]
    return tuple(_pupil(word) if paid else word for word in parted)


def _paid_by_the_lesson(
    words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile], beside: frozenset[str]
) -> bool:
    """Whether each row is a day, a pupil or patient, and money; a school or a clinic tells more of them than that."""
    both = list(zip(words, profiles, strict=True))
    people = [one for word, one in both if word.concepts & _TAUGHT_OR_TREATED]
    money = any(word.concepts & _MONEY and one.share("number") + one.share("money") > _HALF for word, one in both)
    days = any("date" in word.concepts and one.share("day") > _HALF for word, one in both)
    named = len(people) == 1 and people[0].share("letters") > _HALF and people[0].distinct < 1
    return named and money and days and not beside & _NO_LESSON


def _pupil(words: HeaderWords) -> HeaderWords:
    """Who is taught or treated for money is a customer."""
    if not words.concepts & _TAUGHT_OR_TREATED:
        return words
    return replace(words, concepts=words.concepts - _TAUGHT_OR_TREATED | {"customer"})


def _payer(words: HeaderWords, profile: ColumnProfile) -> HeaderWords:
    """Paid by Ann, or paid by card: a few words on many rows are ways to pay."""
    if "payer" not in words.concepts:
        return words
    ways = profile.values <= _FEW_WAYS and profile.distinct * _ROWS_EACH <= 1 and profile.share("two_words") < 1
    return _with(words, "payer", "method" if ways else "customer")


def _owner(words: HeaderWords, beside: frozenset[str]) -> HeaderWords:
    """Beside an animal or a car its owner is who pays; elsewhere an owner is somebody of the staff."""
    if "owner" not in words.concepts:
        return words
    theirs = "belonging" in beside and "customer" not in beside
    return _with(replace(words, concepts=words.concepts - {"staff"}), "owner", "customer" if theirs else "staff")


def _with(words: HeaderWords, concept: str, instead: str) -> HeaderWords:
    return replace(words, concepts=words.concepts - {concept} | {instead})


def _tier(words: HeaderWords, profile: ColumnProfile) -> HeaderWords:
    """Beside who somebody is, a membership that many have is what they pay for, and not who they are."""
    many = profile.values <= _FEW_TIERS and profile.distinct * _ROWS_EACH <= 1 and profile.share("letters") > _HALF
    return _with(words, "member", "plan") if words.concepts == {"member"} and many else words
