"""The studio: levers on one side, what they come to on the other, in a fragment, so that a slider answers at once."""

from dataclasses import replace

import polars as pl
import streamlit as st

from pages.shared import guard, opening, session, show, widgets
from pages.shared.plain import plain
from retention_core.charts import claim_chart, profit_chart
from retention_core.describe.margin import margin_share
from retention_core.describe.retention import last_finished
from retention_core.errors import WrongInput
from retention_core.prescribe import claim as published
from retention_core.prescribe.baseline import Baseline, Line, baseline
from retention_core.prescribe.levers import Lever, Reading, lifted
from retention_core.prescribe.tiers import tiers
from retention_core.prescribe.what_if import Outcome, Result, outcome
from retention_core.prescribe.what_if_figures import outcome_figures
from retention_core.quantities import Money, Share
from retention_core.settings import PeriodKind
from retention_core.study import Study
from retention_core.text import N_, Speech
from retention_core.text import figure_sentences as sentences

MAIN = ("what_if.extra_customers", "what_if.extra_revenue", "what_if.extra_profit", "what_if.extra_profit_percent")
COST = ("what_if.cost", "what_if.break_even_lift", "what_if.payback_period", "what_if.return_on_cost")
WORTH = ("what_if.clv_before", "what_if.clv_after")
ALOUD = 100
CLAIMED_LIFT = 0.05
STEPS = {
    PeriodKind.WEEK: N_("Weeks after {day}"),
    PeriodKind.MONTH: N_("Months after {day}"),
    PeriodKind.QUARTER: N_("Quarters after {day}"),
    PeriodKind.HALF_YEAR: N_("Half-years after {day}"),
    PeriodKind.YEAR: N_("Years after {day}"),
}
READINGS = {
    Reading.POINTS: N_("Points: {before} becomes {after}"),
    Reading.RELATIVE: N_("Relative: {before} becomes {after}"),
    Reading.FEWER_LEAVERS: N_("Fewer leavers: {before} becomes {after}"),
}
SENTENCES = {
    "nothing": N_("Nobody more is kept. Move the first slider to see what keeping more customers brings."),
    "no_money": N_("Keeping {after} instead of {before} leaves you {more} more customers after {months} months."),
    "loss": N_("Keeping {after} instead of {before} costs {loss} more than it earns in {months} months."),
    "with_cost": N_(
        "Keeping {after} instead of {before} earns {profit} more in {months} months, after {cost} for the programme."
    ),
    "no_cost": N_(
        "Keeping {after} instead of {before} earns {profit} more in {months} months. A programme may cost up to that."
    ),
}
SHORT_READINGS = {
    Reading.POINTS: N_("Points"),
    Reading.RELATIVE: N_("Relative"),
    Reading.FEWER_LEAVERS: N_("Fewer leavers"),
}


@st.fragment
def studio(study: Study) -> None:
    """Levers and result."""
    with guard.our_fault():
        _studio(study)


def _studio(study: Study) -> None:
    if study(baseline) is None:
        show.empty(
            session.words().say(
                "What if needs two full periods, to see how many customers stay. Choose a shorter period."
            )
        )
        return
    left, right = show.side_by_side([2, 3])
    with left, show.card("levers", stretch=False):
        lever = _levers(study)
    with right:
        _result(study, lever)


def _levers(study: Study) -> Lever:
    say, shop = session.words().say, study(baseline)
    show.heading(say("Your levers"))
    lift = widgets.slider(say("More customers kept"), "lift", (0.0, 20.0), 5.0, step=0.5, shown="%g%%") / 100
    ranks = _for_whom(study)
    reading = _reading(_lines(shop, ranks), lift)
    months = _months(study)
    if not study.workbook.has_amounts:
        show.quiet(say("The file has no amounts, so this page speaks of customers only."))
        return Lever(lift, reading, ranks, horizon_months=months)
    kind = session.words().period_kind(shop.kind)
    return Lever(
        lift,
        reading,
        ranks,
        margin=_margin(100 * study(margin_share)) / 100,
        cost_per_period=widgets.number(say("Programme cost, per {period}", period=kind), "cost", 0.0, step=100.0),
        cost_per_member=widgets.number(say("Cost per customer, per {period}", period=kind), "cost_each", 0.0, step=1.0),
        horizon_months=months,
        discount_rate=_discount(100 * study.settings.discount_rate) / 100,
    )


def _months(study: Study) -> int:
    """How far to look ahead, in whole periods."""
    step = max(1, round(12 / study(baseline).kind.per_year))
    label = session.words().say("Look ahead, months")
    ends = (max(3, step), 60)
    return int(widgets.slider(label, f"months{step}", ends, study.settings.horizon_months, step=step, shown="%d"))


def _lines(shop: Baseline, ranks: tuple[int, ...] | None) -> list[Line]:
    """Those the programme works on."""
    return [shop.everybody] if ranks is None else [line for line in shop.tiers if line.rank in ranks]


def _margin(default: float) -> float:
    say = session.words().say
    note = say("Sales less what the goods cost you. If you do not know it, half is a common guess.")
    label = say("Margin: what is left of each sale")
    return widgets.slider(label, "margin", (0.0, 100.0), default, step=1.0, shown="%g%%", note=note)


def _discount(default: float) -> float:
    say = session.words().say
    note = say("What money a year later is worth less to you.")
    label = say("Discount rate, a year")
    return widgets.slider(label, "discount", (0.0, 30.0), default, step=0.5, shown="%g%%", note=note)


def _reading(lines: list[Line], lift: float) -> Reading:
    """Which of the three meanings the lift has, each with what it does to those the programme works on."""
    rate, label = lines[0].rate, session.words().say("What {lift} more can mean", lift=Share(lift))
    names = {reading: _reading_name(reading, rate, min(1.0, lifted(rate, lift, reading))) for reading in READINGS}
    return widgets.pick(label, names, Reading.POINTS, key="reading", in_link=True)


def _reading_name(reading: Reading, before: float, after: float) -> str:
    return session.words().say(READINGS[reading], before=Share(before), after=Share(after))


def _for_whom(study: Study) -> tuple[int, ...] | None:
    """The tier the programme is for; null: everybody. Tiers appear once the history can tell them apart."""
    say, known = session.words().say, {line.rank for line in study(baseline).tiers}
    if not known:
        show.quiet(say("For all customers. Single tiers are possible once the file holds a year and one period more."))
        return None
    there = {tier.rank: sentences.tier_name(tier.name, session.words()) for tier in study(tiers).tiers}
    names = {0: say("Everybody")} | {rank: name for rank, name in there.items() if rank in known}
    rank = widgets.pick(say("For whom"), names, 0, key="whom", in_link=True)
    if rank:
        start = round(next(line.start for line in study(baseline).tiers if line.rank == rank))
        show.quiet(_there(start))
    return (rank,) if rank else None


def _there(start: int) -> str:
    return session.words().count(
        "{n} of them was there in the last full period.", "{n} of them were there in the last full period.", start
    )


def _result(study: Study, lever: Lever) -> None:
    speech = session.words()
    try:
        found, figures = outcome(study(baseline), lever), outcome_figures(study, lever)
    except WrongInput:
        show.problem(speech.say("These levers do not fit together. Set one of them back."))
        return
    show.hero(_sentence(study, found, speech))
    if found.result.cut:
        show.warning(speech.say("More than everybody cannot stay: the lift is held at 100% kept."))
    opening.figure_cards(study, [figures[name] for name in MAIN if figures[name].why_null != "no_amounts"])
    if found.result.extra_profit is not None:
        with show.card("profit"):
            _profit(study, found, speech)
    names = (*(COST if found.result.cost else ()), *WORTH)
    opening.figure_lines(study, [figures[name] for name in names if figures[name].why_null != "no_amounts"])
    with show.card("readings"):
        _readings(study, found, speech)
    if found.result.extra_profit is not None:
        with show.card("claim"):
            _claim(study, lever, speech)


def _sentence(study: Study, found: Outcome, speech: Speech) -> str:
    """The result as one sentence to read aloud."""
    result = found.result
    values = {
        "before": Share(result.rate_before),
        "after": Share(result.rate_after),
        "months": found.lever.horizon_months,
        "more": round(result.extra_customers),
        "profit": _whole(study, result.extra_profit),
        "loss": _whole(study, -(result.extra_profit or 0)),
        "cost": _whole(study, result.cost),
    }
    return speech.say(SENTENCES[_kind_of_result(result)], **values)


def _kind_of_result(result: Result) -> str:
    if not result.extra_customers:
        return "nothing"
    if result.extra_profit is None:
        return "no_money"
    if result.extra_profit < 0:
        return "loss"
    return "with_cost" if result.cost else "no_cost"


def _profit(study: Study, found: Outcome, speech: Speech) -> None:
    kind = speech.period_kind(found.kind)
    show.heading(
        speech.say("Extra profit so far, cost included"), speech.say("Step by step, one {period} each.", period=kind)
    )

    def money(value: float) -> str:
        return speech.money(_money(study, value), short=True, whole=True)

    title = speech.say(STEPS[found.kind], day=study(last_finished)["last_day"])
    drawn = profit_chart(found.table.select("step", "extra_profit"), money, title, speech, session.look())
    show.chart(drawn, found.table.with_columns(pl.col(pl.Float64).round(2)), "what-if")


def _readings(study: Study, found: Outcome, speech: Speech) -> None:
    show.heading(
        speech.say("The three readings of {lift}", lift=Share(found.lever.lift)),
        speech.say("'Keep 5% more' can mean three things, and they are far apart. Always say which one you mean."),
    )
    rows = [
        (
            _reading_name(reading, result.rate_before, result.rate_after),
            round(result.extra_customers),
            _maybe_money(study, result.extra_profit),
            None if result.percent is None else Share(result.percent),
        )
        for reading, result in found.readings.items()
    ]
    columns = (N_("Reading"), N_("More customers"), N_("More profit"), N_("More profit, in percent"))
    show.ledger([speech.say(name) for name in columns], rows)


def _claim(study: Study, lever: Lever, speech: Speech) -> None:
    """The published 25% to 95%, beside what the levers say; with its sources and its caveat."""
    show.heading(
        speech.say("Is it true that 5% more retention brings 25% to 95% more profit?"),
        speech.say("This is where all your customers fall with 5% more and no cost, by each reading."),
    )
    plain_lever = Lever(CLAIMED_LIFT, margin=lever.margin, horizon_months=lever.horizon_months)
    rows = [_by_reading(study, replace(plain_lever, reading=reading)) for reading in Reading]
    readings = pl.DataFrame(rows, schema={"reading": pl.String, "percent": pl.Float64, "worth_percent": pl.Float64})
    show.chart(claim_chart(readings, (published.LOW, published.HIGH), speech, session.look()), readings, "claim")
    show.sentence(speech.say(published.CAVEAT))
    with st.expander(plain(speech.say("The published figures and where they come from"))):
        columns = (N_("Industry"), N_("Year of publication"), N_("More profit"))
        rows = [(speech.say(item.industry), str(item.year), Share(item.more_profit)) for item in published.INDUSTRIES]
        show.ledger([speech.say(name) for name in columns], rows)
        for source in published.SOURCES:
            show.quiet(source)


def _by_reading(study: Study, lever: Lever) -> dict[str, str | float | None]:
    found = outcome(study(baseline), lever)
    before, after = found.clv_before, found.clv_after
    return {
        "reading": session.words().say(SHORT_READINGS[lever.reading]),
        "percent": found.result.percent,
        "worth_percent": after / before - 1 if before and after is not None else None,
    }


def _money(study: Study, value: float) -> Money:
    return Money.of(round(value, 2), 2, study.workbook.currency)


def _whole(study: Study, value: float | None) -> str:
    """An amount to say aloud: without cents from a hundred up."""
    rounded = value if value is None or abs(value) < ALOUD else round(value)
    return session.words().write(None) if rounded is None else session.words().money(_money(study, rounded), whole=True)


def _maybe_money(study: Study, value: float | None) -> Money | None:
    return None if value is None else _money(study, value)
