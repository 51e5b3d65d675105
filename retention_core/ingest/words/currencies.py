"""Signs and codes of money, as they stand beside amounts. A sign that several currencies share names none of them."""

from collections.abc import Mapping

import polars as pl

SIGNS: Mapping[str, str | None] = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "$": None,
    "us$": "USD",
    "usd": "USD",
    "us": "USD",
    "ca$": "CAD",
    "c$": "CAD",
    "cad": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "aud": "AUD",
    "nz$": "NZD",
    "nzd": "NZD",
    "hk$": "HKD",
    "hkd": "HKD",
    "nt$": "TWD",
    "ntd": "TWD",
    "twd": "TWD",
    "s$": "SGD",
    "sgd": "SGD",
    "r$": "BRL",
    "brl": "BRL",
    "mx$": "MXN",
    "mxn": "MXN",
    "¥": None,
    "cn¥": "CNY",
    "元": None,
    "人民币": "CNY",
    "rmb": "CNY",
    "cny": "CNY",
    "円": "JPY",
    "jpy": "JPY",
    "₹": "INR",
    "inr": "INR",
    "rs": None,
    "rs.": None,
    "₩": "KRW",
    "krw": "KRW",
    "원": "KRW",
    "₽": "RUB",
    "rub": "RUB",
    "руб": "RUB",
    "руб.": "RUB",
    "р.": "RUB",
    "₴": "UAH",
    "uah": "UAH",
    "грн": "UAH",
    "грн.": "UAH",
    "zł": "PLN",
    "zl": "PLN",
    "pln": "PLN",
    "kč": "CZK",
    "kc": "CZK",
    "czk": "CZK",
    "ft": "HUF",
    "ft.": "HUF",
    "huf": "HUF",
    "chf": "CHF",
    "fr.": "CHF",
    "sfr.": "CHF",
    "fr": "CHF",
    "kr": None,
    "kr.": None,
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "lei": "RON",
    "leu": "RON",
    "ron": "RON",
    "₺": "TRY",
    "tl": "TRY",
    "try": "TRY",
    "₫": "VND",
    "vnd": "VND",
    "฿": "THB",
    "thb": "THB",
    "บาท": "THB",
    "₪": "ILS",
    "ils": "ILS",
    "₱": "PHP",
    "php": "PHP",
    "rp": "IDR",
    "idr": "IDR",
    "rm": "MYR",
    "myr": "MYR",
    "zar": "ZAR",
    "aed": "AED",
    "sar": "SAR",
    "ر.س": "SAR",
    "ر.س.": "SAR",
    "د.إ": "AED",
    "درهم": None,
    "ريال": None,
    "kn": "HRK",
    "лв": "BGN",
    "лв.": "BGN",
    "bgn": "BGN",
    "ars": "ARS",
    "cop": "COP",
    "clp": "CLP",
    "pen": "PEN",
    "₦": "NGN",
    "ngn": "NGN",
}
# Signs of money without hundredths: "¥1,200" is twelve hundred.
WITHOUT_HUNDREDTHS = frozenset({"¥", "円", "jpy", "₩", "원", "krw", "₫", "vnd", "ft", "ft.", "huf", "clp", "rp", "idr"})
_SHARED: Mapping[str, tuple[str, ...]] = {
    "$": ("usd", "cad", "aud", "nzd", "hkd", "twd", "sgd", "mxn", "ars", "cop", "clp"),
    "¥": ("cny", "rmb", "jpy"),
    "kr": ("sek", "nok", "dkk"),
    "rs": ("inr",),
    "rs.": ("inr",),
}
# A sign before an amount and the code behind it that say one thing: "$12 USD".
ALONGSIDE = frozenset(
    {f"{sign} {code}" for sign, codes in _SHARED.items() for code in codes}
    | {f"{sign} {code.lower()}" for sign, code in SIGNS.items() if code}
)
WITHOUT_CENTS = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"}
)
CODES = frozenset(code for code in SIGNS.values() if code)


def code_of(sign: str) -> str | None:
    """The currency that a sign or code names; None: none, or more than one."""
    return SIGNS.get(sign.casefold(), sign.upper() if sign.upper() in CODES else None)


def same_names(names: pl.Series) -> pl.Series:
    """Signs and codes of one currency as one: its code. "$" is USD only where that stands beside it."""
    seen = {name: code_of(name) or name.upper() for name in names.drop_nulls().unique()}
    for sign in ("$", "¥"):
        codes = {code for code in seen.values() if code.lower() in _SHARED[sign]}
        if codes in ({"USD"}, {"CNY"}, {"JPY"}):
            seen |= {name: codes.copy().pop() for name in seen if name == sign}
    return names.replace_strict(seen, default=None, return_dtype=pl.String) if seen else names


def currency_named(text: str) -> str | None:
    """The code that a cell of a currency column stands for: a sign, a name, or any three letters."""
    return code_of(text) or (text if len(text) == 3 and text.isascii() and text.isalpha() else None)
