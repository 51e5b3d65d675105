"""From dropped files to a workbook, or to the questions that stand in its way."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from retention_core.errors import Asking, Refused
from retention_core.ingest.answers import Answer, Answers, File, all_answers
from retention_core.ingest.book import Log, order_log, source_of
from retention_core.ingest.columns import order_columns
from retention_core.ingest.formats import Opened, opened
from retention_core.ingest.layout import located
from retention_core.ingest.ledger import totals
from retention_core.ingest.orders import OrdersTable, read_orders
from retention_core.ingest.quick import Quick, quick_orders
from retention_core.ingest.recognise import recognised
from retention_core.ingest.table import Table
from retention_core.workbook import Kind, Note, Question, Reading, Source, Workbook

VERSION = b"1"
MANY_ROWS = 300_000


def read_files(files: Sequence[File], answers: Sequence[Answer] = ()) -> Reading:
    """What the files say: a workbook whose every number can be trusted, or one question.

    Raises Refused where a file cannot be trusted or understood, with what was seen.
    """
    if not files:
        raise Refused("no_files")
    given = all_answers(answers)
    if len(files) == 1 and (quick := quick_orders(files[0], given.about(files[0].name, None))):
        return _quick_reading(quick, given)
    try:
        opened_files = [opened(file, given.about(file.name, None)) for file in files]
    except Asking as doubt:
        return Reading(None, (doubt.question,), (), ())
    return _with_effects(_read(opened_files, given), opened_files, given)


def _quick_reading(quick: Quick, answers: Answers) -> Reading:
    log, source = quick.log, quick.source
    digest = _digest((quick.sha256,), answers)
    book = Workbook(log.orders, log.customers, None, log.decimals, (source,), quick.notes, digest, counts=log.counts)
    return Reading(book, (), (source,), quick.notes)


def _read(files: Sequence[Opened], answers: Answers) -> Reading:
    tables: list[OrdersTable] = []
    try:
        for table in (table for file in files for table in file.tables if not table.hidden):
            tables.append(_understood(table, answers))
    except Asking as doubt:
        return Reading(None, (doubt.question,), _sources(tables), _notes(tables))
    return Reading(_workbook(tables, files, answers), (), _sources(tables), _notes(tables))


def _understood(table: Table, answers: Answers) -> OrdersTable:
    own = answers.about(table.file, table.sheet)
    own = replace(own, file=table.file, sheet=table.sheet)
    body = located(table, own)
    seen = recognised(body)
    if seen.kind is not Kind.ORDERS:
        raise Refused(_why_not_orders(seen.kind), file=table.file, seen=", ".join(body.headers[:12]))
    orders = read_orders(body, order_columns(body, seen.candidates, own), own)
    return replace(orders, notes=(*body.table.notes, *orders.notes))


def _why_not_orders(kind: Kind) -> str:
    return "no_day_column" if kind is Kind.CUSTOMERS else "no_known_table"


def _workbook(tables: Sequence[OrdersTable], files: Sequence[Opened], answers: Answers) -> Workbook:
    log = order_log(tables)
    if not log.orders.height:
        raise Refused(
            "no_usable_rows", file=tables[0].body.table.file, rows=tables[0].frame.height, **_main_reason(tables)
        )
    sources = _sources(tables, log)
    currencies = {table.currency for table in tables}
    currency = currencies.pop() if len(currencies) == 1 else None
    return Workbook(
        log.orders,
        log.customers,
        currency,
        log.decimals,
        sources,
        _notes(tables),
        _digest([file.sha256 for file in files], answers),
        counts=log.counts,
    )


def _main_reason(tables: Sequence[OrdersTable]) -> dict[str, object]:
    reasons = tables[0].frame["reason"].drop_nulls()
    return {"reason": reasons.mode().sort()[0]} if len(reasons) else {"reason": None}


def _sources(tables: Sequence[OrdersTable], log: Log | None = None) -> tuple[Source, ...]:
    return tuple(source_of(table, log.decimals if log else table.decimals) for table in tables)


def _notes(tables: Sequence[OrdersTable]) -> tuple[Note, ...]:
    return tuple(note for table in tables for note in table.notes)


def _digest(hashes: Sequence[bytes], answers: Answers) -> str:
    """sha256 over the bytes of the files, the answers and the version of the reader."""
    digest = hashlib.sha256(VERSION)
    for sha256 in hashes:
        digest.update(sha256)
    for answer in answers.given:
        digest.update(repr(answer).encode())
    return digest.hexdigest()


def _with_effects(reading: Reading, files: Sequence[Opened], answers: Answers) -> Reading:
    """The reading with, for every choice of its question, what that choice would give."""
    if not reading.questions or sum(table.cells.height for file in files for table in file.tables) > MANY_ROWS:
        return reading
    return replace(reading, questions=tuple(_weighed(question, files, answers) for question in reading.questions))


def _weighed(question: Question, files: Sequence[Opened], answers: Answers) -> Question:
    choices = []
    for choice in question.choices:
        answer = Answer(question.code, choice.choice, question.file, question.field)
        effect = _effect(files, Answers((*answers.given, answer)))
        choices.append(replace(choice, values={**choice.values, **effect}))
    return replace(question, choices=tuple(choices))


def _effect(files: Sequence[Opened], answers: Answers) -> dict[str, object]:
    try:
        reading = _read(files, answers)
    except Refused as refused:
        return {"refused": refused.code}
    return {"totals": totals(reading.workbook)} if reading.workbook else {"then": reading.questions[0].code}
