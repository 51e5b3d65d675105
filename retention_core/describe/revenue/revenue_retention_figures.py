"""Figures of the revenue kept from one period to the next."""

from collections.abc import Callable

import polars as pl

from retention_core.describe.retention.retention_period import finished_period
from retention_core.describe.retention.why_no_rate import why_no_start
from retention_core.describe.revenue.revenue_bridge import changed_customers, last_parts, money_flow
from retention_core.describe.revenue.revenue_figures import why_no_money
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


def _by_period(rate: str) -> Callable[[Study], pl.DataFrame]:
    def history(study: Study) -> pl.DataFrame:
        return study(money_flow).select("first_day", pl.col(rate).alias("value"), "finished")

    return history


def _rate(study: Study, *parts: str) -> Figure:
    """The revenue of the period before with some of its changes, as a share of it."""
    why = why_no_start(study) or why_no_money(study)
    if why:
        return unknown(why)
    flow, money, period = study(last_parts), study.workbook.money, finished_period(study)
    inputs: dict[str, Value] = {name: money(flow[name]) for name in ("start", "expansion")}
    inputs |= {name: money(-flow[name]) for name in ("contraction", "lost")}
    inputs |= {"first_day": period.first_day, "last_day": period.last_day}
    if not flow["start"]:
        return unknown(WhyNull.NO_REVENUE_BEFORE, **inputs)
    value = sum(flow[name] for name in ("start", *parts)) / flow["start"]
    return Figure(value, inputs=inputs, customers=lambda study: changed_customers(study, "start"))


@figure(
    "money.grr",
    title=N_("Revenue kept, without growth"),
    meaning=N_(
        "Of what the customers of the period before had spent, the share they spent again. Whoever spends more counts"
        " with the old amount (gross revenue retention)."
    ),
    formula=N_("(before - spent less - lost) / before = ({start} - {contraction} - {lost}) / {start}"),
    unit=Unit.SHARE,
    others=("money.nrr", "retention.rate"),
    over_time=_by_period("gross_rate"),
)
def _gross(study: Study) -> Figure:
    return _rate(study, "contraction", "lost")


@figure(
    "money.nrr",
    title=N_("Revenue kept, with growth"),
    meaning=N_(
        "What the customers of the period before spend now, as a share of what they spent then. Over 100% they spend"
        " more than before (net revenue retention)."
    ),
    formula=N_(
        "(before + spent more - spent less - lost) / before"
        " = ({start} + {expansion} - {contraction} - {lost}) / {start}"
    ),
    unit=Unit.SHARE,
    others=("money.grr", "retention.rate"),
    over_time=_by_period("net_rate"),
)
def _net(study: Study) -> Figure:
    return _rate(study, "expansion", "contraction", "lost")
