"""What came of the files, as the plain values of the JSON object on standard output."""

from collections.abc import Mapping

from retention_core.i18n import Speech
from retention_core.ingest import totals
from retention_core.ingest.book.row_ledger import exact_text
from retention_core.kernel.errors import RetainError
from retention_core.kernel.questions import Note, Question, TableKind
from retention_core.kernel.workbook import ReadResult, Source
from retention_core.wording.reading import reading_sentences
from retention_core.wording.reading.command_sentences import refusal

READY, ASK, REFUSED = "ready", "ask", "refused"

Told = dict[str, object]


def told(reading: ReadResult, speech: Speech) -> Told:
    """A reading: ready with its totals, or the questions that stand in the way, and no number before their answers."""
    book = reading.workbook
    return {
        "status": READY if book else ASK,
        "message": None,
        "questions": [_question(question, speech) for question in reading.questions],
        "files": [_file(source, book.decimals if book else None, speech) for source in reading.sources],
        "notes": [_note(note, speech) for note in reading.notes],
        "totals": totals(book) if book else None,
    }


def told_refusal(error: RetainError, speech: Speech) -> Told:
    """A refusal and its reason."""
    nothing: Told = {"questions": [], "files": [], "notes": [], "totals": None}
    return {"status": REFUSED, "message": refusal(error, speech), "code": error.code, **nothing}


def _question(question: Question, speech: Speech) -> Told:
    return {
        "code": question.code,
        "file": question.file,
        "sheet": question.sheet,
        "field": question.field,
        "question": reading_sentences.question(question, speech),
        "choices": [_choice(question, choice.choice, speech) for choice in question.choices],
    }


def _choice(question: Question, choice: str, speech: Speech) -> Told:
    label = reading_sentences.choice_label(question, choice, speech)
    return {"choice": choice, "label": label, "effect": reading_sentences.choice_effect(question, choice, speech)}


def _file(source: Source, decimals: int | None, speech: Speech) -> Told:
    return {
        "name": source.name,
        "kind": (TableKind.OTHER if source.kind is TableKind.PRODUCTS else source.kind).value,
        "sheet": source.sheet,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "header_row": source.header_row,
        "columns": dict(source.columns),
        "evidence": {
            field: reading_sentences.evidence(source.columns[field], told, speech)
            for field, told in source.evidence.items()
        },
        "rows_read": source.rows_read,
        "rows_used": source.rows_used,
        "set_aside": _set_aside(source, decimals),
    }


def _set_aside(source: Source, decimals: int | None) -> Mapping[str, Told]:
    """Rows and money by reason; the money is null while a question is open and where none could be read."""
    return {
        reason: {"rows": rows, "amount": None if amount is None or decimals is None else exact_text(amount, decimals)}
        for reason, rows, amount in source.set_aside_by_reason().iter_rows()
    }


def _note(note: Note, speech: Speech) -> Told:
    return {"code": note.code, "text": reading_sentences.note(note, speech)}
