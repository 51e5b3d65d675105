"""What the fast reader of workbooks leaves out of an xlsx, put back where it matters.

Errors (#N/A) and formulas without a stored result are marked, not empty. Numbers beside numbers written as text lose
their own decimal mark, so that it proves nothing about that of the texts. Amounts of several currencies that only their
formats name get the sign before them.
"""

import zipfile
from collections.abc import Collection, Mapping
from dataclasses import replace
from io import BytesIO

import polars as pl

from retention_core.ingest.inputs.cells import NO_RESULT, CellTable
from retention_core.ingest.spreadsheets.cell_kinds_xlsx import ERROR, MOST_BYTES, NUMBER, UNSTORED, kinds_of_cells
from retention_core.ingest.spreadsheets.number_formats_xlsx import currencies_of_styles
from retention_core.ingest.spreadsheets.sheet_parts_xlsx import counts_since_1904, part_text, parts_of_sheets

_ANY_ERROR = "#N/A"
# What binary fractions add behind the twelfth decimal.
_NOISE = r"(\.\d{12})\d+$"
_FRACTION, _COMMA = r"^-?\d+\.\d+$", r"\d,\d"


def with_typed_cells(tables: tuple[CellTable, ...], content: bytes, odd: Collection[str]) -> tuple[CellTable, ...]:
    """The sheets of an xlsx with what their kinds of cells tell.

    odd    parts of sheets that hold errors, or formulas without a stored result
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = parts_of_sheets(archive)
        signs = currencies_of_styles(part_text(archive, "xl/styles.xml"))
        several = signs if len({*signs.values()}) > 1 else {}
        since_1904 = counts_since_1904(archive)
        known = [_typed(table, archive, parts.get(str(table.sheet), ""), several, odd) for table in tables]
    return tuple(replace(table, since_1904=since_1904) for table in known)


def _typed(
    table: CellTable, archive: zipfile.ZipFile, part: str, signs: Mapping[int, str], odd: Collection[str]
) -> CellTable:
    mixed = _mixed_columns(table.cells)
    if not (mixed or signs or part in odd) or part not in archive.namelist():
        return table
    if archive.getinfo(part).file_size > MOST_BYTES:
        return table
    kinds = kinds_of_cells(archive.read(part))
    told = [at for at in table.cells.columns if at in mixed or signs or _has_odd(kinds, at)]
    columns = [_told(table, kinds, at, signs, mixed=at in mixed) for at in told]
    return replace(table, cells=table.cells.with_columns(columns)) if columns else table


def _mixed_columns(cells: pl.DataFrame) -> set[str]:
    """Columns with fractions, some of whose cells have a comma between digits."""
    found = (
        cells.select((pl.all().str.contains(_FRACTION).any() & pl.all().str.contains(_COMMA).any()).name.keep())
        if cells.height
        else cells
    )
    return {at for at in found.columns if found.height and found[at][0]}


def _has_odd(kinds: pl.DataFrame, at: str) -> bool:
    return bool(kinds.select(((pl.col("column") == int(at)) & pl.col("kind").is_in([ERROR, UNSTORED])).any()).item())


def _told(table: CellTable, kinds: pl.DataFrame, at: str, signs: Mapping[int, str], *, mixed: bool) -> pl.Series:
    """A column with what the kinds of its cells tell."""
    own = kinds.filter(pl.col("column") == int(at)).select("row", "kind", "style", called="text").unique("row")
    cells = pl.DataFrame({"row": table.rows, "cell": table.cells[at]})
    joined = cells.join(own, on="row", how="left", maintain_order="left")
    number = (pl.col("kind") == NUMBER).fill_null(value=False)
    sign = pl.col("style").replace_strict(dict(signs), default=None, return_dtype=pl.String)
    shown = joined.filter(number).select(sign.alias("sign"))["sign"].drop_nulls().n_unique() if signs else 0
    text = pl.when(number & pl.lit(mixed)).then(_without_mark(pl.col("cell"))).otherwise("cell")
    text = pl.when(number & sign.is_not_null() & pl.lit(shown > 1)).then(sign + " " + text).otherwise(text)
    marked = (
        pl.when(pl.col("kind") == ERROR).then(pl.coalesce("called", pl.lit(_ANY_ERROR)))
        .when(pl.col("kind") == UNSTORED).then(pl.lit(NO_RESULT))
        .otherwise(text)
    )  # fmt: skip
    return joined.select(marked.alias(at))[at]


def _without_mark(text: pl.Expr) -> pl.Expr:
    """83.435 as 83435e-3: the same number under either decimal mark."""
    short = text.str.replace(_NOISE, "$1")
    decimals = short.str.extract(r"\.(\d+)$").str.len_chars().cast(pl.String)
    neutral = short.str.replace(".", "", literal=True) + "e-" + decimals
    return pl.when(text.str.contains(_FRACTION)).then(neutral).otherwise(text)
