"""Merged cells of the binary workbooks, xls and xlsb: found by the shape of their records, nothing else is parsed."""

import re
import struct
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from retention_core.ingest.inputs.cells import Merged

_FREE, _MOST_SECTORS = 0xFFFFFFF0, 1 << 22
_STREAMS = ("Workbook", "Book")
_SHEET, _MERGED, _MOST_RANGES = 0x85, b"\xe5\x00", 1_027
_SHORTEST_STREAM, _SMALL_SECTOR = 4_096, 64
_BEGIN_MERGED, _ONE_MERGED, _RANGE = b"\xb1\x01\x04", b"\xb0\x01\x10", 19
_BUNDLE = b"\x9c\x01"
_RELATION = re.compile(r"<Relationship\s[^<>]*>")


def merged_in_xls(content: bytes) -> dict[str, tuple[Merged, ...]]:
    """The merged ranges of each sheet of an xls by its name; none where the container cannot be followed."""
    try:
        book = _stream(content)
        sheets = sorted(_sheets(book))
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        return {}
    ends = (*(start for start, _ in sheets[1:]), len(book))
    found = {name: tuple(_ranges(book[start:end])) for (start, name), end in zip(sheets, ends, strict=False)}
    return {name: ranges for name, ranges in found.items() if ranges}


def _stream(content: bytes) -> bytes:
    """The stream with the sheets, put together from the sectors that the directory of the container names."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    chain = _chain(content, size)
    directory = _joined(content[size:], chain, struct.unpack_from("<I", content, 48)[0], size)
    for at in range(0, len(directory) - 127, 128):
        name = directory[at : at + struct.unpack_from("<H", directory, at + 64)[0]].decode("utf-16-le").rstrip("\0")
        start, length = struct.unpack_from("<2I", directory, at + 116)
        if name in _STREAMS and length >= _SHORTEST_STREAM:
            return _joined(content[size:], chain, start, size)[:length]
        if name in _STREAMS:
            small = _joined(content[size:], chain, struct.unpack_from("<I", directory, 116)[0], size)
            table = _joined(content[size:], chain, struct.unpack_from("<I", content, 60)[0], size)
            return _joined(small, struct.unpack(f"<{len(table) // 4}I", table), start, _SMALL_SECTOR)[:length]
    return b""


def _chain(content: bytes, size: int) -> list[int]:
    """For every sector the one that follows it."""
    heads = [at for at in struct.unpack_from("<109I", content, 76) if at < _FREE]
    next_, left = struct.unpack_from("<2I", content, 68)
    while next_ < _FREE and left and len(heads) < _MOST_SECTORS:
        more = struct.unpack_from(f"<{size // 4}I", content, (next_ + 1) * size)
        heads, next_, left = heads + [at for at in more[:-1] if at < _FREE], more[-1], left - 1
    return [entry for at in heads for entry in struct.unpack_from(f"<{size // 4}I", content, (at + 1) * size)]


def _joined(sectors: bytes, chain: Sequence[int], at: int, size: int) -> bytes:
    parts, most = [], len(sectors) // size + 1
    while at < _FREE and len(parts) < most:
        parts.append(sectors[at * size : (at + 1) * size])
        at = chain[at]
    return b"".join(parts)


def _sheets(book: bytes) -> Iterator[tuple[int, str]]:
    """Where each sheet begins, and its name, as the first records of the book say."""
    at = 0
    wide = struct.unpack_from("<H", book, 4)[0] >= 0x600
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<2H", book, at)
        if kind == _SHEET:
            start, length = struct.unpack_from("<I2xB", book, at + 4)
            text = book[at + 12 : at + 4 + size] if wide else book[at + 11 : at + 4 + size]
            letters = "utf-16-le" if wide and book[at + 11] & 1 else "latin-1"
            yield start, text[: length * 2 if letters == "utf-16-le" else length].decode(letters)
        if kind == 0x0A:
            return
        at += 4 + size


def _ranges(sheet: bytes) -> Iterator[Merged]:
    at = sheet.find(_MERGED)
    while 0 <= at <= len(sheet) - 6:
        size, count = struct.unpack_from("<2H", sheet, at + 2)
        if 0 < count <= _MOST_RANGES and size == 2 + 8 * count and at + 4 + size <= len(sheet):
            for top, bottom, left, right in struct.iter_unpack("<4H", sheet[at + 6 : at + 4 + size]):
                yield Merged(top + 1, left, bottom + 1, right)
        at = sheet.find(_MERGED, at + 1)


def merged_in_xlsb(content: bytes) -> dict[str, tuple[Merged, ...]]:
    """The merged ranges of each sheet of an xlsb by its name; none where it does not say which sheet is which."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            relations = archive.read("xl/_rels/workbook.bin.rels").decode("utf-8", "replace")
            members = dict(_targets(relations))
            sheets = list(_bundled(archive.read("xl/workbook.bin")))
            found = {name: tuple(_placed(archive.read(members[key]))) for key, name in sheets if key in members}
    except (KeyError, struct.error, UnicodeDecodeError):
        return {}
    return {name: ranges for name, ranges in found.items() if ranges}


def _targets(relations: str) -> Iterator[tuple[str, str]]:
    for tag in _RELATION.findall(relations):
        told = dict(re.findall(r"\s(\w+)=[\"']([^\"']*)[\"']", tag))
        target = told.get("Target", "")
        yield told.get("Id", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _bundled(book: bytes) -> Iterator[tuple[str, str]]:
    """The relation and the name of each sheet."""
    at = book.find(_BUNDLE)
    while at >= 0:
        inner = at + 3
        key, after = _text(book, inner + 8)
        name, end = _text(book, after)
        if end == inner + book[at + 2]:
            yield key, name
        at = book.find(_BUNDLE, at + 1)


def _text(content: bytes, at: int) -> tuple[str, int]:
    if at + 4 > len(content):
        return "", -1
    end = at + 4 + 2 * struct.unpack_from("<I", content, at)[0]
    return content[at + 4 : end].decode("utf-16-le", "replace"), end


def _placed(sheet: bytes) -> Iterator[Merged]:
    at = sheet.find(_BEGIN_MERGED)
    if at < 0:
        return
    at += len(_BEGIN_MERGED) + 4
    while sheet.startswith(_ONE_MERGED, at) and at + _RANGE <= len(sheet):
        top, bottom, left, right = struct.unpack_from("<4I", sheet, at + 3)
        yield Merged(top + 1, left, bottom + 1, right)
        at += _RANGE
