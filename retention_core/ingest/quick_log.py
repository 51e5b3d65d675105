"""The columns of the streaming pass, checked whole and turned into the log of a workbook."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from retention_core.ingest.customer_codes import Coded, NotPlain
from retention_core.ingest.limits import EARLIEST_YEAR, LATEST_YEAR
from retention_core.ingest.words import TOTALS, among
from retention_core.quantities import MOST_DECIMALS

_MOST_AMOUNT = 9.0e9


_SAMPLE_ROWS = 1 << 16


def no_doubt(read: Mapping[str, pl.Series], people: Coded) -> None:
    """Steps aside for anything that the careful way would look at twice."""
    days = read["ordered_on"]
    if days.null_count() or not EARLIEST_YEAR <= days.min().year <= days.max().year <= LATEST_YEAR:  # type: ignore[union-attr]
        raise NotPlain
    if among(people.customers["customer_id"], TOTALS).any():
        raise NotPlain
    if "order_id" in read and not _all_different(read["order_id"]):
        raise NotPlain


def _all_different(ids: pl.Series) -> bool:
    if ids.null_count():
        return False
    numbers = ids.head(1).cast(pl.Int64, strict=False)
    if numbers[0] is not None:
        whole = ids.cast(pl.Int64, strict=False)
        if not whole.null_count() and (whole.diff().slice(1) > 0).all():
            return True
    return ids.n_unique() == len(ids)


def exact_amounts(amounts: pl.Series | None) -> tuple[pl.Series | None, int]:
    """Minor units at the column's own decimals; the double nearest to a number of six decimals gives it back."""
    if amounts is None:
        return None, 0
    values = amounts.to_numpy()
    if amounts.null_count() or not (np.isfinite(values.min()) and max(values.max(), -values.min()) <= _MOST_AMOUNT):
        raise NotPlain
    least = next((d for d in range(MOST_DECIMALS + 1) if _fits(values[:_SAMPLE_ROWS], d)), MOST_DECIMALS)
    if _ends_with_a_sum(values):
        raise NotPlain
    decimals = next((d for d in range(least, MOST_DECIMALS + 1) if _fits(values, d)), None)
    if decimals is None:
        raise NotPlain
    return pl.Series("amount", np.rint(values * 10.0**decimals).astype(np.int64)), decimals


def _ends_with_a_sum(values: np.ndarray) -> bool:
    """Whether the last amount may be the sum of the others."""
    above = values[:-1].sum()
    return values.size > 2 and above != 0 and abs(values[-1] - above) <= max(abs(above) * 1e-9, 0.005)


def _fits(values: np.ndarray, decimals: int) -> bool:
    """Whether every value is the double nearest to a number of so many decimals."""
    return all(_block_fits(values[at : at + _SAMPLE_ROWS], decimals) for at in range(0, values.size, _SAMPLE_ROWS))


def _block_fits(values: np.ndarray, decimals: int) -> bool:
    scaled = values * 10.0**decimals
    return bool(np.all(np.abs(scaled - np.rint(scaled)) <= np.abs(scaled) * 2.0**-51))


def in_day_order(columns: Mapping[str, pl.Series]) -> pl.DataFrame:
    """The columns as one frame, rows in day order; rows of one day stay as they were."""
    days = columns["ordered_on"]
    if days.is_sorted():
        return pl.DataFrame(dict(columns)).with_columns(pl.col("ordered_on").set_sorted())
    since = days.to_physical().to_numpy()
    narrow = (since - since.min()).astype(np.uint16 if since.max() - since.min() < 65_536 else np.uint32)
    order = pl.Series(np.argsort(narrow, kind="stable").astype(np.uint32))
    ordered = pl.DataFrame({name: column.gather(order) for name, column in columns.items()})
    return ordered.with_columns(pl.col("ordered_on").set_sorted())


def counts_of(orders: pl.DataFrame) -> dict[str, int]:
    """Orders, refunds, and customers with purchases on two or more days: two passes over codes, no grouping."""
    buys = orders["purchase"].to_numpy()
    codes, days = orders["customer_code"].to_numpy(), orders["ordered_on"].to_physical().to_numpy()
    if not buys.all():
        codes, days = codes[buys], days[buys]
    first = np.full(int(orders["customer_code"].max() or 0) + 1, -(2**31), dtype=np.int32)  # type: ignore[arg-type]
    first[codes[::-1]] = days[::-1]
    repeat = np.zeros(first.size, dtype=bool)
    repeat[codes[days != first[codes]]] = True
    return {"orders": orders.height, "refunds": int((~buys).sum()), "repeat_customers": int(repeat.sum())}
