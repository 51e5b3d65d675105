"""The blocks of the page on who stays."""

import polars as pl

from pages.shared import session, show
from retention_core.charts import cohort_chart, funnel_chart
from retention_core.charts.cohorts import MOST
from retention_core.describe.cohorts import cohorts
from retention_core.describe.funnel import second_purchase_funnel
from retention_core.settings import PeriodKind
from retention_core.study import Study

FIGURES = ("first_time.came_back_rate", "first_time.one_time_share", "first_time.days_to_second", "cycle.median_days")


def cohort_map(study: Study, kind: PeriodKind) -> None:
    """The heat map, all of its numbers below it."""
    say, table = session.words().say, study(cohorts)
    if not table.filter((pl.col("age") > 0) & pl.col("share").is_not_null()).height:
        show.empty(say("This takes two full periods. Choose a shorter one above, or come back later."))
        return
    show.chart(cohort_chart(table, kind, session.words(), session.look()), table, "cohorts")
    if table["cohort"].n_unique() > MOST:
        show.quiet(say("The latest {n} groups are drawn; all of them are under Numbers.", n=MOST))


def funnel(study: Study) -> None:
    """The share who came back within 30, 60, 90, 180 and 365 days."""
    table = study(second_purchase_funnel)
    if not table["share"].is_not_null().any():
        show.empty(session.words().say("Nobody has had thirty days to come back yet."))
        return
    show.chart(funnel_chart(table, session.words(), session.look()), table, "second-purchase")
