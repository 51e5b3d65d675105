"""Figures of what customers have earned so far, and whether that covers what gaining them cost."""

import numpy as np
import polars as pl

from retention_core.describe.customer_value.cac_figures import why_no_cost
from retention_core.describe.customer_value.margin import margin_share
from retention_core.describe.customer_value.payback import payback, payback_by_cohort
from retention_core.describe.presence.customers import customer_summary, log_so_far, people
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.purchase_days import purchase_days
from retention_core.describe.presence.why_unknown import why_nothing
from retention_core.describe.retention.retention import retention_by_period
from retention_core.describe.revenue.revenue_figures import calculated_money
from retention_core.describe.statistics.confidence_ranges import mean_range
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share, Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


def _why_no_money(study: Study) -> WhyNull | None:
    return why_nothing(study) or (None if study.workbook.has_amounts else WhyNull.NO_AMOUNTS)


def _clv_over_time(study: Study) -> pl.DataFrame:
    """Margin up to the end of each period for each customer who had bought by then, older ones too."""
    table, everybody = study(retention_by_period), study(customer_summary).filter(pl.col("first_day").is_not_null())
    if not study.workbook.has_amounts or not table.height:
        return table.select("first_day", pl.lit(None, pl.Float64).alias("value"), "finished")
    before_customers = everybody.filter(pl.col("first_day") < table["first_day"][0]).height
    before_money = int(everybody["spend"].sum()) + _of_others(study) - int(table["revenue"].sum())
    customers = before_customers + pl.col("new").cum_sum()
    revenue = before_money + pl.col("revenue").cum_sum()
    worth = revenue * study(margin_share) / pl.when(customers > 0).then(customers) / 10**study.workbook.decimals
    return table.select("first_day", worth.cast(pl.Float64).alias("value"), "finished")


def _of_others(study: Study) -> int:
    """Money of those who only gave something back, minor units."""
    return int(study(customer_summary).filter(pl.col("first_day").is_null())["spend"].sum())


@figure(
    "clv.so_far",
    title=N_("Earned per customer so far"),
    meaning=N_(
        "What a customer has earned on average since the first purchase in the file, after refunds and the cost of"
        " goods (customer lifetime value so far)."
    ),
    formula=N_("revenue up to {as_of} x margin / customers who ever bought = {revenue} x {margin} / {customers}"),
    unit=Unit.MONEY,
    others=("what_if.clv_before",),
    over_time=_clv_over_time,
)
def _so_far(study: Study) -> Figure:
    why = _why_no_money(study)
    if why:
        return unknown(why)
    as_of, margin = study(horizon).as_of, study(margin_share)
    buyers = np.flatnonzero(study(purchase_days).first_day <= day_number(as_of)).astype(np.uint32)
    revenue = study(log_so_far).revenue()
    inputs: dict[str, Value] = {"as_of": as_of, "revenue": study.workbook.money(revenue)}
    inputs |= {"margin": Share(margin), "customers": buyers.size}
    if not buyers.size:
        return unknown(WhyNull.NOBODY_BOUGHT_EVER, **inputs)
    mean = margin * revenue / buyers.size
    limits = mean_range(margin * study(log_so_far).spend()[buyers], mean) or (None, None)
    low, high = (None if limit is None else calculated_money(study, limit) for limit in limits)
    value = calculated_money(study, mean)
    return Figure(value, low=low, high=high, inputs=inputs, customers=lambda study: people(study, buyers))


@figure(
    "payback.months",
    title=N_("Months until gaining customers has paid for itself"),
    meaning=N_(
        "The first month by whose end customers had earned what it cost to gain them; 0 is the month of the first"
        " purchase itself."
    ),
    formula=N_(
        "by month {month} the customers of {cohorts} months had earned {margin_earned} of the {spent} spent on gaining"
        " them (margin {margin})"
    ),
    unit=Unit.COUNT,
    others=("clv.so_far_to_cac", "cac.blended"),
)
def _payback(study: Study) -> Figure:
    why = _why_no_money(study) or why_no_cost(study)
    found = None if why else study(payback)
    if why or found is None:
        return unknown(why or WhyNull.SPENDING_ELSEWHERE)
    inputs: dict[str, Value] = {"month": found.month, "cohorts": found.cohorts}
    inputs |= {"margin_earned": calculated_money(study, found.margin), "spent": study.workbook.money(found.spent)}
    inputs |= {"margin": Share(study(margin_share))}
    if found.month is None:
        return unknown(WhyNull.NOT_PAID_BACK if found.spent else WhyNull.NO_ACQUISITION_SPENDING, **inputs)
    return Figure(found.month, inputs=inputs, bound=None if found.exact else "at_least")


@figure(
    "clv.so_far_to_cac",
    title=N_("Earned so far against the cost of gaining"),
    meaning=N_(
        "How many times customers have already earned what it cost to gain them. It grows as they stay; three times"
        " over a customer's whole life is often named as healthy."
    ),
    formula=N_("margin of the customers of {cohorts} months / spent on gaining them = {margin_earned} / {spent}"),
    unit=Unit.RATIO,
    others=("clv.so_far", "cac.so_far"),
)
def _to_cac(study: Study) -> Figure:
    why = _why_no_money(study) or why_no_cost(study)
    cohorts = None if why else study(payback_by_cohort)
    if why or cohorts is None or not cohorts.height:
        return unknown(why or WhyNull.SPENDING_ELSEWHERE)
    earned, spent = float(cohorts["earned"].sum()), int(cohorts["acquisition"].sum())
    inputs: dict[str, Value] = {"cohorts": cohorts.height, "margin_earned": calculated_money(study, earned)}
    inputs |= {"spent": study.workbook.money(spent)}
    return Figure(earned / spent, inputs=inputs) if spent else unknown(WhyNull.NO_ACQUISITION_SPENDING, **inputs)
