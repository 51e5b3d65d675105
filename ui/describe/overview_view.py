"""The blocks of the overview."""

from dataclasses import asdict
from datetime import date

import polars as pl
import streamlit as st

from retention_core.catalog.all_figures import compute
from retention_core.catalog.headline import Headline
from retention_core.catalog.key_figures import LESS_IS_BETTER, key_figures
from retention_core.charts import bridge_chart, customer_flow_data, retention_chart
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.held_data import holds_orders
from retention_core.describe.presence.observation_window import days_to_look_from, horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.retention.retention import known_rates
from retention_core.describe.retention.retention_period import RetentionPeriod, last_finished
from retention_core.kernel.messages import N_
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.playbook.ranked_plays import ranked_plays as things_worth_doing
from retention_core.prescribe.plays.play import Play, PlayCode
from retention_core.wording.describe import figure_sentences as sentences
from retention_core.wording.describe.figure_sentences import why_null
from retention_core.wording.prescribe.play_sentences import play_sentence, play_title
from ui.kit import figure_cards, show
from ui.kit.literal_text import as_literal_text
from ui.prescribe import tier_view
from ui.session import session
from ui.upload import reading_result

BRIDGE = {
    "retention.at_start": N_("Start"),
    "retention.lost": N_("Lost"),
    "retention.returned": N_("Returned"),
    "retention.new": N_("New"),
    "retention.at_end": N_("End"),
}


TIERS, WORTH, STAYS, BEST = (
    N_("See the tiers"),
    N_("What keeping them is worth"),
    N_("Who comes back?"),
    N_("How much hangs on them"),
)
GO_ON = {
    PlayCode.SLIPPING_AWAY: ("what_if", WORTH),
    PlayCode.WIN_BACK: ("tiers", TIERS),
    PlayCode.KEY_ACCOUNTS: ("money", BEST),
    PlayCode.NEXT_TIER: ("tiers", TIERS),
    PlayCode.SECOND_PURCHASE: ("stays", STAYS),
    PlayCode.LEFT_LATELY: ("what_if", WORTH),
}


def ends(study: Study) -> tuple[date, date]:
    """The first and the last day that it makes sense to look from."""
    known = study(days_to_look_from)
    assert known is not None, "asked only where files have days"
    return known


def sells(study: Study) -> bool:
    """Whether the files hold orders."""
    return holds_orders(study)


def without_days() -> None:
    """What a list without days lacks."""
    show.empty(why_null(WhyNull.TENURES_ONLY, session.speech()))


def has_days(study: Study) -> bool:
    """Whether the files tell on which days anybody was there; a list of tenures does not."""
    return study(days_to_look_from) is not None


def cards(study: Study) -> None:
    """The figures that tell most about this kind of business."""
    speech, period = session.speech(), study(last_finished) if has_days(study) else None
    last = speech.period(study(chosen_period).kind, period.first_day) if period else None
    show.heading(
        speech.say("In numbers"), speech.say("The last full period: {period}", period=last) if period else None
    )
    figure_cards.cards(study, key_figures(study), LESS_IS_BETTER)


def worth_doing(study: Study) -> None:
    """The three things worth doing, each with its customers and a way to the page that does it."""
    say, found = session.speech().say, study(things_worth_doing)
    show.heading(say("Worth doing now"), say("The most money first. Each comes with the list of its customers."))
    if not found:
        show.empty(say("Nothing stands out. With more days in your files there will be more to say."))
        return
    for column, play in zip(show.side_by_side([1] * len(found)), found, strict=True):
        with column, show.card(f"todo-{play.code}"):
            _play(study, play)


def _play(study: Study, play: Play) -> None:
    speech = session.speech()
    show.strong(play_title(play, speech))
    money = None if play.at_stake is None else study.workbook.money(play.at_stake)
    show.sentence(play_sentence(play, money, speech))
    page, words = GO_ON[play.code]
    figure_cards.details_button(
        study, f"todo.{play.code}.customers", speech.say("See the customers"), ":material/group:"
    )
    show.link(page, speech.say(words))


def headline(found: Headline, study: Study) -> None:
    """The answer in one sentence, what supports it, and what it is based on."""
    speech = session.speech()
    first, *beside = sentences.headline_sentences(found, speech)
    show.hero(first, [" ".join(beside)] if beside else [])
    wide, narrow = st.columns([4, 1], vertical_alignment="center")
    with wide:
        show.quiet(reading_result.band(study, speech))
        show.quiet(reading_result.read_as(session.open_shop().read, speech))
    with narrow:
        show.link("data", speech.say("See or change"))


def why_this_period(study: Study) -> None:
    """The period in use and the reason, with what to keep in mind."""
    speech, choice = session.speech(), study(chosen_period)
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
    label = session.speech().say("Look up to {day}", day=behind.last_before)
    if st.button(as_literal_text(label), icon=":material/event_available:"):
        session.change_settings(as_of=behind.last_before)
        st.rerun()


def customer_flow(periods: pl.DataFrame, kind: PeriodKind) -> None:
    """Bars of kept, returned, new and lost customers per period."""
    show.chart(customer_flow_data(periods, kind, session.speech(), session.theme()), periods, "customers-by-period")


def kept(study: Study, kind: PeriodKind) -> None:
    """The retention rate of every finished period."""
    known = study(known_rates)
    if not known.height:
        show.empty(session.speech().say("This takes two full periods. Choose a shorter one above, or come back later."))
        return
    show.chart(retention_chart(known, kind, session.speech(), session.theme()), known, "customers-kept")


def worth(study: Study) -> None:
    """What the default lever brings."""
    say = session.speech().say
    show.heading(say("What would it be worth to keep more of them?"), say("Five points more, at no cost, over a year."))
    money = ("what_if.extra_revenue", "what_if.extra_profit") if study.workbook.has_amounts else ()
    figure_cards.lines(study, ("what_if.extra_customers", *money))
    show.link("what_if", say("Try it with sliders"))


def bridge(period: RetentionPeriod | None, study: Study) -> None:
    """The last finished period from its start to its end; each number opens."""
    say = session.speech().say
    show.heading(say("How the last full period went"))
    if period is None or period.at_start is None:
        show.empty(say("This takes two full periods. Choose a shorter one above, or come back later."))
        return
    show.quiet(say("{first} to {last}", first=period.first_day, last=period.last_day))
    counts = asdict(period)
    table = pl.DataFrame([{name.split(".")[1]: counts[name.split(".")[1]] for name in BRIDGE}])
    show.chart(bridge_chart(counts, session.speech(), session.theme()), table, "bridge")
    figure_cards.figure_chips(study, {name: say(label) for name, label in BRIDGE.items()})


def tiers(study: Study) -> None:
    """Shares of customers and revenue."""
    say = session.speech().say
    show.heading(say("Loyalty tiers at a glance"), say("The share of customers and of revenue in each tier."))
    tier_view.chart(study)
    show.link("tiers", say("See the tiers and their customers"))


def rhythm(study: Study) -> None:
    """The purchase cycle in three numbers; of contracts, how many are lost and come back."""
    say = session.speech().say
    if study(presence_source) is PresenceSource.CONTRACTS:
        show.heading(say("Who is lost, and comes back?"))
        figure_cards.lines(study, ("retention.churn_rate", "retention.yearly_rate", "retention.came_back_rate"))
        return
    show.heading(say("How often do they buy?") if sells(study) else say("How often do they come?"))
    figure_cards.lines(study, ("cycle.median_days", "cycle.p75_days", "cycle.p90_days", "retention.regulars_rate"))
