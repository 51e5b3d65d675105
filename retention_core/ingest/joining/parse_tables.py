"""Several tables understood together: what each holds, and what they say about each other."""

from collections.abc import Sequence

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.cells import CellTable
from retention_core.ingest.joining.orders_with_line_items import with_line_items
from retention_core.ingest.joining.overlapping_files import deduplicate_orders
from retention_core.ingest.joining.parsed_table import (
    ParsedTable,
    nothing_known,
    parse_table,
    place_of,
    recognise_table,
)
from retention_core.ingest.joining.product_lists import with_products
from retention_core.ingest.joining.refund_files import refunds_among, with_refunds
from retention_core.ingest.rows.line_items import lines_among
from retention_core.ingest.rows.orders import OrdersTable
from retention_core.ingest.table.recognised_table import RecognisedTable


def parse_tables(tables: Sequence[CellTable], answers: Answers, understood: list[ParsedTable]) -> None:
    """Adds what each table holds, joined with the others: prices of products first, since they are money of orders."""
    alone = len(tables) == 1
    laid: list[RecognisedTable] = []
    for table in tables:
        one = recognise_table(table, answers, alone=alone)
        if isinstance(one, RecognisedTable):
            laid.append(one)
        else:
            understood.append(one)
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
