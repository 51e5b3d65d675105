"""What one table holds: orders, facts of another kind, or nothing that is known."""

from dataclasses import dataclass, replace

from retention_core.ingest.columns.days_in_parts import with_customers_above, with_days
from retention_core.ingest.columns.order_columns import order_columns
from retention_core.ingest.columns.period_columns import unpivot
from retention_core.ingest.files.formats import Opened
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.cells import CellTable
from retention_core.ingest.inputs.progress import report_step
from retention_core.ingest.joining.product_lists import ProductsTable
from retention_core.ingest.rows.facts import FactsTable, read_facts
from retention_core.ingest.rows.line_items import LinesTable, could_be_lines
from retention_core.ingest.rows.orders import OrdersTable, read_orders
from retention_core.ingest.table.adjacent_tables import single_table
from retention_core.ingest.table.column_recognition import COHORTS, OWN_PURCHASES, as_decided, other_kind
from retention_core.ingest.table.fit_to_header import fit_to_header
from retention_core.ingest.table.formula_cells import check_results
from retention_core.ingest.table.full_names import with_full_names
from retention_core.ingest.table.header_location import locate_table
from retention_core.ingest.table.merged_cells import with_merged
from retention_core.ingest.table.recognised_table import RecognisedTable
from retention_core.ingest.table.stacked_tables import combine, in_one_order
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.questions import Note, TableKind
from retention_core.kernel.reading_codes import DecisionCode, NoteCode

_MAY_BE_UNUSED = frozenset(
    {Refusal.EXPORT_WITHOUT_CUSTOMERS, Refusal.NO_KNOWN_TABLE, Refusal.OTHER_TABLE, Refusal.CUSTOMER_LIST}
)
_NO_ORDERS = frozenset({Refusal.NO_KNOWN_TABLE, Refusal.OTHER_TABLE, Refusal.NO_DAY_COLUMN, Refusal.NO_CUSTOMER_COLUMN})
_SURELY_NO_LINES = frozenset({"report", COHORTS, OWN_PURCHASES})


@dataclass(frozen=True)
class Unused:
    """A sheet or file of which nothing is used, and why."""

    table: CellTable
    why: Note

    @property
    def notes(self) -> tuple[Note, ...]:
        """Why it was left unused."""
        return (self.why,)


ParsedTable = OrdersTable | LinesTable | FactsTable | ProductsTable | Unused


def place_of(one: ParsedTable | RecognisedTable) -> tuple[str, str | None]:
    """The file and the sheet of a table."""
    table = one.table if isinstance(one, Unused) else one.body.table
    return table.file, table.sheet


def passed_over(file: Opened, answers: Answers) -> list[Unused]:
    """Files that were dropped twice, and hidden sheets beside visible ones unless they are wanted."""
    if file.same_as:
        why = Note(NoteCode.SAME_FILE, {"file": file.name, "other": file.same_as})
        return [Unused(table, why) for table in file.tables]
    if all(table.hidden for table in file.tables):
        return []
    hidden = [table for table in file.tables if table.hidden]
    if not hidden:
        return []
    own, names = answers.about(file.name, None), ", ".join(str(table.sheet) for table in hidden)
    if own.decide(DecisionCode.HIDDEN_SHEETS, "leave_out", ("leave_out", "use"), sheets=names) == "use":
        return []
    return [Unused(table, Note(NoteCode.HIDDEN_SHEET, {"file": file.name, "sheet": table.sheet})) for table in hidden]


def recognise_table(table: CellTable, answers: Answers, *, alone: bool) -> RecognisedTable | Unused:
    """A table with its header found and its columns recognised; among several, one without any is left unused."""
    own = replace(answers.about(table.file, table.sheet), file=table.file, sheet=table.sheet)
    try:
        report_step("layout", table.file)
        body, shifted = fit_to_header(in_one_order(combine(with_merged(check_results(locate_table(table, own))))), own)
        body, shifted = unpivot(with_full_names(single_table(body)), shifted, own)
        body = with_customers_above(with_days(body, own), own)
        return RecognisedTable(body, shifted, as_decided(body, own), own)
    except Refused as refused:
        return _left_unused(table, refused, alone=alone)


def parse_table(laid: RecognisedTable, *, alone: bool) -> ParsedTable:
    """What a table holds; among several, one that holds nothing known is left unused."""
    try:
        return _known(laid)
    except Refused as refused:
        if alone and _of_no_orders(refused) and could_be_lines(laid) and not _whole_orders(laid):
            seen = ", ".join(laid.body.headers[:12])
            raise Refused(Refusal.LINES_ALONE, file=laid.body.table.file, seen=seen) from refused
        return _left_unused(laid.body.table, refused, alone=alone)


def _of_no_orders(refused: Refused) -> bool:
    """Whether a refusal leaves open that the table holds lines of orders: what adds them up is surely none."""
    return refused.code in _NO_ORDERS and refused.values.get("what") not in _SURELY_NO_LINES


def _whole_orders(laid: RecognisedTable) -> bool:
    """Whether each row is an order of its own with its day: what lacks is who bought, not the orders."""
    day, order = laid.body.seen.best("ordered_on"), laid.best("order_id")
    return bool(day and order) and laid.body.cells[str(order)].drop_nulls().is_unique().all()


def _left_unused(table: CellTable, refused: Refused, *, alone: bool) -> Unused:
    if alone or (table.sheet is None and refused.code not in _MAY_BE_UNUSED):
        raise refused
    return nothing_known(table)


def nothing_known(table: CellTable) -> Unused:
    """A sheet or file left out because nothing in it is known."""
    code = NoteCode.OTHER_SHEET if table.sheet is not None else NoteCode.OTHER_FILE
    return Unused(table, Note(code, {"file": table.file, "sheet": table.sheet}))


def _known(laid: RecognisedTable) -> ParsedTable:
    body, seen, own = laid.body, laid.seen, laid.answers
    if seen.kind is TableKind.OTHER:
        raise other_kind(body)
    report_step("columns", body.table.file)
    if seen.kind is not TableKind.ORDERS:
        facts = read_facts(body, laid.shifted, seen.kind, own)
        return replace(facts, notes=(*body.table.notes, *facts.notes))
    orders = read_orders(body, laid.shifted, order_columns(body, own), own)
    return replace(orders, notes=(*body.table.notes, *orders.notes))
