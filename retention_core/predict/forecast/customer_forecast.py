"""What each customer is expected to do: still one or not, purchases and spend in 3, 6 and 12 months, worth.

worth   CLV predicted: the margin of the purchases expected in the coming three years, each at its value today
Expected values are the model's own; the range of one customer is that of 8 in 10 futures drawn for them. Where the
back-test finds a simple rule nearer than the model, there is none of this: pages say so and tell the simple rule's.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from retention_core.describe.customer_value.margin import margin_share
from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import HIGH, LOW, model_in_use
from retention_core.predict.fitting.customer_histories import histories
from retention_core.predict.fitting.expected_spend import spend_per_purchase
from retention_core.predict.futures.expected_future import DAYS_A_WEEK, ExpectedFuture
from retention_core.predict.futures.simulated_futures import SimulatedFutures
from retention_core.predict.futures.study_futures import futures_of, some_histories
from retention_core.predict.models.bg_nbd import Numbers, known_customer, next_purchase

STRETCHES = {3: 91, 6: 182, 12: 365}
WORTH_DAYS, YEAR = 3 * 365, 365.25
QUARTERS = tuple(int(day) for day in np.linspace(0, WORTH_DAYS, 13).round())[1:]
NODES, WEIGHTS = np.polynomial.legendre.leggauss(5)
YEARS = (365, 730, WORTH_DAYS)
DRAWS = 4000
MOST_RANGED, DRAWS_EACH = 5_000, 300


@dataclass(frozen=True)
class ValueWithRange:
    """An expected value and the range that holds 8 of 10 cases."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class CustomerForecast:
    """What one customer is expected to do.

    p_alive        chance of being a customer still
    purchases      purchase days in the next 3, 6 and 12 months
    spend          what they bring, minor units; empty without amounts
    next_in_days   until the next purchase if they are a customer still: median, and range
    worth          CLV predicted, minor units; null without amounts
    """

    p_alive: ValueWithRange
    purchases: dict[int, ValueWithRange]
    spend: dict[int, ValueWithRange]
    next_in_days: ValueWithRange
    worth: ValueWithRange | None


def customers_ahead(study: Study) -> pl.DataFrame | None:
    """One row per customer with a purchase, by customer_code; None where no model is in use.

    p_alive                                     the chance to be a customer still
    purchases_3, purchases_6, purchases_12      expected within so many months                       purchase days
    spend_3, spend_6, spend_12                  the same in money; absent without amounts            minor units
    worth                                       margin of three years at today's value; likewise     minor units
    """
    model = study(model_in_use)
    if model is None:
        return None
    seen = study(histories)
    outlook = ExpectedFuture(model, seen)
    alive, each = outlook.p_alive(), spend_per_purchase(study, seen.code)
    columns: dict[str, Numbers] = {"p_alive": alive}
    columns |= {f"purchases_{months}": outlook.purchases(days) for months, days in STRETCHES.items()}
    if study.workbook.has_amounts:
        columns |= {f"spend_{months}": columns[f"purchases_{months}"] * each for months in STRETCHES}
        columns["worth"] = discounted_purchases(study, outlook) * each * study(margin_share)
    return pl.DataFrame({"customer_code": seen.code, **columns})


def by_worth(study: Study) -> pl.DataFrame | None:
    """The rows of `customers_ahead`, most worth (without amounts: most purchases) first, with ranges.

    purchases_12_low, purchases_12_high   8 of 10 cases, of the first 5,000 rows; null below
    worth_low, worth_high                 likewise; absent without amounts
    """
    table = study(customers_ahead)
    if table is None:
        return None
    what = "worth" if "worth" in table.columns else "purchases_12"
    ordered = table.sort(what, "customer_code", descending=[True, False])
    drawn = futures_of(study, ordered["customer_code"].head(MOST_RANGED).to_numpy(), YEARS, DRAWS_EACH)
    ranges = _limits("purchases_12", ordered, drawn.purchases[0])
    ranges |= _limits("worth", ordered, worth_drawn(study, drawn, YEARS)) if what == "worth" else {}
    return ordered.with_columns(**ranges)


def _limits(name: str, ordered: pl.DataFrame, drawn: Numbers) -> dict[str, pl.Series]:
    """The range of the first rows, widened to the value of each."""
    value, beyond = ordered[name].to_numpy()[: len(drawn)], [None] * (ordered.height - len(drawn))
    low, high = np.quantile(drawn, (LOW, HIGH), axis=1) if len(drawn) else (value, value)
    limits = {"low": np.minimum(low, value), "high": np.maximum(high, value)}
    return {f"{name}_{side}": pl.Series([*limit, *beyond], dtype=pl.Float64) for side, limit in limits.items()}


def discounted_purchases(study: Study, outlook: ExpectedFuture) -> Numbers:
    """Purchases expected of each customer in the coming three years, each counted at what money then is worth now.

    By parts: e^(-d H) X(H) plus d times the integral of e^(-d t) X(t), with X(t) the purchases expected by then.
    """
    rate = np.log1p(study.settings.discount_rate) / YEAR
    days = (NODES + 1) / 2 * WORTH_DAYS
    worth = np.exp(-rate * WORTH_DAYS) * outlook.purchases(WORTH_DAYS)
    for day, weight in zip(days, WEIGHTS * WORTH_DAYS / 2, strict=True):
        worth += rate * weight * np.exp(-rate * day) * outlook.purchases(float(day))
    return worth


def ahead_of(study: Study, code: int) -> CustomerForecast | None:
    """One customer; None where no model is in use, or for somebody without a purchase."""
    table, model = study(customers_ahead), study(model_in_use)
    row = None if table is None else table.filter(pl.col("customer_code") == code)
    if row is None or model is None or row.is_empty():
        return None
    expected = row.row(0, named=True)
    one = np.array([code], np.uint32)
    drawn, seen = futures_of(study, one, QUARTERS, DRAWS), some_histories(study, one)
    known = known_customer(model, seen.x.astype(np.float64), seen.T / DAYS_A_WEEK)
    ends = [DAYS_A_WEEK * float(next_purchase(known, share)[0]) for share in (0.5, LOW, HIGH)]
    so_far = {months: slice(0, int(np.searchsorted(QUARTERS, days)) + 1) for months, days in STRETCHES.items()}
    has_amounts = study.workbook.has_amounts
    return CustomerForecast(
        _ranged(expected["p_alive"], drawn.alive[0]),
        {m: _ranged(expected[f"purchases_{m}"], drawn.purchases[part].sum(axis=0)[0]) for m, part in so_far.items()},
        {m: _ranged(expected[f"spend_{m}"], drawn.spend[part].sum(axis=0)[0]) for m, part in so_far.items()}
        if has_amounts
        else {},
        ValueWithRange(*ends),
        _ranged(expected["worth"], worth_drawn(study, drawn, QUARTERS)[0]) if has_amounts else None,
    )


def next_days(study: Study, found: CustomerForecast) -> tuple[date, date, date]:
    """The day of the next purchase if they are a customer still; the earliest and the latest one of 8 in 10 cases."""
    as_of, ahead = study(horizon).as_of, found.next_in_days
    day, low, high = (as_of + timedelta(days=round(days)) for days in (ahead.value, ahead.low, ahead.high))
    return day, low, high


def worth_drawn(study: Study, drawn: SimulatedFutures, ends: tuple[int, ...]) -> Numbers:
    """The worth of each customer in each draw: every stretch at its middle."""
    middle = (np.array(ends) + np.array((0, *ends[:-1]))) / 2
    at_present = (1 + study.settings.discount_rate) ** (-middle / YEAR)
    return np.tensordot(at_present, drawn.spend, axes=1) * study(margin_share)


def _ranged(value: float, drawn: Numbers) -> ValueWithRange:
    """The range of the draws, widened to its value: most of rare purchases come to nothing, a few to many."""
    low, high = np.quantile(drawn, (LOW, HIGH))
    return ValueWithRange(float(value), min(float(low), float(value)), max(float(high), float(value)))
