"""What keeping more customers is worth: S_t = S_{t-1} r + n, with a lift of r, after its cost."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import polars as pl

from retention_core.describe.statistics.formulas import lifetime_value
from retention_core.kernel.errors import InputProblem, WrongInput
from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.programme.baseline import Baseline
from retention_core.prescribe.programme.levers import Lever, LiftDefinition, lifted
from retention_core.prescribe.programme.programme import Floats, Numbers, Programme, Projection

MONEY = ("baseline_revenue", "revenue", "cost", "baseline_profit", "profit", "extra_profit")


class ResultKind(StrEnum):
    """What a result is about, so that it can be said in a sentence.

    nothing          no lever changes anything
    no_money         more customers; the files tell no amounts
    loss             keeping more costs more than it earns
    with_cost        keeping more earns more than its cost
    no_cost          keeping more earns, at no cost
    same_rate        as many kept as before, and more earned by other levers
    same_rate_loss   likewise, and less earned
    """

    NOTHING = "nothing"
    NO_MONEY = "no_money"
    LOSS = "loss"
    WITH_COST = "with_cost"
    NO_COST = "no_cost"
    SAME_RATE = "same_rate"
    SAME_RATE_LOSS = "same_rate_loss"


@dataclass(frozen=True)
class Result:
    """What a lift comes to over the horizon, by one reading. Money in whole units; null without amounts.

    rate_before, rate_after   share kept in a period of those the programme works on
    cut                       the lift would have passed 100% and was held there
    extra_customers           more at the end than without it
    extra_revenue             more than without it, not discounted
    cost                      of the programme, discounted
    extra_profit              more than without it, discounted, after the cost
    percent                   extra profit as a share of the profit without it; null where there is none
    break_even_lift           the smallest lift that pays for its cost; null: none does
    """

    reading: LiftDefinition
    rate_before: float
    rate_after: float
    cut: bool
    extra_customers: float
    extra_revenue: float | None
    cost: float | None
    extra_profit: float | None
    percent: float | None
    break_even_lift: float | None

    @property
    def kind(self) -> ResultKind:
        """What it is about."""
        if not (self.extra_customers or self.extra_profit):
            return ResultKind.NOTHING
        if self.extra_profit is None:
            return ResultKind.NO_MONEY
        if self.rate_after == self.rate_before:
            return ResultKind.SAME_RATE if self.extra_profit >= 0 else ResultKind.SAME_RATE_LOSS
        if self.extra_profit < 0:
            return ResultKind.LOSS
        return ResultKind.WITH_COST if self.cost else ResultKind.NO_COST


@dataclass(frozen=True)
class Outcome:
    """A programme's worth, with the way there. Money in whole units; null without amounts.

    result           by the reading in use; `readings` by all three
    table            one row per step: step (0 is today), baseline_customers, customers, baseline_revenue, revenue
                     (of the period), cost (of the period), baseline_profit, profit, extra_profit (so far, discounted,
                     after the cost)
    periods          how many the horizon holds
    baseline_revenue, baseline_profit   over the horizon without the programme; the profit discounted
    clv_before, clv_after   what a customer it works on is worth from here on: m r / (1 + d - r); null: without end
    return_on_cost   extra profit per unit of cost; null without cost
    payback_period   the step from which the extra profit so far stays at zero or above; null: not within the horizon
    """

    lever: Lever
    kind: PeriodKind
    periods: int
    result: Result
    readings: dict[LiftDefinition, Result]
    table: pl.DataFrame
    baseline_revenue: float | None
    baseline_profit: float | None
    clv_before: float | None
    clv_after: float | None
    return_on_cost: float | None
    payback_period: int | None


def outcome(baseline: Baseline, lever: Lever) -> Outcome:
    """What the programme brings over the horizon, beside the shop as it is.

    Everybody is one line S r + n. A programme for some tiers changes their lines only, and what it changes is added to
    that one line, so that the shop as it is never depends on whom the programme is for.
    WrongInput: no_tier_history where tiers are asked for that the history cannot tell apart.
    """
    programme = programme_on(baseline, lever)
    shop = Programme.on([baseline.everybody], lever, baseline.kind)
    known, as_it_is = baseline.has_money, shop.walk()
    profits = shop.profits_without(as_it_is)[:, 0] if known else None
    profit = None if profits is None else float(profits.sum())
    readings = {reading: _result(_read_as(programme, reading), profit) for reading in LiftDefinition}
    result, table = readings[lever.reading], _table(as_it_is, programme, profits)
    return Outcome(
        lever,
        baseline.kind,
        lever.periods(baseline.kind),
        result,
        readings,
        table,
        float(table["baseline_revenue"][1:].sum()) if known else None,
        profit,
        worth(programme, with_programme=False) if known else None,
        worth(programme, with_programme=True) if known else None,
        result.extra_profit / result.cost if result.cost and result.extra_profit is not None else None,
        _payback(table, lever) if known else None,
    )


def programme_on(baseline: Baseline, lever: Lever) -> Programme:
    """The lever at work on everybody, or on today's customers of some tiers. WrongInput as `outcome`."""
    lines = baseline.lines_of(lever.tiers)
    if not lines:
        raise WrongInput(InputProblem.NO_TIER_HISTORY, tiers=lever.tiers)
    newcomers = None if lever.tiers is None else baseline.everybody
    return Programme.on(lines, lever, baseline.kind, newcomers)


def worth(programme: Programme, *, with_programme: bool) -> float | None:
    """The lifetime value of a customer the programme works on, before its cost; null where it has no end.

    A longer contract is not in it: it is about the customers of today only.
    """
    lever, lines, discount = programme.lever, programme.lines, programme.lever.discount(programme.kind)
    lift, more = (lever.lift, lever.spend_factor) if with_programme else (0.0, 1.0)
    rates = np.clip(lifted(lines.rate, lift, lever.reading), 0.0, 1.0).tolist()
    earned = (lever.margin * lines.revenue * more).tolist()
    values = [lifetime_value(margin, rate, discount) for margin, rate in zip(earned, rates, strict=True)]
    known = [0.0 if value is None else value for value in values]
    return None if None in values else _mean(programme, np.array(known))


def _read_as(programme: Programme, reading: LiftDefinition) -> Programme:
    return replace(programme, lever=replace(programme.lever, reading=reading))


def _result(programme: Programme, profit: float | None) -> Result:
    lever, walk = programme.lever, programme.walk()
    wished = lifted(programme.lines.rate, lever.lift, lever.reading)
    known = profit is not None
    extra = float(programme.extra_profits(walk).sum()) if known else None
    return Result(
        lever.reading,
        _mean(programme, programme.lines.rate),
        _mean(programme, np.clip(wished, 0, 1)),
        bool((wished[programme.lines.works] > 1).any()),
        float(walk.customers[-1, 0] - walk.customers_without[-1, 0]),
        float((walk.sold - walk.sold_without).sum()) if known else None,
        float(programme.discounts @ walk.cost[1:, 0]) if known else None,
        extra,
        extra / profit if extra is not None and profit is not None and profit > 0 else None,
        programme.lift_for(0.0) if known else None,
    )


def _mean(programme: Programme, values: Floats) -> float:
    """Per customer of today that the programme works on."""
    weights = programme.lines.start_with * programme.lines.works
    return float(np.average(values, weights=weights if weights.sum() > 0 else programme.lines.works))


def _table(as_it_is: Projection, programme: Programme, profits: Numbers | None) -> pl.DataFrame:
    """Nobody sells today: step 0 is where it starts."""
    walk, there = programme.walk(), as_it_is.customers_without[:, 0]
    more = (walk.customers - walk.customers_without)[:, 0]
    table = pl.DataFrame({"step": np.arange(len(there)), "baseline_customers": there, "customers": there + more})
    if profits is None:
        return table.with_columns(pl.lit(None, pl.Float64).alias(name) for name in MONEY)
    sold, extra_sold = as_it_is.sold_without[:, 0], (walk.sold - walk.sold_without)[:, 0]
    before, extra = (np.cumsum([0.0, *money]) for money in (profits, programme.extra_profits(walk)[:, 0]))
    money = (sold, sold + extra_sold, walk.cost[:, 0], before, before + extra, extra)
    return table.with_columns(pl.Series(name, column) for name, column in zip(MONEY, money, strict=True))


def _payback(table: pl.DataFrame, lever: Lever) -> int | None:
    so_far = table["extra_profit"].to_numpy()[lever.from_period :]
    if not so_far.size or so_far[-1] < 0:
        return None
    below = np.flatnonzero(so_far < 0)
    return lever.from_period + (int(below[-1]) + 1 if below.size else 0)
