"""Tiers tried out before they are in use: what other names, lines or months would give, looked up and not counted anew.

Buyers are sorted by what they spent once, with sums up to each of them; a line is then a place among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.customer_value.margin import earned_between
from retention_core.describe.presence.last_year import twelve_months, twelve_months_until
from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.settings import TierRules
from retention_core.kernel.study import Study
from retention_core.prescribe.tiers.tier_thresholds import DIGITS, checked, suggested_lines
from retention_core.prescribe.tiers.tiers import Tier, tiers_of

NAMES = ("platinum", "gold", "silver", "bronze", "fifth", "sixth")
SHARES = {2: (0.2,), 3: (0.1, 0.3), 4: (0.1, 0.2, 0.3), 5: (0.05, 0.1, 0.2, 0.3), 6: (0.05, 0.1, 0.15, 0.2, 0.25)}

Sums = NDArray[np.int64]


@dataclass(frozen=True)
class Ladder:
    """Buyers of some months, who spent least first.

    measure   what each spent, minor units, or purchase days without amounts
    sums      revenue, margin (both absent without amounts) and purchase_days of all up to each, beginning with 0
    """

    measure: Sums
    sums: dict[str, Sums]

    def places(self, lines: Sequence[int]) -> list[int]:
        """How many spent less than each line."""
        return np.searchsorted(self.measure, lines, side="left").tolist()


def ladder(study: Study, months: int) -> Ladder:
    """The buyers of so many months up to as_of."""
    as_of = study(horizon).as_of
    year, earned = twelve_months_until(study, as_of, months), earned_between(study, *twelve_months(as_of, months))
    buyers = np.flatnonzero(year.measure > 0)
    order = buyers[np.argsort(year.measure[buyers], kind="stable")]
    known = {"revenue": year.spend, "margin": earned, "purchase_days": year.purchase_days}
    sums = {name: _summed(values[order]) for name, values in known.items() if values is not None}
    return Ladder(year.measure[order], sums)


def _summed(values: NDArray[np.integer]) -> Sums:
    return np.concatenate([[0], np.cumsum(values, dtype=np.int64)])


def resized(now: TierRules, count: int, months: int) -> TierRules:
    """The rules at another number of tiers (2 to 6) or months: what does not fit any more is suggested anew."""
    if (count, months) == (len(now.names), now.months):
        return now
    more = [name for name in NAMES if name not in now.names]
    shares = now.shares if count == len(now.names) else SHARES[count]
    return TierRules((*now.names, *more)[:count], shares, None, months)


def step_of_line(line: int) -> int:
    """By how much a line is moved at a time: one of its second digit, at least one; in the unit of the line."""
    return 10 ** max(0, len(str(line)) - DIGITS)


def with_lines(study: Study, rules: TierRules) -> TierRules:
    """The rules with the lines that their shares give, where they have none. WrongInput: as `checked`."""
    checked(rules)
    if rules.thresholds is not None:
        return rules
    return replace(rules, thresholds=suggested_lines(study(ladder, rules.months).measure, rules.shares))


@dataclass(frozen=True)
class TriedTier:
    """What a row of `tried` says of a tier."""

    tier: str
    customers: int
    customer_share: float
    revenue: int
    revenue_share: float | None
    margin: int
    from_amount: int | None


def tried(study: Study, rules: TierRules) -> pl.DataFrame:
    """What rules would give: one row per tier that anybody would be in, best first. WrongInput: as `checked`.

    tier, rank, customers, customer_share, revenue, revenue_share, margin, purchase_days, from_amount: as `tier_table`
    """
    full, steps = with_lines(study, rules), study(ladder, rules.months)
    found = tiers_of(full, steps.measure)
    bounds = [len(steps.measure), *steps.places([tier.from_amount or 0 for tier in found])]
    rows = [_row(tier, steps, low, high) for tier, high, low in zip(found, bounds, bounds[1:], strict=False)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(
        _part("customers").alias("customer_share"), _part("revenue").alias("revenue_share")
    )


def somebody_in(table: pl.DataFrame) -> pl.DataFrame:
    """The rows of `tried` that anybody would be in."""
    return table.filter(pl.col("customers") > 0)


SCHEMA = {
    "tier": pl.String,
    "rank": pl.UInt8,
    "customers": pl.Int64,
    "revenue": pl.Int64,
    "margin": pl.Int64,
    "purchase_days": pl.Int64,
    "from_amount": pl.Int64,
}


def _row(tier: Tier, steps: Ladder, low: int, high: int) -> tuple[object, ...]:
    sums = [
        int(steps.sums[name][high] - steps.sums[name][low]) if name in steps.sums else None
        for name in ("revenue", "margin", "purchase_days")
    ]
    return (tier.name, tier.rank, high - low, *sums, tier.from_amount)


def _part(column: str) -> pl.Expr:
    return (pl.col(column) / pl.col(column).sum()).fill_nan(None)
