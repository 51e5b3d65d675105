"""Figures of what was given back, and of the revenue without it."""

import numpy as np
import polars as pl

from retention_core.describe.presence.customers import people
from retention_core.describe.presence.order_log import whole_log
from retention_core.describe.retention.retention_figures import two_periods
from retention_core.describe.retention.retention_period import finished_period
from retention_core.describe.retention.trends import money_by_period
from retention_core.describe.revenue.revenue_figures import why_no_money
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.rows import known
from retention_core.kernel.study import Study


def _inputs(study: Study) -> dict[str, Value]:
    period, money = finished_period(study), study.workbook.money
    before, revenue = known(period.order_revenue), known(period.revenue)
    inputs: dict[str, Value] = {"first_day": period.first_day, "last_day": period.last_day}
    return inputs | {
        "order_revenue": money(before),
        "revenue": money(revenue),
        "given_back": money(before - revenue),
    }


def _with_refunds(study: Study) -> pl.DataFrame:
    """Who got something back in the last finished period, or had an order cancelled."""
    period = finished_period(study)
    log = study(whole_log).between(day_number(period.first_day), day_number(period.last_day))
    return people(study, np.unique(log.code[~log.bought]))


@figure(
    "money.revenue_before_refunds",
    title=N_("Revenue before refunds"),
    meaning=N_("What all orders of the last finished period brought, as if nothing had been given back (gross sales)."),
    formula=N_("payments from {first_day} to {last_day} = {order_revenue}"),
    unit=Unit.MONEY,
    others=("money.revenue", "money.given_back"),
    over_time=money_by_period(pl.col("order_revenue")),
)
def _before_refunds(study: Study) -> Figure:
    why = why_no_money(study)
    if why:
        return unknown(why)
    inputs = _inputs(study)
    return Figure(
        inputs["order_revenue"],
        inputs=inputs,
        customers=lambda study: people(study, two_periods(study)[0].rows.people()),
    )


@figure(
    "money.given_back",
    title=N_("Given back"),
    meaning=N_("What customers got back in the last finished period, whenever they had bought."),
    formula=N_("revenue before refunds - revenue = {order_revenue} - {revenue} = {given_back}"),
    unit=Unit.MONEY,
    others=("money.revenue",),
    over_time=money_by_period(pl.col("order_revenue") - pl.col("revenue")),
)
def _given_back(study: Study) -> Figure:
    why = why_no_money(study)
    if why:
        return unknown(why)
    inputs = _inputs(study)
    return Figure(inputs["given_back"], inputs=inputs, customers=_with_refunds)
