"""What is written down about customers, of whatever files: seen, taken away as a table, forgotten one by one."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from retention_core.kernel.messages import N_
from retention_core.storage.customer_notes import CustomerNote, remarks
from ui.kit import show, widgets
from ui.kit.literal_text import as_literal_text
from ui.session import session

COLUMNS = (N_("Customer"), N_("Who looks after them"), N_("Note"), N_("Do not contact"))


def notes(kept: Mapping[str, CustomerNote]) -> None:
    """Every customer about whom something is written down, whether they are in the open files or not."""
    if not kept:
        return
    speech = session.speech()
    with show.folded(speech.count("Notes on {n} customer", "Notes on {n} customers", len(kept))):
        show.listing(_table(kept), "customer-notes")
        _forget_one(list(kept))


def _table(kept: Mapping[str, CustomerNote]) -> pl.DataFrame:
    say = session.speech().say
    rows = [(who, one.owner, one.note, say("yes") if one.do_not_contact else "") for who, one in kept.items()]
    return pl.DataFrame(rows, schema=dict.fromkeys([say(name) for name in COLUMNS], pl.String), orient="row")


def _forget_one(customers: list[str]) -> None:
    """A customer of the list, and the button that forgets what is written about them."""
    say = session.speech().say
    chosen = widgets.choose(say("Forget what is noted about"), {who: who for who in customers}, key="forget-whom")
    label = as_literal_text(say("Forget this customer's note"))
    if st.button(label, type="tertiary", icon=":material/delete:", key="forget-note"):
        remarks().forget([chosen])
        st.rerun()
