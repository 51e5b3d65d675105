"""Cells of one sheet or file as text, before anything is decided about them."""

from dataclasses import dataclass, field, replace

import polars as pl

from retention_core.kernel.questions import Note

BLANKS = (
    " \t\r\n\v\f\x00\x1a\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)


# Stands in the cells of a workbook whose formula was never calculated: not empty, and nothing that can be read.
NO_RESULT = "#NO RESULT"


@dataclass(frozen=True)
class Merged:
    """A merged range: rows as a spreadsheet program counts them, columns from 0; all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class CellTable:
    """One sheet or file: only text, null for an empty cell.

    cells      String columns "0", "1", ...; one row per row with at least one filled cell
    rows       UInt32, the row of each as a spreadsheet program counts it
    spreadsheet  the cells come from a spreadsheet program: numbers and days were typed cells
    merged     ranges of merged cells, where the file tells them
    since_1904   days that are mere numbers count from 1904
    """

    file: str
    sheet: str | None
    cells: pl.DataFrame
    rows: pl.Series
    encoding: str | None = None
    delimiter: str | None = None
    hidden: bool = False
    spreadsheet: bool = False
    merged: tuple[Merged, ...] = ()
    since_1904: bool = False
    notes: tuple[Note, ...] = field(default_factory=tuple)

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.cells.width

    @property
    def called(self) -> str:
        """The file, with the sheet where it has some."""
        return self.file if self.sheet is None else f"{self.file}, {self.sheet}"

    def noting(self, *notes: Note) -> "CellTable":
        """The same table with more notes."""
        return replace(self, notes=self.notes + notes)


def trimmed(column: str | pl.Expr) -> pl.Expr:
    """Cells without blanks around them; null where nothing is left."""
    text = (pl.col(column) if isinstance(column, str) else column).str.strip_chars(BLANKS)
    return pl.when(text != "").then(text)


def table_of(cells: pl.DataFrame, *, file: str, sheet: str | None = None, **known: object) -> CellTable:
    """A table of raw cells, every row in place: blank rows and empty columns at the right are dropped."""
    stripped = cells.select(pl.col(pl.String).str.strip_chars(BLANKS))
    clean = pl.DataFrame([_emptied(column).alias(str(at)) for at, column in enumerate(stripped.iter_columns())])
    clean = clean.select(clean.columns[: _filled_width(clean)]).with_row_index("row", offset=1)
    clean = clean.filter(pl.any_horizontal(pl.exclude("row").is_not_null())) if clean.width > 1 else clean.clear()
    return CellTable(file, sheet, clean.drop("row"), clean["row"], **known)  # type: ignore[arg-type]


def _emptied(column: pl.Series) -> pl.Series:
    """Null for an empty text; as it is where there is none, without a second look at every cell."""
    if column.str.len_bytes().min() != 0:
        return column
    return column.to_frame("text").select(pl.when(pl.col("text") != "").then("text")).to_series()


def _filled_width(cells: pl.DataFrame) -> int:
    filled = [at for at, column in enumerate(cells.iter_columns()) if column.null_count() < cells.height]
    return filled[-1] + 1 if filled else 0
