"""What files of the same shape have in common: sheets, width and the words of their first full row."""

import hashlib

from retention_core.ingest.files.formats import opened
from retention_core.ingest.inputs.answers import Answers, File
from retention_core.ingest.inputs.cells import CellTable
from retention_core.ingest.spreadsheets.readers import OLE
from retention_core.kernel.errors import RetainError

HEAD_BYTES = 1 << 16
OPENED_WHOLE = (b"PK\x03\x04", b"\x1f\x8b", OLE, b"PAR1", b"ARROW1", b"\xff\xff\xff\xff")


def schema_fingerprint(file: File) -> str | None:
    """A name for the shape of a file, equal for next month's export; null where it cannot be told.

    Text is looked at by its beginning alone, so that a large file costs nothing.
    """
    if file.shape is not None:
        return file.shape or None
    head = _head(file)
    seen = file if head.startswith(OPENED_WHOLE) else File(file.name, content=head)
    try:
        tables = opened(seen, Answers()).tables
    except (RetainError, OSError):
        return None
    told = "\n".join(_told(table) for table in tables)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest() if tables else None


def _head(file: File) -> bytes:
    if file.content is not None or file.path is None:
        return (file.content or b"")[:HEAD_BYTES]
    with file.path.open("rb") as source:
        return source.read(HEAD_BYTES)


def _told(table: CellTable) -> str:
    """One sheet in a line: its name, its width, its first row with more than one cell."""
    rows = (row for row in table.cells.head(50).iter_rows() if sum(cell is not None for cell in row) > 1)
    return "\t".join([table.sheet or "", str(table.width), *(str(cell) for cell in next(rows, ()))])
