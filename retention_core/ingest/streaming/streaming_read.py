"""Large clean files in one streaming pass. It reads what the careful way would read, or steps aside.

Every row is looked at: a single cell that is not plain (a missing customer, a day in another form than the first rows,
an amount that is no plain number, a total, a line that is no row) sends the whole file the careful way.
"""

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from retention_core.ingest.book.build_workbook import NumberedOrders
from retention_core.ingest.book.column_evidence import evidence_of
from retention_core.ingest.book.order_counts import order_counts
from retention_core.ingest.book.table_sources import NOT_SHOWN
from retention_core.ingest.columns.amount_units import names_unit
from retention_core.ingest.columns.amounts import decided_mark
from retention_core.ingest.columns.contact_columns import (
    CONTACTS,
    bare_names,
    by_customer,
    carried,
    contact_cells,
    with_own_email,
)
from retention_core.ingest.columns.dates import DAY_FIRST, MONTH_FIRST
from retention_core.ingest.columns.order_columns import Columns, order_columns
from retention_core.ingest.files.delimited import decided_dialect
from retention_core.ingest.files.dialects import dialect_of
from retention_core.ingest.files.quotes_in_order import in_order
from retention_core.ingest.inputs.answers import COLUMN, Answers, File
from retention_core.ingest.inputs.cells import CellTable, table_of
from retention_core.ingest.inputs.progress import report_step
from retention_core.ingest.recognition.order_states import holds_states, may_be_states
from retention_core.ingest.recognition.recognise import Recognition
from retention_core.ingest.states.cancelling_remarks import remark_columns
from retention_core.ingest.states.further_states import says_paid
from retention_core.ingest.streaming.customer_codes import Coded, NotPlain, coded, customer_key
from retention_core.ingest.streaming.streaming_formats import DayForm, Mark, amounts_with_commas, day_form, decimal_mark
from retention_core.ingest.streaming.streaming_line_items import one_row_per_order
from retention_core.ingest.streaming.streaming_log import (
    counts_of,
    exact_amounts,
    few_names_for_one_email,
    in_day_order,
    no_doubt,
    nothing_odd,
    one_email_one_customer,
    only_currency,
    repeats,
)
from retention_core.ingest.table.adjacent_tables import single_table
from retention_core.ingest.table.column_recognition import as_decided
from retention_core.ingest.table.full_names import with_full_names
from retention_core.ingest.table.header_location import TableBody, locate_table
from retention_core.ingest.table.stacked_tables import combine
from retention_core.ingest.words.clean_fields import COSTS, FLAGS, ORDER_TEXTS
from retention_core.kernel.errors import RetainError
from retention_core.kernel.questions import Note, TableKind
from retention_core.kernel.reading_codes import NoteCode, QuestionCode
from retention_core.kernel.workbook import Source

NEWLINE = b"\n"
LEAST_BYTES = 24 << 20
_HEAD_BYTES = 1 << 18
_MOST_MONTHS, _BY_FAR = 12, 1.0
_READ_HERE = frozenset({NoteCode.DECIMAL_MARK, NoteCode.DAY_ORDER})
_SETTLED = ("ordered_on", "customer_id", "amount", "order_id", "currency", "status")


@dataclass(frozen=True)
class StreamingRead:
    """What the streaming pass gave: the log, its currency and source, notes, and the sha256 of the file."""

    log: NumberedOrders
    currency: str | None
    source: Source
    notes: tuple[Note, ...]
    sha256: bytes


@dataclass(frozen=True)
class StreamingPlan:
    """The table's first rows, which column is which, and the decimal mark of amounts."""

    body: TableBody
    columns: Columns
    mark: Mark

    @property
    def delimiter(self) -> str:
        """What stands between cells of a delimited file."""
        return self.body.table.delimiter or ","


def stream_orders(file: File, answers: Answers, least_bytes: int | None = None) -> StreamingRead | None:
    """The orders of a large clean delimited file; None where it must be read the careful way."""
    if file.path is None or not file.path.is_file() or file.path.stat().st_size < _least(least_bytes):
        return None
    report_step("opening", file.name)
    plan = _plan(file.path, file.name, answers)
    return _followed(plan, file, answers) if plan and agrees_with_answers(answers, _READ_HERE) else None


def _least(asked: int | None) -> int:
    return LEAST_BYTES if asked is None else asked


def _plan(path: Path, name: str, answers: Answers) -> StreamingPlan | None:
    """Dialect and columns from the first lines, where headers alone settle them."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
        text = head[: head.rfind(b"\n") + 1].decode("utf-8-sig")
        dialect = decided_dialect(text, dialect_of(text), answers)
        if dialect is None or not dialect.plain or "\r" in text.replace("\r\n", ""):
            return None
        cells = pl.read_csv(text.encode(), separator=dialect.delimiter, has_header=False, infer_schema=False)
        return decided_plan(table_of(cells, file=name, encoding="utf-8", delimiter=dialect.delimiter), answers)
    except (OSError, UnicodeDecodeError, RetainError, pl.exceptions.PolarsError):
        return None


def decided_plan(head: CellTable, answers: Answers) -> StreamingPlan | None:
    """Which column is which, from the first rows; None where rows further down could change it."""
    body = locate_table(head, answers)
    if body.header_row != 1 or with_full_names(body) is not body or single_table(combine(body)) is not body:
        return None
    seen = as_decided(body, answers)
    if seen.kind is not TableKind.ORDERS or len(set(body.headers)) != len(body.named):
        return None
    columns = order_columns(body, answers)
    mark = decimal_mark(body.cells[columns["amount"]]) if "amount" in columns else Mark(None, proven=True)
    if "amount" in columns and names_unit(body.header(columns["amount"])):
        return None
    return StreamingPlan(body, columns, mark) if _settled(columns, body, answers) else None


def _settled(columns: Columns, body: TableBody, answers: Answers) -> bool:
    """Whether the values further down cannot change which column is which."""
    if columns.platform or "unit_price" in columns or not {"customer_id", "ordered_on"} <= columns.of.keys():
        return False
    if {"status", "sale_kind", "refunded", *FLAGS, *COSTS} & columns.of.keys() or bare_names(body):
        return False
    if remark_columns(body, columns):
        return False
    if any(says_paid(body, at) for at in body.cells.columns if at not in columns.of.values()):
        return False
    picked = answers.columns()
    return all(name in picked or _alone(body.seen, name, columns[name]) for name in _SETTLED if name in columns)


def _alone(seen: Recognition, name: str, position: str) -> bool:
    """Whether a column is a field by far: what stands further down cannot put another before it."""
    odds = [seen.odds(name, at) for at in seen.ranked(name) if at != position]
    return seen.odds(name, position) - max(odds, default=0.0) >= _BY_FAR


def _followed(plan: StreamingPlan, file: File, answers: Answers) -> StreamingRead | None:
    """The streaming pass uses all processors; the hash is made beside what follows it, which uses one."""
    assert file.path is not None
    report_step("columns", file.name)
    try:
        if _states_further_down(plan, file.path):
            return None
        form = day_form(plan.body.cells[plan.columns["ordered_on"]])
        read = {column.name: column for column in _streamed(plan, form, file.path).get_columns()}
        read["ordered_on"], order = form.settled(read)
        report_step("joining", file.name)
        with ThreadPoolExecutor(1) as beside:
            whole = beside.submit(_hashed, file.path, plan.delimiter)
            rows, currency = read["ordered_on"].len(), only_currency(read)
            log = logged(plan, read)
            sha256, lines, quotes_fit = whole.result()
    except (pl.exceptions.PolarsError, NotPlain):
        return None
    if rows != lines - 1 or not quotes_fit:
        return None
    notes = _notes(plan, log, order)
    decide_forms(notes, answers)
    if not agrees_with_answers(answers):
        return None
    return StreamingRead(log, currency, source_without_doubt(plan, log.orders, rows), notes, sha256)


def agrees_with_answers(answers: Answers, later: frozenset[str] = frozenset()) -> bool:
    """Whether this pass has done what the answers say: columns and layout as chosen, forms as it finds them itself.

    `later`: the codes that it will decide further on.
    """
    decided = [decision for decision in answers.decided.values() if decision.file == answers.file]
    done = {d.code for d in decided if d.code not in _READ_HERE or d.chosen == d.automatic}
    return all(answer.code in {COLUMN, *later, *done} for answer in answers.given)


def decide_forms(notes: tuple[Note, ...], answers: Answers) -> None:
    """Tells the decimal mark of the amounts and the order of the days, so that they can be overruled."""
    for note in notes:
        field = str(note.values.get("field"))
        if note.code == NoteCode.DECIMAL_MARK:
            decided_mark(str(note.values["mark"]), answers, field)
        elif note.code == NoteCode.DAY_ORDER:
            order = str(note.values["order"])
            answers.decide(QuestionCode.DAY_ORDER, order, (DAY_FIRST, MONTH_FIRST), field, rows=note.values["rows"])


def _hashed(path: Path, delimiter: str) -> tuple[bytes, int, bool]:
    """sha256 of a file, how many lines it has, and whether its quotes are in order."""
    digest, lines, rest, fit = hashlib.sha256(), 0, b"", True
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 22):
            digest.update(chunk)
            lines += chunk.count(NEWLINE)
            whole, newline, rest = (rest + chunk).rpartition(NEWLINE)
            fit = fit and in_order(whole + newline, delimiter)
    return digest.digest(), lines + bool(rest), fit and in_order(rest, delimiter)


def _streamed(plan: StreamingPlan, form: DayForm, path: Path) -> pl.DataFrame:
    """The columns in use, typed strictly in one pass over the file."""
    header = {
        name: plan.body.named[int(at)] or "" for name, at in plan.columns.of.items() if name in wanted(plan.columns)
    }
    types: dict[str, type[pl.DataType]] = dict.fromkeys(_raw_headers(plan), pl.String)
    commas = plan.mark.sign == ","
    if "amount" in header and not commas:
        types[header["amount"]] = pl.Float64
    lazy = pl.scan_csv(path, separator=plan.delimiter, schema=types)
    key, key_name = customer_key(plan.body.cells[plan.columns["customer_id"]], header["customer_id"])
    parts = [key.alias(key_name), *form.read(header["ordered_on"])]
    if key_name == "number":
        parts.append(pl.col(header["customer_id"]).str.len_bytes().cast(pl.UInt8).alias("length"))
    if "amount" in header:
        parts.append((amounts_with_commas if commas else pl.col)(header["amount"]).alias("amount"))
    texts = [pl.col(header[name]).alias(name) for name in ("order_id", *ORDER_TEXTS, "currency") if name in header]
    return lazy.select(*parts, *texts, *contact_cells(header)).collect(engine="streaming")


def _states_further_down(plan: StreamingPlan, path: Path) -> bool:
    """Whether a column such as "state" holds states of orders, which its first rows did not."""
    names = [name for name in _raw_headers(plan) if may_be_states(name)]
    lazy = pl.scan_csv(path, separator=plan.delimiter, schema=dict.fromkeys(_raw_headers(plan), pl.String))
    return any(holds_states(lazy.select(pl.col(name).unique()).collect(engine="streaming")[name]) for name in names)


def _raw_headers(plan: StreamingPlan) -> list[str]:
    return [name or f"_{at}" for at, name in enumerate(plan.body.named)]


def wanted(columns: Columns) -> set[str]:
    """The fields that the log of a workbook needs."""
    needed = ("customer_id", "ordered_on", "amount", "order_id", *ORDER_TEXTS, "currency")
    return {name for name in needed if name in columns} | set(carried(columns.of))


def logged(plan: StreamingPlan, read: dict[str, pl.Series]) -> NumberedOrders:
    """The log of the columns read; each is let go of as soon as it is used."""
    people = coded(read, plan.body.cells[plan.columns["customer_id"]])
    no_doubt(read, people)
    amount, decimals = exact_amounts(read.pop("amount", None))
    if decimals and not plan.mark.proven:
        raise NotPlain
    columns = {"customer_code": people.codes, "ordered_on": read["ordered_on"]}
    if amount is not None:
        columns["amount"] = amount
    texts = [name for name in ("order_id", *ORDER_TEXTS) if name in read and name != "status"]
    columns |= {name: read[name] for name in texts}
    nothing_odd(people.codes, amount)
    customers = _reachable(people, read)
    repeated = "order_id" in columns and repeats(columns["order_id"])
    if repeated:
        columns = one_row_per_order(pl.DataFrame(columns)).to_dict()
    orders = in_day_order(columns | {"purchase": _purchases(columns)})
    money = ["amount"] if amount is not None else []
    orders = orders.select("customer_code", "ordered_on", *money, "purchase", *texts)
    return NumberedOrders(orders, customers, decimals, order_counts(orders) if repeated else counts_of(orders))


def _reachable(people: Coded, read: dict[str, pl.Series]) -> pl.DataFrame:
    """The customers with the names, e-mails and phones that stand beside their orders."""
    customers = people.customers
    said = {name: read.pop(name) for name in CONTACTS if name in read}
    if said:
        rows = pl.DataFrame({"customer_code": people.codes, "ordered_on": read["ordered_on"], **said})
        one_email_one_customer(rows)
        few_names_for_one_email(people, rows)
        found = by_customer(rows, "customer_code").sort("customer_code")
        customers = customers.hstack(found.drop("customer_code"))
    return with_own_email(customers)


def _purchases(columns: Mapping[str, pl.Series]) -> pl.Series:
    if "amount" in columns:
        return columns["amount"] >= 0
    return pl.repeat(value=True, n=len(columns["ordered_on"]), eager=True)


def source_without_doubt(plan: StreamingPlan, orders: pl.DataFrame, rows: int) -> Source:
    """How the table was read: every row is used."""
    body, table = plan.body, plan.body.table
    money = int(orders["amount"].sum()) if "amount" in orders.columns else None
    cells = dict.fromkeys(body.cells.columns, pl.String)
    empty = pl.DataFrame(schema={"row": pl.UInt32, "reason": pl.String, "amount": pl.Int64} | cells)
    shown = {name: body.header(at) for name, at in plan.columns.of.items() if name not in NOT_SHOWN}
    return Source(
        table.file, TableKind.ORDERS, table.sheet, table.encoding, table.delimiter, 1, body.headers, shown,
        rows, rows, empty, money, money, evidence_of(body, TableKind.ORDERS, shown),
    )  # fmt: skip


def _notes(plan: StreamingPlan, log: NumberedOrders, order: str) -> tuple[Note, ...]:
    file = plan.body.table.file
    notes = [Note(NoteCode.DELIMITER, {"file": file, "delimiter": plan.delimiter})]
    if order:
        notes.append(_note_of_order(plan, log.orders["ordered_on"], order))
    if plan.mark.name:
        notes.append(Note(NoteCode.DECIMAL_MARK, {"file": file, "field": "amount", "mark": plan.mark.name}))
    return tuple(notes)


def _note_of_order(plan: StreamingPlan, days: pl.Series, order: str) -> Note:
    """Which number is the day, how many rows prove it, and the first of them."""
    proving = days.filter(days.dt.day() > _MOST_MONTHS)
    shown = "%d{0}%m{0}%Y" if order == DAY_FIRST else "%m{0}%d{0}%Y"
    mark = plan.body.cells[plan.columns["ordered_on"]][0][2]
    example = proving[0].strftime(shown.format(mark)) if len(proving) else None
    known = {"file": plan.body.table.file, "field": "ordered_on", "order": order}
    return Note(NoteCode.DAY_ORDER, {**known, "example": example, "rows": len(proving)})
