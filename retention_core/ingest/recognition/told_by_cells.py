"""Headers whose words mean one thing or another: what stands below them, or beside them, says which."""

from collections.abc import Sequence
from dataclasses import replace

from retention_core.ingest.recognition.column_profile import ColumnProfile
from retention_core.ingest.recognition.header_words import HeaderWords

_FEW_TIERS, _FEW_WAYS, _ROWS_EACH, _HALF = 12, 7, 4, 0.5
_TAUGHT_OR_TREATED = frozenset({"student", "patient"})
_MONEY = frozenset({"amount", "price", "paid", "total", "payment"})
_PERSONS = frozenset({"customer", "user", "email", "name", "first_name"})
_NO_LESSON = frozenset({"customer", "score", "birth", "payer", "age"})


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
