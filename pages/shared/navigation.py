"""Which pages there are, in which order, under which question; and the frame around all of them."""

import threading
from dataclasses import dataclass

import streamlit as st

from pages.shared import dropping, guard, inbox, quitting, session
from retention_core.text import N_


@dataclass(frozen=True)
class PageSpec:
    """One page: its file and link, its name and icon, and the question it belongs to."""

    url: str
    title: str
    icon: str
    section: str

    @property
    def file(self) -> str:
        """Path of the script, from the project's folder."""
        return f"pages/{self.url}.py"


PAGES = (
    PageSpec("data", N_("Your data"), ":material/upload_file:", N_("What do we have?")),
    PageSpec("overview", N_("Overview"), ":material/monitoring:", N_("What happened?")),
    PageSpec("stays", N_("Who stays"), ":material/group:", N_("What happened?")),
    PageSpec("money", N_("Money"), ":material/payments:", N_("What happened?")),
    PageSpec("claims", N_("Is it true?"), ":material/fact_check:", N_("What happened?")),
    PageSpec("segments", N_("Segments"), ":material/grid_view:", N_("What to do?")),
    PageSpec("tiers", N_("Loyalty tiers"), ":material/military_tech:", N_("What to do?")),
    PageSpec("customer", N_("One customer"), ":material/person_search:", N_("What to do?")),
    PageSpec("what_if", N_("What if"), ":material/tune:", N_("What to do?")),
    PageSpec("calculator", N_("Calculator"), ":material/calculate:", N_("What to do?")),
)

DATA, OVERVIEW = PAGES[0].file, PAGES[1].file

_this_run = threading.local()


def run() -> None:
    """The whole app: language, menu, the page of the link."""
    session.begin()
    inbox.open_what_was_sent()
    page = st.navigation(_menu(), expanded=True)
    _side_bar()
    _this_run.inside = True
    try:
        with guard.our_fault():
            page.run()
    finally:
        _this_run.inside = False


def ensure() -> None:
    """First line of every page: Streamlit runs a page file alone when its link is the first one after a start."""
    if not getattr(_this_run, "inside", False):
        run()
        st.stop()


def _menu() -> dict[str, list]:
    """The pages under their questions; the bare address leads to the one that has something to say."""
    say = session.words().say
    menu: dict[str, list] = {"": [st.Page(_home, title="Retain", default=True, visibility="hidden")]}
    for spec in PAGES:
        page = st.Page(spec.file, title=say(spec.title), icon=spec.icon, url_path=spec.url)
        menu.setdefault(say(spec.section), []).append(page)
    return menu


def _home() -> None:
    st.switch_page(OVERVIEW if dropping.is_ready() and not session.job() else DATA)


def _side_bar() -> None:
    with st.sidebar:
        session.choose_language()
        quitting.offer()
