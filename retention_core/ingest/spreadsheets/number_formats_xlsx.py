"""Currencies that only the number formats of an xlsx workbook name: 12.50 shown as $12.50."""

import html
import re

from retention_core.ingest.words.currencies import code_of

_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s[^<>]*>")
_CELL_FORMATS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(r"<(?:\w+:)?xf\s[^<>]*>")
_SIGN = re.compile(r"\[\$([^\]\-]+)|\"([^\"\d#.,]{1,6})\"|([$€£¥₩₹₽₺₫฿])")


def currencies_of_styles(styles: str) -> dict[int, str]:
    """Number of a cell style -> the currency that its format shows, as a sign or code; without those that show none."""
    codes = {_attribute(tag, "numFmtId"): _currency(_attribute(tag, "formatCode")) for tag in _FORMAT.findall(styles)}
    listed = _CELL_FORMATS.search(styles)
    used = [_attribute(tag, "numFmtId") for tag in _CELL_FORMAT.findall(listed.group())] if listed else []
    return {at: code for at, number in enumerate(used) if (code := codes.get(number))}


def _currency(form: str) -> str | None:
    """The currency in a format code; None: none, or none that is known."""
    signs = {next(filter(None, found)).strip() for found in _SIGN.findall(form)}
    known = {sign for sign in signs if sign in "$¥" or code_of(sign)}
    return known.pop() if len(known) == 1 else None


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}=\"([^\"]*)\"", tag)
    return html.unescape(found.group(1)) if found else ""
