"""Lists of customers: search, pages, downloads, and from each row the way to the customer's own page."""

import polars as pl
import streamlit as st

from pages.shared import session, show
from pages.shared.names import CUSTOMER_COLUMNS, with_names
from pages.shared.plain import plain
from retention_core.workbook import Workbook

PAGE_ROWS = 200
CUSTOMER_PAGE = "pages/customer.py"


@st.fragment
def listing(workbook: Workbook, customers: pl.DataFrame, name: str) -> None:
    """A table of customer codes, one row each, to look at, search and download; a click on a row opens the customer."""
    found = _searched(workbook, customers, name) if customers.height > PAGE_ROWS else customers
    pages = -(-found.height // PAGE_ROWS)
    at = st.pagination(pages, key=f"page-{name}") if pages > 1 else 1
    part = found.slice((at - 1) * PAGE_ROWS, PAGE_ROWS)
    picked = show.table_to_pick(with_names(workbook, part), name)
    if picked is not None:
        open_customer(int(part["customer_code"][picked]))
    show.quiet(session.words().say("Click the box beside a row to see everything about that customer."))
    show.downloads(lambda: with_names(workbook, customers), name)


def open_customer(code: int) -> None:
    """Leads to the page of a customer."""
    session.look_at(code)
    st.switch_page(CUSTOMER_PAGE)


def _searched(workbook: Workbook, customers: pl.DataFrame, name: str) -> pl.DataFrame:
    """The rows whose number, name or e-mail holds what is typed."""
    say = session.words().say
    typed = st.text_input(plain(say("Find in this list")), key=f"find-{name}", icon=":material/search:")
    wanted = typed.strip().lower()
    if not wanted:
        return customers
    known = workbook.customers.select(column for column in CUSTOMER_COLUMNS if column in workbook.customers.columns)
    holds = pl.any_horizontal(pl.all().str.to_lowercase().str.contains(wanted, literal=True).fill_null(value=False))
    kept = known[customers["customer_code"]].select(holds.alias("kept"))["kept"]
    found = customers.filter(kept)
    show.quiet(session.words().count("{n} customer", "{n} customers", found.height))
    return found
