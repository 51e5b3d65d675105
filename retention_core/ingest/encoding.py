"""Bytes to text. UTF-8 is proved, a byte order mark is believed, everything else is decided over the whole file."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass

from retention_core.errors import Refused
from retention_core.ingest.answers import Answers
from retention_core.workbook import Note

_MARKS = (
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_NO_MARK = b"\xff\xff\xff\xff"


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
        return marked
    body = content.rstrip(b"\x00\x1a")
    if b"\x00" in body:
        raise Refused("not_a_table", file=answers.file)
    try:
        return Text(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _legacy(body, answers)


def _marked(content: bytes) -> Text | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _wide(content, mark, encoding)
    return None


def _wide(content: bytes, mark: bytes, encoding: str) -> Text | None:
    while content.startswith(mark):
        content = content[len(mark) :]
    unit = {"utf-8": 1, "utf-16-le": 2, "utf-16-be": 2}.get(encoding, 4)
    try:
        return Text(
            content[: len(content) // unit * unit].decode(encoding).rstrip("\x00\x1a").lstrip("\ufeff"), encoding
        )
    except UnicodeDecodeError:
        return None


def _unmarked_wide(content: bytes) -> Text | None:
    head = content[:4096]
    if head.count(b"\x00") * 3 < len(head) or len(head) < 8:
        return None
    odd, even = head[1::2].count(0), head[::2].count(0)
    return _wide(content, _NO_MARK, "utf-16-le" if odd > even else "utf-16-be")


def _legacy(body: bytes, answers: Answers) -> Text:
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError:
        text = body.decode("latin-1")
    return Text(text, "windows-1252", (Note("encoding", {"file": answers.file, "encoding": "Windows-1252"}),))
