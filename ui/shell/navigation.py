"""Which pages there are, in which order, under which question; and the frame around all of them."""

import threading
from dataclasses import dataclass, replace

import streamlit as st

from retention_core.kernel.messages import N_
from ui.kit import guard, memory_notice
from ui.session import session
from ui.session.needs import Need
from ui.shell import inbox, quit_button, require
from ui.upload import take_files


@dataclass(frozen=True)
class PageSpec:
    """One page: its file and link, its name and icon, the question it belongs to, and what it needs of the files."""

    url: str
    title: str
    icon: str
    section: str
    need: Need | None = None

    @property
    def file(self) -> str:
        """Path of the script, from the project's folder."""
        return f"pages/{self.url}.py"


KNOW, HAPPENED, WHY, NEXT, TO_DO, ELSEWHERE = (
    N_("What do we have?"),
    N_("What happened?"),
    N_("Why?"),
    N_("What next?"),
    N_("What to do?"),
    N_("With other files"),
)
PAGES = (
    PageSpec("data", N_("Your data"), ":material/upload_file:", KNOW),
    PageSpec("overview", N_("Overview"), ":material/monitoring:", HAPPENED),
    PageSpec("stays", N_("Who stays"), ":material/group:", HAPPENED, Need.CUSTOMERS),
    PageSpec("cycle", N_("Purchase cycle"), ":material/autorenew:", HAPPENED, Need.VISITS),
    PageSpec("subscriptions", N_("Subscriptions"), ":material/card_membership:", HAPPENED, Need.SUBSCRIPTIONS),
    PageSpec("activity", N_("Activity"), ":material/touch_app:", HAPPENED, Need.ACTIVITY),
    PageSpec("money", N_("Money"), ":material/payments:", HAPPENED, Need.AMOUNTS),
    PageSpec("claims", N_("Is it true?"), ":material/fact_check:", HAPPENED),
    PageSpec("drivers", N_("What goes with leaving"), ":material/troubleshoot:", WHY, Need.CUSTOMERS),
    PageSpec("forecast", N_("What comes next"), ":material/trending_up:", NEXT, Need.CUSTOMERS),
    PageSpec("at_risk", N_("Slipping away"), ":material/person_alert:", NEXT, Need.ORDERS),
    PageSpec("actions", N_("What to do now"), ":material/checklist:", TO_DO),
    PageSpec("segments", N_("Segments"), ":material/grid_view:", TO_DO, Need.ORDERS),
    PageSpec("tiers", N_("Loyalty tiers"), ":material/military_tech:", TO_DO, Need.ORDERS),
    PageSpec("accounts", N_("Key accounts"), ":material/handshake:", TO_DO, Need.ORDERS),
    PageSpec("customer", N_("One customer"), ":material/person_search:", TO_DO, Need.CUSTOMERS),
    PageSpec("what_if", N_("What if"), ":material/tune:", TO_DO, Need.DAYS),
    PageSpec("calculator", N_("Calculator"), ":material/calculate:", TO_DO),
)

DATA, OVERVIEW = PAGES[0].file, PAGES[1].file

_this_run = threading.local()


def run() -> None:
    """The whole app: language, menu, the page of the link."""
    session.begin()
    page = st.navigation(_menu(), expanded=True)
    inbox.open_what_was_sent()  # leads to another page, which Streamlit knows only now
    _side_bar()
    require.on_page(page.title)
    _this_run.inside = True
    try:
        with guard.report_internal_error():
            memory_notice.warn()
        with guard.report_internal_error():
            page.run()
    finally:
        _this_run.inside = False


def ensure() -> None:
    """First line of every page: Streamlit runs a page file alone when its link is the first one after a start."""
    if not getattr(_this_run, "inside", False):
        run()
        st.stop()


def _menu() -> dict[str, list]:
    """The pages under their questions; those that the open files cannot fill come last, under a heading that says so.

    The bare address leads to the page that has something to say.
    """
    say = session.speech().say
    menu: dict[str, list] = {"": [st.Page(_home, title="Retain", default=True, visibility="hidden")]}
    filled, empty = ([spec for spec in PAGES if require.lacks(spec.need) is lacking] for lacking in (False, True))
    for spec in (*filled, *(replace(spec, section=ELSEWHERE) for spec in empty)):
        page = st.Page(spec.file, title=say(spec.title), icon=spec.icon, url_path=spec.url)
        menu.setdefault(say(spec.section), []).append(page)
    return menu


def _home() -> None:
    st.switch_page(OVERVIEW if take_files.is_ready() and not session.job() else DATA)


def _side_bar() -> None:
    with st.sidebar:
        session.choose_language()
        quit_button.offer()
