"""Figures of first-time buyers against existing customers: what an order and a customer bring."""

from collections.abc import Callable
from typing import Any

import polars as pl

from retention_core.describe.retention.retention import periods
from retention_core.describe.retention.trends import ratio
from retention_core.describe.retention.why_no_rate import why_no_start
from retention_core.describe.revenue.new_and_existing import new_against_existing
from retention_core.describe.revenue.revenue_figures import average_money, existing_buyers, new_buyers, why_no_money
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

BEHIND = {"new": new_buyers, "existing": existing_buyers}
NOBODY = {"new": WhyNull.NOBODY_NEW, "existing": WhyNull.NOBODY_EXISTING}


def split_of(study: Study) -> dict[str, Any]:
    """The row of `new_against_existing` of the last finished period."""
    place = study(periods).last_finished
    return {} if place is None else study(new_against_existing).row(place, named=True)


def _by_period(total: str, count: str) -> Callable[[Study], pl.DataFrame]:
    def history(study: Study) -> pl.DataFrame:
        value = (ratio(total, count) / 10**study.workbook.decimals).cast(pl.Float64)
        return study(new_against_existing).select("first_day", value.alias("value"), "finished")

    return history


def _average(study: Study, total: str, count: str, whose: str) -> Figure:
    """Money of one side for each of its orders or buyers."""
    why, row = why_no_start(study) or why_no_money(study), split_of(study)
    if why:
        return unknown(why)
    inputs: dict[str, Value] = {"total": study.workbook.money(row[total]), "count": row[count]}
    if not row[count]:
        return unknown(NOBODY[whose], **inputs)
    value = average_money(study, row[total], row[count])
    return Figure(value, inputs=inputs, customers=BEHIND[whose])


@figure(
    "money.order_value_existing",
    title=N_("Order value of existing customers"),
    meaning=N_("What an order of somebody who had bought before the period brought on average, before refunds."),
    formula=N_("payments of existing customers / their orders = {total} / {count}"),
    unit=Unit.MONEY,
    others=("money.order_value_new", "money.order_value"),
    over_time=_by_period("order_revenue_existing", "orders_existing"),
)
def _order_existing(study: Study) -> Figure:
    return _average(study, "order_revenue_existing", "orders_existing", "existing")


@figure(
    "money.order_value_new",
    title=N_("Order value of first-time buyers"),
    meaning=N_("What an order of a first-time buyer of the period brought on average, before refunds."),
    formula=N_("payments of first-time buyers / their orders = {total} / {count}"),
    unit=Unit.MONEY,
    others=("money.order_value_existing", "money.order_value"),
    over_time=_by_period("order_revenue_new", "orders_new"),
)
def _order_new(study: Study) -> Figure:
    return _average(study, "order_revenue_new", "orders_new", "new")


@figure(
    "money.spend_existing",
    title=N_("Spend per existing customer"),
    meaning=N_("Revenue of the period for each of its buyers who had bought before it."),
    formula=N_("revenue from existing customers / existing buyers = {total} / {count}"),
    unit=Unit.MONEY,
    others=("money.spend_new", "money.spend_per_customer"),
    over_time=_by_period("revenue_existing", "buyers_existing"),
)
def _spend_existing(study: Study) -> Figure:
    return _average(study, "revenue_existing", "buyers_existing", "existing")


@figure(
    "money.spend_new",
    title=N_("Spend per first-time buyer"),
    meaning=N_("Revenue of the period for each customer who bought for the first time in it."),
    formula=N_("revenue from first-time buyers / first-time buyers = {total} / {count}"),
    unit=Unit.MONEY,
    others=("money.spend_existing", "money.spend_per_customer"),
    over_time=_by_period("revenue_new", "buyers_new"),
)
def _spend_new(study: Study) -> Figure:
    return _average(study, "revenue_new", "buyers_new", "new")
