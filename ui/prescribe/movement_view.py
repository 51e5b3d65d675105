"""Movement between groups on two days: a chart of ribbons, and the list of each flow."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import polars as pl
import streamlit as st

from retention_core.charts import flow_chart
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.observation_window import horizon
from retention_core.i18n import Speech
from retention_core.kernel.study import Study
from retention_core.prescribe.segments.group_movement import (
    NOWHERE,
    Groups,
    flows,
    grouped,
    movers,
    usual_earlier_day,
    who_changed,
)
from retention_core.prescribe.segments.segments import ORDER, segments
from retention_core.prescribe.tiers.tiers import OTHERS, rules_in_use, tier_members
from retention_core.wording.describe.figure_sentences import tier_name
from retention_core.wording.prescribe.segment_sentences import segment_name
from ui.kit import show, widgets
from ui.kit.customer_lists import listing
from ui.kit.literal_text import as_literal_text
from ui.kit.tables import in_words
from ui.session import session


@dataclass(frozen=True)
class Grouping:
    """What people move between.

    groups, column   the table of customers and the column that names their group
    order            all groups, best first
    named            a group in words
    frozen           the study under which both days are looked at: lines that would drift are held
    """

    name: str
    groups: Groups
    column: str
    order: Callable[[Study], tuple[str, ...]]
    named: Callable[[str, Speech], str]
    frozen: Callable[[Study], Study]


SEGMENTS = Grouping(
    "segments", segments, "segment", lambda _: tuple(map(str, ORDER)), segment_name, lambda study: study
)
TIERS = Grouping(
    "tiers",
    tier_members,
    "tier",
    lambda study: (*study(rules_in_use).names, *OTHERS.values()),
    lambda name, speech: segment_name(name, speech) if name == NOWHERE else tier_name(name, speech),
    lambda study: study.with_settings(replace(session.settings(), tiers=study(rules_in_use))),
)


def between(study: Study, kind: Grouping) -> None:
    """Two days, the ribbons between them, and the customers of a flow."""
    speech, known = session.speech(), study(horizon)
    usual = study(usual_earlier_day)
    if usual is None:
        show.empty(speech.say("This takes a longer history."))
        return
    then = _then(known.known_from, known.as_of, usual, kind)
    moves = kind.frozen(study)(grouped, kind.groups, kind.column, then)
    order = (*kind.order(study), NOWHERE)
    counted = flows(moves, kind.order(study))
    words = {name: kind.named(name, speech) for name in order}
    worded = in_words(counted, words, "before", "after")
    sides = (speech.day(then), speech.day(known.as_of))
    drawn = flow_chart(worded, [words[name] for name in order], sides, speech, session.theme())
    show.chart(drawn, worded, f"{kind.name}-moves")
    _list(study, who_changed(counted), moves, words, kind)


def _then(first: date, last: date, usual: date, kind: Grouping) -> date:
    """The earlier day."""
    label = session.speech().say("Compare with")
    picked = st.date_input(
        as_literal_text(label),
        value=usual,
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        key=f"then-{kind.name}-{session.token()}",
        persist_state="session",
    )
    return picked if isinstance(picked, date) else usual


def _list(study: Study, changed: pl.DataFrame, moves: pl.DataFrame, words: dict[str, str], kind: Grouping) -> None:
    """The customers of one flow, to look at and to download."""
    speech = session.speech()
    if changed.is_empty():
        show.quiet(speech.say("Nobody changed."))
        return
    labels = {
        (before, after): speech.say("{before} to {after}: {n}", before=words[before], after=words[after], n=count)
        for before, after, count in changed.select("before", "after", "customers").rows()
    }
    flow = widgets.choose(
        speech.say("Who moved from where to where"), labels, key=f"flow-{kind.name}-{session.token()}"
    )
    listing(study.workbook, people(study, movers(moves, *flow)), f"{kind.name}-{flow[0]}-{flow[1]}")
