"""What is remembered between visits: seen, taken away as a file, and forgotten one by one or all at once."""

import streamlit as st

from retention_core.i18n import Speech
from retention_core.storage.accepted_tiers import KeptTiers, tier_memory
from retention_core.storage.customer_notes import remarks
from retention_core.storage.everything import as_json, forget_everything
from retention_core.storage.mail_hold import mail_hold
from retention_core.storage.memory import memory as kept_memory
from retention_core.storage.remembered_answers import Remembered, workspace
from retention_core.wording.describe.figure_sentences import tier_name
from ui.kit import memory_notice, show
from ui.kit.literal_text import as_literal_text
from ui.session import session
from ui.upload import remembered_notes, take_files

JSON = "application/json"


def memory() -> None:
    """Everything that is kept; nothing where nothing is."""
    answers, tiers, notes = workspace().remembered(), tier_memory().kept(), remarks().all()
    shop, speech, damaged = session.shop(), session.speech(), mail_hold().kept_aside()
    if not (answers or tiers or notes or damaged or (shop and shop.answers)):
        return
    with show.card("memory"):
        show.heading(
            speech.say("What is remembered"),
            speech.say("Kept on this computer in {folder}, and sent nowhere.", folder=str(kept_memory().folder)),
        )
        show.quiet(
            speech.say("Whoever opens Retain on this computer while it runs, in any browser, sees and can change it.")
        )
        _damaged()
        _answers(answers, speech)
        _tiers(tiers, speech)
        remembered_notes.notes(notes)
        _everything(speech)


def _damaged() -> None:
    """The damaged files, and the word of the user that they have looked."""
    say = session.speech().say
    for file in mail_hold().kept_aside():
        show.sentence(memory_notice.damage(file))
        if not file.looked:
            label = as_literal_text(say("I have looked: go on without it"))
            if st.button(label, icon=":material/visibility:", key=f"looked-{file.file_name}"):
                mail_hold().looked_at(file.file_name)
                st.rerun()


def _answers(kept: tuple[Remembered, ...], speech: Speech) -> None:
    shop = session.shop()
    if kept or (shop and shop.answers):
        show.strong(speech.say("Your earlier answers, used for files with the same columns"))
    for number, one in enumerate(kept):
        words = speech.count(
            "Files like {file}: {n} answer", "Files like {file}: {n} answers", len(one.codes), file=one.like
        )
        if _forget(words, str(number)):
            workspace().forget_shapes([one.shape])
            st.rerun()
    with st.container(horizontal=True):
        if shop and shop.answers and _button(speech.say("Forget my answers about these files"), "these"):
            take_files.forget_answers()
        if len(kept) > 1 and _button(speech.say("Forget all answers"), "all"):
            workspace().forget_shapes([one.shape for one in kept])
            st.rerun()


def _tiers(kept: tuple[KeptTiers, ...], speech: Speech) -> None:
    if kept:
        show.strong(speech.say("Loyalty tiers that you accepted, used for files with the same columns"))
    for number, one in enumerate(kept):
        if _forget(" · ".join(tier_name(name, speech) for name in one.names), f"tiers-{number}"):
            tier_memory().forget_shapes([one.shape])
            st.rerun()


def _everything(speech: Speech) -> None:
    """A file with all of it, and the end of all of it."""
    with st.container(horizontal=True):
        show.download(speech.say("Everything as one file"), lambda: as_json(kept_memory()), "retain-memory.json", JSON)
        asked = st.popover(as_literal_text(speech.say("Forget everything")), icon=":material/delete:", type="tertiary")
    with asked:
        show.sentence(
            speech.say(
                "Answers, tiers, notes and the list of those not to contact are gone for good, and so are damaged files"
                " that were kept."
            )
        )
        if _button(speech.say("Forget all of it"), "everything"):
            forget_everything(kept_memory())
            st.rerun()


def _forget(words: str, key: str) -> bool:
    """A line with a button that forgets it."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        show.sentence(words)
        return _button(session.speech().say("Forget"), key)


def _button(label: str, key: str) -> bool:
    return st.button(as_literal_text(label), type="tertiary", icon=":material/delete:", key=f"forget-{key}")
