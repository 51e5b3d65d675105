"""Several lines per order in the streaming pass: added up where nothing about them is in doubt.

The lines of an order stand together, so that a change from line to line begins an order, and sums run over stretches.
"""

import numpy as np
import polars as pl

from retention_core.ingest.columns.distinct_values import all_different
from retention_core.ingest.streaming.customer_codes import NotPlain

_LEAST_ORDERS = 2


def one_row_per_order(lines: pl.DataFrame) -> pl.DataFrame:
    """One row per order, customer and day; NotPlain for whatever the careful way would ask, tell or set aside."""
    if lines["order_id"].null_count() or ("amount" in lines.columns and (lines["amount"] < 0).any()):
        raise NotPlain
    begins = begins_an_order(lines["order_id"])
    if not all_different(lines["order_id"].filter(begins)) or _changes(lines, begins, pl.col("customer_code")):
        raise NotPlain
    days = lines["ordered_on"].to_physical().diff()
    if (~begins & (days < 0)).any():
        raise NotPlain
    at = (begins | (days != 0).fill_null(value=True)).arg_true()
    if _amounts_repeat(lines, at) or not _changes(lines, begins, pl.all()):  # all lines alike may be doubles
        raise NotPlain
    return _added_up(lines, at)


def begins_an_order(ids: pl.Series) -> pl.Series:
    """Which lines hold another order number than the line before."""
    changed = ids.ne_missing(ids.shift())
    changed[0] = True
    return changed


def _changes(lines: pl.DataFrame, begins: pl.Series, columns: pl.Expr) -> bool:
    """Whether one of the columns changes from a line to the next of the same order."""
    changed = lines.select(pl.any_horizontal(columns.ne_missing(columns.shift()))).to_series()
    return bool((changed & ~begins).any())


def _amounts_repeat(lines: pl.DataFrame, at: pl.Series) -> bool:
    """Whether every order of several lines has one amount on all of them, so that it may be the order's total."""
    if "amount" not in lines.columns:
        return False
    amounts, starts = lines["amount"].to_numpy(), at.to_numpy()
    several = (np.diff(starts, append=len(amounts)) > 1) & (amounts[starts] != 0)
    least, most = (way.reduceat(amounts, starts)[several] for way in (np.minimum, np.maximum))
    return least.size >= _LEAST_ORDERS and bool((least == most).all())


def _added_up(lines: pl.DataFrame, at: pl.Series) -> pl.DataFrame:
    """The first line of every stretch, with the sum of its amounts."""
    first = lines[at]
    if "amount" not in lines.columns:
        return first
    return first.with_columns(pl.Series("amount", np.add.reduceat(lines["amount"].to_numpy(), at.to_numpy())))
