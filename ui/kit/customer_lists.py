"""Lists of customers: search, pages, downloads, and from each row the way to the customer's own page."""

from collections.abc import Callable

import polars as pl
import streamlit as st

from retention_core.kernel.workbook import Workbook
from retention_core.prescribe.customers.customer_profile import holding
from ui.kit import show
from ui.kit.literal_text import as_literal_text
from ui.kit.names import with_names
from ui.session import session

PAGE_ROWS = 200
CUSTOMER_PAGE = "pages/customer.py"


Worded = Callable[[pl.DataFrame], pl.DataFrame]


def as_they_are(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows, nothing in them put into words."""
    return rows


@st.fragment
def listing(workbook: Workbook, customers: pl.DataFrame, name: str, worded: Worded = as_they_are) -> None:
    """A table of customer codes, one row each, to look at, search and download; a click on a row opens the customer.

    worded   puts codes into words, for the rows that are shown or downloaded only: a list may have millions
    """
    found = _searched(workbook, customers, name) if customers.height > PAGE_ROWS else customers
    pages = -(-found.height // PAGE_ROWS)
    at = st.pagination(pages, key=f"page-{name}") if pages > 1 else 1
    part = found.slice((at - 1) * PAGE_ROWS, PAGE_ROWS)
    picked = show.table_to_pick(with_names(workbook, worded(part)), name)
    if picked is not None:
        open_customer(int(part["customer_code"][picked]))
    show.quiet(session.speech().say("Click the box beside a row to see everything about that customer."))
    show.downloads(lambda: with_names(workbook, worded(customers)), name)


def open_customer(code: int) -> None:
    """Leads to the page of a customer."""
    session.look_at(code)
    st.switch_page(CUSTOMER_PAGE)


def _searched(workbook: Workbook, customers: pl.DataFrame, name: str) -> pl.DataFrame:
    """The rows whose number, name or e-mail holds what is typed."""
    say = session.speech().say
    typed = st.text_input(as_literal_text(say("Find in this list")), key=f"find-{name}", icon=":material/search:")
    if not typed.strip():
        return customers
    found = customers.filter(holding(workbook, typed).gather(customers["customer_code"]))
    show.quiet(session.speech().count("{n} customer", "{n} customers", found.height))
    return found
