"""What is bought next: pairs of products, and the customers to offer the second of a pair."""

import streamlit as st

from retention_core.describe.presence.customers import people as customers_of
from retention_core.kernel.messages import N_
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.plays.cross_sell import FEWEST, bought_next, owners_without, product_columns
from retention_core.wording.describe.figure_sentences import why_null
from ui.kit import customer_lists, guard, show
from ui.kit.literal_text import as_literal_text
from ui.kit.tables import headed, in_percent, rounded
from ui.session import session

MOST = 50
HEADERS = {
    "first": N_("Who bought"),
    "then": N_("buys later"),
    "customers": N_("Customers"),
    "support": N_("Of all customers, %"),
    "confidence": N_("Of those with the first, %"),
    "lift": N_("Times as often as others"),
}


def next_products(study: Study) -> None:
    """The pairs that go together most, and whom to offer the second."""
    say = session.speech().say
    with show.card("next-product"):
        show.heading(
            say("What is bought next"),
            say("Pairs that {n} customers or more bought in this order, and more often than chance.", n=FEWEST),
        )
        if not study(product_columns):
            show.empty(why_null(WhyNull.NO_PRODUCTS, session.speech()))
            return
        pairs = study(bought_next)
        if pairs.is_empty():
            show.empty(why_null(WhyNull.NO_PAIR, session.speech()))
            return
        _pairs(study)


@st.fragment
def _pairs(study: Study) -> None:
    with guard.report_internal_error():
        speech, pairs = session.speech(), study(bought_next)
        shown = rounded(in_percent(pairs, 1, "support", "confidence"), 2, "lift")
        show.listing(headed(shown, HEADERS), "next-product")
        rows = pairs.head(MOST).select("first", "then").rows()
        at = st.selectbox(
            as_literal_text(speech.say("Whom to offer what")),
            range(len(rows)),
            format_func=lambda place: speech.say("{first}, then {then}", first=rows[place][0], then=rows[place][1]),
            key=f"pair-{session.token()}",
            persist_state="session",
        )
        first, then = rows[at or 0]
        who = owners_without(study, first, then)
        show.quiet(
            speech.count(
                "{n} customer has the first and not the second.",
                "{n} customers have the first and not the second.",
                len(who),
            )
        )
        if len(who):
            customer_lists.listing(study.workbook, customers_of(study, who), "to-offer")
