"""The page on who stays: how many are there so many periods later, and the way to the second purchase."""

import polars as pl

from retention_core.catalog.all_figures import compute
from retention_core.charts import curve_chart, funnel_chart, survival_points
from retention_core.charts.forms.curves import MOST_CURVES
from retention_core.describe.cohorts.cohort_curves import (
    after_the_beginning,
    average_curve,
    curves_by,
    curves_by_cohort,
    shares_one_period_later,
)
from retention_core.describe.repeat_purchase.second_purchase import second_purchase_funnel, time_to_second_purchase
from retention_core.kernel.messages import N_
from retention_core.wording.describe import stay_sentences as sentences
from ui.describe.stay_view import CohortSelection
from ui.kit import figure_cards, show, widgets
from ui.kit.tables import headed, named
from ui.session import session

FIGURES = ("first_time.came_back_rate", "first_time.one_time_share", "first_time.days_to_second", "cycle.median_days")
TOGETHER, BY_WHEN = "together", "by-when"
CURVE = ("age", "customers", "present", "share", "low", "high")
HEADERS = {
    "line": N_("Group"),
    "customers": N_("Customers"),
    "present": N_("There"),
    "share": N_("Share"),
    "low": N_("Lowest (95% range)"),
    "high": N_("Highest (95% range)"),
    "age": N_("Periods later"),
    "within_days": N_("Within days"),
    "buyers": N_("First-time buyers who had that long"),
    "came_back": N_("Came back"),
    "since": N_("First purchase from"),
    "exact": N_("Surely first-time buyers"),
    "time": N_("Days"),
    "at_risk": N_("Not back just before"),
    "ended": N_("Came back on that day"),
    "staying": N_("Share not back"),
    "standard_error": N_("Standard error"),
}


def curves(seen: CohortSelection) -> None:
    """How many of 100 new customers are there so many periods later: on average, by group, or by when they came."""
    speech, by_when = seen.speech, _by_when(seen)
    lines = _by_cohort(seen) if by_when else _by_group(seen)
    later = after_the_beginning(lines)
    if later.is_empty():
        show.empty(speech.say(sentences.TOO_EARLY))
        return
    if seen.column:
        show.sentence(sentences.which_group_stays(shares_one_period_later(lines, "line"), seen.kind, speech))
    drawn = curve_chart(
        later.rename({"age": "x"}),
        speech,
        session.theme(),
        x=speech.say(N_("Periods later")),
        share=speech.say(N_("Came again")),
        title=speech.say(N_("Share of new customers who are there so many periods later")),
    )
    show.chart(drawn, headed(lines, HEADERS), "retention-curves")
    if len(set(lines["line"])) > MOST_CURVES:
        show.quiet(speech.say("{n} lines are drawn; all of them are under Numbers.", n=MOST_CURVES))


def funnel(seen: CohortSelection) -> None:
    """The share who came back within 30, 60, 90, 180 and 365 days."""
    speech, table = seen.speech, seen.study(second_purchase_funnel)
    if table["share"].is_null().all():
        show.empty(speech.say("Nobody has had thirty days to come back yet."))
        return
    names = ("first_time.back_within_90_days", "first_time.days_to_second")
    back, middle = (compute(name, seen.study) for name in names)
    show.sentence(sentences.who_comes_back(back, middle, speech))
    show.chart(funnel_chart(table, speech, session.theme()), headed(table, HEADERS), "second-purchase")


def second(seen: CohortSelection) -> None:
    """After how long first-time buyers come back, those still away counted in."""
    speech, curve = seen.speech, seen.study(time_to_second_purchase)
    if not curve.ended:
        show.empty(speech.say("Nobody has come back yet."))
        return
    name = speech.say("Came back")
    drawn = curve_chart(
        survival_points({name: curve}, rising=True),
        speech,
        session.theme(),
        x=speech.say(N_("Days since the first purchase")),
        share=name,
        title=speech.say(N_("Share of first-time buyers who are back after so many days, with its 95% range")),
        steps=True,
    )
    show.chart(drawn, headed(curve.table, HEADERS), "days-to-second")
    figure_cards.lines(seen.study, FIGURES)


def _by_when(seen: CohortSelection) -> bool:
    if seen.column:
        return False
    options = {TOGETHER: seen.speech.say("All together"), BY_WHEN: seen.speech.say("By when they came")}
    return widgets.pick(seen.speech.say("Lines"), options, TOGETHER, key=f"lines-{session.token()}") == BY_WHEN


def _by_group(seen: CohortSelection) -> pl.DataFrame:
    """line, age, customers, present, share, low, high: all together, or one line for each group."""
    if seen.column is None:
        table = seen.study(average_curve)
        names = [seen.speech.say("All new customers")] * table.height
    else:
        table = seen.study(curves_by, seen.column)
        pairs = table.select("group", "rest").rows()
        names = [sentences.group_name(value, rest=rest, speech=seen.speech) for value, rest in pairs]
    return named(table.select(CURVE), "line", names)


def _by_cohort(seen: CohortSelection) -> pl.DataFrame:
    """The same with one line for each group of new customers, the latest first."""
    table = seen.study(curves_by_cohort)
    names = [seen.speech.period(seen.kind, day, short=True) for day in table["cohort"]]
    return named(table.select(CURVE), "line", names)
