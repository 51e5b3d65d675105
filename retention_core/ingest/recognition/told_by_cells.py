"""Headers whose words mean one thing or another: what stands below them, or beside them, says which."""

from collections.abc import Sequence
from dataclasses import replace

from retention_core.ingest.recognition.column_profile import ColumnProfile
from retention_core.ingest.recognition.header_words import HeaderWords

_FEW_WAYS, _ROWS_EACH = 7, 4


def told_by_cells(words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> tuple[HeaderWords, ...]:
    """The headers with who paid parted from how, and the owner of a dog from the owner of a deal."""
    beside = frozenset().union(*(word.concepts for word in words))
    return tuple(_owner(_payer(word, one), beside) for word, one in zip(words, profiles, strict=True))


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
