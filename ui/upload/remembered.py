"""What is remembered of earlier answers: seen, and forgotten one by one or all at once."""

import streamlit as st

from retention_core.i18n import Speech
from retention_core.storage.remembered_answers import Remembered, workspace
from ui.kit import show
from ui.kit.literal_text import as_literal_text
from ui.session import session
from ui.upload import take_files


def memory() -> None:
    """The kinds of files that answers are kept for."""
    kept = workspace().remembered()
    shop, speech = session.shop(), session.speech()
    if not kept and not (shop and shop.answers):
        return
    with show.card("memory"):
        show.heading(
            speech.say("Your earlier answers"),
            speech.say("They are kept on this computer and used for files with the same columns."),
        )
        for number, one in enumerate(kept):
            _kept(one, number, speech)
        with st.container(horizontal=True):
            if shop and shop.answers and _button(speech.say("Forget my answers about these files"), "these"):
                take_files.forget_answers()
            if len(kept) > 1 and _button(speech.say("Forget all answers"), "all"):
                workspace().forget_shapes([one.shape for one in kept])
                st.rerun()


def _kept(one: Remembered, number: int, speech: Speech) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        show.sentence(
            speech.count(
                "Files like {file}: {n} answer", "Files like {file}: {n} answers", len(one.codes), file=one.like
            )
        )
        if _button(speech.say("Forget"), str(number)):
            workspace().forget_shapes([one.shape])
            st.rerun()


def _button(label: str, key: str) -> bool:
    return st.button(as_literal_text(label), type="tertiary", icon=":material/delete:", key=f"forget-{key}")
