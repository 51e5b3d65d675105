"""Prices times quantities with a discount beside them: what the discount means is asked."""

from collections.abc import Callable

import polars as pl

from retention_core.ingest.columns.amounts import Amounts
from retention_core.ingest.columns.exact_arithmetic import Scaled, difference, product
from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.table.header_location import TableBody
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode, QuestionCode


def after_discount(
    total: Scaled, body: TableBody, columns: Columns, answers: Answers, read: Callable[[], Amounts]
) -> tuple[Scaled, tuple[Note, ...]]:
    """Amounts less their discount, as the user says that it works; unchanged where no row has one."""
    if columns.platform or "discount" not in columns:
        return total, ()
    amounts = read()
    off = Scaled(amounts.minor.fill_null(0).abs(), amounts.decimals)
    if not (off.minor > 0).any():
        return total, ()
    column = body.header(columns["discount"])
    choices = _sensible(off)
    chosen = answers.ask(QuestionCode.DISCOUNT, choices, "amount", column=column)
    if chosen == "ignore":
        return total, ()
    return _less(total, off, chosen), (Note(NoteCode.DISCOUNT, {"file": body.table.file, "column": column}),)


def _sensible(off: Scaled) -> tuple[str, ...]:
    """Shares are at most 1, percentages at most 100."""
    largest = (off.minor.max() or 0) / 10**off.decimals  # type: ignore[operator]
    if largest <= 1:
        return ("share", "amount", "ignore")
    return ("percent", "amount", "ignore") if largest <= 100 else ("amount", "ignore")


def _less(total: Scaled, off: Scaled, chosen: str) -> Scaled:
    if chosen == "amount":
        return difference(total, off)
    decimals = off.decimals + (2 if chosen == "percent" else 0)
    return product(
        total, Scaled(pl.Series([10**decimals]).extend_constant(10**decimals, len(off.minor) - 1) - off.minor, decimals)
    )
