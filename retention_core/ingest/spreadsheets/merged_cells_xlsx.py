"""The merged ranges of an xlsx workbook by the name of the sheet, read from the lists of its parts."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from retention_core.ingest.inputs.cells import Merged
from retention_core.ingest.spreadsheets.cell_kinds_xlsx import column_number
from retention_core.ingest.spreadsheets.sheet_parts_xlsx import parts_of_sheets


def merged_by_sheet(content: bytes, by_member: Mapping[str, Sequence[str]]) -> dict[str, tuple[Merged, ...]]:
    """The merged ranges of each sheet by its name, from those of each member of the zip ("A2:A9")."""
    if not by_member:
        return {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = parts_of_sheets(archive)
    return {name: tuple(map(_range, by_member[part])) for name, part in parts.items() if part in by_member}


def _range(cells: str) -> Merged:
    """A2:B9 as numbers: rows from 1, columns from 0."""
    (left, top), (right, bottom) = (re.fullmatch(r"([A-Z]+)(\d+)", corner).groups() for corner in cells.split(":"))  # type: ignore[union-attr]
    return Merged(int(top), column_number(left), int(bottom), column_number(right))
