"""Figures of first-time buyers against existing customers: what an order and a customer bring."""

from collections.abc import Callable

import polars as pl

from retention_core.describe.retention.retention import periods
from retention_core.describe.retention.trends import ratio
from retention_core.describe.retention.why_no_rate import why_no_start
from retention_core.describe.revenue.new_and_existing import SplitPeriod, new_against_existing
from retention_core.describe.revenue.revenue_figures import average_money, existing_buyers, new_buyers, why_no_money
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.rows import known, row_as
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

BEHIND = {"new": new_buyers, "existing": existing_buyers}
NOBODY = {"new": WhyNull.NOBODY_NEW, "existing": WhyNull.NOBODY_EXISTING}


def split_of_last(study: Study) -> SplitPeriod:
    """The row of `new_against_existing` of the last finished period; LookupError where there is none."""
    return row_as(SplitPeriod, study(new_against_existing), known(study(periods).last_finished))


def _by_period(total: str, count: str) -> Callable[[Study], pl.DataFrame]:
    def history(study: Study) -> pl.DataFrame:
        value = (ratio(total, count) / 10**study.workbook.decimals).cast(pl.Float64)
        return study(new_against_existing).select("first_day", value.alias("value"), "finished")

    return history


def _average(study: Study, of: Callable[[SplitPeriod], tuple[int | None, int]], whose: str) -> Figure:
    """Money of one side for each of its orders or buyers; of: the money, and how many of them."""
    why = why_no_start(study) or why_no_money(study)
    if why:
        return unknown(why)
    total, count = of(split_of_last(study))
    inputs: dict[str, Value] = {"total": study.workbook.money(known(total)), "count": count}
    if not count:
        return unknown(NOBODY[whose], **inputs)
    return Figure(average_money(study, known(total), count), inputs=inputs, customers=BEHIND[whose])


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
    return _average(study, lambda split: (split.order_revenue_existing, split.orders_existing), "existing")


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
    return _average(study, lambda split: (split.order_revenue_new, split.orders_new), "new")


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
    return _average(study, lambda split: (split.revenue_existing, split.buyers_existing), "existing")


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
    return _average(study, lambda split: (split.revenue_new, split.buyers_new), "new")
