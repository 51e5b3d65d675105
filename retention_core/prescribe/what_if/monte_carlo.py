"""How sure a what-if is: 10,000 shops that could be behind the same past, each followed with and without the programme.

Drawn are the shop's true level and what each period to come brings: the share kept (by chance, and by what it moved
between the last periods beyond chance), revenue per customer and customers gained (by what they moved between the last
periods; where only a few periods tell, that spread itself is unsure, so the tails are Student's). The seed is fixed, so
that the same levers give the same ranges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.statistics.confidence_ranges import spread_beyond_chance
from retention_core.prescribe.programme.baseline import SHRINK, Baseline, CustomerGroup
from retention_core.prescribe.programme.levers import Lever
from retention_core.prescribe.programme.programme import Numbers, Programme, SampledUncertainty
from retention_core.prescribe.what_if.what_if import programme_on

DRAWS, SEED = 10_000, 20_261
LOW, HIGH = 0.1, 0.9

Draws = NDArray[np.float32]


@dataclass(frozen=True)
class OutcomeRanges:
    """80% ranges: in a tenth of the draws it is less than the low end, in a tenth more than the high one.

    bands             one row per step: step, and low and high of each of `MEASURES`; money null without amounts
    extra_customers, extra_revenue, extra_profit   of the result; money null without amounts
    earns             share of the draws in which the programme earns more than it costs; null without amounts
    """

    bands: pl.DataFrame
    extra_customers: tuple[float, float]
    extra_revenue: tuple[float, float] | None
    extra_profit: tuple[float, float] | None
    earns: float | None


MEASURES = ("baseline_customers", "customers", "baseline_revenue", "revenue", "baseline_profit", "profit")


def outcome_ranges(baseline: Baseline, lever: Lever) -> OutcomeRanges:
    """The ranges of `outcome`'s table and result, from the same walk over 10,000 drawn shops."""
    shop, programme = Programme.on([baseline.everybody], lever, baseline.kind), programme_on(baseline, lever)
    theirs = programme.walk(drawn=drawn(baseline, baseline.lines_of(lever.tiers), programme))
    as_it_is = shop.walk(drawn=drawn(baseline, [baseline.everybody], shop)) if lever.tiers else theirs
    profits, extra = shop.profits_without(as_it_is), programme.extra_profits(theirs)
    more, sold_more = theirs.customers - theirs.customers_without, theirs.sold - theirs.sold_without
    before, gain = _so_far(profits), _so_far(extra)
    there, sold = as_it_is.customers_without, as_it_is.sold_without
    known = baseline.everybody.revenue is not None
    series = (there, there + more, sold, sold + sold_more, before, before + gain)
    return OutcomeRanges(
        _bands(series, has_money=known),
        _range(more[-1]),
        _range(sold_more.sum(axis=0)) if known else None,
        _range(gain[-1]) if known else None,
        float((gain[-1] > 0).mean()) if known else None,
    )


def drawn(baseline: Baseline, lines: Sequence[CustomerGroup], programme: Programme) -> SampledUncertainty:
    """Draws for the lines at work, in the order in which `Programme` holds them."""
    periods, at_work, measured = len(programme.strength), programme.lines, len(baseline.past)
    (rate_level, spend_level, gained_level), own = _normals(0, 3), _normals(1, len(at_work.rate))
    wander, luck, spend, gained = _normals(2, 4, periods)
    wide_rate, wide_spend, wide_gained = _heavy(measured - 1)
    beyond = np.float32(sqrt(spread_beyond_chance(baseline.counts))) * wide_rate
    seen = np.resize(np.array([line.seen for line in lines], np.float64), len(at_work.rate))
    chance = np.sqrt(at_work.rate * (1 - at_work.rate) / (seen + SHRINK)).astype(np.float32)
    moves = beyond * wander[:, None]
    if baseline.everybody in lines:
        moves = moves + _chance_of_few(baseline.everybody, periods)[:, None, None] * luck[:, None]
    return SampledUncertainty(
        chance[:, None] * own + beyond / np.float32(sqrt(max(1, measured))) * rate_level,
        moves,
        _factor([period.revenue for period in baseline.past], spend, spend_level, wide_spend),
        _factor([period.gained for period in baseline.past], gained, gained_level, wide_gained),
    )


def _chance_of_few(line: CustomerGroup, periods: int) -> Draws:
    """By how much the share kept of so many customers differs from its level by chance, in each period."""
    there, sizes = line.start, []
    for _ in range(periods):
        sizes.append(max(there, 1.0))
        there = there * line.rate + line.gained
    return np.sqrt(line.rate * (1 - line.rate) / np.array(sizes)).astype(np.float32)


def _factor(past: Sequence[float | None], each: Draws, level: Draws, heavy: Draws) -> Draws:
    """What is measured, drawn anew, as a factor of its mean: its level, and each period's own; never below zero."""
    known = np.array([value for value in past if value is not None], np.float64)
    if len(known) < 2 or known.mean() <= 0:
        return np.ones_like(each)
    factor = each + level / np.float32(sqrt(len(known)))
    factor *= np.float32(known.std(ddof=1) / known.mean()) * heavy
    factor += 1
    return np.maximum(factor, 0, out=factor)


@lru_cache(maxsize=8)
def _normals(stream: int, *rows: int) -> Draws:
    """Normal draws, a row of them for each of `rows`."""
    return np.random.default_rng([SEED, stream]).standard_normal((*rows, DRAWS), dtype=np.float32)


@lru_cache(maxsize=8)
def _heavy(freedom: int) -> Draws:
    """How much wider the truth may be than the spread of so few periods."""
    chi = np.random.default_rng([SEED, 3]).chisquare(max(1, freedom), (3, DRAWS))
    return np.sqrt(max(1, freedom) / chi).astype(np.float32)


def _so_far(money: Numbers) -> Numbers:
    """Added up from today on, where it is nothing."""
    added = np.zeros((len(money) + 1, money.shape[1]), money.dtype)
    for step, row in enumerate(money):  # four times as fast as a cumulative sum across rows
        np.add(added[step], row, out=added[step + 1])
    return added


def _range(values: Numbers) -> tuple[float, float]:
    low, high = np.quantile(values, [LOW, HIGH])
    return float(low), float(high)


def _bands(series: Sequence[Numbers], *, has_money: bool) -> pl.DataFrame:
    columns: dict[str, NDArray[np.integer] | Numbers] = {"step": np.arange(len(series[0]))}
    for name, values in zip(MEASURES, series, strict=True):
        ordered = np.sort(values, axis=1)
        columns[f"{name}_low"], columns[f"{name}_high"] = (ordered[:, int(DRAWS * at)] for at in (LOW, HIGH))
    table = pl.DataFrame(columns)
    money = [name for name in table.columns if "customers" not in name and name != "step"]
    return table if has_money else table.with_columns(pl.lit(None, pl.Float64).alias(name) for name in money)
