"""Widgets that return typed values."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

import streamlit as st

from retention_core.describe.presence.observation_window import ObservationWindow
from retention_core.kernel.settings import PeriodKind
from ui.kit.literal_text import as_literal_text
from ui.session import session

Option = TypeVar("Option")


def pick(label: str, options: Mapping[Option, str], chosen: Option, key: str, *, in_link: bool = False) -> Option:
    """One of a few options, words by option, all in sight; there is always one. `in_link`: a reload keeps it."""
    start = session.from_link(key, options, chosen) if in_link else chosen
    picked = st.segmented_control(
        as_literal_text(label),
        list(options),
        default=start,
        required=True,
        format_func=lambda option: as_literal_text(options[option]),
        key=key,
        persist_state="session",
    )
    if in_link:
        session.to_link(key, picked, chosen)
    return picked


def view(label: str, options: Mapping[Option, str], chosen: Option, key: str) -> Option:
    """One of several views, words by option; on a narrow screen they wrap. A reload keeps it."""
    picked = st.pills(
        as_literal_text(label),
        list(options),
        default=session.from_link(key, options, chosen),
        required=True,
        format_func=lambda option: as_literal_text(options[option]),
        key=key,
        wrap=True,
        persist_state="session",
    )
    session.to_link(key, picked, chosen)
    return picked


def choose(label: str, options: Mapping[Option, str], key: str, start: Option | None = None) -> Option:
    """One of many options, words by option, from a list; the first at the beginning, or `start` if it is one.

    Lists show text as it is, unlike everything else that Streamlit draws.
    """
    choices = list(options)
    return st.selectbox(
        as_literal_text(label),
        choices,
        index=choices.index(start) if start in choices else 0,
        format_func=options.__getitem__,
        key=key,
        persist_state="session",
    )


def period(chosen: PeriodKind) -> PeriodKind:
    """The length of a period; a change is kept with the shop."""
    speech = session.speech()
    kinds = {kind: speech.period_kind(kind).capitalize() for kind in PeriodKind}
    picked = pick(speech.say("Look at each"), kinds, chosen, key=f"period-{session.token()}")
    if picked != chosen:
        session.change_settings(period=picked)
        st.rerun()
    return picked


def viewpoint(known: ObservationWindow, ends: tuple[date, date], *, sells: bool) -> None:
    """From where to look: the last day, and what the file holds. Changes are kept with the shop.

    sells   the files hold orders, of which some may have cost nothing
    """
    say, chosen = session.speech().say, session.settings()
    with st.popover(as_literal_text(say("Look from")), icon=":material/event:"):
        last = _last_day(known, chosen.as_of, ends)
        begins = _switch(
            say("This file begins with the business"),
            say("Switch on if the very first customer is in it: then everybody in the first periods is truly new."),
            "begins",
            on=chosen.begins_with_business,
        )
        free = (
            chosen.free_orders_count
            if not sells
            else _switch(
                say("An order that cost nothing is a purchase"),
                say("Free and fully discounted orders. Switch off to leave them out."),
                "free",
                on=chosen.free_orders_count,
            )
        )
    if (last, begins, free) != (chosen.as_of, chosen.begins_with_business, chosen.free_orders_count):
        session.change_settings(as_of=last, begins_with_business=begins, free_orders_count=free)
        st.rerun()


def _last_day(known: ObservationWindow, chosen: date | None, ends: tuple[date, date]) -> date | None:
    """The last day to look at; null: the last one that the file knows."""
    say = session.speech().say
    picked = st.date_input(
        as_literal_text(say("Last day to look at")),
        value=chosen,
        min_value=ends[0],
        max_value=ends[1],
        format="YYYY-MM-DD",
        key=f"as-of-{session.token()}-{chosen}",
        help=as_literal_text(
            say("Everything after it is hidden. Empty: {day}, the last day the file knows.", day=known.as_of)
        ),
        persist_state="session",
    )
    return picked if isinstance(picked, date) else None


def _switch(label: str, note: str, key: str, *, on: bool) -> bool:
    return st.toggle(
        as_literal_text(label),
        value=on,
        help=as_literal_text(note),
        key=f"{key}-{session.token()}",
        persist_state="session",
    )


def margin(chosen: float) -> None:
    """The part of each sale that is earned; a change is kept with the shop."""
    say = session.speech().say
    percent = st.slider(
        as_literal_text(say("Margin: what is left of each sale")),
        0,
        100,
        round(100 * chosen),
        format="%d%%",
        key=f"margin-{session.token()}",
        help=as_literal_text(say("Sales less what the goods cost you. If you do not know it, half is a common guess.")),
        persist_state="session",
    )
    if percent != round(100 * chosen):
        session.change_settings(margin=percent / 100)
        st.rerun()


def slider(
    label: str, key: str, ends: tuple[float, float], default: float, *, step: float, shown: str, note: str = ""
) -> float:
    """A number on a line, written as `shown` says; its place is kept in the link."""
    low, high = ends
    return st.slider(
        as_literal_text(label),
        low,
        high,
        default,
        step,
        format=shown,
        key=key,
        help=as_literal_text(note) or None,
        bind="query-params",
    )


def percent(label: str, key: str, most: float, default: float, *, step: float = 1.0, note: str = "") -> float:
    """A share, moved as percent from 0 to `most`; its place is kept in the link."""
    return slider(label, key, (0.0, most), 100 * default, step=step, shown="%g%%", note=note) / 100


def number_input(label: str, key: str, default: float, *, step: float, low: float = 0.0, note: str = "") -> float:
    """A number typed in; kept in the link."""
    typed = st.number_input(
        as_literal_text(label),
        min_value=low,
        value=default,
        step=step,
        key=key,
        help=as_literal_text(note) or None,
        bind="query-params",
    )
    return default if typed is None else typed


def typed(label: str, key: str, default: float, *, whole: bool = False) -> float | None:
    """Any number, also one that cannot be right; null: nothing is typed in. It stays in the session, not in a link."""
    return st.number_input(
        as_literal_text(label),
        value=int(default) if whole else float(default),
        step=1 if whole else None,
        format="%d" if whole else None,
        key=f"typed-{key}",
        persist_state="session",
    )
