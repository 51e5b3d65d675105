"""Amounts whose header names the unit in which they are written: "amount_cents", "Revenue (k€)", 金额(分)."""

import re
from collections.abc import Mapping
from dataclasses import replace

from retention_core.ingest.columns.amounts import Amounts
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.words.header_spelling import HUNDREDTHS, aside_at_end, normalized
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import DecisionCode, NoteCode

_FEN = re.compile(r"[(（\[【](?:单位[:：]|單位[:：])?\s*分\s*[)）\]】]\s*$")
_FACTORS: Mapping[int, str] = {
    1_000: "k|k eur|k usd|k huf|k pln|thousand|thousands|in thousands|in thousand|000|000s|000 eur|000 usd|tsd|tsd eur"
    "|in tsd|teur|t eur|ezer|ezer ft|eft|e ft|ezer forint|mil reais|miles|en miles|en milliers|milliers|tys|tys zl"
    "|tis|tis kc|migliaia|千|千元|千円|单位千元|單位千元|単位千円",
    10_000: "万|万元|万円|萬元|单位万元|單位萬元|単位万円",
    1_000_000: "million|millions|in millions|mio|mio eur|m eur|mio ft|millió|millió ft|mft|百万|百万元|百万円|百萬",
}
_UNITS = {normalized(word): factor for factor, words in _FACTORS.items() for word in words.split("|")}


def says_hundredths(header: str) -> bool:
    """Whether a header names a unit of which a hundred are one of the currency."""
    told = [text for text in (header, aside_at_end(header)) if text]
    return bool(_FEN.search(header)) or any(HUNDREDTHS.search(f" {text}") for text in told)


def _factor(header: str) -> int:
    """How much of the currency one of the unit is that stands behind a name in brackets; 1: no such unit."""
    aside = aside_at_end(header)
    return _UNITS.get(normalized(aside), 1) if aside else 1


def names_unit(header: str) -> bool:
    """Whether amounts under a header are written in another unit than the currency."""
    return says_hundredths(header) or _factor(header) > 1


def in_its_unit(amounts: Amounts, header: str, answers: Answers, field: str) -> Amounts:
    """Amounts as much as the unit in their header makes them; amounts with decimals are no hundredths."""
    if says_hundredths(header) and not amounts.decimals:
        chosen = answers.decide(DecisionCode.CENTS, "hundredths", ("hundredths", "whole"), field, column=header)
        note = Note(NoteCode.CENTS, {"file": answers.file, "column": header})
        return replace(amounts, decimals=2, notes=(*amounts.notes, note)) if chosen == "hundredths" else amounts
    if (factor := _factor(header)) == 1:
        return amounts
    values = {"column": header, "factor": factor}
    if answers.decide(DecisionCode.UNIT, "times", ("times", "as_written"), field, **values) == "as_written":
        return amounts
    note = Note(NoteCode.UNIT, {"file": answers.file, **values})
    return replace(amounts, minor=amounts.minor * factor, notes=(*amounts.notes, note))
