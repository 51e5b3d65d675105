"""The blocks of the page on the purchase cycle: how often customers buy, and the period that follows from it."""

from collections.abc import Mapping

from retention_core.catalog.all_figures import compute
from retention_core.charts import curve_chart, histogram_chart, survival_points
from retention_core.charts.forms.curves import MOST_CURVES
from retention_core.charts.forms.histogram import histogram
from retention_core.describe.cycle.gap_curves import (
    bought_traits,
    days_until_most_are_back,
    gap_counts,
    gap_curve,
    gap_curves_by,
    gap_curves_by_order,
    rhythm_counts,
)
from retention_core.describe.cycle.gap_steps import step_table
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.cycle.purchase_cycle import purchase_cycle
from retention_core.describe.retention.period_comparison import ComparedPeriod, period_comparison
from retention_core.describe.statistics.survival import Survival
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import DurationDays, Share
from retention_core.kernel.rows import rows_as
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.wording.describe import figure_sentences as figure_words
from retention_core.wording.describe import stay_sentences as sentences
from ui.kit import show, widgets
from ui.kit.tables import headed
from ui.session import session

CARDS = ("cycle.median_days", "cycle.p75_days", "cycle.p90_days")
FIGURES = {"median": "cycle.median_days", "p75": "cycle.p75_days", "p90": "cycle.p90_days"}
BY_ORDER, TOGETHER = "by-order", "together"
GAPS, RHYTHMS = "gaps", "rhythms"
COLUMNS = (
    N_("Period"),
    N_("Full periods in your files"),
    N_("Long enough for three cycles"),
    N_("Last full period"),
    N_("Customers at the start"),
    N_("Kept"),
    N_("Share kept"),
)
HEADERS = {
    "first": N_("From days"),
    "last": N_("To days"),
    "count": N_("How many"),
    "line": N_("What"),
    "purchases": N_("Purchases"),
    "followed": N_("Followed by another so far"),
    "median_days": N_("Days until half are back"),
    "within_90": N_("Share back within 90 days"),
}


def finding(study: Study) -> None:
    """How often customers buy, which period is used and why; with what to keep in mind."""
    speech, choice = session.speech(), study(chosen_period)
    often = sentences.how_often({name: compute(figure, study) for name, figure in FIGURES.items()}, speech)
    show.hero(often[0], [" ".join([*often[1:], *figure_words.period_sentences(choice, speech)])], key="cycle")
    for warning in figure_words.period_warnings(choice, speech):
        show.warning(warning)


def distribution(study: Study) -> None:
    """How many customers have which rhythm, or how many stretches between two purchases lasted how long."""
    speech, cycle = session.speech(), study(purchase_cycle)
    options = {RHYTHMS: speech.say("Customers, by their usual gap"), GAPS: speech.say("All gaps")}
    gaps = widgets.pick(speech.say("Count"), options, RHYTHMS, key=f"gaps-{session.token()}") == GAPS
    bars = histogram(study(gap_counts), "gaps") if gaps else histogram(study(rhythm_counts), "customers")
    if bars.is_empty() or cycle.median_days is None:
        show.empty(figure_words.why_null(WhyNull.NOBODY_BOUGHT_TWICE, speech))
        return
    values = {"half": cycle.median_days, "three": cycle.p75_days, "nine": cycle.p90_days}
    words = {"half": N_("half: {days}"), "three": N_("three of four: {days}"), "nine": N_("nine of ten: {days}")}
    marks = {
        speech.say(words[name], days=DurationDays(value)): value for name, value in values.items() if value is not None
    }
    drawn = histogram_chart(
        bars,
        marks,
        speech,
        session.theme(),
        words=speech.say(N_("Gaps")) if gaps else speech.say(N_("Customers")),
        title=speech.say(N_("How many days customers usually leave between two purchases")),
    )
    show.chart(drawn, headed(bars, HEADERS), "rhythms")
    show.quiet(speech.say("The lines mark the usual gaps of the customers. The longest 2% stand in the last bar."))


def periods(study: Study) -> None:
    """What the numbers would be with each length of period, and the way to change it."""
    speech, table = session.speech(), study(period_comparison)
    show.sentence(sentences.what_moves(table, speech))
    widgets.period(study(chosen_period).kind)
    rows = [_period_row(period) for period in rows_as(ComparedPeriod, table)]
    show.ledger([speech.say(name) for name in COLUMNS], rows)
    show.quiet(speech.say("Three cycles are {days} here. An arrow marks the period in use.", days=_three_cycles(study)))


def away(study: Study) -> None:
    """After a purchase, how many are back after how many days; together, by order number, or by what was bought."""
    speech = session.speech()
    names = {TOGETHER: speech.say("all purchases"), BY_ORDER: speech.say("first, second, third purchase")}
    names |= {name: sentences.column_name(name, speech) for name in study(bought_traits)}
    how = widgets.choose(speech.say("Look at"), names, key=f"away-{session.token()}")
    curves = _curves(study, how)
    steps = step_table(curves)
    if not any(curve.ended for curve in curves.values()):
        show.empty(figure_words.why_null(WhyNull.NOBODY_BOUGHT_TWICE, speech))
        return
    show.sentence(sentences.how_long_away(steps, speech))
    drawn = curve_chart(
        survival_points(curves, rising=True, until=study(days_until_most_are_back)),
        speech,
        session.theme(),
        x=speech.say(N_("Days since the purchase")),
        share=speech.say(N_("Are back")),
        title=speech.say(N_("Share of purchases followed by another one within so many days, with its 95% range")),
        steps=True,
    )
    show.chart(drawn, headed(steps, HEADERS), "back-again")
    if len(curves) > MOST_CURVES:
        show.quiet(speech.say("The largest {n} groups are drawn; all of them are under Numbers.", n=MOST_CURVES))
    show.quiet(speech.say("Customers who are still away count as long as they have been away (Kaplan-Meier)."))


def _curves(study: Study, how: str) -> Mapping[str, Survival]:
    say = session.speech().say
    if how == TOGETHER:
        return {say("All purchases"): study(gap_curve)}
    if how == BY_ORDER:
        steps = study(gap_curves_by_order)
        return {say("from purchase {n} to {next}", n=n, next=n + 1): curve for n, curve in steps.items()}
    return study(gap_curves_by, how)


def _three_cycles(study: Study) -> DurationDays | None:
    days = study(purchase_cycle).three_cycles_days
    return None if days is None else DurationDays(days)


def _period_row(period: ComparedPeriod) -> tuple[object, ...]:
    speech, kind = session.speech(), PeriodKind(period.kind)
    name = speech.period_kind(kind).capitalize()
    enough = {True: speech.say("yes"), False: speech.say("no"), None: None}[period.enough]
    return (
        f"→ {name}" if period.chosen else name,
        period.full_periods,
        enough,
        None if period.first_day is None else speech.period(kind, period.first_day),
        period.at_start,
        period.kept,
        None if period.retention_rate is None else Share(period.retention_rate),
    )
