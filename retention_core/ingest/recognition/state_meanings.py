"""What the words in a column of states mean, in twenty-seven languages; negations turn a meaning round."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from retention_core.ingest.recognition.cancellation_requests import cancellation_refused, cancellation_requested
from retention_core.ingest.recognition.header_words import (
    EAST_ASIAN,
    folded,
    squeezed,
    tokens_of,
    without_greek_ending,
)

WORDS_FILE = Path(__file__).with_name("state_words.txt")
_LONGEST, _LEAST_STEM = 6, 5
# Negations that stand at the beginning of a word, where what is left is a word for a sale: unshipped, neodesláno.
_DENYING, _LEAST_DENIED = ("nie", "ne", "un", "on", "u", "не"), 4
_SHORTENED = re.compile(r"([^\W\d_]{4,})\.")
_MARKS_NO_END = re.compile(
    r"^(?:[-–—./]*|0+|(?:1900|1970|1899|0001|9999|2099|2999)\D.*|.*\D(?:1900|1970|9999|2099|2999)|∞)$"
)


class Meaning(StrEnum):
    """What a state says of its row."""

    SALE = "sale"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    PARTLY = "partly"
    FAILED = "failed"
    UNPAID = "unpaid"
    TEST = "test"
    NOT_A_SALE = "not_a_sale"
    ASKED = "asked"
    RUNNING = "running"
    TRIAL = "trial"
    PAUSED = "paused"
    ENDED = "ended"
    NEVER = "never"
    SCHEDULED = "scheduled"
    NOTICE = "notice"
    UNKNOWN = "unknown"


ORDER_MEANINGS = (
    Meaning.SALE, Meaning.CANCELLED, Meaning.REFUNDED, Meaning.PARTLY, Meaning.FAILED, Meaning.UNPAID, Meaning.TEST,
    Meaning.NOT_A_SALE, Meaning.ASKED,
)  # fmt: skip
SUBSCRIPTION_MEANINGS = (
    Meaning.RUNNING, Meaning.TRIAL, Meaning.PAUSED, Meaning.ENDED, Meaning.NEVER, Meaning.SCHEDULED,
    Meaning.NOTICE,
)  # fmt: skip
# Of several words in one cell the one that takes most away decides.
_WEIGHT = {meaning: place for place, meaning in enumerate(
    (Meaning.SALE, Meaning.RUNNING, Meaning.ASKED, Meaning.UNPAID, Meaning.TRIAL, Meaning.PAUSED, Meaning.FAILED,
     Meaning.NOT_A_SALE, Meaning.REFUNDED, Meaning.PARTLY, Meaning.CANCELLED, Meaning.NOTICE, Meaning.ENDED,
     Meaning.NEVER, Meaning.SCHEDULED, Meaning.TEST)
)}  # fmt: skip
_DENIED = {
    Meaning.SALE: Meaning.UNPAID, Meaning.RUNNING: Meaning.ENDED, Meaning.UNPAID: Meaning.SALE,
    Meaning.CANCELLED: Meaning.SALE, Meaning.REFUNDED: Meaning.SALE, Meaning.FAILED: Meaning.SALE,
}  # fmt: skip
_IN_PART = frozenset({Meaning.CANCELLED, Meaning.REFUNDED})


@cache
def state_words() -> Mapping[str, frozenset[str]]:
    """Meaning -> its words, squeezed."""
    lines = [line.split("|") for line in WORDS_FILE.read_text(encoding="utf-8").splitlines() if "|" in line]
    return {line[0].strip(): frozenset(filter(None, map(squeezed, line[1:]))) for line in lines if line[0][0] != "#"}


@cache
def _state_stems() -> Mapping[str, frozenset[str]]:
    """Meaning -> its words without their endings: "zaplacená" is "zaplaceno"."""
    return {meaning: frozenset(map(_stem, words)) for meaning, words in state_words().items()}


def _stem(word: str) -> str:
    return without_greek_ending(word).rstrip("aeiouyаеиоуыьяюйіє")


@lru_cache(1 << 13)
def order_meaning(cell: str) -> Meaning:
    """What a state of an order means; UNKNOWN where none of its words is known."""
    if cancellation_refused(cell):
        return Meaning.SALE
    if short := _shortened(cell):
        return short
    return Meaning.ASKED if cancellation_requested(cell) else _meaning(cell, ORDER_MEANINGS)


def is_plain(cell: str) -> bool:
    """Whether a whole cell is a known word or phrase, and not merely holds one."""
    return _lookup(squeezed(cell), ORDER_MEANINGS) is not None


@lru_cache(1 << 13)
def subscription_meaning(cell: str) -> Meaning:
    """What a state of a subscription means; UNKNOWN where none of its words is known."""
    return _meaning(cell, SUBSCRIPTION_MEANINGS)


def _shortened(cell: str) -> Meaning | None:
    """The one meaning of the words that a shortened word begins: "annull." is "annullato"."""
    beginning = _SHORTENED.fullmatch(cell.strip())
    if not beginning or is_plain(cell):
        return None
    start = squeezed(beginning[1])
    known = ((meaning, word) for meaning in ORDER_MEANINGS for word in state_words()[meaning])
    said = {meaning for meaning, word in known if word.startswith(start)}
    return said.pop() if len(said) == 1 else None


def is_nobody(cell: str) -> bool:
    """Whether a cell in a customer's column stands for nobody: blank, 0, -1, guest, 匿名, unbekannt ..."""
    text = cell.strip()
    return not text or text in {"0", "-1", "-", "--", "/", "."} or squeezed(text) in state_words()["nobody"]


def is_still_open(cell: str) -> bool:
    """Whether a state says no more than that something is new or open."""
    return squeezed(cell) in state_words()["still_open"]


def is_draft(cell: str) -> bool:
    """Whether a state says that something was only begun and never sent."""
    return squeezed(cell) in state_words()["draft"]


def is_waiting(cell: str) -> bool:
    """Whether a state says that something is waited for: of a payment, that it has not come yet."""
    return squeezed(cell) in state_words()["waiting"]


def is_no_end(cell: str) -> bool:
    """Whether a cell in a column of ends says that there is none: blank, "-", ongoing, 9999-12-31, 1970-01-01 ..."""
    text = cell.strip()
    return bool(_MARKS_NO_END.match(text)) or squeezed(text) in state_words()["no_end"]


def _meaning(cell: str, allowed: tuple[Meaning, ...]) -> Meaning:
    whole = _lookup(squeezed(cell), allowed)
    if whole is not None:
        return whole
    tokens = tuple(part for part in tokens_of(folded(cell).replace("_", " ").casefold()))
    said = list(_said(tokens, allowed))
    if any(token in state_words()["partial"] for token in tokens) or _partly_signed(cell):
        said = [Meaning.PARTLY if meaning in _IN_PART else meaning for meaning in said]
    return max(said, key=lambda meaning: _WEIGHT[meaning], default=Meaning.UNKNOWN)


def _partly_signed(cell: str) -> bool:
    return any(word in cell for word in state_words()["partial"] if EAST_ASIAN.match(word))


def _lookup(word: str, allowed: tuple[Meaning, ...]) -> Meaning | None:
    fits = [meaning for meaning in allowed if word in state_words()[meaning]]
    stem = _stem(word)
    if not fits and len(stem) >= _LEAST_STEM:
        fits = [meaning for meaning in allowed if stem in _state_stems()[meaning]]
    return max(fits, key=lambda meaning: _WEIGHT[meaning], default=None)


def _said(tokens: tuple[str, ...], allowed: tuple[Meaning, ...]) -> Iterable[Meaning]:
    """The meanings of the phrases of a cell, the longest first; a denied one is turned round."""
    at = 0
    while at < len(tokens):
        length, meaning = _phrase(tokens, at, allowed)
        if meaning is not None:
            denied = at > 0 and tokens[at - 1] in state_words()["not"]
            if turned := (_turned(meaning, "".join(tokens[at : at + length])) if denied else meaning):
                yield turned
        at += length


def _phrase(tokens: tuple[str, ...], at: int, allowed: tuple[Meaning, ...]) -> tuple[int, Meaning | None]:
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        meaning = _lookup("".join(tokens[at : at + length]), allowed)
        if meaning is not None:
            return length, meaning
    return 1, _inside(tokens[at], allowed) or _denied_at_once(tokens[at], allowed)


def _turned(meaning: Meaning, word: str) -> Meaning | None:
    """What a denied word means: not paid is unpaid, but not shipped is only not shipped yet."""
    return meaning if _of_shipping(word) else _DENIED.get(meaning)


def _of_shipping(word: str) -> bool:
    return word in state_words()["sent_off"] or _stem(word) in _state_stems()["sent_off"]


def _denied_at_once(token: str, allowed: tuple[Meaning, ...]) -> Meaning | None:
    """A negation grown together with a word for a sale."""
    rests = [token.removeprefix(no) for no in _DENYING if token.startswith(no)]
    known = [rest for rest in rests if len(rest) >= _LEAST_DENIED and _lookup(rest, allowed) is Meaning.SALE]
    return _turned(Meaning.SALE, known[0]) if known else None


def _inside(token: str, allowed: tuple[Meaning, ...]) -> Meaning | None:
    """The longest known word in a token of Chinese, Japanese, Korean or Thai, without blanks; 未 before it denies."""
    if not EAST_ASIAN.match(token):
        return None
    for length in range(len(token) - 1, 1, -1):
        for start in range(len(token) - length + 1):
            meaning = _lookup(token[start : start + length], allowed)
            if meaning is not None:
                denied = token[:start].endswith(tuple(state_words()["not"]))
                return _turned(meaning, token[start : start + length]) if denied else meaning
    return None
