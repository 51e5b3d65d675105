"""A table whose header is found and whose columns are recognised, before any cell of it is read."""

from dataclasses import dataclass

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.table.column_recognition import RecognisedColumns
from retention_core.ingest.table.header_location import TableBody

LIKELY, SURE = -0.1, 1.5


@dataclass(frozen=True, eq=False)
class RecognisedTable:
    """A table that is known by its headers.

    shifted    per row why it is set aside before it is read; null for the others
    answers    those that concern this table
    """

    body: TableBody
    shifted: pl.Series
    seen: RecognisedColumns
    answers: Answers

    def best(self, field: str) -> str | None:
        """The column most telling for a field: picked by hand, else by its header; None: none."""
        picked = self.answers.columns().get(field)
        if picked is not None:
            return self.body.position(picked)
        return next(iter(self.ranked(field)), None)

    def ranked(self, field: str) -> tuple[str, ...]:
        """The columns that are likely to be a field, the most likely first."""
        return self.body.seen.ranked(field, LIKELY)

    def named(self, field: str) -> bool:
        """Whether some column surely is a field."""
        return self.body.seen.best(field, SURE) is not None


def keys(cells: pl.Series) -> pl.Series:
    """Numbers of orders and products in the form in which two files compare: without a lost ".0" or an apostrophe."""
    return cells.str.strip_chars("'").str.replace(r"^(\d+)\.0+$", "$1").alias("key")
