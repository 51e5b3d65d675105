"""Where files are dropped, and the sample shops for those who have none."""

from enum import StrEnum

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from retention_core.kernel.messages import N_
from ui.kit import show
from ui.kit.literal_text import as_literal_text
from ui.kit.widgets import pick
from ui.session import session, style

SAMPLES = {
    "cafe": (N_("A café"), N_("Small purchases, often. Regulars with a loyalty card."), ":material/local_cafe:"),
    "webshop": (N_("A web shop"), N_("Irregular orders, refunds, several channels."), ":material/shopping_bag:"),
    "gym": (N_("A gym"), N_("Monthly memberships that begin and end."), ":material/fitness_center:"),
}


class UploadMode(StrEnum):
    """What to do with dropped files while others are open."""

    INSTEAD = "instead"
    ADD = "add"
    REPLACE = "replace"


def drop_zone() -> tuple[list[UploadedFile], UploadMode]:
    """The files dropped in this run, none as a rule; and what to do with them where others are open."""
    say, is_open = session.speech().say, session.shop() is not None
    label = say("Drop more files here") if is_open else say("Drop your sales files here")
    style.uploader_words(say("Choose files"), label)
    way = _add_or_replace() if is_open else UploadMode.INSTEAD
    with st.container(key="dropzone"):
        uploads = st.file_uploader(as_literal_text(label), accept_multiple_files=True, key=session.drop_key())
        if not is_open:
            show.quiet(say("Excel or CSV, as your shop system gives it: who bought, when, and for how much."))
    if uploads:
        session.empty_drop_zone()
    return list(uploads or []), way


def _add_or_replace() -> UploadMode:
    say = session.speech().say
    options = {
        UploadMode.INSTEAD: say("Open instead of these files"),
        UploadMode.ADD: say("Add to these files"),
        UploadMode.REPLACE: say("Replace files of the same name"),
    }
    return pick(say("What to do with more files"), options, UploadMode.INSTEAD, key="add-or-replace")


def sample_shops() -> str | None:
    """The sample shop that was clicked."""
    say, chosen = session.speech().say, None
    show.heading(say("No file at hand? Look around in a sample shop"))
    with st.grid(min_column_width=240):
        for kind, (name, about, icon) in SAMPLES.items():
            with st.container(key=f"card-sample-{kind}", border=True, height="stretch"):
                show.strong(say(name))
                show.quiet(say(about))
                if st.button(as_literal_text(say("Open")), key=f"sample-{kind}", icon=icon):
                    chosen = kind
    return chosen
