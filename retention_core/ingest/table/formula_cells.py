"""Formulas whose results a workbook does not hold: a program wrote them and never calculated."""

from retention_core.ingest.inputs.cells import NO_RESULT
from retention_core.ingest.inputs.limits import UNREADABLE_SHARE
from retention_core.ingest.table.header_location import TableBody
from retention_core.kernel.errors import Refusal, Refused

_READ = frozenset(
    {"customer_id", "ordered_on", "amount", "unit_price", "quantity", "order_id", "refunded", "discount", "currency"}
    | {"status", "email", "started_on", "ended_on", "happened_at", "spent_on", "amount_per_month"}
)


def check_results(body: TableBody) -> TableBody:
    """The table; refused where a column that would be read has formulas without results on more than one row in 20."""
    for at, roles in enumerate(body.named_roles if body.table.spreadsheet else ()):
        missing = int((body.cells[str(at)] == NO_RESULT).sum())
        if roles & _READ and missing > UNREADABLE_SHARE * body.cells.height:
            told = {"column": body.headers[at], "rows": missing}
            raise Refused(Refusal.NO_FORMULA_RESULTS, file=body.table.called, **told)
    return body
