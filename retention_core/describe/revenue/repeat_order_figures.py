"""Old and new customers as shop platforms tell them apart: by the order, not by the period."""

import numpy as np
import polars as pl

from retention_core.describe.presence.customers import people
from retention_core.describe.presence.order_log import Log, whole_log
from retention_core.describe.presence.purchase_days import purchase_days
from retention_core.describe.retention.retention_period import finished_period
from retention_core.describe.revenue.revenue_figures import existing_buyers, why_no_money
from retention_core.kernel.day_numbers import CustomerCodes, day_number
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.rows import known
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


def first_orders(study: Study) -> Log:
    """The very first order of each first-time buyer of the last finished period, one row each."""
    period = finished_period(study)
    first, last = day_number(period.first_day), day_number(period.last_day)
    log = study(whole_log).between(first, last)
    begun = study(purchase_days).first_day[log.code]
    rows = np.flatnonzero(log.bought & (begun >= first) & (begun <= last))
    _, place = np.unique(log.code[rows], return_index=True)
    chosen = rows[place]
    amount = None if log.amount is None else log.amount[chosen]
    return Log(log.code[chosen], log.day[chosen], amount, log.bought[chosen], log.customers)


def repeat_buyers(study: Study) -> pl.DataFrame:
    """The rows of `customer_summary` of buyers of the last finished period with an order that was not their first."""
    return pl.concat([existing_buyers(study), people(study, _ordered_again(study))])


def _ordered_again(study: Study) -> CustomerCodes:
    """First-time buyers of the period with a further order in it."""
    period, firsts = finished_period(study), study(first_orders)
    log = study(whole_log).between(day_number(period.first_day), day_number(period.last_day))
    new = np.zeros(log.customers, np.bool_)
    new[firsts.code] = True
    code, orders = np.unique(log.code[log.bought & new[log.code]], return_counts=True)
    return code[orders > 1]


@figure(
    "money.repeat_order_share",
    title=N_("Share of revenue from repeat orders"),
    meaning=N_(
        "How much of the revenue did not come from a customer's very first order. Shop platforms call this revenue from"
        " returning customers."
    ),
    formula=N_("(revenue - first orders of first-time buyers) / revenue = ({revenue} - {first_orders}) / {revenue}"),
    unit=Unit.SHARE,
    others=("money.existing_share",),
)
def _share(study: Study) -> Figure:
    why = why_no_money(study)
    if why:
        return unknown(why)
    revenue, first = known(finished_period(study).revenue), study(first_orders).revenue()
    money = study.workbook.money
    inputs: dict[str, Value] = {"revenue": money(revenue), "first_orders": money(first)}
    if revenue <= 0:
        return unknown(WhyNull.NO_REVENUE, **inputs)
    return Figure((revenue - first) / revenue, inputs=inputs, customers=repeat_buyers)
