"""The merged ranges of an xlsx workbook by the name of the sheet, read from the lists of its parts."""

import html
import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from retention_core.ingest.inputs.cells import Merged

_LONGEST_LIST = 4 << 20
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")


def merged_by_sheet(content: bytes, by_member: Mapping[str, Sequence[str]]) -> dict[str, tuple[Merged, ...]]:
    """The merged ranges of each sheet by its name, from those of each member of the zip ("A2:A9")."""
    if not by_member:
        return {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets, relations = (_text(archive, name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in _RELATION.findall(relations)}
    members = {
        _attribute(tag, "name"): _member(targets.get(_attribute(tag, "r:id"), "")) for tag in _SHEET.findall(sheets)
    }
    return {name: tuple(map(_range, by_member[member])) for name, member in members.items() if member in by_member}


def _text(archive: zipfile.ZipFile, name: str) -> str:
    try:
        with archive.open(name) as stream:
            return stream.read(_LONGEST_LIST).decode("utf-8", "replace")
    except KeyError:
        return ""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{re.escape(name)}=[\"']([^\"']*)[\"']", tag)
    return html.unescape(found.group(1)) if found else ""


def _member(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _range(cells: str) -> Merged:
    """A2:B9 as numbers: rows from 1, columns from 0."""
    (left, top), (right, bottom) = (re.fullmatch(r"([A-Z]+)(\d+)", corner).groups() for corner in cells.split(":"))  # type: ignore[union-attr]
    return Merged(int(top), _column(left), int(bottom), _column(right))


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1
