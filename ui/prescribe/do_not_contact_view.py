"""The user's own list of customers whom nobody may contact: who is on it, and the way onto it for many at once."""

import streamlit as st

from retention_core.describe.presence.customers import people as customers_of
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook
from retention_core.prescribe.customers.customer_facts import codes_of, customers_meant
from retention_core.storage.customer_notes import remarks
from ui.kit import customer_lists, show
from ui.kit.literal_text import as_literal_text
from ui.session import session


def do_not_contact(study: Study) -> None:
    """Who is on the list, and a field to add numbers or addresses."""
    speech, book = session.speech(), study.workbook
    with show.card("barred"):
        show.heading(
            speech.say("Do not contact"),
            speech.say("They are left out of every list for a mail tool. Kept on this computer, for later files too."),
        )
        show.quiet(speech.say("Whoever opens Retain on this computer while it runs, in any browser, shares this list."))
        _add(book)
        listed = codes_of(book, remarks().barred())
        if not len(listed):
            show.quiet(speech.say("Nobody of these files is on it."))
            return
        show.quiet(speech.count("{n} customer", "{n} customers", len(listed)))
        customer_lists.listing(book, customers_of(study, listed.to_numpy()), "do-not-contact")


def _add(book: Workbook) -> None:
    """Numbers or addresses, one a line; a click puts their customers on the list."""
    speech = session.speech()
    label = as_literal_text(speech.say("Add customers: numbers or e-mail addresses, one a line"))
    typed = st.text_area(label, key="bar", height=100, persist_state="session")
    if not st.button(as_literal_text(speech.say("Put them on the list")), icon=":material/block:"):
        return
    found, missing = customers_meant(book, (typed or "").splitlines())
    remarks().bar(found)
    if missing:
        show.warning(
            speech.count("{n} line is nobody of these files.", "{n} lines are nobody of these files.", missing)
        )
