"""The blocks of the overview."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from pages.shared import opening, reading, session, show, tier_view
from pages.shared.plain import plain
from retention_core.charts import bridge_chart, comings_and_goings, retention_chart
from retention_core.describe.choice import chosen_period
from retention_core.describe.days import month_end
from retention_core.describe.headline import Headline
from retention_core.describe.horizon import horizon
from retention_core.figures import compute
from retention_core.settings import PeriodKind
from retention_core.study import Study
from retention_core.text import N_
from retention_core.text import figure_sentences as sentences
from retention_core.workbook import Workbook

BRIDGE = {
    "retention.at_start": N_("Start"),
    "retention.lost": N_("Lost"),
    "retention.returned": N_("Returned"),
    "retention.new": N_("New"),
    "retention.at_end": N_("End"),
}


CARDS_WITHOUT_AMOUNTS = ("retention.rate", "customers.active", "repeat_purchase_rate")
CARDS = (*CARDS_WITHOUT_AMOUNTS, "money.revenue", "money.existing_share", "money.spend_per_customer")


def ends(workbook: Workbook) -> tuple[date, date]:
    """The first and the last day that it makes sense to look from."""
    days = workbook.orders["ordered_on"]
    return days.min(), month_end(days.max())


def headline(found: Headline, workbook: Workbook) -> None:
    """The answer in one sentence, what supports it, and what it is based on."""
    speech = session.words()
    first, *beside = sentences.headline_sentences(found, speech)
    show.hero(first, [" ".join(beside)] if beside else [])
    wide, narrow = st.columns([4, 1], vertical_alignment="center")
    with wide:
        show.quiet(reading.band(workbook, speech))
        show.quiet(reading.read_as(session.shop().reading, speech))
    with narrow:
        show.link("data", speech.say("See or change"))


def why_this_period(study: Study) -> None:
    """The period in use and the reason, with what to keep in mind."""
    speech, choice = session.words(), study(chosen_period)
    show.quiet(" ".join(sentences.period_sentences(choice, speech)))
    for warning in (
        *sentences.horizon_warnings(study(horizon), speech),
        *sentences.period_warnings(choice, speech),
        *sentences.free_orders_warning(compute("orders.free_share", study), speech),
    ):
        show.warning(warning)
    _offer_earlier_end(study)


def _offer_earlier_end(study: Study) -> None:
    """One click to look from before a few orders that lie far behind all others."""
    behind = study(horizon).stragglers
    if behind is None:
        return
    label = session.words().say("Look up to {day}", day=behind.last_before)
    if st.button(plain(label), icon=":material/event_available:"):
        session.change_settings(as_of=behind.last_before)
        st.rerun()


def comings(periods: pl.DataFrame, kind: PeriodKind) -> None:
    """Bars of kept, returned, new and lost customers per period."""
    show.chart(comings_and_goings(periods, kind, session.words(), session.look()), periods, "customers-by-period")


def kept(periods: pl.DataFrame, kind: PeriodKind) -> None:
    """The retention rate of every finished period."""
    known = periods.filter(pl.col("finished") & pl.col("retention_rate").is_not_null())
    if not known.height:
        show.empty(session.words().say("This takes two full periods. Choose a shorter one above, or come back later."))
        return
    show.chart(retention_chart(known, kind, session.words(), session.look()), known, "customers-kept")


def worth(study: Study) -> None:
    """What the default lever brings."""
    opening.lines(study, ("what_if.extra_customers", "what_if.extra_revenue", "what_if.extra_profit"))


def bridge(period: Mapping[str, Any] | None, study: Study) -> None:
    """The last finished period from its start to its end; each number opens."""
    say = session.words().say
    show.heading(say("How the last full period went"))
    if period is None or period["at_start"] is None:
        show.empty(say("This takes two full periods. Choose a shorter one above, or come back later."))
        return
    show.quiet(say("{first} to {last}", first=period["first_day"], last=period["last_day"]))
    table = pl.DataFrame([{name.split(".")[1]: period[name.split(".")[1]] for name in BRIDGE}])
    show.chart(bridge_chart(period, session.words(), session.look()), table, "bridge")
    opening.chips(study, {name: say(label) for name, label in BRIDGE.items()})


def tiers(study: Study) -> None:
    """Shares of customers and revenue."""
    tier_view.chart(study)


def rhythm(study: Study) -> None:
    """The purchase cycle in three numbers."""
    opening.lines(study, ("cycle.median_days", "cycle.p75_days", "cycle.p90_days", "retention.regulars_rate"))
