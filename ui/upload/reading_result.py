"""What comes of dropped files: progress, a refusal, a question, or what is in use."""

from collections.abc import Mapping
from decimal import Decimal

import streamlit as st

from retention_core.describe.presence.observation_window import order_days
from retention_core.i18n import Speech
from retention_core.ingest import Answer, totals
from retention_core.kernel.day_numbers import day_of
from retention_core.kernel.errors import Stopped
from retention_core.kernel.quantities import Money
from retention_core.kernel.questions import Question, TableKind
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import ReadResult
from retention_core.wording.reading import reading_sentences as sentences
from retention_core.wording.reading.command_sentences import refusal as refusal_sentence
from retention_core.wording.reading.progress_sentences import progress as progress_sentence
from ui.kit import show
from ui.kit.literal_text import as_literal_text
from ui.session import session
from ui.upload import take_files

SHORT, LOOK_AGAIN = 0.4, 0.2
TELLING = ("customer_id", "ordered_on", "amount", "quantity", "unit_price", "order_id")
TELLING_WITHOUT_ORDERS = (
    *("customer_id", "started_on", "ended_on", "notice_on", "tenure_months", "churned", "plan", "amount_per_month"),
    *("interval", "cancel_reason", "happened_at", "event", "answered_on", "score"),
)


def progress() -> None:
    """Where the reading is, with a button that stops it; at its end, the page to go on with."""
    job = session.job()
    if job is None:
        return
    if not job.ended(within_seconds=SHORT):
        with show.card("progress"):
            line = st.empty()
            st.button(
                as_literal_text(session.speech().say("Stop")),
                icon=":material/stop_circle:",
                on_click=take_files.stop,
                args=(job,),
            )
        while not job.ended(within_seconds=LOOK_AGAIN):
            line.markdown(as_literal_text(progress_sentence(job.watch, session.speech())))
    st.switch_page(f"pages/{take_files.finish(job)}.py")


def refusal() -> None:
    """Why the last file could not be used, and what to do."""
    refused = session.refusal()
    if isinstance(refused, Stopped):
        show.empty(session.speech().say("Stopped. Nothing has changed."))
    elif refused:
        show.problem(refusal_sentence(refused, session.speech()))


def question() -> None:
    """The most telling open question, with what each answer would give."""
    asked = _open_questions()
    if not asked:
        return
    speech, first = session.speech(), asked[0]
    with show.card("question"):
        show.quiet(speech.say("One question first"))
        show.heading(sentences.question(first, speech))
        choice = _choice(first, speech)
        with st.container(horizontal=True):
            label = as_literal_text(speech.say("Use this answer"))
            if st.button(label, type="primary", disabled=choice is None) and choice is not None:
                take_files.answer(Answer(first.code, choice, first.file, first.field))
            _last_answer(speech)


def _last_answer(speech: Speech) -> None:
    """A way back for whom an earlier answer has led to a question."""
    given = session.open_shop().answers
    label = as_literal_text(speech.say("Take back my last answer"))
    if given and st.button(label, type="tertiary", icon=":material/undo:"):
        take_files.take_back(given[-1])


def summary() -> None:
    """What is open, in one line, and the ways on."""
    study = session.study()
    if study is None:
        return
    with st.container(key="hero-files", border=True):
        show.strong(band(study, session.speech()))
        _before(study(file_totals), session.speech())
        if much := sentences.left_out(session.open_shop().read, session.speech()):
            show.sentence(much)
        show.quiet(read_as(session.open_shop().read, session.speech()))
        with st.container(horizontal=True, vertical_alignment="center"):
            if take_files.is_ready():
                show.link("overview", session.speech().say("See the overview"))
            if st.button(
                as_literal_text(session.speech().say("Close these files")), type="tertiary", icon=":material/close:"
            ):
                session.close_shop()
                st.rerun()


def _before(found: Mapping[str, object], speech: Speech) -> None:
    """What the files came to before the last change, where that is something else; and whose answers are in use."""
    shop = session.open_shop()
    if shop.before and shop.before != found:
        show.sentence(speech.say("Before this change: {totals}", totals=sentences.totals_told(shop.before, speech)))
    if shop.recalled:
        show.sentence(speech.say("Read with the answers that you gave for a file of the same shape."))


def file_totals(study: Study) -> dict[str, object]:
    """The totals of the open files, counted once."""
    return totals(study.workbook)


def band(study: Study, speech: Speech) -> str:
    """12,431 orders, 308 of them refunds, 2,310 customers, Jan 2024 to Oct 2026, EUR 1.2 million."""
    workbook, found = study.workbook, study(file_totals)
    orders, refunds, customers = (int(str(found[name])) for name in ("orders", "refunds", "customers"))
    parts = [speech.count("{n} customer", "{n} customers", customers)]
    if orders:
        parts = [speech.count("{n} order", "{n} orders", orders), *parts]
    if refunds:
        parts.insert(1, speech.count("{n} of them a refund", "{n} of them refunds", refunds))
    if (days := study(order_days).day).size:
        parts.append(speech.span(day_of(days[0]), day_of(days[-1])))
    if orders and found["revenue"] is not None:
        parts.append(speech.money(Money.of(Decimal(str(found["revenue"])), workbook.decimals, workbook.currency)))
    return " · ".join(parts)


def read_as(reading: ReadResult, speech: Speech) -> str:
    """Read as: Kunde = customer, Betrag = amount. 3 rows set aside. Of tables with other headers only the names."""
    orders = [source for source in reading.sources if source.kind is TableKind.ORDERS and source.columns]
    used = orders or [source for source in reading.sources if source.columns]
    telling = TELLING if orders else TELLING_WITHOUT_ORDERS
    maps = [{source.columns[field]: field for field in telling if field in source.columns} for source in used]
    if not maps:
        return ""
    if any(columns != maps[0] for columns in maps):
        said = [speech.say("Read together: {files}.", files="; ".join(dict.fromkeys(source.name for source in used)))]
    else:
        pairs = (f"{header} = {sentences.field_name(field, speech)}" for header, field in maps[0].items())
        said = [speech.say("Read as: {columns}.", columns="; ".join(pairs))]
    if aside := sum(source.set_aside.height for source in used):
        said.append(speech.count("{n} row set aside.", "{n} rows set aside.", aside))
    return " ".join(said)


def _open_questions() -> tuple[Question, ...]:
    shop = session.shop()
    return shop.reading.questions if shop and shop.reading else ()


def _choice(asked: Question, speech: Speech) -> str | None:
    """The choice ticked; none at first, since the answer changes the numbers."""
    return st.radio(
        as_literal_text(speech.say("Your answer")),
        [choice.choice for choice in asked.choices],
        index=None,
        format_func={
            c.choice: as_literal_text(sentences.choice_label(asked, c.choice, speech)) for c in asked.choices
        }.__getitem__,
        captions=[as_literal_text(sentences.choice_effect(asked, c.choice, speech)) for c in asked.choices],
        key=f"question-{asked.code}-{asked.file}-{asked.field}",
        label_visibility="collapsed",
    )
