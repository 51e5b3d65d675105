"""Several tables understood together: what each holds, and what they say about each other."""

from collections.abc import Sequence
from dataclasses import replace

from retention_core.ingest.inputs.answers import Answer, Answers
from retention_core.ingest.inputs.cells import CellTable
from retention_core.ingest.joining.orders_with_line_items import with_line_items
from retention_core.ingest.joining.overlapping_files import deduplicate_orders
from retention_core.ingest.joining.parsed_table import (
    ParsedTable,
    Unused,
    nothing_known,
    parse_table,
    place_of,
    recognise_table,
)
from retention_core.ingest.joining.product_lists import with_products
from retention_core.ingest.joining.refund_files import refunds_among, with_refunds
from retention_core.ingest.rows.line_items import lines_among, orders_of_lines
from retention_core.ingest.rows.orders import OrdersTable
from retention_core.ingest.table.header_location import locate_table
from retention_core.ingest.table.recognised_table import RecognisedTable
from retention_core.kernel.errors import Asking
from retention_core.kernel.questions import TableKind
from retention_core.kernel.reading_codes import QuestionCode


def parse_tables(tables: Sequence[CellTable], answers: Answers, understood: list[ParsedTable]) -> None:
    """Adds what each table holds, joined with the others: prices of products first, since they are money of orders."""
    alone = len(tables) == 1
    laid: list[RecognisedTable] = []
    doubted: list[tuple[CellTable, Asking]] = []
    for table in tables:
        try:
            _sort(recognise_table(table, answers, alone=alone), laid, understood)
        except Asking as doubt:
            if alone or doubt.code is not QuestionCode.KIND:
                raise
            doubted.append((table, doubt))
    for table, doubt in doubted:
        _sort(_by_its_lines(table, doubt, laid, answers), laid, understood)
    laid, products = with_products(laid)
    refunds = refunds_among(laid)
    laid = [one for one in laid if one not in [file.table for file in refunds]]
    lines = lines_among(laid)
    understood += products
    for one in laid:
        if one not in lines:
            understood.append(parse_table(one, alone=alone))
    understood[:] = _orders_together(understood, answers)
    understood[:] = _with_lines(understood, lines, answers)
    understood += with_refunds(understood, refunds)


def _sort(one: RecognisedTable | Unused, laid: list[RecognisedTable], understood: list[ParsedTable]) -> None:
    if isinstance(one, RecognisedTable):
        laid.append(one)
    else:
        understood.append(one)


def _by_its_lines(
    table: CellTable, doubt: Asking, laid: Sequence[RecognisedTable], answers: Answers
) -> RecognisedTable | Unused:
    """A table that may be of several kinds: orders, where the lines of another table are those of its numbers."""
    body = locate_table(table, answers.about(table.file, table.sheet))
    if not orders_of_lines(body, laid):
        raise doubt
    told = replace(answers, given=(*answers.given, Answer(QuestionCode.KIND, TableKind.ORDERS, table.file)))
    return recognise_table(table, told, alone=False)


def _with_lines(
    understood: Sequence[ParsedTable], lines: Sequence[RecognisedTable], answers: Answers
) -> list[ParsedTable]:
    joined = with_line_items([table for table in understood if isinstance(table, OrdersTable)], lines, answers)
    told = iter(joined.orders)
    same = [next(told) if isinstance(table, OrdersTable) else table for table in understood]
    used = {place_of(table) for table in joined.lines}
    left = [nothing_known(one.body.table) for one in lines if place_of(one) not in used]
    return [*same, *joined.lines, *left]


def _orders_together(understood: Sequence[ParsedTable], answers: Answers) -> list[ParsedTable]:
    """The tables of orders compared with each other; those not chosen are left unused."""
    orders = [table for table in understood if isinstance(table, OrdersTable)]
    chosen = {id(table.body.table): table for table in deduplicate_orders(orders, answers)}
    kept: list[ParsedTable] = []
    for table in understood:
        if not isinstance(table, OrdersTable):
            kept.append(table)
            continue
        same = chosen.get(id(table.body.table))
        kept.append(same or nothing_known(table.body.table))
    return kept
