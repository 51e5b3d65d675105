"""Merged cells of an xlsb, a workbook in binary parts: found by the shape of its records, nothing else is parsed."""

import re
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO

from retention_core.ingest.inputs.cells import Merged

_BEGIN_MERGED, _ONE_MERGED, _RANGE = b"\xb1\x01\x04", b"\xb0\x01\x10", 19
_BUNDLE = b"\x9c\x01"
_RELATION = re.compile(r"<Relationship\s[^<>]*>")


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
