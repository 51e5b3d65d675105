"""Customers sorted by a trait, or by what they first bought, so that cohorts and curves can be split by it."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.purchase_days import purchase_days
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import TRAIT

MOST_GROUPS = 12
TELLING = ("product", "category", "channel", "country", "city", "plan", "event")
KEYS = {"customer_id", "customer_code", "order_id", "name", "email", "phone"}


@dataclass(frozen=True)
class Groups:
    """Groups of customers, largest first.

    names         the value that a group has in common; null: not known, or rest
    rest          true for the group of all values that are not among the most frequent ones
    of_customer   the place of each customer's group; None: all are in the first
    """

    names: tuple[str | None, ...]
    rest: tuple[bool, ...]
    of_customer: NDArray[np.int64] | None


EVERYBODY = Groups((None,), (False,), None)


def groups_by(study: Study, column: str) -> Groups:
    """Customers by a column of the customers' own table, else of their first purchase, contract or activity.

    The twelve most frequent values have a group each, all others share one. KeyError where no table has the column.
    """
    value = trait(study, column).rename("value")
    most = value.drop_nulls().value_counts(name="customers").sort("customers", "value", descending=[True, False])
    names: list[str | None] = most["value"].head(MOST_GROUPS).to_list()
    rest, unknown = most.height > MOST_GROUPS, value.null_count() > 0
    named = pl.DataFrame({"value": names, "place": range(len(names))}, schema={"value": pl.String, "place": pl.Int64})
    place = value.to_frame().join(named, on="value", how="left", maintain_order="left")
    other = pl.when(pl.col("value").is_null()).then(len(names) + rest).otherwise(len(names))
    of_customer = place.select(pl.coalesce("place", other)).to_series().to_numpy()
    more = [True] * rest + [False] * unknown
    return Groups((*names, *[None] * len(more)), (*[False] * len(names), *more), of_customer)


def traits(study: Study) -> list[str]:
    """The columns by which customers can be split, those of the customers' own table first."""
    book = study.workbook
    tables = [table for table in (book.customers, book.orders, book.subscriptions, book.activity) if table is not None]
    texts = [name for table in tables for name, kind in table.schema.items() if kind == pl.String and name not in KEYS]
    return list(dict.fromkeys(texts))


def telling_traits(study: Study) -> list[str]:
    """Those of `traits` that tell groups of customers apart: of known meaning, or the file's own columns."""
    return [name for name in study(traits) if name in TELLING or name.startswith(TRAIT)]


def trait(study: Study, column: str) -> pl.Series:
    """One value per customer, as text: their own, else that of their first purchase, contract or activity."""
    book = study.workbook
    if column in book.customers.columns and column not in KEYS:
        return book.customers[column].cast(pl.String)
    if column in book.orders.columns:
        return _first(book.orders, column, np.flatnonzero(study(purchase_days).counted), book.customers.height)
    for table, day in ((book.subscriptions, "started_on"), (book.activity, "happened_at")):
        if table is not None and column in table.columns:
            rows = table.select(pl.arg_sort_by(day, maintain_order=True) if day in table.columns else pl.row_index())
            return _first(table, column, rows.to_series().to_numpy(), book.customers.height)
    raise KeyError(column)


def _first(table: pl.DataFrame, column: str, rows: NDArray[np.integer], customers: int) -> pl.Series:
    """The value in each customer's first one of some rows of a table."""
    place = np.full(customers, -1, np.int64)
    place[table["customer_code"].to_numpy()[rows[::-1]]] = rows[::-1]
    found = pl.Series(place)
    return table[column].cast(pl.String).gather(pl.select(pl.when(found >= 0).then(found)).to_series())
