"""Headers as people write them, reduced to a form in which equal meanings are equal."""

import re
import unicodedata
from functools import lru_cache

# Without its second part it is what no bracket closes: taken whole, so that nobody looks for its end again.
_ASIDE = re.compile(r"[(\[（【][^)\]）】\n]*+([)\]）】]?)")
_LAST_ASIDE = re.compile(r"[(（\[【]([^)）\]】]*+)(?:([)）\]】]\s*+$)|)")
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+")
_TAX = re.compile(r"(?i)\b(?:incl|excl|inc|ex|inkl|exkl)\b[^\n]*+(\n?\Z)?")
_CURRENCY = re.compile(r"(?i)(?:\bin\s+)?(?:[€$£¥]|\b(?:eur|usd|gbp|huf|ft|pln|czk|brl|jpy|cny|chf)\b)\s*$")
# "orders.customer" and "Orders[customer]" name a table before the column.
_TABLE = re.compile(r"^\w+(?:\.(\w+)|\[([^\]]+)\])$")
# A header in two languages: "客户 Customer", "Customer/客户".
_TWO_SCRIPTS = re.compile(
    r"(?<=[\u3040-\u9fff])(?:\s+|\s*[/|]\s*)(?=[A-Za-z])|(?<=[A-Za-z])(?:\s+|\s*[/|]\s*)(?=[\u3040-\u9fff])"
)
HUNDREDTHS = re.compile(
    r"(?i)(?<!per)(?<!p)(?:(?<![\s_-])[\s_-]*|(?<=[\s_-]))(?:\bin[\s_-]*|_in_|(?<=[a-z])In)?"
    r"(?:cents|eurocents|pence|paise|grosz[ey]|fillér|haléř[eůy]?|centavos|céntimos|centimes|centesimi|minor[\s_-]?units?)\s*$"
)
_KEPT_MARKS = {"ー", "々"}


def normalized(header: str) -> str:
    """A header without case, accents, spaces and signs: "Kunden-Nr." is "kundennr"."""
    plain = unicodedata.normalize("NFKD", header.casefold().replace("#", "no").replace("ß", "ss").replace("ł", "l"))
    return "".join(c for c in plain if (c.isalnum() or c in _KEPT_MARKS) and not unicodedata.combining(c))


def without_aside(header: str) -> str:
    """A header without what stands in brackets, and without a number before it: "2. Amount (EUR)" is "Amount"."""
    return _NUMBERED.sub("", _ASIDE.sub(lambda found: " " if found[1] else found[0], header))


def aside_at_end(header: str) -> str | None:
    """What stands in brackets at the end of a header: "EUR" of "Amount (EUR)"; null where nothing does."""
    return next((found[1] for found in _LAST_ASIDE.finditer(header) if found[2]), None)


@lru_cache(1 << 14)
def spellings(header: str) -> tuple[str, ...]:
    """The forms under which a header is looked up, as written first."""
    bare = without_aside(header)
    forms = [
        header,
        bare,
        _TAX.sub(lambda found: found[0] if found[1] is None else " ", bare),
        _CURRENCY.sub(" ", bare),
        _TABLE.sub(r"\1\2", header),
        HUNDREDTHS.sub("", bare),
    ]
    forms += [part for part in _TWO_SCRIPTS.split(bare) if len(part) > 1]
    return tuple(form for form in dict.fromkeys(map(normalized, forms)) if form)
