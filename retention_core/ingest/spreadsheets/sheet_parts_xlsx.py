"""Which part of an xlsx holds which sheet, and the texts of its smaller parts."""

import html
import re
import zipfile

_LONGEST_LIST = 4 << 20
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_SINCE_1904 = re.compile(r"<(?:\w+:)?workbookPr\s[^<>]*\bdate1904=[\"'](?:1|true|on)[\"']")


def part_text(archive: zipfile.ZipFile, name: str) -> str:
    """The beginning of a part as text; empty where there is none."""
    try:
        with archive.open(name) as stream:
            return stream.read(_LONGEST_LIST).decode("utf-8", "replace")
    except KeyError:
        return ""


def parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of a sheet -> name of its part."""
    sheets, relations = (part_text(archive, name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    targets = {attribute(tag, "Id"): attribute(tag, "Target") for tag in _RELATION.findall(relations)}
    return {attribute(tag, "name"): _part(targets.get(attribute(tag, "r:id"), "")) for tag in _SHEET.findall(sheets)}


def counts_since_1904(archive: zipfile.ZipFile) -> bool:
    """Whether days are counted from 1904, as Excel on old Macs did."""
    return _SINCE_1904.search(part_text(archive, "xl/workbook.xml")) is not None


def attribute(tag: str, name: str) -> str:
    """An attribute of a tag; empty where it has none such."""
    found = re.search(rf"\s{re.escape(name)}=[\"']([^\"']*)[\"']", tag)
    return html.unescape(found.group(1)) if found else ""


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
