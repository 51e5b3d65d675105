"""How a file was read: every decision and every column in plain words, each with what else could be chosen."""

import streamlit as st

from retention_core.i18n import Speech
from retention_core.ingest import FIELDS, Answer
from retention_core.kernel.questions import Decision
from retention_core.kernel.reading_codes import NoteCode
from retention_core.kernel.workbook import Source
from retention_core.wording.reading import reading_sentences as sentences
from retention_core.wording.reading.decision_sentences import DECISIONS, decision_choice, decision_label
from ui.kit import show
from ui.kit.literal_text import as_literal_text
from ui.session import session
from ui.upload import take_files

NOT_USED = ""
# notes that say what a decision says already
TOLD = frozenset(DECISIONS) | {NoteCode.SHEETS_TOGETHER, NoteCode.HIDDEN_SHEET}
WIDE = 300


def decisions(name: str, number: int) -> None:
    """The decisions about one file; a change reads the files again."""
    speech = session.speech()
    made = [one for one in session.open_shop().read.decisions if one.file == name]
    if not made:
        return
    with st.expander(as_literal_text(speech.say("How it was read: see and change it")), icon=":material/tune:"):
        show.quiet(speech.say("A change reads the file again and tells you what the totals were before."))
        with st.grid(min_column_width=WIDE):
            for at, decision in enumerate(made):
                with st.container():
                    _decision(decision, f"{number}-{at}", speech)


def _decision(decision: Decision, place: str, speech: Speech) -> None:
    picked = _choice(decision, place, speech)
    own = Answer(decision.code, picked, decision.file, decision.field)
    if decision.overruled:
        label = speech.say("Back to automatic") if decision.automatic else speech.say("Ask me again")
        key = f"back-{session.times_read()}-{place}"
        if (
            st.button(as_literal_text(label), type="tertiary", icon=":material/undo:", key=key)
            or picked == decision.automatic
        ):
            take_files.take_back(own)
    if picked != decision.chosen:
        take_files.answer(own, page_after=take_files.DATA)


def _choice(decision: Decision, place: str, speech: Speech) -> str:
    """The choice in use or a new one; a decision without an alternative can be read only."""
    options = [choice.choice for choice in decision.choices]
    if decision.chosen not in options:
        options.insert(0, decision.chosen)
    return st.selectbox(
        as_literal_text(decision_label(decision, speech)),
        options,
        index=options.index(decision.chosen),
        format_func=lambda choice: decision_choice(decision, choice, speech),
        disabled=len(options) == 1,
        key=f"decision-{session.token()}-{session.times_read()}-{place}",
        persist_state="session",
    )


def column_map(source: Source, number: int) -> None:
    """One choice of column per field; a change reads the file again."""
    speech = session.speech()
    with st.grid(min_column_width=220):
        for field in FIELDS[source.kind].all:
            _column_choice(source, number, field, speech)


def _column_choice(source: Source, number: int, field: str, speech: Speech) -> None:
    now = source.columns.get(field, NOT_USED)
    options = [NOT_USED, *source.headers]
    picked = st.selectbox(
        as_literal_text(sentences.field_name(field, speech)),
        options,
        index=options.index(now) if now in options else 0,
        format_func=lambda header: header or speech.say("not in this file"),
        help=_evidence(source, field, speech),
        key=f"column-{session.token()}-{session.times_read()}-{number}-{field}",
        persist_state="session",
    )
    if picked != now:
        take_files.answer(Answer("column", picked, source.name, field), page_after=take_files.DATA)
    if any((one.code, one.file, one.field) == ("column", source.name, field) for one in session.open_shop().answers):
        key = f"back-{session.times_read()}-column-{number}-{field}"
        if st.button(
            as_literal_text(speech.say("Back to automatic")), type="tertiary", icon=":material/undo:", key=key
        ):
            take_files.take_back(Answer("column", picked, source.name, field))


def _evidence(source: Source, field: str, speech: Speech) -> str | None:
    """Why this column was taken for a field; None where none was."""
    told = source.evidence.get(field)
    return as_literal_text(sentences.evidence(source.columns[field], told, speech)) if told else None
