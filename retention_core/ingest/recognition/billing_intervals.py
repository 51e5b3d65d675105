"""How many months a fee is for: "monthly", "per halfjaar", "every 3 months", 年付."""

import re
from functools import lru_cache

from retention_core.ingest.recognition.header_words import folded, squeezed, tokens_of

WEEKS_A_MONTH = 365.25 / 12 / 7
# The longer units stand first: half a year is named after the year, a quarter in Chinese after the season.
_UNITS: tuple[tuple[float, str], ...] = (
    (6, "halfyear|semiannual|biannual|halbjahr|halbjaehr|halfjaar|semestr|halvar|felev|polroc|polrocz|pololet"
        "|yariyil|полугод|nuanam"),
    (3, "quarter|quartal|viertelj|kwarta|trimest|kvartal|negyedev|ctvrtlet|ceyrek|ucaylik|квартал|triwulan|quy"),
    (12, "year|annual|annum|yr|jahr|jaehr|jaar|anual|ano|anos|anuidad|annee|annuel|anno|annual|annuale|rok|rocz|rocni"
         "|rocne|lat|leta|let|arsvis|arlig|ars|ar|arlig|ev|eves|evente|evi|yil|yillik|год|лет|ежегод|tahun|nam"),
    (1, "month|mo|monat|maand|mensal|mensual|mensuel|mensil|mes|meses|mois|mese|mesi|miesi|mesic|manad|honap|havi"
        "|havonta|ho|ay|aylik|месяц|ежемесяч|мес|bulan|thang"),
    (1 / WEEKS_A_MONTH, "week|woche|woech|wochen|semana|semaine|hebdo|settiman|tyden|tydni|tygod|tydz|veck|hafta|het"
                        "|heti|hetente|недел|minggu|tuan"),
)  # fmt: skip
_SIGNS: tuple[tuple[float, str], ...] = (
    (6, "半年|반년"), (3, "季|四半期|분기"), (12, "年|연|년"), (1, "月|월|개월"), (1 / WEEKS_A_MONTH, "周|週|주"),
)  # fmt: skip
# So long a word has to be whole: "mo", "ar", "het" begin too many others.
_SHORT = 4
_NUMBER = re.compile(r"\d+")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(1 << 12)
def months_of(text: str) -> float | None:
    """The months that an interval lasts, its number counted: 3 for "every 3 months"; None where it names no unit."""
    unit = _unit_of(text)
    number = _NUMBER.search(text)
    return None if unit is None else unit * (int(number.group()) or 1 if number else 1)


def spoken_months(text: str) -> float | None:
    """The unit that a name of a plan or a header says; None with a number, which is rather how long it is signed."""
    return None if _NUMBER.search(text) else _unit_of(text)


def _unit_of(text: str) -> float | None:
    if _EAST_ASIAN.search(text):
        return next((months for months, signs in _SIGNS if any(sign in text for sign in signs.split("|"))), None)
    tokens = [squeezed(token) for token in tokens_of(folded(text))]
    whole = squeezed(text)
    return next((months for months, words in _UNITS if _says(words.split("|"), (*tokens, whole))), None)


def _says(words: list[str], tokens: tuple[str, ...]) -> bool:
    return any(token.startswith(word) if len(word) >= _SHORT else token == word for word in words for token in tokens)
