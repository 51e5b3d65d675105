"""Widgets that return typed values."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.shared import session, show, style
from pages.shared.plain import plain
from retention_core.settings import PeriodKind
from retention_core.text import N_

SAMPLES = {
    "cafe": (N_("A café"), N_("Small purchases, often. Regulars with a loyalty card."), ":material/local_cafe:"),
    "webshop": (N_("A web shop"), N_("Irregular orders, refunds, several channels."), ":material/shopping_bag:"),
    "gym": (N_("A gym"), N_("Monthly memberships that begin and end."), ":material/fitness_center:"),
}


def drop_zone() -> list:
    """The files dropped in this run; empty as a rule."""
    say = session.words().say
    label = say("Drop your sales files here") if session.shop() is None else say("Open other files")
    style.uploader_words(say("Choose files"), label)
    with st.container(key="dropzone"):
        uploads = st.file_uploader(plain(label), accept_multiple_files=True, key=session.drop_key())
        if session.shop() is None:
            show.quiet(say("Excel or CSV, as your shop system gives it: who bought, when, and for how much."))
    if uploads:
        session.empty_drop_zone()
    return list(uploads or [])


def sample_shops() -> str | None:
    """The sample shop that was clicked."""
    say, chosen = session.words().say, None
    show.heading(say("No file at hand? Look around in a sample shop"))
    with st.grid(min_column_width=240):
        for kind, (name, about, icon) in SAMPLES.items():
            with st.container(key=f"card-sample-{kind}", border=True, height="stretch"):
                show.strong(say(name))
                show.quiet(say(about))
                if st.button(plain(say("Open")), key=f"sample-{kind}", icon=icon):
                    chosen = kind
    return chosen


def pick(label: str, options: Sequence[Any], names: Sequence[str], chosen: Any, key: str, in_link: bool = False) -> Any:  # noqa: FBT
    """One of a few options, all in sight; there is always one. `in_link`: a reload keeps it."""
    written = dict(zip(options, (plain(name) for name in names), strict=True))
    return st.segmented_control(
        plain(label),
        options,
        default=chosen,
        required=True,
        format_func=written.__getitem__,
        key=key,
        **({"bind": "query-params"} if in_link else {"persist_state": "session"}),
    )


def period(chosen: PeriodKind) -> PeriodKind:
    """The length of a period; a change is kept with the shop."""
    speech = session.words()
    kinds = list(PeriodKind)
    names = [speech.period_kind(kind).capitalize() for kind in kinds]
    picked = pick(speech.say("Look at each"), kinds, names, chosen, key=f"period-{session.token()}")
    if picked != chosen:
        session.change_settings(period=picked)
        st.rerun()
    return picked


def slider(
    label: str, key: str, low: float, high: float, default: float, step: float, format: str, note: str = ""
) -> float:  # noqa: A002
    """A number on a line; its place is kept in the link."""
    return st.slider(
        plain(label), low, high, default, step, format=format, key=key, help=plain(note) or None, bind="query-params"
    )


def number(label: str, key: str, default: float, step: float, low: float | None = 0.0, note: str = "") -> float:
    """A number typed in; kept in the link."""
    typed = st.number_input(
        plain(label), min_value=low, value=default, step=step, key=key, help=plain(note) or None, bind="query-params"
    )
    return default if typed is None else typed
