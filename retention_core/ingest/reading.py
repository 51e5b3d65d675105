"""From dropped files to a workbook, or to the questions that stand in its way."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from retention_core.ingest.book.all_customers import collect_customers, fact_frames, order_contacts
from retention_core.ingest.book.build_workbook import number_customers, order_lines
from retention_core.ingest.book.row_ledger import totals
from retention_core.ingest.book.table_sources import source_of, unused_source
from retention_core.ingest.files.formats import Opened, opened
from retention_core.ingest.inputs.answers import Answer, Answers, File, all_answers
from retention_core.ingest.inputs.cells import CellTable
from retention_core.ingest.inputs.progress import report_step
from retention_core.ingest.joining.parse_tables import parse_tables
from retention_core.ingest.joining.parsed_table import ParsedTable, Unused, passed_over, place_of
from retention_core.ingest.rows.facts import FactsTable
from retention_core.ingest.rows.line_items import LinesTable
from retention_core.ingest.rows.orders import OrdersTable
from retention_core.ingest.streaming.streaming_read import StreamingRead, stream_orders
from retention_core.ingest.streaming.streaming_sheet import stream_sheet
from retention_core.ingest.table.column_recognition import only_customers
from retention_core.kernel.errors import Asking, Refusal, Refused
from retention_core.kernel.questions import Note, Question, TableKind
from retention_core.kernel.reading_codes import SetAside
from retention_core.kernel.workbook import ReadResult, Source, Workbook

VERSION = b"2"
_ABOUT_PEOPLE = frozenset({TableKind.SUBSCRIPTIONS, TableKind.ACTIVITY, TableKind.FEEDBACK})
MANY_ROWS, SAMPLE_ROWS = 300_000, 50_000
MOST_WEIGHED = 16
"""Each answer is weighed by a reading of its own: a question of more answers shows them without their effects."""


def read_files(files: Sequence[File], answers: Sequence[Answer] = ()) -> ReadResult:
    """What the files say: a workbook whose every number can be trusted, or one question.

    Raises Refused where a file cannot be trusted or understood, with what was seen.
    """
    if not files:
        raise Refused(Refusal.NO_FILES)
    given = all_answers(answers)
    if len(files) == 1 and (quick := stream_orders(files[0], given.about(files[0].name, None))):
        return _quick_reading(quick, given)
    try:
        opened_files = [opened(file, given.about(file.name, None)) for file in with_unique_names(files)]
    except Asking as doubt:
        return ReadResult(None, (doubt.question,), (), (), tuple(given.decided.values()))
    if len(opened_files) == 1 and (quick := stream_sheet(opened_files[0], given.about(files[0].name, None))):
        return _quick_reading(quick, given)
    different = _different(opened_files)
    return _with_effects(_read(different, given), different, given)


def with_unique_names(files: Sequence[File]) -> list[File]:
    """Files of one name from two folders get a number."""
    seen: dict[str, int] = {}
    apart = []
    for file in files:
        seen[file.name] = seen.get(file.name, 0) + 1
        apart.append(file if seen[file.name] == 1 else replace(file, name=f"{file.name} ({seen[file.name]})"))
    return apart


def _different(files: Sequence[Opened]) -> list[Opened]:
    """The files without those whose every byte is that of another: they stay, as tables already read."""
    first: dict[bytes, str] = {}
    kept = []
    for file in files:
        same = first.setdefault(file.sha256, file.name)
        kept.append(file if same == file.name else replace(file, same_as=same))
    return kept


def _quick_reading(quick: StreamingRead, answers: Answers) -> ReadResult:
    log, source = quick.log, quick.source
    digest = _digest((quick.sha256,), answers)
    book = Workbook(
        log.orders, log.customers, quick.currency, log.decimals, (source,), quick.notes, digest, counts=log.counts
    )
    return ReadResult(book, (), (source,), quick.notes, tuple(answers.decided.values()))


def _read(files: Sequence[Opened], answers: Answers) -> ReadResult:
    passed = [unused for file in files for unused in passed_over(file, answers)]
    left = {id(unused.table) for unused in passed}
    tables = [table for file in files for table in file.tables if id(table) not in left]
    places = {(table.file, table.sheet): at for at, table in enumerate(t for file in files for t in file.tables)}
    understood: list[ParsedTable] = list(passed)
    try:
        parse_tables(tables, answers, understood)
    except Asking as doubt:
        return ReadResult(
            None, (doubt.question,), _sources(understood), _notes(understood), tuple(answers.decided.values())
        )
    understood.sort(key=lambda one: places[place_of(one)])
    book = _workbook(understood, files, answers)
    return ReadResult(book, (), book.sources, book.notes, tuple(answers.decided.values()))


def _workbook(understood: Sequence[ParsedTable], files: Sequence[Opened], answers: Answers) -> Workbook:
    report_step("joining", files[0].name)
    orders = [table for table in understood if isinstance(table, OrdersTable)]
    facts = [table for table in understood if isinstance(table, FactsTable)]
    _check_usable(orders, facts, files)
    lines_ = [table for table in understood if isinstance(table, LinesTable)]
    decimals = max(
        [table.decimals for table in (*orders, *lines_)] + [d for table in facts for d in table.decimals.values()],
        default=0,
    )
    facts = [_at_decimals(table, decimals) for table in facts]
    lines = order_lines(orders, decimals)
    customers = collect_customers(lines["customer_id"], facts, order_contacts(orders))
    log = number_customers(lines, customers)
    currencies = {table.currency for table in orders}
    currency = currencies.pop() if len(currencies) == 1 else None
    digest = _digest([file.sha256 for file in files], answers)
    return Workbook(
        log.orders, customers, currency, decimals, _sources(understood, decimals), _notes(understood), digest,
        counts=log.counts, **fact_frames(customers, facts),
    )  # fmt: skip


def _check_usable(
    orders: Sequence[OrdersTable],
    facts: Sequence[FactsTable],
    files: Sequence[Opened],
) -> None:
    about_people = [*orders, *(table for table in facts if table.kind in _ABOUT_PEOPLE)]
    if not about_people and facts and all(table.kind is TableKind.CUSTOMERS for table in facts):
        raise only_customers(facts[0].body)
    if not about_people:
        seen = [table.body.headers for table in facts] or [tuple(files[0].tables[0].cells.row(0))]
        raise Refused(Refusal.NO_ORDERS, file=files[0].name, seen=", ".join(str(name) for name in seen[0][:12]))
    if all(table.frame["reason"].is_not_null().all() for table in about_people):
        first = about_people[0]
        reason = first.frame["reason"].drop_nulls().mode().sort()[0] if first.frame.height else SetAside.NO_CUSTOMER
        raise Refused(Refusal.NO_USABLE_ROWS, file=first.body.table.file, rows=first.frame.height, reason=reason)


def _at_decimals(table: FactsTable, decimals: int) -> FactsTable:
    """The same table with its money at the decimals of the workbook."""
    scaled = [pl.col(name) * 10 ** (decimals - own) for name, own in table.decimals.items()]
    return replace(table, frame=table.frame.with_columns(scaled))


def _sources(understood: Sequence[ParsedTable], decimals: int | None = None) -> tuple[Source, ...]:
    return tuple(
        unused_source(table.table)
        if isinstance(table, Unused)
        else source_of(table, decimals if decimals is not None else getattr(table, "decimals", 0))
        for table in understood
    )


def _notes(understood: Sequence[ParsedTable]) -> tuple[Note, ...]:
    return tuple(note for table in understood for note in table.notes)


def _digest(hashes: Sequence[bytes], answers: Answers) -> str:
    """sha256 over the bytes of the files, the answers and the version of the reader."""
    digest = hashlib.sha256(VERSION)
    for sha256 in hashes:
        digest.update(sha256)
    for answer in answers.given:
        digest.update(repr(replace(answer, code=str(answer.code))).encode())
    return digest.hexdigest()


def _with_effects(reading: ReadResult, files: Sequence[Opened], answers: Answers) -> ReadResult:
    """The reading with, for every choice of its question, what that choice would give."""
    if not reading.questions or any(len(one.choices) > MOST_WEIGHED for one in reading.questions):
        return reading
    report_step("effects", files[0].name)
    many = sum(table.cells.height for file in files for table in file.tables) > MANY_ROWS
    seen = [replace(file, tables=tuple(_first_rows(table) for table in file.tables)) for file in files]
    weighed = (
        _weighed_by_sample(one, seen, answers) if many else _weighed(one, files, answers) for one in reading.questions
    )
    return replace(reading, questions=tuple(weighed))


def _first_rows(table: CellTable) -> CellTable:
    """A table with its header and the rows that a question about a large file is weighed by."""
    return replace(table, cells=table.cells.head(SAMPLE_ROWS + 1), rows=table.rows.head(SAMPLE_ROWS + 1))


def _weighed_by_sample(question: Question, files: Sequence[Opened], answers: Answers) -> Question:
    """The question with its effects on the first rows, which say that they are of those rows only; else without any."""
    try:
        weighed = _weighed(question, files, answers)
    except Refused:
        return question
    if not all("totals" in choice.values for choice in weighed.choices):
        return question
    choices = [replace(choice, values={**choice.values, "sample_rows": SAMPLE_ROWS}) for choice in weighed.choices]
    return replace(weighed, choices=tuple(choices))


def _weighed(question: Question, files: Sequence[Opened], answers: Answers) -> Question:
    """The question with its effects; where every answer would be refused, the reason is told at once."""
    given = [Answer(question.code, choice.choice, question.file, question.field) for choice in question.choices]
    effects = [_effect(files, Answers((*answers.given, answer))) for answer in given]
    refusals = [effect for effect in effects if isinstance(effect, Refused)]
    if len(refusals) == len(effects):
        raise refusals[0]
    shown = [{"refused": effect.code} if isinstance(effect, Refused) else effect for effect in effects]
    choices = [
        replace(choice, values={**choice.values, **effect})
        for choice, effect in zip(question.choices, shown, strict=True)
    ]
    return replace(question, choices=tuple(choices))


def _effect(files: Sequence[Opened], answers: Answers) -> dict[str, object] | Refused:
    try:
        reading = _read(files, answers)
    except Refused as refused:
        return refused
    return {"totals": totals(reading.workbook)} if reading.workbook else {"then": reading.questions[0].code}
