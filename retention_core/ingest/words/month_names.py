"""Names of months and days of the week in the languages of the shops, as Babel knows them."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from babel.core import Locale

LANGUAGES = (
    "en",
    "de",
    "es",
    "fr",
    "hu",
    "it",
    "pt",
    "pl",
    "cs",
    "nl",
    "da",
    "sv",
    "nb",
    "fi",
    "tr",
    "ro",
    "sk",
    "ru",
    "uk",
    "el",
    "ar",
    "th",
)


def without_accents(word: str) -> str:
    """A word without case, accents and dots."""
    letters = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l"))
    return "".join(c for c in letters if c.isalpha() and not unicodedata.combining(c))


@cache
def months() -> Mapping[str, int]:
    """Month by its plain name or abbreviation; names that mean different months in different languages are left out."""
    found: dict[str, set[int]] = {"sept": {9}, "marz": {3}, "maerz": {3}, "janner": {1}, "feber": {2}, "mrz": {3}}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in Locale.parse(language).months[context][width].items():
                    found.setdefault(without_accents(name), set()).add(int(month))
    return {name: next(iter(which)) for name, which in found.items() if len(which) == 1 and len(name) >= 3}
