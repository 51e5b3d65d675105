"""Cells of an orders table by field, and which rows may be orders at all."""

import polars as pl

from retention_core.ingest import rows as kinds_of_rows
from retention_core.ingest.columns import Columns
from retention_core.ingest.layout import Body
from retention_core.ingest.words import says_nothing


def column_of(body: Body, columns: Columns, name: str) -> pl.Series:
    """The cells of a field."""
    return body.cells[columns[name]].alias(name)


def structure_of(body: Body, columns: Columns) -> pl.Series:
    """Why rows are no orders by their shape; null for the others."""
    money = columns.of.get("amount") or columns.of.get("unit_price")
    keys = tuple(columns[k] for k in ("order_id", "customer_id") if k in columns)
    return kinds_of_rows.structure(body, columns["ordered_on"], money, keys)


def among_orders(cells: pl.Series, reason: pl.Series) -> pl.Series:
    """The cells of rows that may be orders; null elsewhere, and for marks that stand for nothing."""
    kept = reason.is_null() | reason.is_in([kinds_of_rows.TOTAL])
    kept &= ~says_nothing(cells)
    if kept.all():
        return cells
    frame = pl.DataFrame({"cell": cells, "kept": kept})
    return frame.select(pl.when("kept").then("cell").alias(cells.name))[cells.name]
