"""What goes with leaving: traits, first products, channels, plans, discounts, each value against all other customers.

Everything about a customer is taken as it was before a stretch of time, and whether they left is what happened in that
stretch: one period of a shop, three months of contracts. A list without days knows no before: that is told. Ranges are
widened for the number of comparisons, so that all of them hold together in 95 of 100 files (Bonferroni). What goes with
leaving need not cause it.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import polars as pl
from scipy.stats import norm

from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.contracts import contracts
from retention_core.describe.presence.customer_groups import KEYS, trait, traits
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import from_contracts, presence_source
from retention_core.describe.presence.purchase_days import presence, purchase_days
from retention_core.describe.statistics.confidence_ranges import share_range
from retention_core.describe.subscriptions.tenures import subscriber_traits, tenures, trait_of_rows
from retention_core.kernel.day_numbers import day_number, day_of
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.study import Study

CONTRACT_DAYS = 91
FEWEST, MOST_VALUES = 20, 12
SURE = 0.05
NOT_ASKED = KEYS | {"cancel_reason", "status"}
SCHEMA = {"trait": pl.String, "value": pl.String} | dict.fromkeys(
    ("customers", "left", "others", "others_left"), pl.Int64
)
RESULT = SCHEMA | dict.fromkeys(("difference", "low", "high"), pl.Float64) | {"sure": pl.Boolean}


class Frozen(StrEnum):
    """Whether what is known of customers is from before they left."""

    BEFORE = "before"
    UNDATED = "undated"


@dataclass(frozen=True)
class Driver:
    """One value of a trait: one row of the table of `Drivers`."""

    trait: str
    value: str
    customers: int
    left: int
    others: int
    others_left: int
    difference: float
    low: float
    high: float
    sure: bool


@dataclass(frozen=True)
class Drivers:
    """What goes with leaving.

    frozen        before, or undated: the list has no days
    first, last   the stretch in which customers left or not, days since 1970-01-01; null without days
    customers     who were there before it
    left          how many of them left in it
    table         one row per value of a trait: trait (a column, or purchases, discount), value, customers, left,
                  others, others_left, difference of the shares (a part of 1) with its widened range low to high, sure
                  (the range leaves zero out); the surest and largest first
    """

    frozen: Frozen
    first: int | None
    last: int | None
    customers: int
    left: int
    table: pl.DataFrame


def drivers(study: Study) -> Drivers:
    """By orders or activity, else by contracts, else by a list of who has left."""
    match study(presence_source):
        case PresenceSource.ORDERS | PresenceSource.ACTIVITY:
            return _of_visits(study)
        case PresenceSource.CONTRACTS:
            return _of_contracts(study)
        case PresenceSource.TENURES:
            return _of_tenures(study)
    return Drivers(Frozen.BEFORE, None, None, 0, 0, pl.DataFrame(schema=RESULT))


def _of_visits(study: Study) -> Drivers:
    days, last = study(chosen_period).kind.days, day_number(study(horizon).as_of)
    cut = last - days
    here = study(presence)
    there = here.between(cut - days + 1, cut).people()
    left = ~np.isin(there, here.between(cut + 1, last).people())
    so_far = np.bincount(here.code[here.day <= cut], minlength=here.customers)[there]
    values = {name: trait(study, name).gather(there) for name in study(traits) if name not in NOT_ASKED}
    values["purchases"] = _bands(so_far)
    if (first := _first_discount(study)) is not None:
        values["discount"] = first.gather(there)
    return _compared(values, left, Frozen.BEFORE, (cut + 1, last))


def _of_contracts(study: Study) -> Drivers:
    signed, last = study(contracts), day_number(study(from_contracts)(horizon).as_of)
    cut = last - CONTRACT_DAYS
    running = pl.DataFrame({"code": signed.code, "row": signed.row}).filter(pl.Series(signed.running_on(cut)))
    there = running.unique("code", keep="last", maintain_order=True)
    left = ~there["code"].is_in(pl.Series(signed.code[signed.end > last]).implode()).to_numpy()
    names = [name for name in study(subscriber_traits) if name not in NOT_ASKED]
    values = {name: trait_of_rows(study, name, there["code"], there["row"]) for name in names}
    return _compared(values, left, Frozen.BEFORE, (cut + 1, last))


def _of_tenures(study: Study) -> Drivers:
    known = study(tenures)
    names = [name for name in study(subscriber_traits) if name not in NOT_ASKED]
    values = {name: trait_of_rows(study, name, known["customer_code"], known["row"]) for name in names}
    return _compared(values, known["left"].to_numpy(), Frozen.UNDATED, (None, None))


def _bands(purchases: np.ndarray) -> pl.Series:
    """How often somebody had bought: 1, 2-3, 4 or more."""
    return pl.Series(np.select([purchases <= 1, purchases <= 3], ["1", "2-3"], "4+"), dtype=pl.String)


def _first_discount(study: Study) -> pl.Series | None:
    """Whether the first purchase of each customer was at a discount; None where the file has no discounts."""
    orders = study.workbook.orders
    if "discount" not in orders.columns:
        return None
    rows = np.flatnonzero(study(purchase_days).counted)[::-1]
    first = np.full(study.workbook.customers.height, -1)
    first[orders["customer_code"].to_numpy()[rows]] = rows
    given = (orders["discount"].cast(pl.Float64).fill_null(0).to_numpy() != 0)[first]
    return pl.Series(np.where(given, "yes", "no"))


def _compared(
    values: dict[str, pl.Series], left: np.ndarray, frozen: Frozen, span: tuple[int | None, int | None]
) -> Drivers:
    counted = [_counted(name, value, left) for name, value in values.items()]
    rows = pl.concat([pl.DataFrame(schema=SCHEMA), *counted])
    wide = float(norm.ppf(1 - SURE / 2 / max(rows.height, 1)))
    counts = rows.select("left", "customers", "others_left", "others").rows()
    ranges = [_difference((left, of), (rest, others), wide) for left, of, rest, others in counts]
    limits = pl.DataFrame(ranges, schema=dict.fromkeys(("difference", "low", "high"), pl.Float64), orient="row")
    table = pl.concat([rows, limits], how="horizontal")
    table = table.with_columns(sure=(pl.col("low") > 0) | (pl.col("high") < 0))
    order = ["sure", pl.col("difference").abs()]
    ordered = table.sort(*order, "trait", "value", descending=[True, True, False, False]).cast(RESULT)  # type: ignore[arg-type]
    first, last = span
    return Drivers(frozen, first, last, len(left), int(left.sum()), ordered)


def _counted(name: str, value: pl.Series, left: np.ndarray) -> pl.DataFrame:
    """The most frequent values of a trait that enough customers have, and enough others have not."""
    table = pl.DataFrame({"value": value, "left": left}).drop_nulls("value")
    by_value = table.group_by("value").agg(
        pl.len().cast(pl.Int64).alias("customers"), pl.col("left").sum().cast(pl.Int64)
    )
    by_value = by_value.sort("customers", "value", descending=[True, False]).with_columns(
        (table.height - pl.col("customers")).alias("others"),
        (pl.lit(int(table["left"].sum())) - pl.col("left")).alias("others_left"),
        pl.lit(name).alias("trait"),
    )
    enough = by_value.filter((pl.col("customers") >= FEWEST) & (pl.col("others") >= FEWEST)).head(MOST_VALUES)
    # of two values one says all
    shown = enough.head(1) if by_value.height == 2 else enough
    return shown.select(*SCHEMA).cast(SCHEMA)  # type: ignore[arg-type]


def _difference(some: tuple[int, int], others: tuple[int, int], wide: float) -> tuple[float, float, float]:
    """Of two shares (how many of how many), with its range by Newcombe's formula."""
    one, other = some[0] / some[1], others[0] / others[1]
    low, high = share_range(*some, wide) or (one, one)
    other_low, other_high = share_range(*others, wide) or (other, other)
    down = np.hypot(one - low, other_high - other)
    up = np.hypot(high - one, other - other_low)
    return one - other, one - other - float(down), one - other + float(up)


def outcome_days(found: Drivers) -> tuple[object, object]:
    """The first and last day of the stretch in which customers left or not; null without days."""
    return tuple(None if day is None else day_of(day) for day in (found.first, found.last))  # type: ignore[return-value]
