"""A look into a zip before anything is parsed: how much it grows, whether it is whole, and what hides in its XML.

The first look reads the list of members and the head of each, where declarations and counts stand: after it a program
with limits of its own may begin to read. The whole look inflates everything once, and may go on beside that program.
"""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from retention_core.ingest.spreadsheets.cell_kinds_xlsx import has_odd_cells
from retention_core.kernel.errors import Refusal, Refused

MOST_MEMBERS = 10_000
MOST_INFLATED = 4 << 30
RATIO_LOOKED_AT = 24 << 20
MOST_RATIO = 150
_CHUNK, _HEAD, _SEAM = 1 << 20, 2_000, 512
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_DTD = "<!DOCTYPE".encode("utf-16-le")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
MOST_MERGED = 200_000
_UNIQUE = re.compile(rb"uniqueCount=\"(\d+)\"")


@dataclass(frozen=True)
class ZipInspection:
    """What a zip holds: names of its members, their size when inflated, merged cells ("A2:A9") of its sheets.

    odd    sheets with errors in their cells, or with formulas that have no stored result
    """

    names: tuple[str, ...]
    inflated: int
    merged: Mapping[str, tuple[str, ...]]
    odd: frozenset[str] = frozenset()


def first_look(content: bytes, file: str) -> int:
    """Bytes that the members say they are when inflated; refuses what their list or their heads show to be harmful."""
    with _opened(content, file) as archive:
        members = archive.infolist()
        _check_sizes(members, file)
        for member in members:
            with archive.open(member) as stream:
                _check_head(stream.read(_HEAD), member, file)
    return sum(m.file_size for m in members)


def looked_into(content: bytes, file: str) -> ZipInspection:
    """The members of a zip; refuses one that is cut short, damaged, or built to harm."""
    with _opened(content, file) as archive:
        members = archive.infolist()
        _check_sizes(members, file)
        seen = {member.filename: _looked_through(archive, member, file) for member in members}
    return ZipInspection(
        tuple(m.filename for m in members),
        sum(m.file_size for m in members),
        {name: cells for name, (cells, _) in seen.items() if cells},
        frozenset(name for name, (_, odd) in seen.items() if odd),
    )


@contextmanager
def _opened(content: bytes, file: str) -> Iterator[zipfile.ZipFile]:
    """The zip; whatever is wrong with it within the block is refused in words."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield archive
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as problem:
        raise Refused(Refusal.PASSWORD if "encrypted" in str(problem) else Refusal.DAMAGED, file=file) from problem


def names_in(content: bytes) -> tuple[str, ...]:
    """The names that a zip lists, before it is looked into; none where the list cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError):
        return ()


def _check_sizes(members: list[zipfile.ZipInfo], file: str) -> None:
    if len(members) > MOST_MEMBERS:
        raise Refused(Refusal.UNSAFE, file=file, problem=f"{len(members)} members")
    if twice := [name for name, n in Counter(m.filename for m in members).items() if n > 1]:
        raise Refused(Refusal.UNSAFE, file=file, problem=f"{twice[0]} twice")
    if sum(m.file_size for m in members) > MOST_INFLATED:
        raise Refused(Refusal.TOO_LARGE, file=file)
    for member in members:
        if member.file_size > RATIO_LOOKED_AT and member.file_size > MOST_RATIO * max(member.compress_size, 1):
            raise Refused(Refusal.TOO_LARGE, file=file)


def _looked_through(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> tuple[tuple[str, ...], bool]:
    """Inflates a member once: its checksum, its true size, declarations in its XML, counts that cannot be.

    Gives, for a sheet of a workbook, the merged cells that its XML names, and whether it has odd cells.
    """
    before, merged, odd = b"", {}, False
    sheet = member.filename.lower().startswith("xl/worksheets/")
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if not before:
                _check_head(chunk[:_HEAD], member, file)
            seam = before[-_SEAM:] + chunk
            odd = odd or (sheet and has_odd_cells(seam))
            if _is_xml(member):
                _check_xml(seam, file)
                if b"mergeCell" in seam and len(merged) < MOST_MERGED:
                    merged |= dict.fromkeys(_MERGED.findall(seam))
            before = chunk
    return tuple(cells.decode() for cells in merged), odd


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels"))


def _check_head(head: bytes, member: zipfile.ZipInfo, file: str) -> None:
    if _is_xml(member):
        _check_xml(head, file)
    _check_counts(head, member, file)


def _check_xml(chunk: bytes, file: str) -> None:
    if b"!" in chunk and (_DTD.search(chunk) or _WIDE_DTD in chunk):
        raise Refused(Refusal.UNSAFE, file=file, problem="DTD")


def _check_counts(head: bytes, member: zipfile.ZipInfo, file: str) -> None:
    """A list cannot hold more strings than it has bytes; a reader that believes it would run out of memory."""
    if b"<sst" not in head:
        return
    unique = _UNIQUE.search(head, head.index(b"<sst"))
    if unique and int(unique.group(1)) > member.file_size:
        raise Refused(Refusal.UNSAFE, file=file, problem=f"uniqueCount={int(unique.group(1))}")
