"""Two common definitions side by side: both numbers, why they differ, and the customers who make the difference."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from retention_core.catalog.all_figures import meaning_of
from retention_core.catalog.side_by_side import OtherDefinition, other_definitions
from retention_core.kernel.figure import Figure
from retention_core.kernel.study import Study
from ui.kit import customer_lists, show
from ui.kit.literal_text import as_literal_text
from ui.session import session


def pairs(study: Study, names: Sequence[tuple[str, str]]) -> None:
    """A figure and another definition of it, pair by pair."""
    for here, there in names:
        pair = next(pair for pair in other_definitions(study, here) if pair.there.name == there)
        if pair.here.why_null is None and pair.there.why_null is None:
            with st.container(border=True, key=f"pair-{here}-{there}"):
                _pair(study, pair)


def _pair(study: Study, pair: OtherDefinition) -> None:
    for figure, column in zip((pair.here, pair.there), show.side_by_side([1, 1]), strict=True):
        with column:
            show.strong(_named(figure))
            show.quiet(session.speech().say(meaning_of(figure.name).meaning))
    show.sentence(session.speech().say(pair.reason))
    makers(study, pair)


def makers(study: Study, pair: OtherDefinition) -> None:
    """Who makes the difference; the tables are made when opened."""
    known = pair.difference or (pair.here.customers and pair.there.customers)
    if not known:
        return
    title = as_literal_text(session.speech().say("Customers who make the difference"))
    opened = st.expander(title, key=f"made-by-{pair.here.name}-{pair.there.name}", on_change="rerun")
    if opened.open:
        with opened:
            _makers(study, pair)


def _named(figure: Figure) -> str:
    speech = session.speech()
    return f"{speech.say(meaning_of(figure.name).title)}: {speech.figure(figure)}"


def _makers(study: Study, pair: OtherDefinition) -> None:
    """Those of the figure between the two; else those counted in one of them only."""
    say = session.speech().say
    if pair.difference and pair.difference.customers:
        _list(study, pair.difference.customers(study), _named(pair.difference), pair.difference.name)
        return
    for figure, customers in ((pair.here, pair.only_here(study)), (pair.there, pair.only_there(study))):
        title = say("Counted only in: {name}", name=say(meaning_of(figure.name).title))
        _list(study, customers, title, f"only-{figure.name}")


def _list(study: Study, customers: pl.DataFrame | None, title: str, name: str) -> None:
    if customers is None:
        return
    show.strong(title)
    show.quiet(session.speech().count("{n} customer", "{n} customers", customers.height))
    if customers.height:
        customer_lists.listing(study.workbook, customers, name)
