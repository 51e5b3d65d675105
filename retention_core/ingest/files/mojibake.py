"""How strange a text looks: 0 for words as people write them, more for what comes of the wrong encoding."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

_SAMPLE = 200_000
_LANGUAGES = tuple(
    frozenset(letters)
    for letters in (
        "äöüß",
        "àâæçéèêëîïôœùûüÿ",
        "áéíñóúü",
        "áâãàçéêíóôõúü",
        "àèéìíòóùú",
        "áéíóöőúüű",
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "ăâîșțşţ",
        "çğıöşüâîi̇",
        "åäöé",
        "æøåé",
        "áðéíóúýþæö",
        "ąčęėįšųūž",
        "āčēģīķļņšūž",
        "äöõüšž",
        "čćđšž",
        "éëïóüè",
        "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    )
)
_REGIONS = tuple(
    frozenset(letters)
    for letters in (
        "äöüßàâæçéèêëîïôœùûÿáíñóúãõìòåø",
        "äöüßáéíóőúűąćęłńśźżčďěňřšťůýžĺľôŕăâîșțşţđë",
        "çğıöşüâîäßé",
        "ąčęėįšųūžāēģīķļņäöõü",
    )
)
_SIGNS_IN_TEXT = frozenset("€£¥°§©®«»“”„‘’–—…·º¿¡№、。・「」（）：；，！？")
_HAN, _KANA = "CJK", "KANA"
_ALPHABETS = frozenset({"LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC"})
# Within a number, as thousands are kept apart in print: 1 234,50.
_HARD_SPACE = "\xa0"
_KNOWN_SCRIPTS = frozenset({"CYRILLIC", "GREEK", "HEBREW", "ARABIC", "THAI", "HANGUL"})
_COMMON: Mapping[str, tuple[str, int, int]] = {
    "gb18030": ("gb2312", 0xB0, 0xD7),
    "big5hkscs": ("big5", 0xA4, 0xC6),
    "cp932": ("shift_jis", 0x88, 0x97),
    "euc_jp": ("shift_jis", 0x88, 0x97),
    "euc_kr": ("shift_jis", 0, 0),
    "cp949": ("shift_jis", 0, 0),
}
_UNLIKELY: Mapping[str, float] = {
    "euc_jp": 0.06,
    "mac_roman": 0.01,
    "mac_latin2": 0.02,
    "mac_cyrillic": 0.02,
    "koi8-r": 0.01,
    "iso8859-2": 0.01,
    "cp852": 0.02,
    "cp850": 0.02,
    "cp437": 0.03,
    "cp1258": 0.03,
    "cp1256": 0.0,
}


def mojibake_score(text: str, encoding: str = "utf-8") -> float:
    """Mean strangeness of the characters beyond ASCII; a letter that fits its word costs nothing."""
    spots = [at for at, c in enumerate(text) if c > "\x7f"][:_SAMPLE]
    if not spots:
        return 0.0
    pairs = Counter((text[at - 1 : at] or " ", text[at], text[at + 1 : at + 2] or " ") for at in spots)
    total = sum(_cost(*three, encoding) * n for three, n in pairs.items())
    letters = Counter(text[at].lower() for at in spots)
    return total / len(spots) + _foreign(letters) + _voiceless(letters) + _UNLIKELY.get(encoding, 0.0)


@cache
def _script(c: str) -> str:
    """The alphabet of a letter; empty for anything else."""
    if not c.isalpha():
        return ""
    name = unicodedata.name(c, "")
    return _KANA if name.startswith(("HIRAGANA", "KATAKANA")) else name.split(" ")[0]


def _cost(before: str, c: str, after: str, encoding: str) -> float:
    if c in _SIGNS_IN_TEXT:
        return 0.6 if before.isalpha() and after.isalpha() and c not in "’·‘・" else 0.05
    if before.isdigit() and (c == _HARD_SPACE or (after.isdigit() and _script(c) in _ALPHABETS)):
        return 0.05 if c == _HARD_SPACE else 1.0
    if c.isalpha():
        return _letter_cost(before, c, after, encoding)
    if unicodedata.category(c) in {"Cc", "Co", "Cn", "Cs"}:
        return 1.0
    return 0.8 if before.isalpha() or after.isalpha() else 0.4


def _letter_cost(before: str, c: str, after: str, encoding: str) -> float:
    script = _script(c)
    if not before.isalpha() and not after.isalpha() and script in _ALPHABETS:
        return 0.3
    mixed = sum(_clash(script, _script(n)) for n in (before, after) if n.isalpha()) * 0.5
    shouts = 0.5 if c.isupper() and before.isalpha() and before.islower() else 0.0
    if script in {_HAN, _KANA}:
        return mixed + _east_asian_cost(c, script, encoding)
    if script == "LATIN":
        return mixed + shouts + 0.2 * sum(n > "\x7f" and n.isalpha() for n in (before, after))
    sigma = (c == "ς" and after.isalpha()) or (c == "σ" and not after.isalpha())
    return mixed + (shouts + 0.5 * sigma if script in _KNOWN_SCRIPTS else 0.3)


def _east_asian_cost(c: str, script: str, encoding: str) -> float:
    if script == _HAN:
        return 0.02 if _common_han(c, encoding) else 0.6
    return 0.35 if "\uff61" <= c <= "\uff9f" else 0.15 if encoding == "gb18030" else 0.0


def _clash(one: str, other: str) -> bool:
    return one != other and {one, other} != {_HAN, _KANA}


@cache
def _common_han(c: str, encoding: str) -> bool:
    """Whether a character is among the common ones of the country that an encoding was made for."""
    charset, first, last = _COMMON.get(encoding, ("gb2312", 0xB0, 0xD7))
    try:
        code = c.encode(charset)
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and first <= code[0] <= last


def _voiceless(letters: Mapping[str, int]) -> float:
    """Cyrillic and Greek words have about as many vowels as consonants; other scripts taken for them do not."""
    known = {c: n for c, n in letters.items() if _script(c) in {"CYRILLIC", "GREEK"}}
    count = sum(known.values())
    if count < 8:
        return 0.0
    vowels = sum(n for c, n in known.items() if unicodedata.normalize("NFD", c)[0] in "аеиоуыэюяіїєαεηιουωё") / count
    return 0.1 if abs(vowels - 0.44) > 0.16 else 0.0


def _foreign(letters: Mapping[str, int]) -> float:
    """How far the accented letters are from one language (0), or from one region (0.05 more)."""
    latin = {c: n for c, n in letters.items() if _script(c) == "LATIN"}
    count = sum(latin.values())
    if not count:
        return 0.0
    one = min(_outside(latin, known) for known in _LANGUAGES) / count
    region = min(_outside(latin, known) for known in _REGIONS) / count
    return min(one, region + 0.05)


def _outside(latin: Mapping[str, int], known: frozenset[str]) -> int:
    return sum(n for c, n in latin.items() if c.lower() not in known)
