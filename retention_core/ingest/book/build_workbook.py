"""Orders tables to a workbook: customers numbered once, exact money, the log in day order."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from retention_core.ingest.book.order_counts import order_counts
from retention_core.ingest.columns.contact_columns import CONTACTS
from retention_core.ingest.columns.distinct_values import all_different
from retention_core.ingest.rows.costs import COST
from retention_core.ingest.rows.orders import OrdersTable
from retention_core.ingest.words.clean_fields import ORDER_TEXTS
from retention_core.kernel.errors import Refusal, Refused

_ADDS_UP = 9.0e18
_MONEY = ("amount", COST)
KEYS = ("customer_id", "ordered_on", "order_id")


@dataclass(frozen=True)
class NumberedOrders:
    """The order log of a workbook with its customers and counts; see Workbook for the columns."""

    orders: pl.DataFrame
    customers: pl.DataFrame
    decimals: int
    counts: dict[str, int]


def order_lines(tables: Sequence[OrdersTable], decimals: int) -> pl.DataFrame:
    """One row per order (or refund), customer and day, of all tables together, in day order; customers still by id."""
    if not tables:
        return pl.DataFrame(schema={"customer_id": pl.String, "ordered_on": pl.Date, "purchase": pl.Boolean})
    lines = pl.concat([_lines(table, decimals, at) for at, table in enumerate(tables)], how="diagonal")
    if not all(table.has_amounts for table in tables):
        lines = lines.drop(*_MONEY, strict=False)
    if "amount" in lines.columns and lines["amount"].cast(pl.Float64).abs().sum() > _ADDS_UP:
        raise Refused(
            Refusal.TOO_BIG_AMOUNTS, file=tables[0].body.table.file, column=tables[0].columns.get("amount", "")
        )
    return _netted(_combined(lines)).sort("ordered_on", maintain_order=True)


def number_customers(log: pl.DataFrame, customers: pl.DataFrame) -> NumberedOrders:
    """The log with customer codes in place of ids, and its counts."""
    codes = log["customer_id"].cast(pl.Enum(customers["customer_id"])).to_physical()
    coded = log.with_columns(codes.cast(pl.UInt32).alias("customer_code"))
    first = ["customer_code", "ordered_on", *(["amount"] if "amount" in log.columns else []), "purchase"]
    rest = [name for name in (COST, "order_id", *ORDER_TEXTS, "currency") if name in coded.columns]
    return NumberedOrders(coded.select(*first, *rest), customers, 0, order_counts(coded))


def _lines(table: OrdersTable, decimals: int, at: int) -> pl.DataFrame:
    used = table.frame.filter(pl.col("reason").is_null()).drop("reason", "status", *CONTACTS, strict=False)
    money = [name for name in _MONEY if name in used.columns]
    used = used.with_columns(pl.col(money) * 10 ** (decimals - table.decimals))
    return used.with_columns(pl.lit(at).alias("source"))


def _combined(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines of one order, customer and day as one row; a row without an order number is an order by itself."""
    if "order_id" not in lines.columns:
        return lines.drop("source")
    numbered = lines.filter(pl.col("order_id").is_not_null())
    if all_different(numbered["order_id"]) or not numbered.select(*KEYS).is_duplicated().any():
        return lines.drop("source")
    by_order = _added_up(numbered.drop("source"))
    single = lines.filter(pl.col("order_id").is_null()).drop("source")
    return pl.concat([by_order, single.select(by_order.columns)])


def _added_up(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines with equal keys as one row, where the first of them stood: amounts added up, texts of the first.

    A cost is known where that of every line is.
    """
    texts = [name for name in lines.columns if name not in {*KEYS, *_MONEY}]
    whole = [pl.col("amount").sum()] if "amount" in lines.columns else []
    if COST in lines.columns:
        whole.append(pl.when(pl.col(COST).is_not_null().all()).then(pl.col(COST).sum()))
    return lines.group_by(KEYS, maintain_order=True).agg(*whole, *(pl.col(text).first() for text in texts))


def _netted(log: pl.DataFrame) -> pl.DataFrame:
    """Marks purchases: not a refund, not given back in full, as a column or a negative row of the same order says."""
    if "amount" not in log.columns:
        return log.with_columns(pl.lit(value=True).alias("purchase"))
    buys = pl.col("amount") >= 0
    if "given_back" in log.columns:
        buys &= ~((pl.col("given_back") > 0) & (pl.col("amount") <= 0)).fill_null(value=False)
        log = log.with_columns(buys.alias("buys")).drop("given_back")
        buys = pl.col("buys")
    if "order_id" not in log.columns:
        return log.with_columns(buys.alias("purchase")).drop("buys", strict=False)
    return log.with_columns(buys.alias("purchase") & ~_given_back(log)).drop("buys", strict=False)


def _given_back(log: pl.DataFrame) -> pl.Series:
    """Rows of order numbers with a negative row of the same customer that leaves nothing of them, or less."""
    order = ["customer_id", "order_id"]
    below = log.filter((pl.col("amount") < 0) & pl.col("order_id").is_not_null()).select(order).unique()
    if not below.height:
        return pl.repeat(value=False, n=log.height, eager=True).alias("purchase")
    net = log.join(below, on=order, how="semi").group_by(order).agg(pl.col("amount").sum())
    nothing = net.filter(pl.col("amount") <= 0).select(*order, pl.lit(value=True).alias("purchase"))
    joined = log.select(order).join(nothing, on=order, how="left", maintain_order="left")
    return joined["purchase"].fill_null(value=False)
