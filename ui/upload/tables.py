"""One card per table that was read: what became of its rows, how it was read, and the rows set aside."""

import polars as pl
import streamlit as st

from retention_core.i18n import Speech
from retention_core.ingest import set_aside_table
from retention_core.kernel.workbook import Source
from retention_core.wording.reading import reading_sentences as sentences
from ui.kit import show
from ui.kit.literal_text import as_literal_text
from ui.kit.tables import in_words
from ui.session import session
from ui.upload import how_read, take_files


def tables() -> None:
    """All tables, then what was noticed and what is remembered."""
    shop = session.shop()
    if shop is None or shop.reading is None:
        return
    told: set[str] = set()
    for number, source in enumerate(shop.reading.sources):
        with show.card(f"source-{number}"):
            _table(source, number, first=source.name not in told)
        told.add(source.name)
    _notes(session.speech())


def _table(source: Source, number: int, *, first: bool) -> None:
    speech = session.speech()
    where = source.name if source.sheet is None else f"{source.name}, {source.sheet}"
    used = speech.say("{used} of {read} rows used", used=source.rows_used, read=source.rows_read)
    show.heading(where, f"{sentences.kind_name(source.kind, speech)} · {used}")
    _ledger(source, speech)
    _set_aside(source, number, speech)
    if first:
        how_read.decisions(source.name, number)
    with st.expander(
        as_literal_text(speech.say("Columns: see and change what each one means")), icon=":material/view_column:"
    ):
        how_read.column_map(source, number)
    if first and len(session.open_shop().files) > 1:
        _removal(source.name, number, speech)


def _ledger(source: Source, speech: Speech) -> None:
    """Rows and money: read = used + set aside."""
    aside = source.set_aside_by_reason()
    workbook = session.open_shop().read.workbook
    money = workbook.money if workbook else None

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


def _set_aside(source: Source, number: int, speech: Speech) -> None:
    """The rows that are not used, made into a table only once somebody opens them."""
    if not source.set_aside.height:
        return
    label = as_literal_text(speech.say("Rows set aside: see them and download them"))
    key = f"set-aside-{session.token()}-{number}"
    drawer = st.expander(label, icon=":material/rule:", key=key, on_change="rerun")
    if drawer.open:
        with drawer:
            show.quiet(speech.say("Mend the rows in the download and drop it here again, added to these files."))
            show.listing(_told(source, speech), f"set-aside-{number + 1}")


def _told(source: Source, speech: Speech) -> pl.DataFrame:
    """The rows set aside, each reason in words."""
    table = set_aside_table(source)
    words = {code: sentences.reason(code, speech) for code in set(source.set_aside["reason"])}
    return in_words(table, words, table.columns[-1])


def _removal(name: str, number: int, speech: Speech) -> None:
    key = f"remove-{session.token()}-{number}"
    if st.button(as_literal_text(speech.say("Remove this file")), type="tertiary", icon=":material/delete:", key=key):
        take_files.remove_file(name)


def _notes(speech: Speech) -> None:
    """What was noticed besides what can be changed."""
    notes = [note for note in session.open_shop().read.notes if note.code not in how_read.TOLD]
    if notes:
        with show.card("notes"):
            show.heading(speech.say("What was noticed while reading"))
            for note in notes:
                show.sentence(sentences.note(note, speech))
