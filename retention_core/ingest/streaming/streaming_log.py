"""The columns of the streaming pass, checked whole and turned into the log of a workbook."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from retention_core.ingest.book.order_counts import repeat_customers
from retention_core.ingest.columns.distinct_values import growing
from retention_core.ingest.columns.placeholder_days import holds_placeholders
from retention_core.ingest.inputs.cells import trimmed
from retention_core.ingest.inputs.limits import EARLIEST_YEAR, LATEST_YEAR
from retention_core.ingest.streaming.customer_codes import Coded, NotPlain
from retention_core.ingest.streaming.streaming_line_items import begins_an_order
from retention_core.ingest.words.cell_words import TOTALS, equals_any, is_placeholder
from retention_core.ingest.words.clean_fields import ORDER_TEXTS
from retention_core.ingest.words.currencies import currency_named
from retention_core.kernel.quantities import MOST_DECIMALS

_MOST_AMOUNT = 9.0e9


_SAMPLE_ROWS = 1 << 16


def no_doubt(read: Mapping[str, pl.Series], people: Coded) -> None:
    """Steps aside for anything that the careful way would look at twice."""
    days = read["ordered_on"]
    if days.null_count() or not EARLIEST_YEAR <= days.min().year <= days.max().year <= LATEST_YEAR:  # type: ignore[union-attr]
        raise NotPlain
    if holds_placeholders(days) or equals_any(people.customers["customer_id"], TOTALS).any():
        raise NotPlain
    for name in set(ORDER_TEXTS) & read.keys():
        _no_blanks(read[name].unique())


def repeats(ids: pl.Series) -> bool:
    """Whether an order number stands on several rows."""
    if growing(ids):
        return False
    firsts = ids.filter(begins_an_order(ids))
    if not growing(firsts):
        firsts = firsts.unique()
        _no_blanks(firsts)
        if is_placeholder(firsts).any():
            raise NotPlain
    return len(firsts) < len(ids)


def _no_blanks(texts: pl.Series) -> None:
    """Cells with blanks around them, or of blanks alone, are changed by the careful way."""
    filled = texts.drop_nulls().to_frame("text")
    if not filled.select(trimmed("text").eq_missing(pl.col("text")).all()).item():
        raise NotPlain


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
    """One row per row of the columns, which are those of the frame, in day order; rows of one day stay as they were."""
    days = columns["ordered_on"]
    if days.is_sorted():
        return pl.DataFrame(dict(columns)).with_columns(pl.col("ordered_on").set_sorted())
    since = days.to_physical().to_numpy()
    narrow = (since - since.min()).astype(np.uint16 if since.max() - since.min() < 65_536 else np.uint32)
    order = pl.Series(np.argsort(narrow, kind="stable").astype(np.uint32))
    ordered = pl.DataFrame({name: column.gather(order) for name, column in columns.items()})
    return ordered.with_columns(pl.col("ordered_on").set_sorted())


def only_currency(read: dict[str, pl.Series]) -> str | None:
    """The code of the one currency of the amounts; NotPlain where there are several or gaps."""
    cells = read.pop("currency", None)
    if cells is None or "amount" not in read:
        return None
    different = cells.str.strip_chars().str.to_uppercase().unique()
    if len(different) != 1 or different.null_count():
        raise NotPlain
    return currency_named(different[0])


def counts_of(orders: pl.DataFrame) -> dict[str, int]:
    """Orders, refunds, and customers with purchases on two or more days: no grouping where each row is an order."""
    refunds = int((~orders["purchase"]).sum())
    return {"orders": orders.height, "refunds": refunds, "repeat_customers": repeat_customers(orders)}
