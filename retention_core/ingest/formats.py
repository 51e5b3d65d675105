"""What a file is, by its content and never by its name, and its tables as text."""

import hashlib
from dataclasses import dataclass, replace

from retention_core.errors import Refused
from retention_core.ingest.answers import Answers, File
from retention_core.ingest.delimited import table_from_text
from retention_core.ingest.encoding import decoded
from retention_core.ingest.spreadsheets import OLE, tables_of_ole, tables_of_zip
from retention_core.ingest.table import Table
from retention_core.ingest.zipped import looked_into

_NO_TABLES = (
    (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"RIFF", "picture"), (b"%PDF", "pdf"),
    (b"II*\x00", "picture"), (b"MM\x00*", "picture"), (b"BM", "picture"), (b"\x00\x00\x00\x18ftyp", "picture"), (b"SQLite format 3", "database"),
    (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"), (b"MZ", "program"), (b"\x7fELF", "program"), (b"{\\rtf", "document"),
)  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """A file's tables of text, with the sha256 of its bytes."""

    name: str
    sha256: bytes
    tables: tuple[Table, ...]


def opened(file: File, answers: Answers) -> Opened:
    """The tables of a file; refuses what holds none."""

    own = replace(answers, file=file.name)
    content = content_of(file)
    if not content.strip(b"\x00 \t\r\n"):
        raise Refused("empty", file=file.name)
    return Opened(file.name, hashlib.sha256(content).digest(), _tables(content, own))


def _tables(content: bytes, answers: Answers) -> tuple[Table, ...]:
    """The tables of a file, by the first bytes of its content."""
    for mark, what in _NO_TABLES:
        if content.startswith(mark):
            raise Refused(f"is_{what}", file=answers.file)
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content, answers)
    if content.startswith(OLE):
        return tables_of_ole(content, answers.file)
    return (table_from_text(decoded(content, answers), answers),)


def _zipped(content: bytes, answers: Answers) -> tuple[Table, ...]:
    look = looked_into(content, answers.file)
    lower = tuple(name.lower() for name in look.names)
    if any(name.endswith(".iwa") for name in lower):
        raise Refused("is_numbers", file=answers.file)
    if any(name.startswith(("xl/", "content.xml")) for name in lower):
        return tables_of_zip(content, look, answers.file)
    raise Refused("is_archive", file=answers.file)


def content_of(file: File) -> bytes:
    """The bytes of a file; refuses a path that cannot be read."""
    if file.content is not None:
        return file.content
    try:
        return file.path.read_bytes() if file.path else b""
    except OSError as problem:
        raise Refused("unreadable_file", file=file.name, problem=type(problem).__name__) from problem
