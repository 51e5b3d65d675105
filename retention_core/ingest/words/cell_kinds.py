"""What a cell looks like, cheaply: a day, a number, an e-mail address. Reading them exactly comes later."""

import polars as pl

_SIGN = r"[-+−–(]?"
_MONEY_SIGN = r"(?:[\p{Sc}]|[A-Z]{1,3} \$|[A-Za-z]{1,4}\$?|[^\d\s.,;:/()-]{1,3})?"
NUMBER = (
    rf"^{_SIGN}\s?{_MONEY_SIGN}\s?{_SIGN}\s?(?:\d[\d.,'’٫٬．，\s]*|[.,]\d+)(?:[eE][-+]?\d+)?"
    rf"\s?{_MONEY_SIGN}\s?[-)]?(?:\s?(?:CR|DR|cr|dr))?$"
)
_MARK = r"\s?[-/._年년／．－\u2010-\u2015\u2212]\u200e?\s?"
_MARK_2 = r"\s?[-/._月월／．－\u2010-\u2015\u2212]\u200e?\s?"
_WEEKDAY = r"(?:\p{L}+\.?,?\s+)?"
_OF = r"(?:de |del |di |do |of )?"
_COMPACT = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
DAY = (
    rf"(?i)^['\u200e]*(?:\d{{4}}{_MARK}\d{{1,2}}{_MARK_2}\d{{1,2}}"
    r"|(?:19|20)\d{2} \d{1,2} \d{1,2}(?:\s|$)"
    rf"|{_WEEKDAY}\d{{1,2}}{_MARK}\d{{1,2}}{_MARK}(?:\d{{4}}|\d{{2}})(?:\D|$)"
    rf"|{_WEEKDAY}\d{{1,2}}(?:st|nd|rd|th|\.)?[\s/.-]*{_OF}\p{{L}}{{3,}}\.?[\s/.,'-]*{_OF}\d{{2,4}}"
    rf"|{_WEEKDAY}\p{{L}}{{3,}}\.?\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\p{{L}}{{3,}}-\d{{1,2}}-\d{{2}}(?:\D|$)|\d{{4}}\.?[\s-]*\p{{L}}{{3,}}\.?[\s-]*\d{{1,2}}"
    r"|\p{L}{3} \p{L}{3}\s+\d{1,2} \d{2}:\d{2}:\d{2} "
    r"|(?:令和|平成|昭和|民[國国]|中華民國)\s?(?:\d|元)|[RH]\d{1,2}[./-]\d{1,2}[./-]\d|1[0-2]\d[./-]\d{1,2}[./-]\d{1,2}$"
    rf"|{_COMPACT}(?:T\d{{4}}|\s\d|$))"
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
