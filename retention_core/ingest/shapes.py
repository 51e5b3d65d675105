"""What a cell looks like, cheaply: a day, a number, an e-mail address. Reading them exactly comes later."""

import polars as pl

_SIGN = r"[-+−–(]?"
_MONEY_SIGN = r"(?:[\p{Sc}]|[A-Z]{1,3} \$|[A-Za-z]{1,4}\$?|[^\d\s.,;:/()-]{1,3})?"
NUMBER = (
    rf"^{_SIGN}\s?{_MONEY_SIGN}\s?{_SIGN}\s?(?:\d[\d.,'’٫٬．，\s]*|[.,]\d+)(?:[eE][-+]?\d+)?"
    rf"\s?{_MONEY_SIGN}\s?[-)]?(?:\s?(?:CR|DR|cr|dr))?$"
)
DAY = (
    r"(?i)^'?(?:\d{4}\s?[-/._年년.]\s?\d{1,2}\s?[-/._月월.]\s?\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{2})(?:\D|$)"
    r"|(?:\p{L}+\.?,?\s+)?\d{1,2}(?:st|nd|rd|th|\.)?[\s/.-]*(?:de |of )?\p{L}{3,}\.?[\s/.,'-]*(?:de |of )?\d{2,4}"
    r"|(?:\p{L}+\.?,?\s+)?\p{L}{3,}\.?\s*\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\p{L}{3,}-\d{1,2}-\d{2}(?:\D|$)"
    r"|\d{4}\.?[\s-]*\p{L}{3,}\.?[\s-]*\d{1,2}"
    r"|(?:令和|平成|民國)\s?\d|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$)"
)
EMAIL = r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+$"


def looks_like_day(text: pl.Expr) -> pl.Expr:
    """Whether a cell is written like a day."""
    return text.str.contains(DAY)


def looks_like_number(text: pl.Expr) -> pl.Expr:
    """Whether a cell is written like a number or an amount."""
    return text.str.contains(NUMBER)


def looks_like_email(text: pl.Expr) -> pl.Expr:
    """Whether a cell is written like an e-mail address."""
    return text.str.contains(EMAIL)
