"""Figures of the way from the revenue of one period to that of the next: they add up to the smallest coin."""

from collections.abc import Callable

import polars as pl

from retention_core.describe.retention.retention_period import finished_period
from retention_core.describe.retention.why_no_rate import why_no_start
from retention_core.describe.revenue.revenue_bridge import changed_customers, last_parts, money_flow
from retention_core.describe.revenue.revenue_figures import why_no_money
from retention_core.kernel.figure import Figure, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study

LESS = ("contraction", "lost")


def _by_period(part: str) -> Callable[[Study], pl.DataFrame]:
    def history(study: Study) -> pl.DataFrame:
        value = (_sign(part) * pl.col(part) / 10**study.workbook.decimals).cast(pl.Float64)
        return study(money_flow).select("first_day", value.alias("value"), "finished")

    return history


def _sign(part: str) -> int:
    """What was lost is told as an amount of its own, not as one below zero."""
    return -1 if part in LESS else 1


def _part(study: Study, part: str) -> Figure:
    """A part of the waterfall with its customers; new and returned customers may be mixed up in a young file."""
    why = why_no_start(study) or why_no_money(study)
    if why:
        return unknown(why)
    period, money = finished_period(study), study.workbook.money
    value = money(_sign(part) * study(last_parts)[part])
    inputs = {"first_day": period.first_day, "last_day": period.last_day, "amount": value}
    unsure = part == "returned" and not period.exact_new
    return Figure(
        value,
        inputs=inputs,
        bound="at_least" if unsure else None,
        customers=lambda study: changed_customers(study, part),
    )


@figure(
    "money.before",
    title=N_("Revenue of the period before"),
    meaning=N_("What the buyers of the period before had paid in it, less what was given back."),
    formula=N_("spent in the period before by its buyers with something left after refunds = {amount}"),
    unit=Unit.MONEY,
    others=("money.revenue",),
    over_time=_by_period("start"),
)
def _before(study: Study) -> Figure:
    return _part(study, "start")


@figure(
    "money.lost",
    title=N_("Revenue of lost customers"),
    meaning=N_("What those buyers of the period before had brought who did not come again in this one."),
    formula=N_("spent before by those who bought nothing from {first_day} to {last_day} = {amount}"),
    unit=Unit.MONEY,
    others=("money.less",),
    over_time=_by_period("lost"),
)
def _lost(study: Study) -> Figure:
    return _part(study, "lost")


@figure(
    "money.less",
    title=N_("Spent less than before"),
    meaning=N_("How much less those customers brought who came again and spent less than in the period before."),
    formula=N_("spent before less spent from {first_day} to {last_day}, where that is less = {amount}"),
    unit=Unit.MONEY,
    others=("money.more",),
    over_time=_by_period("contraction"),
)
def _less(study: Study) -> Figure:
    return _part(study, "contraction")


@figure(
    "money.more",
    title=N_("Spent more than before"),
    meaning=N_("How much more those customers brought who came again and spent more than in the period before."),
    formula=N_("spent from {first_day} to {last_day} less spent before, where that is more = {amount}"),
    unit=Unit.MONEY,
    others=("money.less",),
    over_time=_by_period("expansion"),
)
def _more(study: Study) -> Figure:
    return _part(study, "expansion")


@figure(
    "money.returned",
    title=N_("Revenue of returned customers"),
    meaning=N_("What customers brought who had bought earlier, but not in the period before."),
    formula=N_("spent from {first_day} to {last_day} by buyers who were away in the period before = {amount}"),
    unit=Unit.MONEY,
    others=("money.revenue_new",),
    over_time=_by_period("returned"),
)
def _returned(study: Study) -> Figure:
    return _part(study, "returned")


@figure(
    "money.other",
    title=N_("Everything else"),
    meaning=N_(
        "Refunds of older purchases, and what customers brought who had nothing left of the period before after"
        " refunds."
    ),
    formula=N_("paid less given back from {first_day} to {last_day} by all others = {amount}"),
    unit=Unit.MONEY,
    over_time=_by_period("other"),
)
def _other(study: Study) -> Figure:
    return _part(study, "other")
