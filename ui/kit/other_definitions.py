"""Other common numbers beside a figure: their value, why they differ, and the customers who make the difference."""

import streamlit as st

from retention_core.catalog.all_figures import meaning_of
from retention_core.catalog.side_by_side import OtherDefinition, other_definitions
from retention_core.kernel.figure import Figure
from retention_core.kernel.study import Study
from ui.kit import show
from ui.kit.definition_pairs import makers
from ui.session import session


def other_numbers(study: Study, figure: Figure) -> None:
    """All other numbers that people use in place of a figure."""
    if not figure.others:
        return
    show.heading(session.speech().say("Other numbers people use"))
    for pair in other_definitions(study, figure.name):
        with st.container(border=True, key=f"beside-{pair.there.name}"):
            _other(study, pair)


def _other(study: Study, pair: OtherDefinition) -> None:
    speech, meaning = session.speech(), meaning_of(pair.there.name)
    show.strong(f"{speech.say(meaning.title)}: {speech.figure(pair.there)}")
    show.quiet(speech.say(meaning.meaning))
    show.sentence(speech.say(pair.reason))
    makers(study, pair)
