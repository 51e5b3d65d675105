"""Headers as people write them, reduced to a form in which equal meanings are equal."""

import re
import unicodedata

# Without its second part it is what no bracket closes: taken whole, so that nobody looks for its end again.
_LAST_ASIDE = re.compile(r"[(（\[【]([^)）\]】]*+)(?:([)）\]】]\s*+$)|)")
HUNDREDTHS = re.compile(
    r"(?i)(?<!per)(?<!p)(?:(?<![\s_-])[\s_-]*|(?<=[\s_-]))(?:\bin[\s_-]*|_in_|(?<=[a-z])In)?"
    r"(?:cents|eurocents|pence|paise|grosz[ey]|fillér|haléř[eůy]?|centavos|céntimos|centimes|centesimi|minor[\s_-]?units?)\s*$"
)
_KEPT_MARKS = {"ー", "々"}


def normalized(header: str) -> str:
    """A header without case, accents, spaces and signs: "Kunden-Nr." is "kundennr"."""
    plain = unicodedata.normalize("NFKD", header.casefold().replace("#", "no").replace("ß", "ss").replace("ł", "l"))
    return "".join(c for c in plain if (c.isalnum() or c in _KEPT_MARKS) and not unicodedata.combining(c))


def aside_at_end(header: str) -> str | None:
    """What stands in brackets at the end of a header: "EUR" of "Amount (EUR)"; null where nothing does."""
    return next((found[1] for found in _LAST_ASIDE.finditer(header) if found[2]), None)
