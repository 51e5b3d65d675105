"""The levers of the studio: each starts at what the file shows, and says what that is."""

from dataclasses import replace

import streamlit as st

from retention_core.describe.customer_value.margin import margin_share
from retention_core.describe.presence.held_data import holds_orders
from retention_core.describe.presence.observation_window import months_known
from retention_core.describe.presence.presence_data import presence_source
from retention_core.kernel.messages import N_
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.quantities import Money, Share
from retention_core.kernel.study import Study
from retention_core.prescribe.programme.baseline import Baseline, CustomerGroup
from retention_core.prescribe.programme.group_history import SEGMENTS, segment_flows
from retention_core.prescribe.programme.group_sums import customers_in, rate_of, revenue_of
from retention_core.prescribe.programme.levers import Lever, LiftDefinition, kept_after, months_of
from retention_core.prescribe.segments.segments import ORDER
from retention_core.prescribe.tiers.tiers import tiers
from retention_core.prescribe.what_if.what_if_figures import shop_for
from retention_core.wording.describe import figure_sentences as sentences
from retention_core.wording.prescribe.segment_sentences import segment_name
from ui.kit import show, widgets
from ui.kit.literal_text import as_literal_text
from ui.session import session

READINGS = {
    LiftDefinition.POINTS: N_("Points: {before} becomes {after}"),
    LiftDefinition.RELATIVE: N_("Relative: {before} becomes {after}"),
    LiftDefinition.FEWER_LEAVERS: N_("Fewer leavers: {before} becomes {after}"),
}
EVERYBODY = "all"
GROUPS = {EVERYBODY: N_("Everybody"), "tiers": N_("Loyalty tiers"), "segments": N_("Segments")}
MOST_PERIODS, LEAST_MONTHS, MOST_MONTHS = 12, 3, 60


def levers(study: Study, shop: Baseline) -> Lever:
    """All levers, the first group in sight, the others folded."""
    say = session.speech().say
    show.heading(say("Your levers"))
    lever = _keeping(study, shop)
    lines = _lines(study, shop, lever.tiers)
    with show.folded(say("When, and how far to look")):
        lever = _when(study, shop, lever)
    with show.folded(say("Sell more, gain more")):
        lever = _gaining(shop, _selling(study, lines, lever) if shop.has_money else lever)
    if not shop.has_money:
        show.quiet(say("The file has no amounts, so this page speaks of customers only."))
        return lever
    if study(presence_source) is PresenceSource.CONTRACTS:
        with show.folded(say("A longer contract")):
            lever = _contract(lever)
    with show.folded(say("What the programme costs"), opened=True):
        lever = _costs(study, shop, lever)
    with show.folded(say("Margin and discount rate")):
        return replace(lever, margin=_margin(study), discount_rate=_discount(study))


def _lines(study: Study, shop: Baseline, ranks: tuple[int, ...] | None) -> list[CustomerGroup]:
    """The lines the programme works on."""
    return (shop_for(study, Lever(tiers=ranks)) or shop).lines_of(ranks)


def reading_name(reading: LiftDefinition, before: float, after: float) -> str:
    """What a reading of the lift does to a share kept."""
    return session.speech().say(READINGS[reading], before=Share(before), after=Share(after))


def money_of(study: Study, value: float) -> Money:
    """A calculated amount, to the cent."""
    return Money.of(round(value, 2), 2, study.workbook.currency)


def _keeping(study: Study, shop: Baseline) -> Lever:
    say = session.speech().say
    lift = widgets.percent(say("More customers kept"), "lift", 20.0, 0.05, step=0.5)
    ranks = _for_whom(study, shop)
    rate = rate_of(_lines(study, shop, ranks))
    show.quiet(say("Of your customers, {rate} are kept from one period to the next now.", rate=Share(rate)))
    label = say("What {lift} more can mean", lift=Share(lift))
    names = {reading: reading_name(reading, rate, kept_after(rate, lift, reading)) for reading in READINGS}
    reading = widgets.pick(label, names, LiftDefinition.POINTS, key="reading", in_link=True)
    return Lever(lift, reading, ranks)


def _for_whom(study: Study, shop: Baseline) -> tuple[int, ...] | None:
    """The tiers or segments the programme is for; null: everybody. They appear once the history can tell them apart."""
    say = session.speech().say
    if not holds_orders(study):
        return None
    if not shop.tiers:
        show.quiet(say("For all customers. Single tiers are possible once the file holds a year and one period more."))
        return None
    kinds = {kind: say(words) for kind, words in GROUPS.items()}
    kind = widgets.pick(say("For whom"), kinds, EVERYBODY, key="groups", in_link=True)
    if kind == EVERYBODY:
        return None
    names = _segments(study) if kind == "segments" else _tiers(study, shop)
    picked = st.pills(
        as_literal_text(kinds[kind]),
        list(names),
        selection_mode="multi",
        default=[rank for rank in names if str(rank) in st.query_params.get("whom", "").split(".")] or list(names)[:1],
        format_func=lambda rank: as_literal_text(names[rank]),
        key=f"whom-{kind}",
        wrap=True,
    )
    ranks = tuple(rank for rank in names if rank in picked) or tuple(names)
    session.to_link("whom", ".".join(map(str, ranks)), "")
    show.quiet(_there(customers_in(_lines(study, shop, ranks))))
    return ranks


def _tiers(study: Study, shop: Baseline) -> dict[int, str]:
    """Rank and name of the tiers that have a line of their own."""
    found = [tier for tier in study(tiers).tiers if shop.lines_of((tier.rank,))]
    return {tier.rank: sentences.tier_name(tier.name, session.speech()) for tier in found}


def _segments(study: Study) -> dict[int, str]:
    """Rank and name of the segments that somebody is in."""
    return {flow.rank: segment_name(ORDER[flow.rank - SEGMENTS], session.speech()) for flow in study(segment_flows)}


def _there(start: int) -> str:
    return session.speech().count(
        "{n} of them was there in the last full period.", "{n} of them were there in the last full period.", start
    )


def _when(study: Study, shop: Baseline, lever: Lever) -> Lever:
    speech = session.speech()
    first = speech.say("Works from which {period} on", period=speech.period_kind(shop.kind))
    ramp = speech.say("Full effect after so many more")
    return replace(
        lever,
        from_period=int(widgets.slider(first, "from", (1, MOST_PERIODS), 1, step=1, shown="%d")),
        ramp_periods=int(widgets.slider(ramp, "ramp", (0, MOST_PERIODS), 0, step=1, shown="%d")),
        horizon_months=_months(study, shop),
    )


def _months(study: Study, shop: Baseline) -> int:
    """How far to look ahead, in whole periods. Farther than the file reaches back is said to be."""
    say, step, back = session.speech().say, months_of(shop.kind), study(months_known)
    ends, start = (max(LEAST_MONTHS, step), MOST_MONTHS), study.settings.horizon_months
    months = int(widgets.slider(say("Look ahead, months"), f"months{step}", ends, start, step=step, shown="%d"))
    if months > back:
        show.quiet(say("Your file reaches back {known} months. What lies farther ahead rests on little.", known=back))
    return months


def _selling(study: Study, lines: list[CustomerGroup], lever: Lever) -> Lever:
    """What those it works on buy, beside what they buy now."""
    say = session.speech().say
    changed = replace(
        lever,
        spend=_change(say("Spend per purchase"), "spend"),
        frequency=_change(say("How often they buy"), "frequency"),
    )
    now = revenue_of(lines) or 0.0
    values = {"now": money_of(study, now), "after": money_of(study, now * changed.spend_factor)}
    show.quiet(say("Revenue per customer and period: {now} now, {after} then.", **values))
    return changed


def _gaining(shop: Baseline, lever: Lever) -> Lever:
    """How many customers are gained, beside how many are now."""
    say, gained = session.speech().say, shop.everybody.gained
    changed = replace(lever, new_customers=_change(say("New customers"), "new", most=100.0))
    values = {"now": round(gained), "after": round(gained * changed.gained_factor)}
    show.quiet(say("Gained a period: {now} now, {after} then.", **values))
    return changed


def _change(label: str, key: str, most: float = 50.0) -> float:
    return widgets.slider(label, key, (-most, most), 0.0, step=1.0, shown="%+g%%") / 100


def _contract(lever: Lever) -> Lever:
    say = session.speech().say
    share = widgets.percent(say("Who signs for longer"), "sign", 100.0, 0.0)
    months = widgets.slider(say("For how many months"), "sign_months", (3, 36), 12, step=1, shown="%d")
    bonus = widgets.percent(say("Their bonus, of what they pay"), "bonus", 50.0, 0.05)
    show.quiet(say("Those who sign cannot leave for so long, from today on; after that they leave like the others."))
    return replace(lever, contract_share=share, contract_months=int(months), contract_bonus=bonus)


def _costs(study: Study, shop: Baseline, lever: Lever) -> Lever:
    say = session.speech().say
    kind = session.speech().period_kind(shop.kind)
    fixed, each = say("Programme cost, per {period}", period=kind), say("Cost per customer, per {period}", period=kind)
    rewards = {rank: name for rank, name in _groups(study, shop).items() if rank in (lever.tiers or ())}
    return replace(
        lever,
        cost_per_period=widgets.number_input(fixed, "cost", 0.0, step=100.0),
        cost_per_member=widgets.number_input(each, "cost_each", 0.0, step=1.0),
        cost_share=widgets.percent(say("Discount on what they spend"), "rebate", 50.0, 0.0, step=0.5),
        rewards=tuple((rank, money) for rank, name in rewards.items() if (money := _reward(rank, name, kind))),
    )


def _groups(study: Study, shop: Baseline) -> dict[int, str]:
    return _tiers(study, shop) | _segments(study)


def _reward(rank: int, group: str, kind: str) -> float:
    label = session.speech().say("Reward for each in {tier}, per {period}", tier=group, period=kind)
    return widgets.number_input(label, f"reward{rank}", 0.0, step=1.0)


def _margin(study: Study) -> float:
    say = session.speech().say
    note = say("Sales less what the goods cost you. If you do not know it, half is a common guess.")
    return widgets.percent(say("Margin: what is left of each sale"), "margin", 100.0, study(margin_share), note=note)


def _discount(study: Study) -> float:
    say, start = session.speech().say, study.settings.discount_rate
    note = say("What money a year later is worth less to you.")
    return widgets.percent(say("Discount rate, a year"), "discount", 30.0, start, step=0.5, note=note)
