"""The user's own list of customers whom nobody may contact: who is on it, and the way onto it for many at once."""

import polars as pl
import streamlit as st

from retention_core.describe.presence.customers import people as customers_of
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook
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
        listed = _codes(book, remarks().barred())
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
    wanted = {line.strip().lower() for line in typed.splitlines()} - {""}
    found = _meant(book, wanted)
    remarks().bar(found["customer_id"].to_list())
    met = set(found.select(pl.col(pl.String).str.to_lowercase()).to_dict(as_series=False)["customer_id"])
    met |= {address.lower() for address in found["email"].drop_nulls()} if "email" in found.columns else set()
    if missing := wanted - met:
        show.warning(
            speech.count("{n} line is nobody of these files.", "{n} lines are nobody of these files.", len(missing))
        )


def _meant(book: Workbook, wanted: set[str]) -> pl.DataFrame:
    """The customers with one of these numbers or addresses, whatever the capitals."""
    names = [name for name in ("customer_id", "email") if name in book.customers.columns]
    words = pl.Series(list(wanted), dtype=pl.String).implode()
    holds = pl.any_horizontal(pl.col(name).str.to_lowercase().is_in(words) for name in names)
    return book.customers.select(names).filter(holds.fill_null(value=False))


def _codes(book: Workbook, ids: frozenset[str]) -> pl.Series:
    """The customers of these files with some numbers, as codes."""
    known = pl.Series(list(ids), dtype=pl.String).implode()
    return book.customers.with_row_index("customer_code").filter(pl.col("customer_id").is_in(known))["customer_code"]
