"""Figures of what it costs to gain a customer, and to keep one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl

from retention_core.describe.customer_value.cac import cac_by_period, last_cost, sure_costs, won_between
from retention_core.describe.customer_value.marketing_spending import spending
from retention_core.describe.presence.customers import people
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_nothing
from retention_core.describe.revenue.revenue_figures import average_money
from retention_core.kernel.day_numbers import day_number
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
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


def _inputs(study: Study, row: dict[str, Any]) -> dict[str, Value]:
    money = study.workbook.money
    known: dict[str, Value] = {name: row.get(name) for name in ("first_day", "last_day", "new", "kept")}
    known |= {name: money(row[name]) for name in ("acquisition", "keeping")}
    return known | {"all": money(row["acquisition"] + row["keeping"])}


def _per_new(study: Study, *sides: str) -> Figure:
    """Spending of the last covered period for each new customer of it."""
    why, row = why_no_cost(study), study(last_cost)
    if why or row is None:
        return unknown(why or WhyNull.SPENDING_ELSEWHERE)
    inputs = _inputs(study, row)
    if not row["new"]:
        return unknown(WhyNull.NOBODY_NEW, **inputs)
    value = average_money(study, sum(row[side] for side in sides), row["new"])
    found = Figure(value, inputs=inputs, customers=_new)
    return found if row["exact_new"] else replace(found, bound="at_least")


def _new(study: Study) -> pl.DataFrame:
    """First-time buyers of the last covered period."""
    row = study(last_cost) or {}
    return people(study, won_between(study, day_number(row["first_day"]), day_number(row["last_day"])))


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
    return _per_new(study, "acquisition")


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
    return _per_new(study, "acquisition", "keeping")


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
    rows = study(sure_costs)
    sums = rows.select(
        pl.col("first_day").first(), pl.col("last_day").last(), pl.col("new", "acquisition", "keeping").sum()
    ).row(0, named=True)
    if not sums["new"]:
        return unknown(WhyNull.NOBODY_NEW, **_inputs(study, sums))
    value, span = average_money(study, sums["acquisition"], sums["new"]), (sums["first_day"], sums["last_day"])
    return Figure(
        value,
        inputs=_inputs(study, sums),
        bound=None if rows["exact_new"].all() else "at_least",
        customers=lambda study: people(study, won_between(study, day_number(span[0]), day_number(span[1]))),
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
    why, row = why_no_cost(study), study(last_cost)
    if why or row is None:
        return unknown(why or WhyNull.SPENDING_ELSEWHERE)
    why = _why_no_keeping(study, row)
    if why:
        return unknown(why, **_inputs(study, row))
    return Figure(average_money(study, row["keeping"], row["kept"]), inputs=_inputs(study, row))


def _why_no_keeping(study: Study, row: dict[str, Any]) -> WhyNull | None:
    known = study(spending)
    if known is None or not known.keeping.any():
        return WhyNull.NO_KEEPING_SPENDING
    if row["kept"] is None:
        return WhyNull.FIRST_FULL_PERIOD
    return None if row["kept"] else WhyNull.NOBODY_KEPT


@figure(
    "keeping.gaining_ratio",
    title=N_("Gaining against keeping"),
    meaning=N_("How many times as much a new customer costs as a kept one."),
    formula=N_("({acquisition} / {new}) / ({keeping} / {kept})"),
    unit=Unit.RATIO,
    others=("cac.blended", "keeping.cost_per_kept"),
)
def _gaining_ratio(study: Study) -> Figure:
    gained, kept = _per_new(study, "acquisition"), _per_kept(study)
    if why := gained.why_null or kept.why_null:
        return unknown(why, **(gained.inputs or kept.inputs))
    row = study(last_cost) or {}
    if not row["per_kept"]:
        return unknown(WhyNull.NO_KEEPING_SPENDING, **gained.inputs)
    return replace(gained, value=row["cac"] / row["per_kept"], customers=None)


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
