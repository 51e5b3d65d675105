"""Who is visiting: language, open shop, settings. The only file that names session keys and link parameters."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import streamlit as st

from retention_core.charts import DARK, LIGHT, Theme
from retention_core.describe.presence.presence_data import presence_source
from retention_core.i18n import Speech, languages, nearest_language, own_name
from retention_core.i18n import speech as speech_in
from retention_core.ingest.process.waiting_reader import READERS
from retention_core.kernel.errors import RetainError
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.settings import PeriodKind, Settings, TierRules
from retention_core.kernel.study import Study
from ui.session import style
from ui.session.jobs import Job
from ui.session.store import STORE, Shop

Option = TypeVar("Option")

LANGUAGE, SHOP = "lang", "shop"
DROPS, REFUSAL, JOB, CUSTOMER = "drops", "refusal", "job", "customer"
READ = "read"


def begin() -> None:
    """The first lines of every run: language, look, the link brought up to date."""
    st.query_params[LANGUAGE] = language()
    if opened := shop():
        st.session_state[SHOP] = st.query_params[SHOP] = opened.token
    style.dress(language())
    READERS.prepare()
    STORE.look_after(token())


def language() -> str:
    """The language chosen, else the link's, else the browser's."""
    if LANGUAGE not in st.session_state:
        st.session_state[LANGUAGE] = nearest_language(st.query_params.get(LANGUAGE) or st.context.locale)
    return st.session_state[LANGUAGE]


def speech() -> Speech:
    """The speech of the visitor's language, in the words of the business whose files are open."""
    opened = study()
    return speech_in(language(), opened(presence_source) if opened else PresenceSource.ORDERS)


def speech_for(there: PresenceSource) -> Speech:
    """The same in the words of one way of being a customer, where the files hold several."""
    return speech_in(language(), there)


def choose_language() -> None:
    """The switch between languages, each by its own name."""
    language()
    st.selectbox(
        speech().say("Language"),
        languages(),
        format_func=own_name,
        key=LANGUAGE,
        label_visibility="collapsed",
        persist_state="session",
    )


def theme() -> Theme:
    """The colours of charts: the reader's theme."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def token() -> str | None:
    """The token of this visitor's shop, from the session or from the link."""
    return st.session_state.get(SHOP) or st.query_params.get(SHOP)


def shop() -> Shop | None:
    """The open shop of this visitor; null before a file was dropped."""
    return STORE.find(token())


def open_shop() -> Shop:
    """The open shop, for what is drawn only while there is one. LookupError where it has been closed meanwhile."""
    opened = shop()
    if opened is None:
        raise LookupError("no shop is open")
    return opened


def study() -> Study | None:
    """The open workbook under the visitor's settings; null before there is one."""
    opened = shop()
    return opened.study(_on_the_clock(opened.settings)) if opened else None


def adopt_shop(fresh: Shop) -> None:
    """Makes a shop this visitor's, in place of the one that was open."""
    close_shop()
    st.session_state[SHOP] = fresh.token
    st.query_params[SHOP] = fresh.token


def close_shop() -> None:
    """Forgets this visitor's files."""
    if opened := shop():
        STORE.close(opened.token)
    st.session_state.pop(SHOP, None)
    st.query_params.pop(SHOP, None)


def was_closed() -> bool:
    """Whether this visitor's shop had to make room for others."""
    return STORE.was_closed(token())


def refuse(refusal: RetainError | None) -> None:
    """Keeps what was refused last, for the page to say; null forgets it."""
    st.session_state[REFUSAL] = refusal


def refusal() -> RetainError | None:
    """What was refused last; null if nothing was."""
    return st.session_state.get(REFUSAL)


def keep_job(job: Job) -> None:
    """Remembers the reading that runs for this visitor; one that ran before it is stopped."""
    if running := st.session_state.get(JOB):
        running.watch.stop()
    st.session_state[JOB] = job
    st.session_state[READ] = times_read() + 1


def times_read() -> int:
    """How many readings this visitor began: widgets that begin one are new after each."""
    return st.session_state.get(READ, 0)


def job() -> Job | None:
    """The reading that runs for this visitor."""
    return st.session_state.get(JOB)


def forget_job() -> None:
    """There is no reading any more."""
    st.session_state.pop(JOB, None)


def from_link(key: str, options: Iterable[Option], otherwise: Option) -> Option:
    """The option that the link names, if it is one of them."""
    return next((option for option in options if str(option) == st.query_params.get(key)), otherwise)


def to_link(key: str, option: object, usual: object) -> None:
    """Names an option in the link, unless it is the usual one."""
    if option == usual:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != str(option):
        st.query_params[key] = str(option)


def keep_in_step(key: str, *, stored: str | bool) -> None:
    """Puts into a field what is stored by now, before the field is drawn."""
    if st.session_state.get(key) != stored:
        st.session_state[key] = stored


def entered(key: str) -> str | bool:
    """What a field holds, in the moment that it was changed."""
    return st.session_state[key]


def drop_key() -> str:
    """The key of the drop zone; a new one empties it."""
    return f"{DROPS}-{st.session_state.get(DROPS, 0)}"


def empty_drop_zone() -> None:
    """The next run shows an empty drop zone."""
    st.session_state[DROPS] = st.session_state.get(DROPS, 0) + 1


def settings() -> Settings:
    """What this visitor chose: kept with the shop, so that a reload keeps it."""
    opened = shop()
    return _on_the_clock(opened.settings if opened else Settings())


def _on_the_clock(chosen: Settings) -> Settings:
    """The same settings with the day on the clock, behind which ends of contracts are still to come."""
    return replace(chosen, today=date.today())


def change_settings(**changes: PeriodKind | date | TierRules | float | bool | None) -> None:
    """Keeps a choice with the shop."""
    if opened := shop():
        opened.settings = replace(opened.settings, **changes)


def look_at(code: int | None) -> None:
    """Remembers the customer whose page is open; null: none."""
    st.session_state[CUSTOMER] = (token(), code)


def looked_at() -> int | None:
    """The customer whose page is open, of the shop that is."""
    shop_token, code = st.session_state.get(CUSTOMER, (None, None))
    return code if shop_token == token() else None
