"""Several tables understood together: what each holds, and what they say about each other."""

from collections.abc import Sequence

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.cells import Table
from retention_core.ingest.joining.orders_with_line_items import with_lines
from retention_core.ingest.joining.overlapping_files import together
from retention_core.ingest.joining.parsed_table import Understood, laid_out, nothing_known, place_of, understood_as
from retention_core.ingest.joining.product_lists import with_products
from retention_core.ingest.rows.line_items import lines_among
from retention_core.ingest.rows.orders import OrdersTable
from retention_core.ingest.table.recognised_table import Laid


def understand(tables: Sequence[Table], answers: Answers, understood: list[Understood]) -> None:
    """Adds what each table holds, joined with the others: prices of products first, since they are money of orders."""
    alone = len(tables) == 1
    laid: list[Laid] = []
    for table in tables:
        one = laid_out(table, answers, alone=alone)
        if isinstance(one, Laid):
            laid.append(one)
        else:
            understood.append(one)
    laid, products = with_products(laid)
    lines = lines_among(laid)
    understood += products
    for one in laid:
        if one not in lines:
            understood.append(understood_as(one, alone=alone))
    understood[:] = _orders_together(understood, answers)
    understood[:] = _with_lines(understood, lines, answers)


def _with_lines(understood: Sequence[Understood], lines: Sequence[Laid], answers: Answers) -> list[Understood]:
    joined = with_lines([table for table in understood if isinstance(table, OrdersTable)], lines, answers)
    told = iter(joined.orders)
    same = [next(told) if isinstance(table, OrdersTable) else table for table in understood]
    used = {place_of(table) for table in joined.lines}
    left = [nothing_known(one.body.table) for one in lines if place_of(one) not in used]
    return [*same, *joined.lines, *left]


def _orders_together(understood: Sequence[Understood], answers: Answers) -> list[Understood]:
    """The tables of orders compared with each other; those not chosen are left unused."""
    orders = [table for table in understood if isinstance(table, OrdersTable)]
    chosen = {id(table.body.table): table for table in together(orders, answers)}
    kept: list[Understood] = []
    for table in understood:
        if not isinstance(table, OrdersTable):
            kept.append(table)
            continue
        same = chosen.get(id(table.body.table))
        kept.append(same or nothing_known(table.body.table))
    return kept
