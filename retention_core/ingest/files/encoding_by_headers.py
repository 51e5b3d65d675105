"""Which encoding makes a file's headers known words: a header in Chinese or Hungarian says how the file was written."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from retention_core.ingest.inputs.limits import HEADER_SEARCH_ROWS
from retention_core.ingest.recognition.header_words import known_words, lexicon

_CELLS = re.compile(r"[,;\t|]")
# Letters, or signs next to one, but for those that stand at words in every language.
_AT_LETTERS = re.compile(
    r"[^\W\x00-\x7f]|(?<=[^\W\d_])[^\x00-\x7f\s°ºª€£«»–—…‘’“”„·]|[^\x00-\x7f\s°ºª€£«»–—…‘’“”„·](?=[^\W\d_])"
)
# A Latin letter beside a Greek, Cyrillic, Hebrew or Arabic one: "Civilitй" is no word of any language.
_TWO_ALPHABETS = re.compile("[A-Za-z\u00c0-\u024f][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z\u00c0-\u024f]")
_DIGIT = re.compile(r"\d")
_LOOKED_AT = 1 << 21
_LAST_LATIN = "\u024f"
# What each language writes with beyond ASCII; names of other countries are the few letters more.
_LETTERS: Mapping[str, str] = {
    "hu": "áéíóöőúüű",
    "de": "äöüßé",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "es": "áéíóúüñ",
    "pt": "áâãàçéêíóôõúü",
    "it": "àèéìíîòóùú",
    "nl": "áéëïíóöüè",
    "sv": "åäöé",
    "tr": "çğıöşüâîi̇",
    "vi": "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}
_WHERE_TWO_READ = 0.02
Weighed = Sequence[tuple[float, str, str]]


def with_known_headers(weighed: Weighed) -> Weighed:
    """The readings of a file in which most headers beyond the Latin letters are known words; all where none is.

    Weighed readings are (strangeness, encoding, text), the best first.
    """
    known = {encoding: sum(map(_foreign_and_known, _headers(text))) for _, encoding, text in weighed}
    most = max(known.values(), default=0)
    return [found for found in weighed if known[found[1]] == most]


def _headers(text: str) -> list[str]:
    lines = islice(text[: 1 << 16].splitlines(), HEADER_SEARCH_ROWS)
    return [cell.strip(" \"'") for line in lines for cell in _CELLS.split(line) if len(cell) < 40]


def _foreign_and_known(header: str) -> bool:
    """Whether a header beyond the Latin letters is a name of a field; no word has letters of two alphabets."""
    foreign = any(c > _LAST_LATIN and c.isalpha() for c in header)
    return foreign and not _TWO_ALPHABETS.search(header) and _is_known(header)


def _is_known(header: str) -> bool:
    """Whether every letter of a header is part of a known word."""
    words, unknown = known_words(header)
    return bool(words) and unknown == 0


def in_the_language_of_headers(weighed: Weighed) -> Weighed:
    """Of readings that are equally likely, those whose letters fit the language of the headers; all where none does."""
    letters = _LETTERS.get(_language([cell for _, _, text in weighed for cell in _headers(text)]) or "")
    if not letters:
        return weighed
    strange = {encoding: _outside(text, letters) for _, encoding, text in weighed}
    least = min(strange.values())
    return weighed if least > _WHERE_TWO_READ else [found for found in weighed if strange[found[1]] == least]


def _language(cells: Sequence[str]) -> str | None:
    """The language besides English that most of the known names of columns are in; None: none, or two alike."""
    names = {cell for cell in cells if cell.isascii() or not _TWO_ALPHABETS.search(cell)}
    words = {word for cell in names if not _DIGIT.search(cell) and _is_known(cell) for word in known_words(cell)[0]}
    known = Counter(language for word in words for language in lexicon()[word] if "en" not in lexicon()[word])
    (language, most), (_, next_most) = [*known.most_common(2), ("", 0), ("", 0)][:2]
    return language if most > next_most else None


def _outside(text: str, letters: str) -> float:
    """The share of letters beyond ASCII, and of signs at letters, that the language does not write with."""
    beyond = Counter("".join(_AT_LETTERS.findall(text[:_LOOKED_AT])).lower())
    return sum(n for c, n in beyond.items() if c not in letters) / max(sum(beyond.values()), 1)
