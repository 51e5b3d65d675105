"""What a page needs before it can say anything; without it, the page says what to do and stops."""

from typing import NoReturn

import streamlit as st

from pages.shared import session, show
from retention_core.study import Study
from retention_core.text.figure_sentences import why_null


def study() -> Study:
    """The open workbook under the visitor's settings, with orders in it."""
    found = anything()
    return found if found.workbook.orders.height else _no_orders()


def anything() -> Study:
    """The open workbook under the visitor's settings, whatever it holds."""
    shop = session.shop()
    return (shop.study(session.settings()) if shop else None) or _nothing_open()


def no_more() -> NoReturn:
    """The page ends here: what follows needs more than the files hold."""
    st.stop()


def amounts() -> Study:
    """The same, with what was paid."""
    found = study()
    if not found.workbook.has_amounts:
        show.empty(why_null("no_amounts", session.words()))
        show.link("data", session.words().say("Go to your data"))
        st.stop()
    return found


def _no_orders() -> NoReturn:
    say = session.words().say
    show.empty(say("The open files hold no orders, which this page needs. Add a file that says who bought when."))
    show.link("data", say("Go to your data"))
    st.stop()


def _nothing_open() -> NoReturn:
    say, shop = session.words().say, session.shop()
    if session.was_closed():
        show.empty(say("These files were closed to make room for others. Drop them again to go on."))
    elif shop and shop.reading and shop.reading.questions:
        show.empty(say("One question about your files is open. The numbers come as soon as it is answered."))
    elif session.token() and not shop:
        show.empty(say("These files are no longer open. Drop them again to go on."))
    else:
        show.empty(say("No file is open yet. Drop a sales file, or look around in a sample shop."))
    show.link("data", say("Go to your data"))
    st.stop()
