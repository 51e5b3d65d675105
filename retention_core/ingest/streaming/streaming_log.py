"""The columns of the streaming pass, checked whole and turned into the log of a workbook."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from retention_core.ingest.book.order_counts import repeat_customers
from retention_core.ingest.columns.customer_ids import shared_emails
from retention_core.ingest.columns.distinct_values import growing
from retention_core.ingest.columns.oddities import outlier_of
from retention_core.ingest.columns.placeholder_days import holds_placeholders
from retention_core.ingest.inputs.cells import trimmed
from retention_core.ingest.inputs.limits import EARLIEST_YEAR, LATEST_YEAR
from retention_core.ingest.rows.read_notes import several_ids
from retention_core.ingest.streaming.customer_codes import Coded, NotPlain
from retention_core.ingest.streaming.streaming_line_items import begins_an_order
from retention_core.ingest.words.cell_kinds import EMAIL
from retention_core.ingest.words.cell_words import TOTALS, equals_any, is_placeholder
from retention_core.ingest.words.clean_fields import ORDER_TEXTS
from retention_core.ingest.words.currencies import currency_named
from retention_core.kernel.quantities import MOST_DECIMALS

_MOST_AMOUNT = 9.0e9
# A tenth of all, as in `oddities`; a customer far below its limit goes the careful way, too.
_MOST_OF_ALL, _FAR = 0.1, 20


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


def nothing_odd(codes: pl.Series, amounts: pl.Series | None) -> None:
    """Steps aside for what the careful way tells first: an amount beyond all others, one customer for many."""
    if amounts is not None and len(amounts):
        sizes = np.abs(amounts.to_numpy()).astype(np.float64)
        if sizes.max() > _MOST_OF_ALL * sizes.sum() > 0 and outlier_of(amounts) is not None:
            raise NotPlain
    counts = np.bincount(codes.to_numpy())
    counts = counts[counts > 0]
    if counts.max() > _MOST_OF_ALL * counts.sum() and counts.max() > _FAR * np.median(counts):
        raise NotPlain


def one_email_one_customer(rows: pl.DataFrame) -> None:
    """Steps aside where one e-mail stands under several customers, which the careful way tells."""
    if "email" not in rows.columns:
        return
    mail = pl.col("email").str.strip_chars().str.to_lowercase()
    pairs = rows.select(mail, "customer_code").drop_nulls().unique()
    if pairs["email"].n_unique() < pairs.height and several_ids(pairs, "email").height:
        raise NotPlain


def few_names_for_one_email(people: Coded, rows: pl.DataFrame) -> None:
    """Steps aside where customers are e-mails of which one stands beside many names."""
    ids = people.customers["customer_id"]
    if "name" not in rows.columns or not ids.str.contains(EMAIL).any():
        return
    if shared_emails(ids.gather(rows["customer_code"]), rows["name"]):
        raise NotPlain


def repeats(ids: pl.Series) -> bool:
    """Whether an order number stands on several rows; steps aside where a word stands instead of a number."""
    if _words_among_numbers(ids):
        raise NotPlain
    if growing(ids):
        return False
    firsts = ids.filter(begins_an_order(ids))
    if not growing(firsts):
        firsts = firsts.unique()
        _no_blanks(firsts)
        if is_placeholder(firsts).any():
            raise NotPlain
    return len(firsts) < len(ids)


def _words_among_numbers(ids: pl.Series) -> bool:
    """Whether some order numbers have no digit and others have; the usual whole numbers are the fastest to tell."""
    if not ids.cast(pl.Int64, strict=False).null_count():
        return False
    counted = ids.str.contains(r"[0-9]")
    return bool(counted.any() and not counted.all())


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
    return {"orders": orders.height - refunds, "refunds": refunds, "repeat_customers": repeat_customers(orders)}
