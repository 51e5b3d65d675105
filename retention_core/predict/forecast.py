"""What the coming twelve months bring: purchases and revenue of today's customers and of those still to come.

Today's customers follow the rule that came nearest in the back-test: the MBG/NBD model, or as many as before. New ones
come at the mean of the last full months, buy once when they come, and again as the model expects of new customers.

Ranges are learnt from the shop's own past: how far the rule was off at earlier cut-offs, how much the number of new
customers goes up and down from month to month, and chance in the number of purchases. There is no season in it: a month
is expected to be like the others.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import polars as pl

from retention_core.describe.days import month_end, months_back, number
from retention_core.describe.first_time import first_purchases
from retention_core.describe.horizon import horizon
from retention_core.predict.backtest import Rule, back_test, hidden_days, rolling_back_test
from retention_core.predict.fits import mbg_nbd
from retention_core.predict.future import DAYS_A_WEEK, Outlook
from retention_core.predict.history import histories
from retention_core.predict.nbd import Buying, Numbers, expected_purchases
from retention_core.predict.spend import mean_spend, spend_per_purchase
from retention_core.study import Study

MONTHS, LEAST_MONTHS = 12, 3
NORMAL = {"80": 1.2815515655446004, "95": 1.959963984540054}
MONTH_DAYS = 30.4375
# purchases come in bunches: their chance is taken as twice that of independent ones
BUNCHING = 2.0


@dataclass(frozen=True)
class Forecast:
    """The coming months.

    rule     what today's customers follow
    error    how far it was off at earlier cut-offs, as a share (root mean square)
    table    one row per month: first_day, last_day, purchases_existing, purchases_new, and with amounts
             revenue_existing, revenue_new (minor units); then low80, high80, low95, high95 of their sum: of revenue
             where there are amounts, else of purchases
    """

    rule: Rule
    error: float
    table: pl.DataFrame


@dataclass(frozen=True)
class Arrivals:
    """New customers a month: mean and standard deviation over the last full months."""

    mean: float
    spread: float


def forecast(study: Study) -> Forecast | None:
    """The coming twelve months; null where the history is too short for a back-test."""
    test, fitted = study(back_test), study(mbg_nbd)
    coming = study(arrivals)
    if test is None or fitted is None or coming is None:
        return None
    model, ends = Buying(*fitted.parameters, leaves_at_first=1), _month_ends(study)
    rule = Rule.MODEL if test.best is Rule.MODEL else Rule.AS_BEFORE
    existing = _by_model(study, model, ends) if rule is Rule.MODEL else _as_before(study, ends)
    new = (1 + _later_purchases(model)) * coming.mean
    error = _past_error(study, rule)
    expected = _Expected(*existing, new, error, coming.spread / coming.mean if coming.mean else 0.0)
    return Forecast(rule, error, _table(study, ends, expected))


def arrivals(study: Study) -> Arrivals | None:
    """New customers of each of the last full months, at most twelve; null with fewer than three."""
    _, day, _ = study(first_purchases)
    known, last = number(study(horizon).known_from), study(horizon).as_of
    ends = [number(_month_away(last, -back)) for back in range(MONTHS + 1)]
    full = [(start, end) for end, start in pairwise(ends) if start >= known - 1]
    if len(full) < LEAST_MONTHS:
        return None
    counts = np.array([np.count_nonzero((day > start) & (day <= end)) for start, end in full])
    return Arrivals(float(counts.mean()), float(counts.std(ddof=1)))


def _month_ends(study: Study) -> list[date]:
    """As_of and the twelve days that end the months after it."""
    return [_month_away(study(horizon).as_of, ahead) for ahead in range(MONTHS + 1)]


def _month_away(day: date, months: int) -> date:
    """The same day so many months later; from the end of a month to the end of another."""
    away = months_back(day, -months)
    return month_end(away) if day == month_end(day) else away


def _by_model(study: Study, model: Buying, ends: list[date]) -> tuple[Numbers, Numbers]:
    """Purchases and revenue of today's customers in each month."""
    seen, days = study(histories), [float((end - ends[0]).days) for end in ends[1:]]
    outlook = Outlook(model, seen)
    spend = spend_per_purchase(study, seen.code)
    totals = (outlook.total_purchases(days), outlook.total_purchases(days, spend))
    return tuple(np.diff(total, prepend=0.0) for total in totals)  # type: ignore[return-value]


def _as_before(study: Study, ends: list[date]) -> tuple[Numbers, Numbers]:
    """As many a day as in the hidden days of the back-test, by those who had bought before."""
    test, hidden = study(back_test), study(hidden_days)
    a_day = test.bought / hidden if test and hidden else 0.0
    purchases = np.array([(end - start).days * a_day for start, end in pairwise(ends)])
    return purchases, purchases * study(mean_spend)


def _later_purchases(model: Buying) -> Numbers:
    """Repeat purchases in each month by one new customer of each month so far, who come in the middle of theirs."""
    ages = (np.arange(MONTHS + 1) - 0.5).clip(0) * MONTH_DAYS / DAYS_A_WEEK
    so_far = expected_purchases(model, ages)
    return so_far[1:]


def _past_error(study: Study, rule: Rule) -> float:
    tests = [test for test in study(rolling_back_test) if test.bought]
    off = [float(test.table[rule].sum()) / test.bought - 1 for test in tests]
    return float(np.sqrt(np.mean(np.square(off)))) if off else 0.0


@dataclass(frozen=True)
class _Expected:
    """Purchases and revenue of today's customers, purchases of new ones, and how far off both may be, as shares."""

    purchases: Numbers
    revenue: Numbers
    new: Numbers
    error: float
    spread: float


def _table(study: Study, ends: list[date], of: _Expected) -> pl.DataFrame:
    has_amounts = study.workbook.has_amounts
    each = study(mean_spend) if has_amounts else 1.0
    brought, new = (of.revenue if has_amounts else of.purchases), of.new * each
    columns: dict[str, object] = {
        "first_day": [end + timedelta(days=1) for end in ends[:-1]],
        "last_day": ends[1:],
        "purchases_existing": of.purchases,
        "purchases_new": of.new,
        **({"revenue_existing": brought, "revenue_new": new} if has_amounts else {}),
    }
    chance = BUNCHING * (of.purchases + of.new) * each**2
    deviation = np.sqrt((brought * of.error) ** 2 + (new * of.spread) ** 2 + chance)
    for name, times in NORMAL.items():
        columns[f"low{name}"] = np.maximum(brought + new - times * deviation, 0.0)
        columns[f"high{name}"] = brought + new + times * deviation
    return pl.DataFrame(columns)
