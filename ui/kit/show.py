"""Repeated blocks of a page. All text passes `as_literal_text`, so that nothing from a file can become markup."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import pandas  # noqa: F401, TID251 - imported lazily by Altair, two visitors at once would find it half made
import polars as pl
import streamlit as st
from polars import selectors
from streamlit.delta_generator import DeltaGenerator

from retention_core.charts import Drawing
from retention_core.export.tables import csv_bytes, xlsx_bytes
from ui.kit.deferred import as_this_visitor
from ui.kit.literal_text import as_literal_text
from ui.session import session

CSV = "text/csv"
MOST_ROWS = 5_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def title(text: str, below: str | None = None) -> None:
    """The heading of a page and the sentence below it."""
    st.title(as_literal_text(text), anchor=False)
    if below:
        quiet(below)


def heading(text: str, below: str | None = None) -> None:
    """The heading of a block and the sentence below it."""
    st.header(as_literal_text(text), anchor=False)
    if below:
        quiet(below)


def sentence(text: str) -> None:
    """Running text."""
    st.markdown(as_literal_text(text))


def strong(text: str) -> None:
    """A line that stands out."""
    st.markdown(f"**{as_literal_text(text)}**")


def quiet(text: str) -> None:
    """Small grey text."""
    st.caption(as_literal_text(text))


def hero(text: str, lines: Sequence[str] = (), key: str = "page") -> None:
    """The answer of a page in one sentence, with what supports it."""
    with st.container(key=f"hero-{key}", border=True):
        st.title(as_literal_text(text), anchor=False)
        for line in lines:
            sentence(line)


def empty(text: str) -> None:
    """Where something would be, and what brings it."""
    st.info(as_literal_text(text), icon=":material/info:")


def warning(text: str) -> None:
    """Something to keep in mind while reading the numbers."""
    st.warning(as_literal_text(text), icon=":material/error:")


def problem(text: str) -> None:
    """What went wrong and what to do."""
    st.error(as_literal_text(text), icon=":material/report:")


def link(url: str, text: str) -> None:
    """A way to another page."""
    st.page_link(f"pages/{url}.py", label=as_literal_text(text), icon=":material/arrow_forward:")


@contextmanager
def card(key: str, *, stretch: bool = True) -> Iterator[None]:
    """A framed block; `key` is its name in the style sheet."""
    with st.container(border=True, key=f"card-{key}", height="stretch" if stretch else "content"):
        yield


@contextmanager
def folded(text: str, *, opened: bool = False) -> Iterator[None]:
    """A block that is opened by a click on its words."""
    with st.expander(as_literal_text(text), expanded=opened):
        yield


def side_by_side(weights: Sequence[float]) -> list[DeltaGenerator]:
    """Columns that stack on a phone."""
    return list(st.columns(weights, gap="small"))


def chart(drawn: Drawing, table: pl.DataFrame, name: str) -> None:
    """A chart, and its numbers to look at and to download. Its description is its text alternative."""
    st.vega_lite_chart(drawn.to_dict(validate=False), width="stretch", key=f"chart-{name}")
    _numbers(table, name)


def chart_to_pick(drawn: Drawing, table: pl.DataFrame, name: str, pick: str) -> dict | None:
    """A chart whose marks can be clicked: the fields of the one that was, by the selection called `pick`."""
    spec = drawn.to_dict(validate=False)
    event = st.vega_lite_chart(spec, width="stretch", key=f"chart-{name}", on_select="rerun", selection_mode=pick)
    _numbers(table, name)
    picked = event.selection.get(pick)
    return picked[0] if picked else None


@st.fragment
def _numbers(table: pl.DataFrame, name: str) -> None:
    """The numbers of a chart, sent only once somebody opens them."""
    words = as_literal_text(session.speech().say("Numbers"))
    opened = st.popover(words, icon=":material/table_chart:", type="tertiary", key=f"numbers-{name}", on_change="rerun")
    if opened.open:
        with opened:
            listing(table, name)


def listing(table: pl.DataFrame, name: str) -> None:
    """A table as text and numbers, with its downloads. Of a long one the first rows are shown, which is said."""
    shown = table.head(MOST_ROWS).with_columns(selectors.decimal().cast(pl.Float64))
    st.dataframe(shown, hide_index=True, width="stretch", column_config=_column_config(shown))
    if table.height > MOST_ROWS:
        say = session.speech().say
        quiet(
            say("The first {shown} of {all} rows. The downloads hold all of them.", shown=MOST_ROWS, all=table.height)
        )
    downloads(lambda: table, name)


def table_to_pick(table: pl.DataFrame, name: str) -> int | None:
    """A table of which one row can be chosen: its place."""
    shown = table.with_columns(selectors.decimal().cast(pl.Float64))
    event = st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        column_config=_column_config(shown),
        key=f"rows-{name}",
        on_select="rerun",
        selection_mode="single-row",
    )
    return event.selection.rows[0] if event.selection.rows else None


def ledger(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """A short table of words and numbers, all in sight."""
    write = session.speech().write
    rows = [[as_literal_text(write(cell)) for cell in line] for line in lines]
    st.table(pl.DataFrame(rows, schema=[as_literal_text(name) for name in columns], orient="row"))


def downloads(make: Callable[[], pl.DataFrame], name: str) -> None:
    """A table as files, made when asked for, safe to open in a spreadsheet program."""
    with st.container(horizontal=True):
        words = session.speech()
        download("CSV", lambda: csv_bytes(make()), f"{name}.csv", CSV)
        download("Excel", lambda: xlsx_bytes(make(), name, words=words), f"{name}.xlsx", XLSX)


def download(kind: str, make: Callable[[], bytes], file_name: str, mime: str) -> None:
    """A file to download, made when asked for."""
    st.download_button(
        as_literal_text(kind),
        as_this_visitor(make),
        file_name,
        mime,
        key=f"download-{file_name}",
        icon=":material/download:",
        on_click="ignore",
    )


def _column_config(table: pl.DataFrame) -> dict:
    """Numbers and days in the reader's way; text as text, never as a link."""
    config = {}
    for name, kind in table.schema.items():
        if kind.is_float():
            config[name] = st.column_config.NumberColumn(format="%,.2f")
        elif kind == pl.Date:
            config[name] = st.column_config.DateColumn(format="localized")
        elif kind == pl.String:
            config[name] = st.column_config.TextColumn()
    return config
