"""What is bought next: products that customers of one product buy later more often than others do.

For products A and B, among customers who bought A:
    customers    bought both, B on a later day than their first A
    confidence   of those who bought A, the share who bought B later
    lift         confidence over the share of all customers who ever bought B; above 1: goes with A
Counts are of customers, each once. Agrawal, Imielinski and Swami (1993) for support, confidence and lift.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.last_year import last_year
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.why_unknown import why_no_orders
from retention_core.kernel.day_numbers import NEVER, CustomerCodes, DayNumbers, day_number
from retention_core.kernel.figure import Value
from retention_core.kernel.quantities import Share
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.plays.play import Play, PlayCode

FEWEST, MOST_PRODUCTS = 10, 200
DENSE = 1 << 26
SCHEMA = {
    "first": pl.String,
    "then": pl.String,
    "customers": pl.Int64,
    "support": pl.Float64,
    "confidence": pl.Float64,
    "lift": pl.Float64,
}

Keys = NDArray[np.integer]


@dataclass(frozen=True)
class Ownership:
    """Who bought which product when: one row per customer and product, those of a customer together.

    names     what the products are called, in order of their place
    code      whose
    product   which, its place in names
    first     the day of the first purchase of it, days since 1970-01-01; last: of the last
    """

    names: tuple[str, ...]
    code: CustomerCodes
    product: NDArray[np.int32]
    first: DayNumbers
    last: DayNumbers

    @property
    def buyers(self) -> int:
        """How many customers bought anything."""
        return 0 if not self.code.size else 1 + int((self.code[1:] != self.code[:-1]).sum())

    def owners(self) -> NDArray[np.int64]:
        """How many customers bought each product."""
        return np.bincount(self.product, minlength=len(self.names))


def product_columns(study: Study) -> list[str]:
    """The columns that tell what was bought, the finest first, with two values or more."""
    orders = study.workbook.orders
    known = [name for name in ("product", "category") if name in orders.columns]
    return [name for name in known if orders[name].drop_nulls().n_unique() > 1]


def told_by(study: Study) -> str | None:
    """The column of which pairs are told: products, or categories where no two products are bought often enough."""
    columns = study(product_columns)
    return next((name for name in columns if study(pairs_of, name).height), columns[0] if columns else None)


@dataclass(frozen=True)
class Pair:
    """One row of `bought_next`: of so many customers with the first product, the share who bought the other later."""

    first: str
    then: str
    customers: int
    support: float
    confidence: float
    lift: float


def bought_next(study: Study) -> pl.DataFrame:
    """One row per pair of products, the highest lift first: first, then, customers, support, confidence, lift.

    support   of all customers who bought anything, the share who bought both in that order
    Left out are pairs of fewer than ten customers or with lift up to 1, and products beyond the 200 with most buyers.
    """
    column = study(told_by)
    return pl.DataFrame(schema=SCHEMA) if column is None else study(pairs_of, column)


def pairs_of(study: Study, column: str) -> pl.DataFrame:
    """One row per pair of products, as `bought_next`, by a column that tells what was bought."""
    owned = study(ownership, column)
    counts, owners, buyers = _bought_later(owned), owned.owners(), owned.buyers
    first, then = np.nonzero(counts >= FEWEST)
    both = counts[first, then]
    names = pl.Series("name", owned.names, dtype=pl.String)
    pairs = pl.DataFrame(
        {
            "first": names.gather(first),
            "then": names.gather(then),
            "customers": both,
            "support": both / max(buyers, 1),
            "confidence": both / owners[first],
            "lift": (both / owners[first]) / (owners[then] / max(buyers, 1)),
        },
        schema=SCHEMA,
    )
    return pairs.filter(pl.col("lift") > 1).sort("lift", "first", "then", descending=[True, False, False])


def _bought_later(owned: Ownership) -> NDArray[np.int64]:
    """By product (row) and other product (column): customers who bought the other on a later day than their first.

    Each row is held against the next one, the one after it, and so on, as long as they are of one customer.
    """
    products, code = len(owned.names), owned.code
    counts = np.zeros(products * products, np.int64)
    at, step = np.arange(len(code)), 0
    while at.size:
        step += 1
        at = at[at + step < len(code)]
        at = at[code[at] == code[at + step]]
        for one, other in ((at, at + step), (at + step, at)):
            later = owned.last[other] > owned.first[one]
            cell = owned.product[one] * products + owned.product[other]
            counts += np.bincount(cell[later], minlength=products * products)
    return counts.reshape(products, products)


def ownership(study: Study, column: str) -> Ownership:
    """Who bought what, up to as_of, by a column that tells it: of the 200 products with most buyers."""
    orders, until = study.workbook.orders, day_number(study(horizon).as_of)
    names = orders[column].drop_nulls().unique().sort()
    place = orders[column].cast(pl.Enum(names)).to_physical()
    day = orders["ordered_on"].to_physical().to_numpy()
    counts = (orders["purchase"] & place.is_not_null()).to_numpy()
    keys = len(names) * study.workbook.customers.height
    kind = np.uint32 if keys < np.iinfo(np.uint32).max else np.int64
    key = orders["customer_code"].to_numpy() * kind(len(names)) + place.fill_null(0).to_numpy()
    if not counts.all() or (day.size and day[-1] > until):
        counts &= day <= until
        key, day = key[counts], day[counts]
    found, first, last = first_and_last(key, day, keys)
    code, product = np.divmod(found, max(len(names), 1))
    owned = Ownership(tuple(names), code.astype(np.uint32), product.astype(np.int32), first, last)
    return owned if len(names) <= MOST_PRODUCTS else _most_bought(owned)


def first_and_last(key: Keys, day: DayNumbers, keys: int, *, dense: int = DENSE) -> tuple[Keys, DayNumbers, DayNumbers]:
    """Each key in use, ascending, with its first and last day; days in order. Up to `dense` keys have a cell each."""
    if keys <= dense:
        first, last = np.empty(keys, day.dtype), np.full(keys, NEVER)  # what is never bought has no first day to read
        first[key[::-1]] = day[::-1]
        last[key] = day
        found = np.flatnonzero(last != NEVER)
        return found, first[found], last[found]
    log = pl.DataFrame({"key": key, "day": day}).lazy()
    days = log.group_by("key").agg(pl.col("day").min().alias("first"), pl.col("day").max().alias("last"))
    rows = days.sort("key").collect()
    return rows["key"].to_numpy(), rows["first"].to_numpy(), rows["last"].to_numpy()


def _most_bought(owned: Ownership) -> Ownership:
    """The rows of the products with most buyers; of equals those first in the order of names."""
    most = np.sort(np.argsort(-owned.owners(), kind="stable")[:MOST_PRODUCTS])
    kept = np.isin(owned.product, most)
    names = tuple(owned.names[place] for place in most)
    product = np.searchsorted(most, owned.product[kept]).astype(np.int32)
    return Ownership(names, owned.code[kept], product, owned.first[kept], owned.last[kept])


def cross_sell(study: Study) -> Play:
    """Customers who own the first product of the pair with the highest lift and have not bought the second.

    At stake is one more purchase from each at the mean of the last twelve months, times the confidence of the pair.
    """
    if why := why_no_orders(study) or (None if study(product_columns) else WhyNull.NO_PRODUCTS):
        return Play(PlayCode.CROSS_SELL, why_null=why)
    pairs = study(bought_next)
    if pairs.is_empty():
        return Play(PlayCode.CROSS_SELL, why_null=WhyNull.NO_PAIR)
    pair = row_as(Pair, pairs, 0)
    who = owners_without(study, pair.first, pair.then)
    values: dict[str, Value] = {"first": pair.first, "then": pair.then, "confidence": Share(pair.confidence)}
    return Play(PlayCode.CROSS_SELL, who, _worth(study, len(who) * pair.confidence), values)


def owners_without(study: Study, first: str, then: str) -> CustomerCodes:
    """Customers who have bought one product and not the other."""
    owned = study(ownership, study(told_by) or "")
    of_first, of_then = (owned.code[owned.product == owned.names.index(name)] for name in (first, then))
    return np.setdiff1d(of_first, of_then, assume_unique=True)


def _worth(study: Study, purchases: float) -> int | None:
    year = study(last_year)
    days = int(year.purchase_days.sum())
    return round(purchases * int(year.spend.sum()) / days) if year.spend is not None and days else None
