"""A table whose header is found and whose columns are recognised, before any cell of it is read."""

from dataclasses import dataclass

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.table.column_recognition import ColumnCandidates
from retention_core.ingest.table.header_location import TableBody


@dataclass(frozen=True, eq=False)
class RecognisedTable:
    """A table that is known by its headers.

    shifted    per row why it is set aside before it is read; null for the others
    answers    those that concern this table
    """

    body: TableBody
    shifted: pl.Series
    seen: ColumnCandidates
    answers: Answers

    def best(self, field: str) -> str | None:
        """The column most telling for a field: picked by hand, else by its header; None: none."""
        picked = self.answers.columns().get(field)
        if picked is not None:
            return self.body.position(picked)
        ranked = self.seen.candidates[field]
        return ranked[0][1] if ranked else None

    def tier(self, field: str) -> int:
        """How telling the best header for a field is, 0 most; 9: none."""
        ranked = self.seen.candidates[field]
        return ranked[0][0] if ranked else 9


def keys(cells: pl.Series) -> pl.Series:
    """Numbers of orders and products in the form in which two files compare: without a lost ".0" or an apostrophe."""
    return cells.str.strip_chars("'").str.replace(r"^(\d+)\.0+$", "$1").alias("key")
