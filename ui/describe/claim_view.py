"""The cards of the claims."""

import streamlit as st

from retention_core.catalog.all_figures import meaning_of
from retention_core.catalog.published_claims import (
    AS_CLAIMED,
    ClaimCard,
    claim_cards,
    claims_as_said,
    claims_told_first,
)
from retention_core.charts import two_numbers_chart
from retention_core.charts.money.claim_comparison import two_numbers
from retention_core.kernel.study import Study
from retention_core.wording.describe.claim_sentences import (
    source_of,
    verdict_of,
    what_they_say,
    what_would_be_enough,
    what_your_data_says,
)
from ui.kit import figure_cards, show
from ui.kit.literal_text import as_literal_text
from ui.session import session

COLUMNS_FROM = 420


def summary(study: Study) -> None:
    """How many of the claims could be checked, and how many hold."""
    speech, cards = session.speech(), study(claim_cards)
    agree, told = claims_as_said(study)
    show.hero(
        speech.say("Your data agrees with {agree} of the {told} claims that it can tell.", agree=agree, told=told)
        if told
        else speech.say("Your data cannot tell any of these claims yet."),
        [
            speech.say(
                "{all} claims of the trade are checked below, {untold} of them need other data.",
                all=len(cards),
                untold=len(cards) - told,
            )
        ],
    )


def cards(study: Study) -> None:
    """One card per claim: those that the data can tell first."""
    with st.grid(2, min_column_width=COLUMNS_FROM):
        for card in claims_told_first(study):
            with show.card(f"claim-{card.code}"):
                _card(study, card)


def _card(study: Study, card: ClaimCard) -> None:
    speech = session.speech()
    show.strong(what_they_say(card, speech))
    show.quiet(source_of(card, speech))
    if drawn := two_numbers_chart(card, speech, session.theme()):
        show.chart(drawn, two_numbers(card, speech), f"claim-{card.code}")
    if card.verdict:
        st.badge(as_literal_text(verdict_of(card, speech)), color="green" if card.verdict == AS_CLAIMED else "orange")
    for sentence in what_your_data_says(card, speech):
        show.sentence(sentence)
    if enough := what_would_be_enough(card, speech):
        show.quiet(enough)
    for name in card.figures if card.yours is not None else ():
        figure_cards.details_button(study, name, speech.say(meaning_of(name).title), ":material/expand_content:")
