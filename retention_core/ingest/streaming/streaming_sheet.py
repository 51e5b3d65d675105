"""A large clean sheet of a workbook, read as the careful way would read it, or left to that way.

The cells are here already, so every one of those in use is looked at: a day that is not ISO, an amount that is no plain
number, a missing or doubtful customer, a repeated order number send the sheet the careful way.
"""

from dataclasses import replace

import polars as pl

from retention_core.ingest.columns.contact_columns import CONTACTS, contact_cells
from retention_core.ingest.files.formats import Opened
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.cells import CellTable
from retention_core.ingest.inputs.progress import report_step
from retention_core.ingest.recognition.order_states import holds_states, may_be_states
from retention_core.ingest.streaming.customer_codes import NotPlain, customer_key
from retention_core.ingest.streaming.streaming_log import only_currency
from retention_core.ingest.streaming.streaming_read import (
    StreamingPlan,
    StreamingRead,
    agrees_with_answers,
    decide_forms,
    decided_plan,
    logged,
    source_without_doubt,
    wanted,
)
from retention_core.kernel.errors import RetainError
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode

LEAST_ROWS = 50_000
_HEAD_ROWS = 5_000
_MOST_DIGITS = 15
_PLAIN_NUMBER = r"^-?\d+(?:\.\d+)?$"
_NEEDED = frozenset({"customer_id", "ordered_on", "amount", "order_id"})


def stream_sheet(file: Opened, answers: Answers, least_rows: int | None = None) -> StreamingRead | None:
    """The orders of a file with one large clean sheet; None where it must be read the careful way."""
    table = file.tables[0]
    least = LEAST_ROWS if least_rows is None else least_rows
    if len(file.tables) > 1 or not table.spreadsheet or table.notes or table.merged or table.cells.height < least:
        return None
    report_step("columns", file.name)
    try:
        plan = decided_plan(_head(table), replace(answers, sheet=table.sheet))
        quick = _read(table, plan, file.sha256) if plan and plan.columns.of.keys() >= _NEEDED else None
    except (RetainError, NotPlain, pl.exceptions.PolarsError):
        return None
    decide_forms(quick.notes if quick else (), answers)
    return quick if agrees_with_answers(answers) else None


def _head(table: CellTable) -> CellTable:
    return replace(table, cells=table.cells.head(_HEAD_ROWS), rows=table.rows.head(_HEAD_ROWS))


def _read(table: CellTable, plan: StreamingPlan, sha256: bytes) -> StreamingRead:
    report_step("joining", table.file)
    states = [at for at, name in enumerate(plan.body.named) if may_be_states(name or "")]
    if any(holds_states(table.cells[str(at)]) for at in states):
        raise NotPlain
    if None in plan.body.named or any(column.null_count() for column in _whole(table, plan)):
        raise NotPlain
    read = _typed(table.cells[1:], plan)
    rows, currency = read["ordered_on"].len(), only_currency(read)
    log = logged(plan, read)
    return StreamingRead(log, currency, source_without_doubt(plan, log.orders, rows), _notes(table, plan), sha256)


def _whole(table: CellTable, plan: StreamingPlan) -> list[pl.Series]:
    """The columns without which a row is no order."""
    return [table.cells[plan.columns[name]] for name in sorted(_NEEDED)]


def _typed(cells: pl.DataFrame, plan: StreamingPlan) -> dict[str, pl.Series]:
    """The columns in use, each cell read strictly."""
    of = plan.columns.of
    customer, amount = of["customer_id"], pl.col(of["amount"])
    key, key_name = customer_key(plan.body.cells[customer], customer)
    plain = amount.str.contains(_PLAIN_NUMBER) & (amount.str.len_bytes() <= _MOST_DIGITS)
    if not cells.select(plain.all()).item():
        raise NotPlain
    parts = [key.alias(key_name), amount.cast(pl.Float64).alias("amount"), _days(cells[of["ordered_on"]])]
    if key_name == "number":
        parts.append(pl.col(customer).str.len_bytes().cast(pl.UInt8).alias("length"))
    apart = {"customer_id", "ordered_on", "amount", *CONTACTS}
    texts = [pl.col(of[name]).alias(name) for name in wanted(plan.columns) - apart]
    texts += contact_cells(of)
    return {column.name: column for column in cells.select(*parts, *texts).get_columns()}


def _days(cells: pl.Series) -> pl.Expr:
    """Days as workbooks hold them, with or without a time of day; every cell in the same form."""
    text = pl.col(cells.name)
    lengths = cells.str.len_bytes()
    if lengths.min() != lengths.max() or lengths[0] not in {10, 19}:
        raise NotPlain
    if lengths[0] == 10 or (cells.str.slice(10) == " 00:00:00").all():
        return text.str.head(10).str.to_date("%Y-%m-%d", strict=True).alias("ordered_on")
    return text.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=True).dt.date().alias("ordered_on")


def _notes(table: CellTable, plan: StreamingPlan) -> tuple[Note, ...]:
    amounts = table.cells[plan.columns["amount"]]
    decimal = amounts.str.contains(r"\.").any()
    return (Note(NoteCode.DECIMAL_MARK, {"file": table.file, "field": "amount", "mark": "point"}),) if decimal else ()
