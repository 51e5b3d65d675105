"""Measures made for the claims alone: each with its range, or the reason why it cannot be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import exp, log, sqrt

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.last_year import last_year, twelve_months, twelve_months_until
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.order_log import whole_log
from retention_core.describe.presence.why_unknown import why_nothing
from retention_core.describe.retention.period_presence import PresenceSlice
from retention_core.describe.retention.retention import periods, stretches
from retention_core.describe.retention.retention_period import finished_period
from retention_core.describe.retention.why_no_rate import why_no_start
from retention_core.describe.statistics.confidence_ranges import NORMAL_95
from retention_core.describe.statistics.ranking import most_first
from retention_core.kernel.day_numbers import NEVER, CustomerCodes, day_number, day_of
from retention_core.kernel.figure import Value
from retention_core.kernel.quantities import Share
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

ENOUGH = 40


class WhyNoClaim(StrEnum):
    """What is missing to hold a claim against the files, beside the reasons of figures."""

    NO_FILE_TELLS = "no_file_tells"
    NEW_NOT_SURE = "new_not_sure"
    TOO_FEW_CUSTOMERS = "too_few_customers"
    NO_NEW_PRODUCTS = "no_new_products"
    NO_REASONS = "no_reasons"
    TOO_FEW_REASONS = "too_few_reasons"


@dataclass(frozen=True)
class Measure:
    """A number with its 95% range, or why it is not known; `values` are what its sentence needs."""

    value: float | None
    low: float | None = None
    high: float | None = None
    why_null: WhyNull | WhyNoClaim | None = None
    values: Mapping[str, Value] = field(default_factory=dict)


def how_much_more_existing_spend(study: Study) -> Measure:
    """How much more a customer who had bought before spent in the last finished period than a first-time buyer."""
    why = _why_no_sides(study) or (None if study.workbook.has_amounts else WhyNull.NO_AMOUNTS)
    if why:
        return Measure(None, why_null=why)
    now = _last(study)
    spend = study(whole_log).between(now.first, now.last).spend()
    new, existing = (spend[codes].astype(np.float64) for codes in _sides(now))
    if min(len(new), len(existing)) < ENOUGH:
        return Measure(None, why_null=WhyNoClaim.TOO_FEW_CUSTOMERS)
    if new.mean() <= 0 or existing.mean() <= 0:
        return Measure(None, why_null=WhyNull.NO_REVENUE)
    return _more(existing.mean(), new.mean(), sqrt(_relative_variance(existing) + _relative_variance(new)))


def how_much_likelier_to_try(study: Study) -> Measure:
    """How much likelier existing customers were to buy a product first sold in the period than first-time buyers."""
    why = _why_no_sides(study) or (None if "product" in study.workbook.orders.columns else WhyNull.NO_PRODUCTS)
    if why:
        return Measure(None, why_null=why)
    now = _last(study)
    tried = _tried_new_products(study, now)
    if not tried.any():
        return Measure(None, why_null=WhyNoClaim.NO_NEW_PRODUCTS)
    new, existing = (tried[codes] for codes in _sides(now))
    if min(len(new), len(existing)) < ENOUGH or not new.any() or not existing.any():
        return Measure(None, why_null=WhyNoClaim.TOO_FEW_CUSTOMERS)
    shares: dict[str, Value] = {"existing": Share(existing.mean()), "new": Share(new.mean())}
    spread = sqrt(sum(1 / side.sum() - 1 / len(side) for side in (new, existing)))
    return _more(float(existing.mean()), float(new.mean()), spread, shares)


def future_share_of_best_fifth(study: Study) -> Measure:
    """Of what the customers of the year before last spent in the last year, the share of the best fifth of them.

    Who is best is told by the earlier of the two years alone, as nobody knows the future.
    """
    if why := why_nothing(study):
        return Measure(None, why_null=why)
    end = day_of(twelve_months(study(horizon).as_of)[0] - 1)
    if day_number(study(horizon).known_from) > twelve_months(end)[0]:
        return Measure(None, why_null=WhyNull.NEEDS_TWO_YEARS)
    before, after = twelve_months_until(study, end).measure, study(last_year).spend
    if after is None or not study.workbook.has_amounts:
        return Measure(None, why_null=WhyNull.NO_AMOUNTS)
    known = np.flatnonzero(before > 0)
    if len(known) < ENOUGH:
        return Measure(None, why_null=WhyNoClaim.TOO_FEW_CUSTOMERS)
    best_first = known[most_first(before[known])]
    later, best = after[best_first], -(-len(known) // 5)
    if later.sum() <= 0:
        return Measure(None, why_null=WhyNull.NO_REVENUE)
    values: dict[str, Value] = {"best": best, "customers": len(known)}
    return Measure(float(later[:best].sum() / later.sum()), values=values)


def _why_no_sides(study: Study) -> WhyNull | WhyNoClaim | None:
    """new_not_sure: old customers may still look new, as the file begins later than the shop."""
    why = why_no_start(study)
    if why:
        return why
    return None if finished_period(study).exact_new else WhyNoClaim.NEW_NOT_SURE


def _last(study: Study) -> PresenceSlice:
    place = study(periods).last_finished
    now = study(stretches)[-1 if place is None else place]
    if now is None:
        raise LookupError("no finished period")
    return now


def _sides(now: PresenceSlice) -> tuple[CustomerCodes, CustomerCodes]:
    """First-time buyers of a period, and its other buyers."""
    new = np.unique(now.rows.code[now.rows.previous == NEVER])
    return new, np.setdiff1d(now.rows.people(), new, assume_unique=True)


def _tried_new_products(study: Study, now: PresenceSlice) -> NDArray[np.bool_]:
    """Per customer of the workbook: bought a product in the period that the file shows for the first time in it."""
    first, last = day_of(now.first), day_of(now.last)
    sold = study.workbook.orders.lazy().filter(pl.col("purchase") & pl.col("product").is_not_null())
    begun = sold.group_by("product").agg(pl.col("ordered_on").min().alias("begun"))
    new = begun.filter(pl.col("begun").is_between(first, last))
    buyers = sold.filter(pl.col("ordered_on").is_between(first, last)).join(new, on="product", how="semi")
    tried = np.zeros(study.workbook.customers.height, np.bool_)
    tried[buyers.select(pl.col("customer_code").unique()).collect()["customer_code"].to_numpy()] = True
    return tried


def _relative_variance(values: NDArray[np.float64]) -> float:
    """The variance of a mean, as a share of the squared mean."""
    return float(values.var(ddof=1) / len(values) / values.mean() ** 2)


def _more(one: float, other: float, spread: float, values: Mapping[str, Value] = {}) -> Measure:
    """How much more one is than the other, with the range of their ratio on a logarithmic scale."""
    ratio = log(one / other)
    low, high = (exp(ratio + side * NORMAL_95 * spread) - 1 for side in (-1, 1))
    return Measure(one / other - 1, low, high, values=values)
