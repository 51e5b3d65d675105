"""Rows below zero that undo another row: both halves of such a pair go out together."""

from collections import defaultdict

import polars as pl

from retention_core.kernel.reading_codes import SetAside


def with_pairs(reason: pl.Series, frame: pl.DataFrame) -> pl.Series:
    """The reasons with the sale that a cancelled row below zero undoes set aside as well.

    The sale is the customer's last one of the same amount before it. Where there is none, the cancelled row takes its
    amount off the others: it counts.
    """
    if "amount" not in frame.columns or "customer_id" not in frame.columns:
        return reason
    undone = reason == SetAside.CANCELLED
    below = (undone & (frame["amount"] < 0)).fill_null(value=False).arg_true().to_list()
    if not below:
        return reason
    sales = _sales(frame, undone, reason)
    told = reason.to_list()
    for at in below:
        told[at], partner = _undoing(at, sales[frame["customer_id"][at], -frame["amount"][at]], frame)
        if partner is not None:
            told[partner] = SetAside.CANCELLED
    return pl.Series("state", told, dtype=pl.String)


def _sales(frame: pl.DataFrame, undone: pl.Series, reason: pl.Series) -> defaultdict[tuple[str, int], list[int]]:
    """Customer and amount -> the rows above zero that may have been undone: those said to be, and those in use."""
    rows = pl.DataFrame({"who": frame["customer_id"], "money": frame["amount"], "open": undone | reason.is_null()})
    found: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for at, who, money in rows.with_row_index().filter("open", pl.col("money") > 0).drop("open").iter_rows():
        found[who, money].append(at)
    return found


def _undoing(at: int, sales: list[int], frame: pl.DataFrame) -> tuple[str | None, int | None]:
    """The reason of a cancelled row below zero, and the row that it undoes; None and None where there is none."""
    day, days = frame["ordered_on"][at], frame["ordered_on"]
    before = [one for one in sales if day is None or days[one] is None or days[one] <= day]
    if not before:
        return None, None
    partner = max(before, key=lambda one: (str(days[one]), one))
    sales.remove(partner)
    return SetAside.CANCELLED, partner
