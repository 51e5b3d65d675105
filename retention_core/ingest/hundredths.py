"""Amounts whose header says that they are written in hundredths: "amount_cents", "Total (in pence)", "金额(分)"."""

import re
from dataclasses import replace

from retention_core.ingest.amounts import Amounts
from retention_core.ingest.answers import Answers
from retention_core.ingest.headers import HUNDREDTHS
from retention_core.workbook import Note

_IN_BRACKETS = re.compile(r"[(（\[【](?:单位[:：]|單位[:：])?\s*分\s*[)）\]】]\s*$")
_ASIDE = re.compile(r"[(（\[]([^)）\]]*)[)）\]]\s*$")


def says_hundredths(header: str) -> bool:
    """Whether a header names a unit of which a hundred are one of the currency."""
    aside = _ASIDE.search(header)
    told = [header, *(aside.groups() if aside else ())]
    return bool(_IN_BRACKETS.search(header)) or any(HUNDREDTHS.search(f" {text}") for text in told)


def in_hundredths(amounts: Amounts, header: str, answers: Answers, field: str) -> Amounts:
    """Whole amounts under such a header, a hundred times smaller; others as they are."""
    if amounts.decimals or not says_hundredths(header):
        return amounts
    if answers.decide("cents", "hundredths", ("hundredths", "whole"), field, column=header) == "whole":
        return amounts
    note = Note("cents", {"file": answers.file, "column": header})
    return replace(amounts, decimals=2, notes=(*amounts.notes, note))
