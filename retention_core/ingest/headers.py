"""Headers as people write them, reduced to a form in which equal meanings are equal."""

import re
import unicodedata

_ASIDE = re.compile(r"[(\[（【].*?[)\]）】]")
_KEPT_MARKS = {"ー", "々"}


def squashed(header: str) -> str:
    """A header without case, accents, spaces and signs: "Kunden-Nr." is "kundennr"."""
    plain = unicodedata.normalize("NFKD", header.casefold().replace("ß", "ss").replace("ł", "l"))
    return "".join(c for c in plain if (c.isalnum() or c in _KEPT_MARKS) and not unicodedata.combining(c))


def without_aside(header: str) -> str:
    """A header without what stands in brackets: "Amount (EUR)" is "Amount"."""
    return _ASIDE.sub(" ", header)


def spellings(header: str) -> tuple[str, ...]:
    """The forms under which a header is looked up, as written first."""
    forms = dict.fromkeys((squashed(header), squashed(without_aside(header))))
    return tuple(form for form in forms if form)
