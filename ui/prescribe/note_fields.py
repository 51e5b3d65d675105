"""The fields for what is noted about a customer. Each is written by itself, when it is changed and only then."""

from collections.abc import Callable

import streamlit as st

from retention_core.storage.customer_notes import remarks
from ui.kit import guard
from ui.kit.literal_text import as_literal_text
from ui.session import session


def remark(customer_id: str) -> None:
    """Who looks after the customer, a note, and whether nobody may contact them."""
    say, kept = session.speech().say, remarks()
    owner(customer_id)
    label, key = as_literal_text(say("Note")), _in_step("note", customer_id, stored=kept.about(customer_id).note)
    st.text_area(label, key=key, height=110, on_change=_written, args=(kept.write_note, customer_id, key))
    key = _in_step("silent", customer_id, stored=kept.about(customer_id).do_not_contact)
    st.toggle(
        as_literal_text(say("Do not contact")),
        key=key,
        help=as_literal_text(say("Left out of every list that is made for writing to people.")),
        on_change=_written,
        args=(_write_silent, customer_id, key),
    )


def owner(customer_id: str) -> None:
    """Who looks after the customer."""
    kept = remarks()
    key = _in_step("owner", customer_id, stored=kept.about(customer_id).owner)
    label = as_literal_text(session.speech().say("Who looks after them"))
    st.text_input(label, key=key, on_change=_written, args=(kept.write_owner, customer_id, key))


def _in_step(name: str, customer_id: str, *, stored: str | bool) -> str:
    """The key of a field that shows what is stored, also where another window has just stored it."""
    key = f"{name}-{customer_id}"
    session.keep_in_step(key, stored=stored)
    return key


def _written(write: Callable[[str, str | bool], None], customer_id: str, key: str) -> None:
    with guard.report_internal_error():
        write(customer_id, session.entered(key))


def _write_silent(customer_id: str, silent: str | bool) -> None:  # noqa: FBT001 - as every writer of a field
    remarks().set_do_not_contact(customer_id, silent=bool(silent))
