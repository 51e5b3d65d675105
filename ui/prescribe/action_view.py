"""The blocks of the page on what to do now: this week's list, and a card for each tip."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import polars as pl
import streamlit as st

from retention_core.catalog.all_figures import meaning_of
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.export.contact_lists import Entry, MailTool, calendar_bytes, contacts, for_mail_tool
from retention_core.kernel.errors import HeldBack
from retention_core.kernel.messages import N_, NN_
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study
from retention_core.prescribe.playbook.due_this_week import (
    due_by_day,
    due_on,
    due_this_week,
    due_together,
    without_barred,
)
from retention_core.prescribe.playbook.ranked_plays import playbook
from retention_core.prescribe.plays.play import Play
from retention_core.storage.customer_notes import remarks
from retention_core.wording.describe.figure_sentences import why_null
from retention_core.wording.prescribe.play_sentences import how_seen, play_sentence, play_title, what_to_say, why_due
from ui.kit import customer_lists, figure_cards, show, widgets
from ui.kit.literal_text import as_literal_text
from ui.kit.names import names_of
from ui.kit.tables import in_words
from ui.session import session

ICS = "text/calendar"
NOT_IN_LIST = (
    NN_("{n} customer has no e-mail address.", "{n} customers have no e-mail address."),
    NN_("{n} customer has not agreed to be written to.", "{n} customers have not agreed to be written to."),
    NN_(
        "{n} customer is on your list of those not to contact.",
        "{n} customers are on your list of those not to contact.",
    ),
)


def week(study: Study) -> None:
    """Whom to contact in the coming week: how many a day, the list, the calendar. A file without days has no week."""
    if study(presence_source) is PresenceSource.TENURES:
        return
    speech = session.speech()
    with show.card("due"):
        show.heading(
            speech.say("Due today and this week"),
            speech.say(
                "Each customer once, for the most pressing reason. Today: the day after {day}, the last one looked at.",
                day=study(horizon).as_of,
            ),
        )
        barred = _barred()
        if barred is None:
            return
        everybody = study(due_this_week)
        due = without_barred(everybody, study.workbook.customers, barred)
        if due.is_empty():
            show.empty(speech.say("Nobody needs a word from you this week."))
            return
        shown = _of_day(due)
        customer_lists.listing(study.workbook, shown, "due", partial(_worded, titles=_titles(study)))
        _calendar(study, shown)
        _left_out(NOT_IN_LIST[2], everybody.height - due.height)


def _barred() -> frozenset[str] | None:
    """Whom nobody may contact; null, and said, where some of them may be missing."""
    try:
        return remarks().do_not_contact()
    except HeldBack:
        show.warning(
            session.speech().say("No list now: it is not sure whom nobody may contact. The top of this page says why.")
        )
        return None


def _left_out(sentence: tuple[str, str], n: int) -> None:
    if n:
        show.quiet(session.speech().count(*sentence, n))


def _worded(due: pl.DataFrame, titles: Mapping[str, str]) -> pl.DataFrame:
    """Who is due when, why, and for what."""
    why = {code: why_due(code, session.speech()) for code in set(due["code"])}
    picked = due.select("customer_code", "due_on", why="code", what="code")
    return in_words(in_words(picked, why, "why"), titles, "what")


def _of_day(due: pl.DataFrame) -> pl.DataFrame:
    """What is due on one day of the week, or on all of them."""
    speech, days = session.speech(), due_by_day(due)
    first = next(iter(days))
    options: dict[date | None, str] = {None: speech.say("The whole week: {n}", n=due.height)}
    for day, customers in days.items():
        words = N_("Today, {day}: {n}") if day == first else N_("{day}: {n}")
        options[day] = speech.say(words, day=day, n=customers)
    picked = widgets.choose(speech.say("When"), options, key=f"due-on-{session.token()}-{first}")
    return due_on(due, picked)


def _calendar(study: Study, due: pl.DataFrame) -> None:
    """One entry a day and reason, with its customers."""
    label, titles = session.speech().say("Calendar"), _titles(study)

    def made() -> bytes:
        entries = [
            Entry(day, titles[code], list(names_of(study.workbook, codes).values()))
            for day, code, codes in due_together(due)
        ]
        return calendar_bytes(entries, study(horizon).as_of)

    show.download(label, made, "due.ics", ICS)


def _titles(study: Study) -> dict[str, str]:
    return {play.code: play_title(play, session.speech()) for play in study(playbook)}


def cards(study: Study) -> None:
    """Every tip: for somebody first, then those without anybody, then those that lack a file."""
    say, found = session.speech().say, study(playbook)
    told = [play for play in found if play.is_for_somebody]
    for start in range(0, len(told), 2):
        for column, play in zip(show.side_by_side([1, 1]), told[start : start + 2], strict=False):
            with column, show.card(f"tip-{play.code}"):
                _card(study, play)
    rest = [play for play in found if not play.is_for_somebody]
    if rest:
        with show.card("tips-without"):
            show.heading(say("For nobody now"))
            for play in rest:
                _without(play)


def _card(study: Study, play: Play) -> None:
    speech = session.speech()
    show.strong(play_title(play, speech))
    money = None if play.at_stake is None else study.workbook.money(play.at_stake)
    show.sentence(play_sentence(play, money, speech))
    show.quiet(speech.say("For whom: {words}", words=speech.say(meaning_of(f"todo.{play.code}.customers").meaning)))
    show.quiet(speech.say("What to say: {words}", words=what_to_say(play, speech)))
    show.quiet(speech.say("How you will see that it worked: {words}", words=how_seen(play, speech)))
    with st.container(horizontal=True):
        figure_cards.details_button(
            study, f"todo.{play.code}.customers", speech.say("See the customers"), ":material/group:"
        )
        _mail_list(study, play)


def _mail_list(study: Study, play: Play) -> None:
    """The list for a mail tool, without those who do not want to be written to; made when opened."""
    speech = session.speech()
    label = as_literal_text(speech.say("For a mail tool"))
    opened = st.popover(label, icon=":material/mail:", type="tertiary", key=f"mail-{play.code}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        barred = _barred()
        if barred is None:
            return
        found = contacts(study.workbook, pl.Series(play.who), barred)
        tool = widgets.choose(speech.say("Mail tool"), {tool: tool.value for tool in MailTool}, key=f"tool-{play.code}")
        show.sentence(speech.count("{n} address", "{n} addresses", found.table.height))
        for n, pair in zip((found.no_email, found.no_consent, found.do_not_contact), NOT_IN_LIST, strict=True):
            _left_out(pair, n)
        if found.table.height:
            show.downloads(lambda: for_mail_tool(found, tool, play_title(play, speech)), f"{play.code}-{tool.value}")


def _without(play: Play) -> None:
    speech = session.speech()
    why = why_null(play.why_null, speech) if play.why_null else speech.say("Nobody at the moment.")
    show.quiet(speech.say("{tip}: {why}", tip=play_title(play, speech), why=why))
