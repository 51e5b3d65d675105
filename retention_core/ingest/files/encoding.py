"""Bytes to text. A byte order mark is believed, UTF-8 is proved; everything else is weighed over the whole file.

Old encodings differ in letters only: days, amounts and delimiters are the same in all of them. So what is weighed is
whether the letters make words: neighbours of one script, small letters after small ones, no signs inside a word.
"""

import codecs
import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Mapping
from dataclasses import dataclass

from retention_core.ingest.files.encoding_by_headers import in_the_language_of_headers, with_known_headers
from retention_core.ingest.files.mojibake import mojibake_score
from retention_core.ingest.inputs.answers import Answers
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.questions import Choice, Note
from retention_core.kernel.reading_codes import DecisionCode, NoteCode, QuestionCode

_MARKS = (
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
EAST_ASIAN = ("gb18030", "big5hkscs", "cp932", "euc_kr", "cp949", "euc_jp")
SINGLE_BYTE = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "mac_roman",
    "mac_latin2",
    "mac_cyrillic",
    "koi8-r",
    "iso8859-2",
    "cp852",
    "cp850",
    "cp437",
)
REPLACEMENT = "\ufffd"
_MOJIBAKE = re.compile(
    "[ÂÃâÐÑÅÄ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_SHIFTED_JAPANESE = re.compile(rb"\x1b\$[@B]")
_DECLARATION = re.compile(rb"(?i)(?:<\?xml[^>]{0,200}\sencoding|<meta[^>]{0,200}charset)\s*=\s*[\"']?([\w-]+)")
_ALSO = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "iso8859-1": "cp1252"}
# Some programs put a zero before a quote within a cell, where others write the quote twice.
_ESCAPED_BY_ZERO = re.compile(rb"\x00([\"'])")
_WORD = re.compile(r"[^\s,;|\"]+")
_HEAD = 4_096
_LOOKED_AT, _TWO_BYTES = 1 << 20, 2
_CLEARLY = 0.5
# Letters of one byte hardly ever pair up to words of two bytes throughout a file.
_WORDLIKE, _BY_CHANCE, _MANY_BYTES = 0.3, 0.2, 24


def _stray(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("stray_as_cp1252", _stray)


@dataclass(frozen=True)
class Text:
    """The text of a file, how it was decoded, and what was noticed."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decoded(content: bytes, answers: Answers) -> Text:
    """The text of a file; asks where names could be read in several ways; refuses what is no text."""
    marked = _marked(content) or _unmarked_wide(content)
    if marked:
        return _checked(marked, answers)
    body = content.rstrip(b"\x00\x1a")
    cut = len(content) - len(content.rstrip(b"\x00")) > 64
    body = _ESCAPED_BY_ZERO.sub(rb"\1\1", body) if b"\x00" in body else body
    if b"\x00" in body:
        raise Refused(Refusal.NOT_A_TABLE, file=answers.file)
    notes = (Note(NoteCode.CUT_SHORT, {"file": answers.file}),) if cut else ()
    if _SHIFTED_JAPANESE.search(body) and (shifted := _wide(body, b"", "iso2022_jp")):
        return _checked(shifted, answers)
    try:
        return _checked(_repaired(Text(body.decode("utf-8"), "utf-8", notes), answers), answers)
    except UnicodeDecodeError:
        return _checked(_mostly_utf8(body, answers) or _legacy(body, answers), answers)


def _checked(text: Text, answers: Answers) -> Text:
    """Text holds next to no control characters; anything else is no text."""
    head = text.text[: 1 << 16]
    controls = sum(c < " " and c not in "\t\r\n\f\v" for c in head)
    if controls * 50 > len(head):
        raise Refused(Refusal.NOT_A_TABLE, file=answers.file)
    return text


def _marked(content: bytes) -> Text | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            found = _wide(content, mark, encoding)
            if found or encoding == "utf-8":
                return found
    return None


def _wide(content: bytes, mark: bytes, encoding: str) -> Text | None:
    while mark and content.startswith(mark):
        content = content[len(mark) :]
    unit = {"utf-8": 1, "iso2022_jp": 1, "utf-16-le": 2, "utf-16-be": 2}.get(encoding, 4)
    try:
        text = content[: len(content) // unit * unit].decode(encoding)
    except UnicodeDecodeError:
        return None
    return Text(text.rstrip("\x00\x1a").lstrip("\ufeff"), encoding)


def _unmarked_wide(content: bytes) -> Text | None:
    """UTF-16 and UTF-32 without a mark: letters of tables are mostly ASCII, so zeros stand at regular places."""
    head = content[:4096]
    if len(head) < 16 or len(content.rstrip(b"\x00")) < len(content) - 3 or head.count(0) * 3 < len(head):
        return None
    if head.count(0) * 3 > 2 * len(head):
        return _wide(content, b"", "utf-32-le" if head[:1] != b"\x00" else "utf-32-be")
    odd, even = head[1::2].count(0), head[::2].count(0)
    return _wide(content, b"", "utf-16-le" if odd > even else "utf-16-be")


def _repaired(text: Text, answers: Answers) -> Text:
    """UTF-8 that was taken for Windows-1252 and saved as UTF-8 again: turned back where all of it turns back."""
    if text.text.isascii() or not _MOJIBAKE.search(text.text):
        return text
    for once in ("cp1252", "latin-1"):
        try:
            back = _twice_encoded(text.text, once).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if mojibake_score(back) < mojibake_score(text.text):
            if answers.decide(DecisionCode.REPAIRED_NAMES, "repair", ("repair", "as_written")) == "as_written":
                return text
            return Text(back, text.encoding, (*text.notes, Note(NoteCode.REPAIRED_NAMES, {"file": answers.file})))
    return text


def _twice_encoded(text: str, once: str) -> bytes:
    """The bytes before the second encoding; the five bytes that Windows-1252 leaves open stand for themselves."""
    if once == "latin-1":
        return text.encode("latin-1")
    return b"".join(bytes([ord(c)]) if 0x80 <= ord(c) <= 0x9F else c.encode("cp1252") for c in text)


def _mostly_utf8(body: bytes, answers: Answers) -> Text | None:
    """UTF-8 but for a few stray bytes: those are read as Windows-1252 and told."""
    text = body.decode("utf-8", "replace")
    stray = text.count(REPLACEMENT) - body.count(REPLACEMENT.encode())
    good = sum(ord(c) > 127 for c in text) - stray
    if stray > max(3, good * 0.1) or good < 10 * stray:
        return None
    mended = body.decode("utf-8", "stray_as_cp1252")
    return Text(mended, "utf-8", (Note(NoteCode.BAD_BYTES, {"file": answers.file, "count": stray}),))


def _legacy(body: bytes, answers: Answers) -> Text:
    """The encoding whose letters make words; where two do equally and differ, a sample is shown to choose from."""
    weighed = sorted(_weighed(body), key=lambda found: found[0])
    weighed = list(with_known_headers(weighed))
    if not weighed:
        raise Refused(Refusal.NOT_A_TABLE, file=answers.file)
    best, encoding, text = weighed[0]
    rivals = [found for found in weighed[1:] if found[0] <= best + _CLEARLY * max(best, 0.02) and found[2] != text]
    if rivals:
        (best, encoding, text), *rivals = in_the_language_of_headers([weighed[0], *rivals])
        rivals = [found for found in rivals if found[2] != text]
    if told := next((found for found in weighed if found[1] == _declared(body)), None):
        (best, encoding, text), rivals = told, []
    chosen = answers.choice("encoding")
    if rivals and chosen not in {name for _, name, _ in weighed}:
        _ask((best, encoding, text), rivals, answers)
    texts = {name: whole for _, name, whole in weighed}
    encoding = answers.decide(QuestionCode.ENCODING, encoding, _samples(encoding, texts))
    text = texts[encoding]
    return Text(text, encoding, (Note(NoteCode.ENCODING, {"file": answers.file, "encoding": encoding}),))


def _declared(body: bytes) -> str | None:
    """The encoding that a web page or an XML file names in its head; None: none that is known."""
    named = _DECLARATION.search(body[:_HEAD]) if body.lstrip().startswith(b"<") else None
    try:
        return _ALSO.get(name := codecs.lookup(named.group(1).decode()).name, name) if named else None
    except LookupError:
        return None


def _weighed(body: bytes) -> list[tuple[float, str, str]]:
    """How strange the text is in every encoding that can hold it."""
    found = []
    for encoding in (*EAST_ASIAN, *SINGLE_BYTE):
        try:
            text = body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding == "cp949" and _by_chance_korean(text):
            continue
        # Windows-1258 writes the tones of Vietnamese behind their letters.
        text = unicodedata.normalize("NFC", text) if encoding == "cp1258" else text
        found.append((mojibake_score(text, encoding), encoding, text))
    pairs = any(strange < _WORDLIKE and name in EAST_ASIAN for strange, name, _ in found)
    by_chance = _BY_CHANCE if pairs and sum(byte > 127 for byte in body[:100_000]) >= _MANY_BYTES else 0.0
    return [(strange + by_chance * (name in SINGLE_BYTE), name, text) for strange, name, text in found]


def _by_chance_korean(text: str) -> bool:
    """Whether more than a few syllables are those that Korean hardly uses, which only Microsoft's encoding has."""
    syllables = re.findall("[\uac00-\ud7a3]", text[:_LOOKED_AT])
    rare = sum(len(c.encode("euc_kr", "ignore")) != _TWO_BYTES for c in syllables)
    return rare * 5 > len(syllables)


def _samples(first: str, texts: Mapping[str, str]) -> list[Choice]:
    """The encodings that can hold the text, each with words as it would read them; those that differ, best first."""
    shown: dict[str, str] = {}
    for encoding in (first, *texts):
        shown.setdefault(", ".join(_words(texts[encoding])[:4])[:80], encoding)
    return [Choice(encoding, {"sample": sample}) for sample, encoding in shown.items()]


def _ask(best: tuple[float, str, str], rivals: list[tuple[float, str, str]], answers: Answers) -> None:
    shown: dict[str, str] = {}
    found = [(encoding, _words(text)) for _, encoding, text in [best, *rivals][:6]]
    alike = set.intersection(*(set(words) for _, words in found))
    for encoding, words in found:
        shown.setdefault(", ".join([word for word in words if word not in alike][:4])[:80], encoding)
    if len(shown) > 1:
        answers.ask(QuestionCode.ENCODING, [Choice(encoding, {"sample": sample}) for sample, encoding in shown.items()])


def _words(text: str) -> list[str]:
    """The words with letters beyond ASCII, each once."""
    return list(dict.fromkeys(word for word in _WORD.findall(text[:_LOOKED_AT]) if not word.isascii()))
