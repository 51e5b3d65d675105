"""The page on who stays: how many are there so many periods later, and the way to the second purchase."""

import polars as pl

from retention_core.catalog.all_figures import compute
from retention_core.charts import curve_chart, funnel_chart, survival_points
from retention_core.charts.forms.curves import MOST_CURVES
from retention_core.describe.cohorts.cohort_curves import average_curve, curves_by
from retention_core.describe.cohorts.cohorts import cohorts
from retention_core.describe.repeat_purchase.second_purchase import second_purchase_funnel, time_to_second_purchase
from retention_core.kernel.messages import N_
from retention_core.wording.describe import stay_sentences as sentences
from ui.describe.stay_view import CohortSelection
from ui.kit import figure_cards, show, widgets
from ui.kit.names import headed
from ui.session import session

FIGURES = ("first_time.came_back_rate", "first_time.one_time_share", "first_time.days_to_second", "cycle.median_days")
HEADERS = {
    "line": N_("Group"),
    "customers": N_("Customers"),
    "present": N_("There"),
    "share": N_("Share"),
    "low": N_("Lowest (95% range)"),
    "high": N_("Highest (95% range)"),
    "x": N_("Periods later"),
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
    points = _by_cohort(seen) if by_when else _by_group(seen)
    later = points.filter(pl.col("x") > 0)
    if later.is_empty():
        show.empty(speech.say(sentences.TOO_EARLY))
        return
    nearest = dict(later.filter(pl.col("x") == 1).select("line", "share").rows())
    if seen.column:
        show.sentence(sentences.which_group_stays(nearest, seen.kind, speech))
    drawn = curve_chart(
        later,
        speech,
        session.theme(),
        x=speech.say(N_("Periods later")),
        share=speech.say(N_("Came again")),
        title=speech.say(N_("Share of new customers who are there so many periods later")),
    )
    show.chart(drawn, headed(points, HEADERS), "retention-curves")
    if points["line"].n_unique() > MOST_CURVES:
        show.quiet(speech.say("{n} lines are drawn; all of them are under Numbers.", n=MOST_CURVES))


def funnel(seen: CohortSelection) -> None:
    """The share who came back within 30, 60, 90, 180 and 365 days."""
    speech, table = seen.speech, seen.study(second_purchase_funnel)
    if not table["share"].is_not_null().any():
        show.empty(speech.say("Nobody has had thirty days to come back yet."))
        return
    figures = (compute(name, seen.study) for name in ("first_time.back_within_90_days", "first_time.days_to_second"))
    show.sentence(sentences.who_comes_back(*figures, speech))
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
    options = {False: seen.speech.say("All together"), True: seen.speech.say("By when they came")}
    return widgets.pick(seen.speech.say("Lines"), options, False, key=f"lines-{session.token()}")


def _by_group(seen: CohortSelection) -> pl.DataFrame:
    """line, x, customers, present, share, low, high: all together, or one line for each group."""
    if seen.column is None:
        table = seen.study(average_curve).with_columns(pl.lit(seen.speech.say("All new customers")).alias("line"))
    else:
        found = seen.study(curves_by, seen.column)
        pairs = found.select("group", "rest").rows()
        names = [sentences.group_name(value, rest=rest, speech=seen.speech) for value, rest in pairs]
        table = found.with_columns(pl.Series("line", names, dtype=pl.String))
    return table.select("line", pl.col("age").alias("x"), "customers", "present", "share", "low", "high")


def _by_cohort(seen: CohortSelection) -> pl.DataFrame:
    """The same with one line for each group of new customers seen for two periods or more, the latest first."""
    known = seen.study(cohorts).filter(pl.col("share").is_not_null())
    long_enough = known.filter(pl.col("age") >= 2)["cohort"].unique()
    listed = known.filter(pl.col("cohort").is_in(long_enough.implode()))
    ordered = listed.sort("cohort", "age", descending=[True, False])
    names = [seen.speech.period(seen.kind, day, short=True) for day in ordered["cohort"]]
    limits = [pl.lit(None, pl.Float64).alias(name) for name in ("low", "high")]
    line = pl.Series("line", names, dtype=pl.String)
    return ordered.select(line, pl.col("age").alias("x"), "customers", "present", "share", *limits)
