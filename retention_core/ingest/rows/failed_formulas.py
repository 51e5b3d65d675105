"""Rows of an orders table in which a formula failed (#N/A), or has no result in the file."""

import polars as pl

from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.cells import NO_RESULT
from retention_core.ingest.inputs.limits import UNREADABLE_SHARE
from retention_core.ingest.rows.order_cells import column_of
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_words import is_error_cell
from retention_core.kernel.reading_codes import QuestionCode, SetAside

_READ = ("customer_id", "ordered_on", "amount", "unit_price", "quantity")


def failed_formulas(body: TableBody, columns: Columns) -> list[tuple[pl.Expr, pl.Expr]]:
    """Which rows have such a cell for the customer, the day or money, and the reason for each."""
    read = _cells(body, columns)
    found = [(_any([_errors(cells) for cells in read.values()]), pl.lit(SetAside.ERROR_CELL))]
    unstored = [(cells == NO_RESULT).fill_null(value=False) for cells in read.values()]
    return [*found, (_any(unstored), pl.lit(SetAside.NO_RESULT))] if body.table.spreadsheet else found


def check_errors(frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers) -> None:
    """Errors on more than one row in twenty are a doubt about the column that has most of them.

    frame    one row per row of the table, with reason (`SetAside`)
    """
    bad = (frame["reason"] == SetAside.ERROR_CELL).fill_null(value=False)
    if bad.sum() <= UNREADABLE_SHARE * frame.height:
        return
    errors = {name: cells.filter(bad & _errors(cells)) for name, cells in _cells(body, columns).items()}
    name = max(errors, key=lambda one: len(errors[one]))
    values = {"rows": int(bad.sum()), "of": frame.height, "example": errors[name][0]}
    answers.ask(QuestionCode.UNREADABLE, ("set_aside",), name, **values)


def _cells(body: TableBody, columns: Columns) -> dict[str, pl.Series]:
    return {name: column_of(body, columns, name) for name in _READ if name in columns}


def _errors(cells: pl.Series) -> pl.Series:
    return cells.to_frame("cell").select(is_error_cell(pl.col("cell"))).to_series()


def _any(found: list[pl.Series]) -> pl.Expr:
    return pl.any_horizontal([pl.lit(which) for which in found])
