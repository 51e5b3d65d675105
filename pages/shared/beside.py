"""Other common numbers beside a figure: their value, why they differ, and the customers who make the difference."""

import polars as pl
import streamlit as st

from pages.shared import people, session, show
from pages.shared.plain import plain
from retention_core.describe.side_by_side import Beside, beside
from retention_core.figures import Figure, meaning_of
from retention_core.study import Study


def other_numbers(study: Study, figure: Figure) -> None:
    """All other numbers that people use in place of a figure."""
    if not figure.others:
        return
    show.heading(session.words().say("Other numbers people use"))
    for pair in beside(study, figure.name):
        with st.container(border=True, key=f"beside-{pair.there.name}"):
            _other(study, pair)


def _other(study: Study, pair: Beside) -> None:
    speech, meaning = session.words(), meaning_of(pair.there.name)
    show.strong(f"{speech.say(meaning.title)}: {speech.figure(pair.there)}")
    show.quiet(speech.say(meaning.meaning))
    show.sentence(speech.say(pair.reason))
    _difference(study, pair)


def _difference(study: Study, pair: Beside) -> None:
    """The customers counted in one of the two only; the tables are made when opened."""
    if pair.here.customers is None or pair.there.customers is None:
        return
    title = session.words().say("Customers who make the difference")
    opened = st.expander(plain(title), key=f"difference-{pair.there.name}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        say = session.words().say
        _only(study, pair.only_here(), say(meaning_of(pair.here.name).title), pair)
        _only(study, pair.only_there(), say(meaning_of(pair.there.name).title), pair)


def _only(study: Study, customers: pl.DataFrame | None, title: str, pair: Beside) -> None:
    """Those counted in the number of this title only."""
    if customers is None:
        return
    speech = session.words()
    show.sentence(speech.say("Counted only in: {name}", name=title))
    if not customers.height:
        show.quiet(speech.say("Nobody."))
        return
    show.quiet(speech.count("{n} customer", "{n} customers", customers.height))
    people.listing(study.workbook, customers, f"{pair.here.name}-{pair.there.name}-{title}")
