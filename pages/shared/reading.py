"""How the files were read: refusals, questions, what is in use, what was set aside, and the column map."""

import streamlit as st

from pages.shared import dropping, session, show
from pages.shared.plain import plain
from retention_core.errors import Stopped
from retention_core.ingest import FIELDS, Answer, set_aside_table, totals
from retention_core.text import Speech
from retention_core.text import reading_sentences as sentences
from retention_core.text.command_sentences import refusal as refusal_sentence
from retention_core.text.progress_sentences import progress as progress_sentence
from retention_core.workbook import Kind, Question, Reading, Source, Workbook

NOT_USED = ""
SHORT, LOOK_AGAIN = 0.4, 0.2
TELLING = ("customer_id", "ordered_on", "amount", "quantity", "unit_price", "order_id")


def progress() -> None:
    """Where the reading is, with a button that stops it; at its end, the page to go on with."""
    job = session.job()
    if job is None:
        return
    if not job.ended(within_seconds=SHORT):
        with show.card("progress"):
            line = st.empty()
            st.button(plain(session.words().say("Stop")), icon=":material/stop_circle:", on_click=job.watch.stop)
        while not job.ended(within_seconds=LOOK_AGAIN):
            line.markdown(plain(progress_sentence(job.watch, session.words())))
    st.switch_page(f"pages/{dropping.finish(job)}.py")


def refusal() -> None:
    """Why the last file could not be used, and what to do."""
    if isinstance(session.refusal(), Stopped):
        show.empty(session.words().say("Stopped. Nothing has changed."))
    elif session.refusal():
        show.problem(refusal_sentence(session.refusal(), session.words()))


def question() -> None:
    """The most telling open question, with what each answer would give."""
    asked = _open_questions()
    if not asked:
        return
    speech, first = session.words(), asked[0]
    with show.card("question"):
        show.quiet(speech.say("One question first"))
        show.heading(sentences.question(first, speech))
        choice = _choice(first, speech)
        if st.button(plain(speech.say("Use this answer")), type="primary", disabled=choice is None):
            dropping.answer(Answer(first.code, choice, first.file, first.field))


def summary() -> None:
    """What is open, in one line, and the ways on."""
    workbook = _workbook()
    if workbook is None:
        return
    with st.container(key="hero-files", border=True):
        show.strong(band(workbook, session.words()))
        show.quiet(read_as(session.shop().reading, session.words()))
        with st.container(horizontal=True, vertical_alignment="center"):
            if workbook.orders.height:
                show.link("overview", session.words().say("See the overview"))
            if st.button(plain(session.words().say("Close these files")), type="tertiary", icon=":material/close:"):
                session.close_shop()
                st.rerun()


def band(workbook: Workbook, speech: Speech) -> str:
    """12,431 orders, 308 of them refunds, 2,310 customers, Jan 2024 to Oct 2026, EUR 1.2 million."""
    found = totals(workbook)
    if not workbook.orders.height:
        return speech.count("{n} customer", "{n} customers", found["customers"])
    refunds = speech.count("{n} of them a refund", "{n} of them refunds", found["refunds"])
    parts = [
        speech.count("{n} order", "{n} orders", found["orders"]),
        *([refunds] if found["refunds"] else []),
        speech.count("{n} customer", "{n} customers", found["customers"]),
        speech.span(workbook.orders["ordered_on"].min(), workbook.orders["ordered_on"].max()),
    ]
    if workbook.has_amounts:
        parts.append(speech.money(workbook.money(int(workbook.orders["amount"].sum()))))
    return " · ".join(parts)


def read_as(reading: Reading, speech: Speech) -> str:
    """Read as: Kunde = customer, Betrag = amount. 3 rows set aside."""
    orders = [source for source in reading.sources if source.kind is Kind.ORDERS and source.columns]
    used = orders or [source for source in reading.sources if source.columns]
    columns = [(field, source.columns[field]) for source in used for field in TELLING if field in source.columns]
    pairs = {header: sentences.field_name(field, speech) for field, header in columns}
    aside = sum(source.set_aside.height for source in used)
    said = [
        speech.say("Read as: {columns}.", columns="; ".join(f"{header} = {field}" for header, field in pairs.items()))
    ]
    if aside:
        said.append(speech.count("{n} row set aside.", "{n} rows set aside.", aside))
    return " ".join(said)


def tables() -> None:
    """One card per table that was read."""
    shop = session.shop()
    if shop is None or shop.reading is None:
        return
    for number, source in enumerate(shop.reading.sources):
        with show.card(f"source-{number}"):
            _table(source, number)
    _notes()


def _open_questions() -> tuple[Question, ...]:
    shop = session.shop()
    return shop.reading.questions if shop and shop.reading else ()


def _workbook() -> Workbook | None:
    shop = session.shop()
    return shop.reading.workbook if shop and shop.reading else None


def _choice(asked: Question, speech: Speech) -> str | None:
    """The choice ticked; none at first, since the answer changes the numbers."""
    return st.radio(
        plain(speech.say("Your answer")),
        [choice.choice for choice in asked.choices],
        index=None,
        format_func={
            c.choice: plain(sentences.choice_label(asked, c.choice, speech)) for c in asked.choices
        }.__getitem__,
        captions=[plain(sentences.choice_effect(asked, c.choice, speech)) for c in asked.choices],
        key=f"question-{asked.code}-{asked.file}-{asked.field}",
        label_visibility="collapsed",
    )


def _table(source: Source, number: int) -> None:
    speech = session.words()
    where = source.name if source.sheet is None else f"{source.name}, {source.sheet}"
    used = speech.say("{used} of {read} rows used", used=source.rows_used, read=source.rows_read)
    show.heading(where, f"{sentences.kind_name(source.kind, speech)} · {used}")
    _ledger(source, speech)
    with st.expander(plain(speech.say("Columns: see and change what each one means")), icon=":material/view_column:"):
        _column_map(source, number, speech)
    if source.set_aside.height:
        with st.expander(plain(speech.say("Rows set aside: see them and download them")), icon=":material/rule:"):
            show.listing(set_aside_table(source), f"set-aside-{number + 1}")


def _ledger(source: Source, speech: Speech) -> None:
    """Rows and money: read = used + set aside."""
    aside = source.set_aside_by_reason()
    money = _workbook().money if _workbook() else None

    def written(minor: int | None) -> str:
        return speech.money(money(minor)) if money and minor is not None else speech.write(None)

    aside_lines = [
        (speech.say("Set aside: {reason}", reason=sentences.reason(reason, speech)), rows, written(amount))
        for reason, rows, amount in aside.rows()
    ]
    show.ledger(
        [speech.say("What"), speech.say("Rows"), speech.say("Amount")],
        [
            (speech.say("Read"), source.rows_read, written(source.money_read)),
            (speech.say("Used"), source.rows_used, written(source.money_used)),
            *aside_lines,
        ],
    )


def _column_map(source: Source, number: int, speech: Speech) -> None:
    """One choice of column per field; a change reads the file again."""
    with st.grid(min_column_width=220):
        for field in FIELDS[source.kind].all:
            _column_choice(source, number, field, speech)


def _column_choice(source: Source, number: int, field: str, speech: Speech) -> None:
    now = source.columns.get(field, NOT_USED)
    options = [NOT_USED, *source.headers]
    picked = st.selectbox(
        plain(sentences.field_name(field, speech)),
        options,
        index=options.index(now) if now in options else 0,
        format_func=lambda header: header or speech.say("not in this file"),
        key=f"column-{session.token()}-{number}-{field}",
        persist_state="session",
    )
    if picked != now:
        dropping.answer(Answer("column", picked, source.name, field), page_after=dropping.DATA)


def _notes() -> None:
    speech, shop = session.words(), session.shop()
    if not shop.reading.notes and not shop.answers:
        return
    with show.card("notes"):
        show.heading(speech.say("What was decided while reading"))
        for note in shop.reading.notes:
            show.sentence(sentences.note(note, speech))
        if shop.answers:
            show.quiet(speech.say("Your answers are kept on this computer for files of the same shape."))
            if st.button(plain(speech.say("Forget my answers")), type="tertiary", icon=":material/undo:"):
                dropping.forget_answers()
