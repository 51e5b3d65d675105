"""What keeping more customers is worth: S_t = S_{t-1} r + n, with a lift of r, after its cost."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from retention_core.describe.rates import lifetime_value
from retention_core.errors import WrongInput
from retention_core.prescribe.baseline import Baseline, Line
from retention_core.prescribe.levers import Lever, Reading, lifted
from retention_core.prescribe.programme import Floats, Programme
from retention_core.settings import PeriodKind


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

    reading: Reading
    rate_before: float
    rate_after: float
    cut: bool
    extra_customers: float
    extra_revenue: float | None
    cost: float | None
    extra_profit: float | None
    percent: float | None
    break_even_lift: float | None


@dataclass(frozen=True)
class Outcome:
    """A programme's worth, with the way there. Money in whole units; null without amounts.

    result           by the reading in use; `readings` by all three
    table            one row per step: step (0 is today), baseline_customers, customers, baseline_revenue, revenue,
                     cost, extra_profit (so far, discounted, after the cost)
    periods          how many the horizon holds
    baseline_revenue, baseline_profit   over the horizon without the programme; the profit discounted
    clv_before, clv_after   what a customer it works on is worth from here on: m r / (1 + d - r); null: without end
    return_on_cost   extra profit per unit of cost; null without cost
    payback_period   the step from which the extra profit so far stays at zero or above; null: not within the horizon
    ranges           80% ranges by field name of `result`; empty until they are drawn
    """

    lever: Lever
    kind: PeriodKind
    periods: int
    result: Result
    readings: dict[Reading, Result]
    table: pl.DataFrame
    baseline_revenue: float | None
    baseline_profit: float | None
    clv_before: float | None
    clv_after: float | None
    return_on_cost: float | None
    payback_period: int | None
    ranges: dict[str, tuple[float, float]] = field(default_factory=dict)


def outcome(baseline: Baseline, lever: Lever) -> Outcome:
    """What the programme brings over the horizon, beside the shop as it is.

    Everybody is one line S r + n. A programme for some tiers changes their lines only, and what it changes is added to
    that one line, so that the shop as it is never depends on whom the programme is for.
    WrongInput: no_tier_history where tiers are asked for that the history cannot tell apart.
    """
    programme = Programme(_lines(baseline, lever), lever, baseline.kind)
    shop = Programme([baseline.everybody], lever, baseline.kind)
    profit = _profit(shop) if _has_money(baseline) else None
    readings = {reading: _result(_read_as(programme, reading), profit) for reading in Reading}
    result, table = readings[lever.reading], _table(shop, programme, _has_money(baseline))
    before, after = (_value(programme, lift) if _has_money(baseline) else None for lift in (0.0, lever.lift))
    return Outcome(
        lever,
        baseline.kind,
        lever.periods(baseline.kind),
        result,
        readings,
        table,
        float(table["baseline_revenue"][1:].sum()) if _has_money(baseline) else None,
        profit,
        before,
        after,
        result.extra_profit / result.cost if result.cost and result.extra_profit is not None else None,
        _payback(table, lever) if _has_money(baseline) else None,
    )


def _has_money(baseline: Baseline) -> bool:
    return baseline.everybody.revenue is not None


def _lines(baseline: Baseline, lever: Lever) -> Sequence[Line]:
    """Whom the programme works on: everybody, or today's customers of some tiers."""
    if lever.tiers is None:
        return [baseline.everybody]
    lines = [line for line in baseline.tiers if line.rank in lever.tiers]
    if not lines:
        raise WrongInput("no_tier_history", tiers=lever.tiers)
    return lines


def _read_as(programme: Programme, reading: Reading) -> Programme:
    return replace(programme, lever=replace(programme.lever, reading=reading))


def _profit(shop: Programme) -> float:
    """Profit over the horizon without the programme: margin less what it costs to gain customers, discounted."""
    earned = shop.customers(np.zeros(1))[1:, 0] @ (shop.lever.margin * shop.revenue)
    gaining = sum(line.gained for line in shop.lines) * shop.lever.cost_per_gained
    return float(shop.discounts @ (earned - gaining))


def _result(programme: Programme, profit: float | None) -> Result:
    lift = np.array([programme.lever.lift])
    wished = lifted(programme.rate, programme.lever.lift, programme.lever.reading)
    more = programme.extra_customers(lift)[:, 0]
    known = profit is not None
    extra = float(programme.extra_profits(lift).sum()) if known else None
    return Result(
        programme.lever.reading,
        _mean(programme, programme.rate),
        _mean(programme, np.clip(wished, 0, 1)),
        bool((wished > 1).any()),
        float(more[-1].sum()),
        float((more[1:] @ programme.revenue).sum()) if known else None,
        float(programme.discounts @ programme.costs(programme.customers(lift))[:, 0]) if known else None,
        extra,
        extra / profit if extra is not None and profit is not None and profit > 0 else None,
        programme.break_even_lift() if known else None,
    )


def _mean(programme: Programme, values: Floats) -> float:
    """Per customer of today."""
    weights = programme.start if programme.start.sum() > 0 else np.ones_like(programme.start)
    return float(np.average(values, weights=weights))


def _value(programme: Programme, lift: float) -> float | None:
    """The lifetime value of a customer the programme works on, under a lift, before its cost."""
    lever, discount = programme.lever, programme.lever.discount(programme.kind)
    rates = np.clip(lifted(programme.rate, lift, lever.reading), 0.0, 1.0).tolist()
    earned = (lever.margin * programme.revenue).tolist()
    values = [lifetime_value(margin, rate, discount) for margin, rate in zip(earned, rates, strict=True)]
    known = [value for value in values if value is not None]
    return _mean(programme, np.array(known)) if len(known) == len(values) else None


def _table(shop: Programme, programme: Programme, has_money: bool) -> pl.DataFrame:
    lift = np.array([programme.lever.lift])
    customers, more = shop.customers(np.zeros(1))[:, 0, 0], programme.extra_customers(lift)[:, 0]
    sold, extra = customers * shop.revenue[0], more @ programme.revenue
    cost = np.concatenate([[0.0], programme.costs(programme.customers(lift))[:, 0]])
    so_far = np.concatenate([[0.0], np.cumsum(programme.extra_profits(lift)[:, 0])])
    money = {"baseline_revenue": sold, "revenue": sold + extra, "cost": cost, "extra_profit": so_far}
    if has_money:  # nobody sells today: step 0 is where it starts
        money["baseline_revenue"][0] = money["revenue"][0] = 0.0
    columns = {"step": np.arange(len(customers)), "baseline_customers": customers, "customers": customers + more.sum(1)}
    known = pl.DataFrame(columns | money)
    return known if has_money else known.with_columns(pl.lit(None, pl.Float64).alias(name) for name in money)


def _payback(table: pl.DataFrame, lever: Lever) -> int | None:
    so_far = table["extra_profit"].to_numpy()[lever.from_period :]
    if not so_far.size or so_far[-1] < 0:
        return None
    below = np.flatnonzero(so_far < 0)
    return lever.from_period + (int(below[-1]) + 1 if below.size else 0)
