"""What became of every row: totals, the clean orders, and the rows set aside."""

import numpy as np
import polars as pl

from retention_core.ingest.book.order_counts import order_counts
from retention_core.ingest.rows.costs import COST
from retention_core.ingest.words.clean_fields import ORDER_TEXTS
from retention_core.kernel.workbook import Source, Workbook


def totals(workbook: Workbook) -> dict[str, object]:
    """The `totals` of the command line: counts as integers, revenue as exact decimal text, days as ISO text."""
    counts = workbook.counts or order_counts(workbook.orders)
    days = _days(workbook)
    return {
        "orders": counts["orders"],
        "refunds": counts["refunds"],
        "customers": _customers(workbook),
        "repeat_customers": counts["repeat_customers"],
        "revenue": _revenue(workbook),
        "currency": workbook.currency,
        "first_day": str(days.min()) if len(days) else None,
        "last_day": str(days.max()) if len(days) else None,
    }


def _days(workbook: Workbook) -> pl.Series:
    """The days of what customers come from: orders, else activity or feedback, else the starts of contracts."""
    dated = ((workbook.orders, "ordered_on"), (workbook.activity, "happened_at"), (workbook.feedback, "answered_on"))
    for frame, name in (*dated, (workbook.subscriptions, "started_on")):
        if frame is not None and name in frame.columns and frame.height:
            return frame[name].drop_nulls()
    return workbook.orders["ordered_on"]


def _customers(workbook: Workbook) -> int:
    """People with orders or refunds; where there are no orders, people of the other tables."""
    if workbook.orders.height:
        seen = np.zeros(workbook.customers.height, np.bool_)
        seen[workbook.orders["customer_code"].to_numpy()] = True
        return int(np.count_nonzero(seen))
    return workbook.customers.height


def _revenue(workbook: Workbook) -> str | None:
    if not workbook.has_amounts:
        return None
    return exact_text(int(workbook.orders["amount"].sum()), workbook.decimals)


def exact_text(minor: int, decimals: int) -> str:
    """An amount with all its decimals, two at least: -1234 at 2 is "-12.34"."""
    places = max(decimals, 2)
    digits = str(abs(minor) * 10 ** (places - decimals)).zfill(places + 1)
    return f"{'-' if minor < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def clean_orders(workbook: Workbook) -> pl.DataFrame:
    """One row per order or refund and day: customer_id (to the letter), ordered_on, exact amount and cost, the rest.

    The currency is the last column wherever amounts have one, so that the rows can be dropped again.
    """
    ids = workbook.orders.select(
        workbook.customers["customer_id"].gather(workbook.orders["customer_code"]).alias("customer_id")
    )
    rest = [name for name in ("order_id", *ORDER_TEXTS, "currency") if name in workbook.orders.columns]
    money = [name for name in ("amount", COST) if name in workbook.orders.columns]
    amount = [_exact(name, workbook.decimals) for name in money]
    known = workbook.currency if workbook.has_amounts and "currency" not in rest else None
    currency = [pl.lit(known).alias("currency")] if known else []
    return ids.hstack(workbook.orders.select("ordered_on", *amount, *rest, *currency))


def _exact(name: str, decimals: int) -> pl.Expr:
    places = max(decimals, 2)
    digits = (pl.col(name).abs() * 10 ** (places - decimals)).cast(pl.String).str.zfill(places + 1)
    sign = pl.when(pl.col(name) < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, digits.str.head(-places), pl.lit("."), digits.str.tail(places)).alias(name)


def set_aside_table(source: Source) -> pl.DataFrame:
    """One row per row set aside, to mend and drop again: the file's own columns, then row and reason.

    row, reason   with an underscore behind the name where the file has such a column itself
    """
    names = list(source.headers)
    cells = source.set_aside.select(pl.col(str(at)).alias(name) for at, name in enumerate(names))
    return cells.hstack(
        source.set_aside.select(
            pl.col("row").alias(_free("row", names)), pl.col("reason").alias(_free("reason", names))
        )
    )


def _free(name: str, taken: list[str]) -> str:
    return name if name not in taken else _free(f"{name}_", taken)
