"""What one table holds: orders, facts of another kind, or nothing that is known."""

from dataclasses import dataclass, replace

from retention_core.errors import Refused
from retention_core.ingest.answers import Answers
from retention_core.ingest.columns import order_columns
from retention_core.ingest.facts import FactsTable, read_facts
from retention_core.ingest.formats import Opened
from retention_core.ingest.full_names import with_full_names
from retention_core.ingest.layout import located
from retention_core.ingest.orders import OrdersTable, read_orders
from retention_core.ingest.ragged import squared
from retention_core.ingest.recognise import recognised
from retention_core.ingest.table import Table
from retention_core.ingest.watch import step
from retention_core.workbook import Kind, Note

_MAY_BE_UNUSED = frozenset({"no_known_table"})


@dataclass(frozen=True)
class Unused:
    """A sheet or file of which nothing is used, and why."""

    table: Table
    why: Note

    @property
    def notes(self) -> tuple[Note, ...]:
        """Why it was left unused."""
        return (self.why,)


Understood = OrdersTable | FactsTable | Unused


def passed_over(file: Opened) -> list[Unused]:
    """Files that were dropped twice, and hidden sheets beside visible ones."""
    if file.same_as:
        why = Note("same_file", {"file": file.name, "other": file.same_as})
        return [Unused(table, why) for table in file.tables]
    if all(table.hidden for table in file.tables):
        return []
    hidden = [table for table in file.tables if table.hidden]
    return [Unused(table, Note("hidden_sheet", {"file": file.name, "sheet": table.sheet})) for table in hidden]


def understood_as(table: Table, answers: Answers, *, alone: bool) -> Understood:
    """What a table holds; among several, one that holds nothing known is left unused."""
    try:
        return _known(table, replace(answers.about(table.file, table.sheet), file=table.file, sheet=table.sheet))
    except Refused as refused:
        if alone or (table.sheet is None and refused.code not in _MAY_BE_UNUSED):
            raise
        return nothing_known(table)


def nothing_known(table: Table) -> Unused:
    """A sheet or file left out because nothing in it is known."""
    code = "other_sheet" if table.sheet is not None else "other_file"
    return Unused(table, Note(code, {"file": table.file, "sheet": table.sheet}))


def _known(table: Table, own: Answers) -> Understood:
    step("layout", table.file)
    body, shifted = squared(located(table, own), own)
    body = with_full_names(body)
    seen = recognised(body)
    if seen.kind is Kind.OTHER:
        raise Refused("no_known_table", file=table.file, seen=", ".join(body.headers[:12]))
    step("columns", table.file)
    if seen.kind is not Kind.ORDERS:
        facts = read_facts(body, shifted, seen.kind, seen.candidates, own)
        return replace(facts, notes=(*body.table.notes, *facts.notes))
    orders = read_orders(body, shifted, order_columns(body, seen.candidates, own), own)
    return replace(orders, notes=(*body.table.notes, *orders.notes))
