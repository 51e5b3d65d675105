"""What a file is, by its content and never by its name, and its tables as text."""

import gzip
import hashlib
import re
import zipfile
import zlib
from dataclasses import dataclass, replace
from io import BytesIO

from retention_core.ingest.files.delimited import table_from_text
from retention_core.ingest.files.encoding import Text, decoded
from retention_core.ingest.files.json_records import looks_like_json, table_from_json
from retention_core.ingest.files.markup import looks_like_markup, tables_from_markup
from retention_core.ingest.inputs.answers import Answers, File
from retention_core.ingest.inputs.cells import CellTable
from retention_core.ingest.inputs.limits import LARGEST_UNZIPPED, LOCK_FILE_BYTES
from retention_core.ingest.inputs.progress import report_step
from retention_core.ingest.spreadsheets.readers import (
    OLE,
    tables_of_columns,
    tables_of_flat_ods,
    tables_of_ole,
    tables_of_zip,
)
from retention_core.ingest.spreadsheets.zip_inspection import (
    MOST_RATIO,
    RATIO_LOOKED_AT,
    ZipInspection,
    looked_into,
    names_in,
)
from retention_core.kernel.errors import Refusal, Refused

_NO_TABLES = (
    (b"\x89PNG", Refusal.IS_PICTURE),
    (b"\xff\xd8\xff", Refusal.IS_PICTURE),
    (b"GIF87a", Refusal.IS_PICTURE),
    (b"GIF89a", Refusal.IS_PICTURE),
    (b"%PDF", Refusal.IS_PDF),
    (b"II*\x00", Refusal.IS_PICTURE),
    (b"MM\x00*", Refusal.IS_PICTURE),
    (b"\x00\x00\x00\x18ftyp", Refusal.IS_PICTURE),
    (b"SQLite format 3", Refusal.IS_DATABASE),
    (b"Rar!", Refusal.IS_ARCHIVE),
    (b"7z\xbc\xaf", Refusal.IS_ARCHIVE),
    (b"\x7fELF", Refusal.IS_PROGRAM),
    (b"{\\rtf", Refusal.IS_DOCUMENT),
)
# Marks that a text could begin with too, as in "BM Fashion": believed only where zeros follow, as no text has them.
_NO_TEXTS = ((b"BM", Refusal.IS_PICTURE), (b"RIFF", Refusal.IS_PICTURE), (b"MZ", Refusal.IS_PROGRAM))
_ZEROS_WITHIN = 64
_FLAT_SHEET = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<office:document[\s>]")


@dataclass(frozen=True)
class Opened:
    """A file's tables of text, with the sha256 of its bytes. `same_as`: another file with the very same bytes."""

    name: str
    sha256: bytes
    tables: tuple[CellTable, ...]
    same_as: str | None = None


def opened(file: File, answers: Answers) -> Opened:
    """The tables of a file; refuses what holds none."""

    report_step("opening", file.name)
    own = replace(answers, file=file.name)
    content = content_of(file)
    if not content.strip(b"\x00 \t\r\n"):
        raise Refused(Refusal.EMPTY, file=file.name)
    return Opened(file.name, hashlib.sha256(content).digest(), _tables(content, own))


def _tables(content: bytes, answers: Answers, depth: int = 0) -> tuple[CellTable, ...]:
    """The tables of a file, by the first bytes of its content."""
    binary = b"\x00" in content[:_ZEROS_WITHIN]
    for mark, why in (*_NO_TABLES, *(_NO_TEXTS if binary else ())):
        if content.startswith(mark):
            raise Refused(why, file=answers.file)
    if len(content) == LOCK_FILE_BYTES and content[0] < 55:
        raise Refused(Refusal.IS_LOCK_FILE, file=answers.file)
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content, answers, depth)
    if content.startswith(b"\x1f\x8b"):
        return _tables(_unpacked(content, answers), answers, depth + 1) if not depth else _nested(answers)
    if content.startswith(OLE):
        return tables_of_ole(content, answers.file)
    if content.startswith((b"PAR1", b"ARROW1", b"\xff\xff\xff\xff")):
        return tables_of_columns(content, answers.file)
    if _FLAT_SHEET.search(content[:4000]):
        return tables_of_flat_ods(content, answers.file)
    return _of_text(decoded(content, answers), answers)


def _of_text(text: Text, answers: Answers) -> tuple[CellTable, ...]:
    report_step("layout", answers.file)
    if looks_like_markup(text.text):
        return tables_from_markup(text, answers)
    if looks_like_json(text.text):
        return (table_from_json(text, answers),)
    return (table_from_text(text, answers),)


def _zipped(content: bytes, answers: Answers, depth: int) -> tuple[CellTable, ...]:
    if _is_workbook(names_in(content)):
        return tables_of_zip(content, answers.file, lambda: _looked_into(content, answers))
    look = _looked_into(content, answers)
    if any(name.lower().startswith(("word/", "ppt/")) for name in look.names):
        raise Refused(Refusal.IS_DOCUMENT, file=answers.file)
    return _tables(_only_member(content, answers), answers, depth + 1) if not depth else _nested(answers)


def _is_workbook(names: tuple[str, ...]) -> bool:
    return any(name.lower().startswith(("xl/", "content.xml")) for name in names)


def _looked_into(content: bytes, answers: Answers) -> ZipInspection:
    look = looked_into(content, answers.file)
    if any(name.lower().endswith(".iwa") for name in look.names):
        raise Refused(Refusal.IS_NUMBERS, file=answers.file)
    return look


def _only_member(content: bytes, answers: Answers) -> bytes:
    """The one file in an archive, leaving aside what systems add to it."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
        files = [m for m in files if m.filename.rsplit("/", 1)[-1] not in {".DS_Store", "Thumbs.db", "desktop.ini"}]
        if len(files) != 1:
            raise Refused(Refusal.SEVERAL_FILES_INSIDE if files else Refusal.EMPTY, file=answers.file)
        return archive.read(files[0])


def _unpacked(content: bytes, answers: Answers) -> bytes:
    """What a gz holds, up to a limit."""
    try:
        with gzip.open(BytesIO(content)) as stream:
            unpacked = stream.read(LARGEST_UNZIPPED + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise Refused(Refusal.DAMAGED, file=answers.file) from problem
    if len(unpacked) > min(LARGEST_UNZIPPED, MOST_RATIO * len(content) + RATIO_LOOKED_AT):
        raise Refused(Refusal.TOO_LARGE, file=answers.file)
    return unpacked


def _nested(answers: Answers) -> tuple[CellTable, ...]:
    raise Refused(Refusal.IS_ARCHIVE, file=answers.file)


def content_of(file: File) -> bytes:
    """The bytes of a file; refuses a path that cannot be read."""
    if file.content is not None:
        return file.content
    try:
        return file.path.read_bytes() if file.path else b""
    except OSError as problem:
        raise Refused(Refusal.UNREADABLE_FILE, file=file.name, problem=type(problem).__name__) from problem
