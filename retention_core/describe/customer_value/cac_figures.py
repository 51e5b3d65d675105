"""Figures of what it costs to gain a customer, and to keep one."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import polars as pl

from retention_core.describe.customer_value.cac import PeriodCost, cac_by_period, last_cost, sure_costs, won_between
from retention_core.describe.customer_value.marketing_spending import spending
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_nothing
from retention_core.describe.revenue.revenue_figures import average_money
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.rows import known, rows_as
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull


def why_no_cost(study: Study) -> WhyNull | None:
    """As `why_nothing`, no_spending, or spending_elsewhere: no finished period is covered; None where there is one."""
    if why := why_nothing(study):
        return why
    if study(spending) is None:
        return WhyNull.NO_SPENDING
    return WhyNull.SPENDING_ELSEWHERE if study(last_cost) is None else None


def _by_period(cost: str) -> Callable[[Study], pl.DataFrame]:
    def history(study: Study) -> pl.DataFrame:
        value = (pl.col(cost) / 10**study.workbook.decimals).cast(pl.Float64).alias("value")
        return study(cac_by_period).select("first_day", value, "finished")

    return history


def _inputs(study: Study, spent: PeriodCost) -> dict[str, Value]:
    money = study.workbook.money
    inputs: dict[str, Value] = {"first_day": spent.first_day, "last_day": spent.last_day}
    inputs |= {"new": spent.new, "kept": spent.kept}
    sides = {"acquisition": spent.acquisition, "keeping": spent.keeping, "all": spent.acquisition + spent.keeping}
    return inputs | {side: money(minor) for side, minor in sides.items()}


def _per_new(study: Study, of: Callable[[PeriodCost], int]) -> Figure:
    """Spending of the last covered period for each new customer of it; of: which part of the spending."""
    why, spent = why_no_cost(study), study(last_cost)
    if why or spent is None:
        return unknown(why or WhyNull.SPENDING_ELSEWHERE)
    inputs = _inputs(study, spent)
    if not spent.new:
        return unknown(WhyNull.NOBODY_NEW, **inputs)
    found = Figure(average_money(study, of(spent), spent.new), inputs=inputs, customers=_new)
    return found if spent.exact_new else replace(found, bound="at_least")


def _new(study: Study) -> pl.DataFrame:
    """First-time buyers of the last covered period."""
    spent = known(study(last_cost))
    return people(study, won_between(study, day_number(spent.first_day), day_number(spent.last_day)))


@figure(
    "cac.blended",
    title=N_("Cost of gaining a customer"),
    meaning=N_(
        "What was spent on gaining customers in the last finished period with known spending, for each new customer of"
        " it, whichever way they came (customer acquisition cost)."
    ),
    formula=N_("spent on gaining customers from {first_day} to {last_day} / customers won = {acquisition} / {new}"),
    unit=Unit.MONEY,
    others=("cac.all_spending", "cac.so_far"),
    over_time=_by_period("cac"),
)
def blended_cost(study: Study) -> Figure:
    """What gaining one customer cost, whichever way they came."""
    return _per_new(study, lambda spent: spent.acquisition)


@figure(
    "cac.all_spending",
    title=N_("Cost of gaining a customer, all spending"),
    meaning=N_("The same with all spending of the file, also what was meant to keep customers."),
    formula=N_("all spending from {first_day} to {last_day} / customers won = {all} / {new}"),
    unit=Unit.MONEY,
    others=("cac.blended",),
    over_time=_by_period("cac_all"),
)
def _all_spending(study: Study) -> Figure:
    return _per_new(study, lambda spent: spent.acquisition + spent.keeping)


@figure(
    "cac.so_far",
    title=N_("Cost of gaining a customer, all periods together"),
    meaning=N_(
        "What was spent on gaining customers in all finished periods with known spending, for each new customer."
    ),
    formula=N_("spent on gaining customers from {first_day} to {last_day} / customers won = {acquisition} / {new}"),
    unit=Unit.MONEY,
    others=("cac.blended",),
)
def _so_far(study: Study) -> Figure:
    why = why_no_cost(study)
    if why:
        return unknown(why)
    whole = _together(rows_as(PeriodCost, study(sure_costs)))
    inputs = _inputs(study, whole)
    if not whole.new:
        return unknown(WhyNull.NOBODY_NEW, **inputs)
    span = day_number(whole.first_day), day_number(whole.last_day)
    return Figure(
        average_money(study, whole.acquisition, whole.new),
        inputs=inputs,
        bound=None if whole.exact_new else "at_least",
        customers=lambda study: people(study, won_between(study, *span)),
    )


def _together(periods: Sequence[PeriodCost]) -> PeriodCost:
    """Periods as one: days from first to last, sums of customers won and of spending."""
    return PeriodCost(
        periods[0].first_day,
        periods[-1].last_day,
        all(period.exact_new for period in periods),
        sum(period.new for period in periods),
        None,
        sum(period.acquisition for period in periods),
        sum(period.keeping for period in periods),
        None,
        None,
    )


@figure(
    "keeping.cost_per_kept",
    title=N_("Cost of keeping a customer"),
    meaning=N_(
        "What was spent on keeping customers in the last finished period with known spending, for each customer kept."
    ),
    formula=N_("spent on keeping customers from {first_day} to {last_day} / customers kept = {keeping} / {kept}"),
    unit=Unit.MONEY,
    others=("cac.blended",),
    over_time=_by_period("per_kept"),
)
def _per_kept(study: Study) -> Figure:
    why, spent = why_no_cost(study), study(last_cost)
    if why or spent is None:
        return unknown(why or WhyNull.SPENDING_ELSEWHERE)
    inputs = _inputs(study, spent)
    if why := _why_no_keeping(study, spent):
        return unknown(why, **inputs)
    return Figure(average_money(study, spent.keeping, known(spent.kept)), inputs=inputs)


def _why_no_keeping(study: Study, spent: PeriodCost) -> WhyNull | None:
    lines = study(spending)
    if lines is None or not lines.keeping.any():
        return WhyNull.NO_KEEPING_SPENDING
    if spent.kept is None:
        return WhyNull.FIRST_FULL_PERIOD
    return None if spent.kept else WhyNull.NOBODY_KEPT


@figure(
    "keeping.gaining_ratio",
    title=N_("Gaining against keeping"),
    meaning=N_("How many times as much a new customer costs as a kept one."),
    formula=N_("({acquisition} / {new}) / ({keeping} / {kept})"),
    unit=Unit.RATIO,
    others=("cac.blended", "keeping.cost_per_kept"),
)
def _gaining_ratio(study: Study) -> Figure:
    gained, kept = _per_new(study, lambda spent: spent.acquisition), _per_kept(study)
    if why := gained.why_null or kept.why_null:
        return unknown(why, **(gained.inputs or kept.inputs))
    spent = known(study(last_cost))
    if not spent.per_kept:
        return unknown(WhyNull.NO_KEEPING_SPENDING, **gained.inputs)
    return replace(gained, value=known(spent.cac) / spent.per_kept, customers=None)


def _per_reaction(study: Study, column: str, why_none: WhyNull) -> Figure:
    """Spending for each click or action, over the lines of the file that tell it."""
    if study(spending) is None:
        return unknown(why_nothing(study) or WhyNull.NO_SPENDING)
    rows = study.workbook.spending
    if rows is None or column not in rows.columns:
        return unknown(why_none)
    told = rows.filter((pl.col("spent_on") <= study(horizon).as_of) & pl.col(column).is_not_null())
    count, amount = float(told[column].sum()), int(told["amount"].sum())
    inputs: dict[str, Value] = {"spent": study.workbook.money(amount), "count": round(count)}
    if count <= 0:
        return unknown(why_none, **inputs)
    return Figure(average_money(study, amount, round(count)), inputs=inputs)


@figure(
    "spending.cost_per_click",
    title=N_("Cost of a click"),
    meaning=N_("What was spent for each click, over all lines of the spending file that tell the clicks."),
    formula=N_("spent / clicks = {spent} / {count}"),
    unit=Unit.MONEY,
    others=("spending.cost_per_action",),
)
def _per_click(study: Study) -> Figure:
    return _per_reaction(study, "clicks", WhyNull.NO_CLICKS)


@figure(
    "spending.cost_per_action",
    title=N_("Cost of an action"),
    meaning=N_("What was spent for each action, over all lines of the spending file that tell the actions."),
    formula=N_("spent / actions = {spent} / {count}"),
    unit=Unit.MONEY,
    others=("spending.cost_per_click", "cac.blended"),
)
def _per_action(study: Study) -> Figure:
    return _per_reaction(study, "actions", WhyNull.NO_ACTIONS)
