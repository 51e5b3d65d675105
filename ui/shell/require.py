"""What a page needs before it can say anything; without it, the page says what to do and stops."""

import threading
from typing import NoReturn

import polars as pl
import streamlit as st

from retention_core.export.template_files import TO_SAY
from retention_core.kernel.study import Study
from ui.kit import show
from ui.kit.tables import with_some_words
from ui.session import session
from ui.session.needs import REQUIRED_DATA, Need

_this_run = threading.local()


def on_page(title: str) -> None:
    """Which page runs: an empty one is headed by its name in the menu."""
    _this_run.title = title


def study(need: Need) -> Study:
    """The open workbook under the visitor's settings; without what is needed, the page says which file brings it."""
    found = anything()
    return found if REQUIRED_DATA[need].held(found) else _without(need)


def anything() -> Study:
    """The open workbook under the visitor's settings, whatever it holds."""
    return session.study() or _nothing_open()


def no_more() -> NoReturn:
    """The page ends here: what follows needs more than the files hold."""
    st.stop()


def lacks(need: Need | None) -> bool:
    """Whether files are open that do not hold what is needed."""
    found = session.study()
    return need is not None and found is not None and not REQUIRED_DATA[need].held(found)


def _without(need: Need) -> NoReturn:
    """Which file would fill the page, and one to fill in."""
    say, filling = session.speech().say, REQUIRED_DATA[need]
    show.title(_this_run.title)
    show.empty(say(filling.missing))
    show.quiet(say("An example to fill in, with made-up lines:"))
    show.listing(_said(filling.example()), f"example-{need}")
    show.link("data", say("Add a file"))
    st.stop()


def _said(example: pl.DataFrame) -> pl.DataFrame:
    """Headers and words in the reader's language."""
    say = session.speech().say
    words = {message: say(message) for message in TO_SAY}
    said = with_some_words(example, words)
    return said.rename({name: say(name) for name in said.columns})


def _nothing_open() -> NoReturn:
    say, shop = session.speech().say, session.shop()
    show.title(_this_run.title)
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
