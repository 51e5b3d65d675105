"""Figures of money of the last finished period."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.customers import people
from retention_core.describe.presence.order_log import whole_log
from retention_core.describe.presence.purchase_days import purchase_days
from retention_core.describe.retention.retention_figures import two_periods
from retention_core.describe.retention.retention_period import finished_period
from retention_core.describe.retention.trends import by_period, money_by_period, ratio
from retention_core.describe.retention.why_no_rate import why_no_period
from retention_core.describe.statistics.confidence_ranges import mean_range, sum_range
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money, Unit
from retention_core.kernel.rows import known
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

AVERAGE_DECIMALS = 2


def why_no_money(study: Study) -> WhyNull | None:
    """As for any figure of the last finished period; no_amounts where the files do not say what was paid."""
    return why_no_period(study) or (None if study.workbook.has_amounts else WhyNull.NO_AMOUNTS)


def _inputs(study: Study) -> dict[str, Value]:
    """The money of the last finished period and what it is divided by."""
    period, money = finished_period(study), study.workbook.money
    revenue, existing = known(period.revenue), known(period.revenue_existing)
    inputs: dict[str, Value] = {"first_day": period.first_day, "last_day": period.last_day}
    inputs |= {"buyers": period.buyers, "orders": period.orders, "order_revenue": money(known(period.order_revenue))}
    parts = {"revenue": revenue, "revenue_existing": existing, "revenue_new": revenue - existing}
    return inputs | {name: money(minor) for name, minor in parts.items()}


def _buyers(study: Study) -> pl.DataFrame:
    return people(study, two_periods(study)[0].rows.people())


def existing_buyers(study: Study) -> pl.DataFrame:
    """The rows of `customer_summary` of buyers of the last finished period who had bought before it."""
    return _buyers(study).filter(pl.col("first_day") < finished_period(study).first_day)


def new_buyers(study: Study) -> pl.DataFrame:
    """The rows of `customer_summary` of buyers of the last finished period who bought for the first time in it."""
    return _buyers(study).filter(pl.col("first_day") >= finished_period(study).first_day)


def _part(study: Study, name: str, bound: str, customers: Callable[[Study], pl.DataFrame]) -> Figure:
    """A part of the revenue; a bound only where old customers may look new, as the file begins later than the shop."""
    found = _total(study, name)
    if found.why_null:
        return found
    exact = finished_period(study).exact_new
    low, high = _range(study, name)
    return replace(found, low=low, high=high, bound=None if exact else bound, customers=customers)


def _total(study: Study, name: str) -> Figure:
    why = why_no_money(study)
    if why:
        return unknown(why)
    inputs, (low, high) = _inputs(study), _range(study, name)
    return Figure(inputs[name], low=low, high=high, inputs=inputs, customers=_buyers)


def _range(study: Study, name: str) -> tuple[Money, Money]:
    """The range of the revenue, or of the part that customers who had bought before, or had not, brought."""
    spent, first = study(spent_in_last_period), day_number(finished_period(study).first_day)
    old = study(purchase_days).first_day < first
    whose = {"revenue": np.ones(spent.size, np.bool_), "revenue_existing": old, "revenue_new": ~old}
    low, high = sum_range(spent[whose[name]])
    return calculated_money(study, low), calculated_money(study, high)


def spent_in_last_period(study: Study) -> NDArray[np.int64]:
    """What each customer paid less what they got back in the last finished period: one value per customer."""
    period = finished_period(study)
    return study(whole_log).between(day_number(period.first_day), day_number(period.last_day)).spend()


def _average(study: Study, total: int | None, count: int) -> Figure:
    """Money of the last finished period for each of its orders or buyers."""
    inputs = _inputs(study)
    if not count:
        return unknown(WhyNull.NOBODY_BOUGHT, **inputs)
    return Figure(average_money(study, known(total), count), inputs=inputs, customers=_buyers)


def calculated_money(study: Study, minor: float) -> Money:
    """A calculated amount of minor units, to the cent."""
    book = study.workbook
    return Money.of(minor / 10**book.decimals, max(AVERAGE_DECIMALS, book.decimals), book.currency)


def average_money(study: Study, total: int, count: int) -> Money:
    """Minor units divided by a count: exact to the cent, half to even."""
    paid, book = study.workbook.money(total).decimal(), study.workbook
    return Money.of(paid / count, max(AVERAGE_DECIMALS, book.decimals), book.currency)


@figure(
    "money.revenue",
    title=N_("Revenue"),
    meaning=N_("What customers paid in the last finished period, less what was given back."),
    formula=N_("payments less refunds from {first_day} to {last_day} = {revenue}"),
    unit=Unit.MONEY,
    others=("money.revenue_existing", "money.revenue_new", "money.revenue_before_refunds"),
    over_time=money_by_period(pl.col("revenue")),
)
def _revenue(study: Study) -> Figure:
    return _total(study, "revenue")


@figure(
    "money.revenue_existing",
    title=N_("Revenue from existing customers"),
    meaning=N_("The part of the revenue that came from customers who had bought before the period."),
    formula=N_("revenue - revenue from first-time buyers = {revenue} - {revenue_new} = {revenue_existing}"),
    unit=Unit.MONEY,
    others=("money.existing_share", "money.revenue", "money.revenue_new"),
    over_time=money_by_period(pl.col("revenue_existing")),
)
def _revenue_existing(study: Study) -> Figure:
    return _part(study, "revenue_existing", "at_least", existing_buyers)


@figure(
    "money.revenue_new",
    title=N_("Revenue from first-time buyers"),
    meaning=N_("The part of the revenue that came from customers who bought for the first time in the period."),
    formula=N_("revenue - revenue from existing customers = {revenue} - {revenue_existing} = {revenue_new}"),
    unit=Unit.MONEY,
    others=("money.revenue", "money.revenue_existing"),
    over_time=money_by_period(pl.col("revenue") - pl.col("revenue_existing")),
)
def _revenue_new(study: Study) -> Figure:
    return _part(study, "revenue_new", "at_most", new_buyers)


@figure(
    "money.existing_share",
    title=N_("Share of revenue from existing customers"),
    meaning=N_("How much of the revenue came from customers who had bought before the period."),
    formula=N_("revenue from existing customers / revenue = {revenue_existing} / {revenue}"),
    unit=Unit.SHARE,
    others=("money.revenue_existing", "money.repeat_order_share", "retention.rate"),
    over_time=by_period(ratio("revenue_existing", "revenue")),
)
def _existing_share(study: Study) -> Figure:
    why = why_no_money(study)
    if why:
        return unknown(why)
    period = finished_period(study)
    revenue = known(period.revenue)
    if revenue <= 0:
        return unknown(WhyNull.NO_REVENUE, **_inputs(study))
    share, bound = known(period.revenue_existing) / revenue, None if period.exact_new else "at_least"
    return Figure(share, inputs=_inputs(study), bound=bound, customers=existing_buyers)


@figure(
    "money.spend_per_customer",
    title=N_("Spend per customer"),
    meaning=N_("Revenue of the last finished period for each customer who bought in it."),
    formula=N_("revenue / buyers = {revenue} / {buyers}"),
    unit=Unit.MONEY,
    others=("money.order_value", "money.spend_existing", "money.spend_new"),
    over_time=money_by_period(ratio("revenue", "buyers")),
)
def _spend_per_customer(study: Study) -> Figure:
    if why := why_no_money(study):
        return unknown(why)
    period = finished_period(study)
    found = _average(study, period.revenue, period.buyers)
    if found.why_null:
        return found
    spent = study(spent_in_last_period)[two_periods(study)[0].rows.people()]
    low, high = mean_range(spent, known(period.revenue) / period.buyers) or (None, None)
    return (
        found
        if low is None or high is None
        else replace(found, low=calculated_money(study, low), high=calculated_money(study, high))
    )


@figure(
    "money.order_value",
    title=N_("Order value"),
    meaning=N_("What an order of the last finished period brought on average, before refunds."),
    formula=N_("payments / orders = {order_revenue} / {orders}"),
    unit=Unit.MONEY,
    others=("money.spend_per_customer", "money.order_value_existing", "money.order_value_new"),
    over_time=money_by_period(ratio("order_revenue", "orders")),
)
def _order_value(study: Study) -> Figure:
    if why := why_no_money(study):
        return unknown(why)
    period = finished_period(study)
    return _average(study, period.order_revenue, period.orders)
