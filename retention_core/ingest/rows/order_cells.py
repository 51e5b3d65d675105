"""Cells of an orders table by field, and which rows may be orders at all."""

import polars as pl

from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.platforms.known_platforms import columns_named
from retention_core.ingest.platforms.platform import Moves
from retention_core.ingest.table import row_structure as kinds_of_rows
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_words import is_placeholder
from retention_core.kernel.reading_codes import SetAside


def column_of(body: TableBody, columns: Columns, name: str) -> pl.Series:
    """The cells of a field; where money was given back, of the column that says to whom and for which order."""
    cells = body.cells[columns[name]].alias(name)
    back = f"refund_{name}"
    if back not in columns or columns.platform is None or columns.platform.moves is None:
        return cells
    other = body.cells[columns[back]]
    return cells.zip_with(~(given_back(body, columns.platform.moves) & other.is_not_null()), other.alias(name))


def given_back(body: TableBody, moves: Moves) -> pl.Series:
    """Which rows the platform calls money given back."""
    kind = body.cells[columns_named(moves.headers, body.named)[0]].str.to_lowercase()
    return (kind.str.contains(moves.refunds) & ~kind.str.contains(moves.others)).fill_null(value=False)


def structure_of(body: TableBody, columns: Columns) -> pl.Series:
    """Why rows are no orders by their shape; null for the others."""
    money = columns.of.get("amount") or columns.of.get("unit_price")
    keys = tuple(columns[k] for k in ("order_id", "customer_id") if k in columns)
    return kinds_of_rows.structure(body, columns["ordered_on"], money, keys)


def among_orders(cells: pl.Series, reason: pl.Series) -> pl.Series:
    """The cells of rows that may be orders; null elsewhere, and for marks that stand for nothing."""
    kept = reason.is_null() | reason.is_in([SetAside.TOTAL])
    kept &= ~is_placeholder(cells)
    if kept.all():
        return cells
    frame = pl.DataFrame({"cell": cells, "kept": kept})
    return frame.select(pl.when("kept").then("cell").alias(cells.name))[cells.name]
