"""Figures of cohorts: how many of 100 new customers are there so many periods later."""

from collections.abc import Callable

import numpy as np
import polars as pl

from retention_core.describe.cohorts.cohorts import AgeOfCohorts, average_by_age, cohort_of_customers, cohorts
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.customers import people
from retention_core.describe.retention.retention import periods, stretches
from retention_core.describe.retention.why_no_rate import why_no_period
from retention_core.describe.statistics.confidence_ranges import share_range_with_spread
from retention_core.kernel.day_numbers import CustomerCodes
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

TITLES = {
    1: N_("New customers there one period later"),
    2: N_("New customers there two periods later"),
    3: N_("New customers there three periods later"),
    6: N_("New customers there six periods later"),
    12: N_("New customers there twelve periods later"),
}


def average_cohort(study: Study) -> pl.DataFrame:
    """One row per age, all cohorts together: how many of 100 new customers are there then, as `average_by_age`."""
    return average_by_age(study(cohorts))


def _after(age: int) -> Callable[[Study], Figure]:
    def compute(study: Study) -> Figure:
        inputs: dict[str, Value] = {"age": age, "period": study(chosen_period).kind}
        if why := why_no_period(study):
            return unknown(why, **inputs)
        found = study(average_cohort).filter(pl.col("age") == age)
        if not found.height:
            return unknown(WhyNull.TOO_EARLY_FOR_COHORTS, **inputs)
        row = row_as(AgeOfCohorts, found, 0)
        cells = study(cohorts).filter((pl.col("age") == age) & pl.col("share").is_not_null())
        past = cells.select("present", "customers").rows()
        low, high = share_range_with_spread(row.present, row.customers, past) or (None, None)
        inputs |= {"cohorts": row.cohorts, "customers": row.customers, "present": row.present}
        return Figure(
            row.share, low=low, high=high, inputs=inputs, customers=lambda study: people(study, _there(study, age))
        )

    return compute


def _there(study: Study, age: int) -> CustomerCodes:
    """Customers who were there `age` periods after their first one, where that period is fully known."""
    cohort, cut = study(cohort_of_customers), study(stretches)
    found = np.zeros(cohort.size, np.bool_)
    for place in np.flatnonzero(study(periods).finished).tolist():
        if (now := cut[place]) and place >= age:
            found[now.rows.code[cohort[now.rows.code] == place - age]] = True
    return np.flatnonzero(found).astype(np.uint32)


for _age, _title in TITLES.items():
    figure(
        f"cohorts.share_after_{_age}",
        title=_title,
        meaning=N_("Of the customers who were new in a period, the share who are there so many periods after it."),
        formula=N_(
            "there {age} times one {period} later / customers of the {cohorts} groups that could be seen so long"
            " = {present} / {customers}"
        ),
        unit=Unit.SHARE,
        others=("retention.rate", "first_time.came_back_rate"),
    )(_after(_age))
