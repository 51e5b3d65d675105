"""Headers taken apart: every known word of a header stands for concepts, in twenty-seven languages."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

CONCEPTS_FILE = Path(__file__).with_name("concepts.tsv")
_LETTERS = dict(zip("đıłßøæœĐŁİ", ("d", "i", "l", "ss", "o", "ae", "oe", "D", "L", "I"), strict=True))
# Arabic letters that writers take for one another, and the stroke that only draws a word out.
_LETTERS |= {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": "", "ґ": "г", "Ґ": "Г"}
# The Arabic article, with "and", "in" or "for" before it, in front of a word. An alef with a hamza is no article.
_ARTICLE = re.compile(r"(?<![\u0621-\u064a])(?:[وب]?ال|لل)(?=[\u0621-\u064a]{3})")
_CAMEL = re.compile(
    r"(?<=[a-zа-яієα-ω0-9])(?=[A-ZА-ЯІЄΑ-Ω])|(?<=[A-ZА-ЯІЄΑ-Ω])(?=[A-ZА-ЯІЄΑ-Ω][a-zа-яієα-ω])"
    r"|(?<=\D)(?=\d)|(?<=\d)(?=\D)"
)
_HAN, _HANGUL, _THAI = r"\u3040-\u30ff\u3400-\u9fff", r"\uac00-\ud7af", r"\u0e00-\u0e7f"
_PARTS = re.compile(rf"[{_HAN}々ー]+|[{_HANGUL}]+|[{_THAI}]+|[^\W_{_HAN}{_HANGUL}{_THAI}]+")
# Scripts whose words are cut by what is known of them; the vowels of Thai are marks that must stay.
EAST_ASIAN = re.compile(rf"[{_HAN}{_HANGUL}{_THAI}]")
_VOWELS, _ENDINGS = ("aeiouy", "аеиоуыьяюйіє"), ("en", "er", "es", "s", "n")
_GREEK_VOWELS = "αεηιουω"
# What a form says about filling in a column says nothing about what the column is.
_ASIDE = re.compile(
    r"(?i)[(\[（](?:required|mandatory|optional|pflichtfeld|kötelező|obligat\w+|必填|选填|必須|任意)[)\]）]"
)
# Where an export keeps everything that it knows of an event or a record: it names no column.
_KEPT_IN = re.compile(r"(?i)^(?:properties|attributes|fields|payload)[ ._](?=\S)")
_LONGEST_PHRASE, _LONGEST_PIECE, _LEAST_PIECE, _LEAST_STEM = 5, 20, 4, 4
# Words of one language that say nothing of the kind in English: "by" is a town in Danish.
_ONLY_AT_HOME = frozenset({"by", "fra", "til"})
_SHORT_ENDS = frozenset(
    ["nr", "no", "id", "dt", "db", "tax", "day", "tag", "net", "pris", "ort", "art", "ref", "num", "qty", "key", "amt",
     "pvm", "nro", "sum"]
)  # fmt: skip
_WITH_TAX = frozenset(
    [
        "incl",
        "inkl",
        "inc",
        "including",
        "included",
        "includes",
        "with",
        "without",
        "excl",
        "exkl",
        "ex",
        "excluding",
        "excluded",
        "exclusive",
        "inclusive",
        "mit",
        "ohne",
        "con",
        "sin",
        "avec",
        "sans",
        "com",
        "sem",
        "s",
        "bez",
        "z",
        "dahil",
        "haric",
        "포함",
        "별도",
        "込",
        "抜",
        "taxincl",
        "ekskl",
        "eks",
        "med",
        "uden",
        "uten",
        "sis",
        "ilman",
        "cu",
        "fara",
        "με",
        "χωρισ",
        "προ",
        "з",
        "без",
        "شامل",
        "بدون",
        "غير",
    ]
)
_WITHOUT_TAX = frozenset(
    ["without", "excl", "exkl", "ex", "excluding", "excluded", "exclusive", "ohne", "sin", "sans", "sem", "s", "bez",
     "haric", "별도", "抜", "ekskl", "eks", "uden", "uten", "ilman", "fara", "χωρισ", "προ", "без", "بدون", "غير"]
)  # fmt: skip
# Units, currencies and small words: they neither name a column nor make it strange.
_SAY_NOTHING = frozenset(
    {"cents", "cent", "eurocents", "pence", "paise", "grosze", "groszy", "filler", "haler", "haleru", "centavos"}
    | {"centimos", "centimes", "centesimi", "minor", "eur", "usd", "gbp", "huf", "ft", "pln", "czk", "brl", "jpy"}
    | {"cny", "chf", "rmb", "idr", "rp", "vnd", "krw", "try", "tl", "sek", "kr", "rub", "utc", "gmt", "in", "of", "the"}
    | {"dkk", "nok", "lei", "ron", "грн", "uah", "sar", "aed", "egp", "kwd", "thb", "baht", "บาท", "ريال", "درهم"}
    | {"og", "si", "ja", "και", "του", "τησ", "των", "та", "і", "في", "من"}
    | {
        "with",
        "without",
        "de",
        "do",
        "da",
        "del",
        "della",
        "di",
        "du",
        "des",
        "der",
        "die",
        "das",
        "den",
        "la",
        "le",
        "el",
        "a",
        "az",
    }
)


@dataclass(frozen=True)
class HeaderWords:
    """A header as a set of concepts.

    words      known words as the lexicon holds them, in their order
    concepts   what they stand for in the language of the table
    unknown    letters that no known word covers, 0 to 1
    """

    text: str
    words: tuple[str, ...]
    concepts: frozenset[str]
    unknown: float


def folded(text: str) -> str:
    """Text without accents, full-width forms and Arabic articles, with plain digits; capitals are kept.

    Kana, Hangul and Thai stay whole.
    """
    if text.isascii():
        return text
    plain = _ARTICLE.sub("", unicodedata.normalize("NFKC", text).replace("ـ", ""))
    return "".join(map(_unaccented, plain))


@lru_cache(1 << 12)
def _unaccented(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if sign.isascii() or EAST_ASIAN.match(sign):
        return sign
    if sign in _LETTERS:
        return _LETTERS[sign]
    return "".join(part for part in unicodedata.normalize("NFD", sign) if not unicodedata.combining(part))


def squeezed(text: str) -> str:
    """A word as the lexicon holds it: small letters and digits only."""
    plain = folded(text).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign in "々ー" or EAST_ASIAN.match(sign))


@cache
def lexicon() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Word -> language -> concepts."""
    known: dict[str, dict[str, set[str]]] = {}
    with CONCEPTS_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for language, words in row.items():
                for word in words.split("|") if language != "concept" else ():
                    known.setdefault(squeezed(word), {}).setdefault(language, set()).add(row["concept"])
    known.pop("", None)
    return {word: {lang: frozenset(all_) for lang, all_ in by.items()} for word, by in known.items()}


@cache
def _stems() -> Mapping[str, str]:
    """Stem -> a word with it: "zamowieni" finds "zamowienia"."""
    return {stem: word for word in lexicon() if len(stem := _stem(word)) >= _LEAST_STEM}


def without_greek_ending(word: str) -> str:
    """A Greek word without its last vowels, and the σ or ν behind them."""
    before = word.removesuffix("σ").removesuffix("ν")
    bare = before.rstrip(_GREEK_VOWELS)
    return bare if bare != before else word


def _stem(word: str) -> str:
    """A word without its ending: all of its last vowels, or one of the endings that stand behind others."""
    if (bare := without_greek_ending(word)) != word:
        return bare
    for vowels in _VOWELS:
        if (bare := word.rstrip(vowels)) != word:
            return bare
    ending = next((one for one in _ENDINGS if word.endswith(one)), "")
    return word.removesuffix(ending)


def tokens_of(text: str) -> tuple[str, ...]:
    """The words of a text as written: parted at marks, capitals, digits and scripts."""
    parts = [piece for part in _PARTS.findall(folded(text)) for piece in _CAMEL.split(part)]
    return tuple(part.casefold() for part in parts if part and not part.isdigit())


@lru_cache(1 << 14)
def known_words(text: str) -> tuple[tuple[str, ...], float]:
    """Known words of a header, and the share of its letters that none covers."""
    bare = _KEPT_IN.sub("", _ASIDE.sub(" ", text)).replace("#", " number ")
    tokens, found, lost, at = tokens_of(bare), [], 0, 0
    while at < len(tokens):
        length, words = _longest(tokens, at)
        found += words
        lost += 0 if words or tokens[at] in _SAY_NOTHING else len(tokens[at])
        at += length
    return tuple(found), lost / max(sum(map(len, tokens)), 1)


def _longest(tokens: tuple[str, ...], at: int) -> tuple[int, list[str]]:
    for length in range(min(_LONGEST_PHRASE, len(tokens) - at), 1, -1):
        joined = "".join(tokens[at : at + length])
        if joined in lexicon():
            return length, [joined]
    return 1, list(_words_in(tokens[at]))


@lru_cache(1 << 14)
def _words_in(token: str) -> tuple[str, ...]:
    """A token as it is, by its stem, or in the pieces it is made of."""
    if token in lexicon():
        return (token,)
    if EAST_ASIAN.match(token):
        return _pieces(token, 1)
    if (stem := _stem(token)) in _stems() and len(stem) >= _LEAST_STEM:
        return (_stems()[stem],)
    if len(token) < 2 * _LEAST_PIECE - 1:
        return ()
    return _pieces(token, _LEAST_PIECE)


def _pieces(token: str, least: int) -> tuple[str, ...]:
    """The words that cover most of a token, the fewest of them; none where a fifth of a Latin token stays unknown."""
    best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
    for end in range(1, len(token) + 1):
        lost, count, words = best[end - 1]
        options = [(lost + 1, count, words)]
        options += [_with(best[start], piece) for start, piece in _ending_at(token, end, least)]
        best.append(min(options))
    lost, _, words = best[-1]
    return words if least == 1 or lost <= max(len(token) // 5, 2) else ()


def _with(before: tuple[int, int, tuple[str, ...]], word: str) -> tuple[int, int, tuple[str, ...]]:
    return before[0], before[1] + 1, (*before[2], word)


def _ending_at(token: str, end: int, least: int) -> Iterator[tuple[int, str]]:
    if unicodedata.category(token[end : end + 1] or " ") == "Mn":
        return
    for start in range(max(end - _LONGEST_PIECE, 0), end):
        piece = token[start:end]
        least_here = least if least == 1 or start == 0 or end == len(token) else least + 1
        whole = len(piece) >= least_here or (piece in _SHORT_ENDS and end == len(token))
        if whole and piece in lexicon():
            yield start, piece


def language_of(headers: Sequence[str | None]) -> str:
    """The language, besides English, that knows most of the headers' words; "en" where none knows more."""
    words = [word for header in headers if header for word in known_words(header)[0]]
    counts = Counter(language for word in words for language in lexicon()[word])
    return max(counts, key=lambda language: (counts[language], language == "en"), default="en")


def read_headers(headers: Sequence[str | None]) -> tuple[HeaderWords, ...]:
    """Every header as concepts, in the language of the table and in English; a foreign word counts in its own."""
    language = language_of(headers)
    return tuple(_read(header or "", language) for header in headers)


def _read(header: str, language: str) -> HeaderWords:
    words, unknown = known_words(header)
    concepts = {concept for word in words for concept in concepts_of(word, language)}
    if (
        "tax" in concepts
        and set(tokens_of(header)) & _WITH_TAX
        and concepts & {"total", "amount", "price", "net", "gross"}
    ):
        concepts.discard("tax")
        concepts.add("net" if set(tokens_of(header)) & _WITHOUT_TAX else "gross")
    if concepts & {"ship", "due"}:
        concepts.discard("quote")
    return HeaderWords(header, words, frozenset(concepts), unknown)


def concepts_of(word: str, language: str) -> frozenset[str]:
    """What a word stands for in a language, in English too; where neither knows it, in any."""
    by = lexicon()[word]
    told = by.get(language) or by.get("en")
    if told or word in _ONLY_AT_HOME:
        return told or frozenset()
    return frozenset().union(*by.values())
