"""Columns without a meaning of their own that sort customers into groups: payment method, gender, region."""

from collections.abc import Collection

import polars as pl

from retention_core.ingest.table.header_location import TableBody
from retention_core.kernel.questions import TableKind
from retention_core.kernel.workbook import TRAIT

MOST_VALUES = 30
FEWEST_ROWS_A_VALUE = 2
OF_CUSTOMERS = frozenset({TableKind.SUBSCRIPTIONS, TableKind.CUSTOMERS, TableKind.ACTIVITY})


def traits(body: TableBody, kind: TableKind, taken: Collection[str]) -> dict[str, pl.Series]:
    """The columns that hold a few values again and again, by the name they have in the workbook, as written.

    taken   positions of the columns that are read as something else
    Only of tables about customers; of two columns with one header the first counts.
    """
    if kind not in OF_CUSTOMERS:
        return {}
    free = [at for at in reversed(body.cells.columns) if at not in taken and body.header(at).strip()]
    return {TRAIT + body.header(at).strip(): body.cells[at] for at in free if _sorts(body.cells[at])}


def _sorts(cells: pl.Series) -> bool:
    """Whether a column has two values or more, each of them often."""
    values = cells.drop_nulls()
    return 2 <= values.n_unique() <= min(MOST_VALUES, len(values) / FEWEST_ROWS_A_VALUE)
