"""Files of refunds, returns or credit notes that name no customer: each row belongs to an order of another file."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from retention_core.ingest.columns.amounts import Amounts, read_amounts
from retention_core.ingest.columns.dates import read_days
from retention_core.ingest.rows.orders import OrdersTable
from retention_core.ingest.table.column_recognition import share
from retention_core.ingest.table.recognised_table import RecognisedTable, keys
from retention_core.ingest.words.cell_kinds import looks_like_number
from retention_core.kernel.questions import TableKind
from retention_core.kernel.reading_codes import SetAside

_GIVEN_BACK = frozenset({"refund", "return", "credit_note"})
_ORDERS = frozenset({"order", "invoice", "receipt", "sale", "transaction"})
_HALF, _MOSTLY = 0.5, 0.9


@dataclass(frozen=True, eq=False)
class RefundFile:
    """A table of refunds with its columns of the order number and the money, and of the day where there is one."""

    table: RecognisedTable
    number: str
    money: str
    day: str | None


def refunds_among(laid: Sequence[RecognisedTable]) -> list[RefundFile]:
    """The tables whose rows give back money of orders that another table holds."""
    heads = [one for one in laid if _order_numbers(one) is not None]
    if not heads:
        return []
    known = pl.concat([numbers for one in heads if (numbers := _order_numbers(one)) is not None]).unique()
    found = (_refund_file(one, known) for one in laid if one not in heads and _gives_back(one))
    return [one for one in found if one is not None]


def _order_numbers(one: RecognisedTable) -> pl.Series | None:
    """The order numbers of a table that says who bought; None: it is no such table."""
    at, customer = one.best("order_id"), one.body.seen.best("customer_id")
    if one.seen.kind is not TableKind.ORDERS or at is None or customer is None:
        return None
    return keys(one.body.cells[at]).drop_nulls()


def _gives_back(one: RecognisedTable) -> bool:
    """Whether headers speak of money given back, and none of a customer."""
    seen = one.body.seen
    return bool(seen.all_concepts & _GIVEN_BACK) and seen.best("customer_id") is None


def _refund_file(one: RecognisedTable, known: pl.Series) -> RefundFile | None:
    cells, seen = one.body.cells, one.body.seen
    numbers = [at for at in cells.columns if _in_common(cells[at], known) >= _least(seen.concepts(at))]
    money = next((at for role in ("refunded", "amount") for at in seen.ranked(role, 0.0)), None) or _refunded(one)
    if not numbers or money is None or money == numbers[0]:
        return None
    days = [at for at in seen.ranked("ordered_on", -6.0) if at not in (numbers[0], money)]
    return RefundFile(one, numbers[0], money, next(iter(days), None))


def _in_common(cells: pl.Series, known: pl.Series) -> float:
    """The share of a column's different values that are order numbers."""
    own = keys(cells.drop_nulls()).unique()
    return float(own.is_in(known.implode()).mean() or 0)  # type: ignore[arg-type]


def _least(concepts: frozenset[str]) -> float:
    """How many must be: fewer where the header speaks of orders."""
    return _HALF if concepts & _ORDERS else _MOSTLY


def _refunded(one: RecognisedTable) -> str | None:
    """A column of numbers whose header speaks of money given back."""
    cells, seen = one.body.cells, one.body.seen
    named = [at for at in cells.columns if seen.concepts(at) & _GIVEN_BACK]
    return next((at for at in named if share(cells[at], looks_like_number) >= _MOSTLY), None)


def read_refunds(file: RefundFile, orders: Sequence[OrdersTable]) -> OrdersTable:
    """The rows of a table of refunds as money below zero of their orders' customers; on the order's day without one."""
    one, body = file.table, file.table.body
    answers = one.answers
    money = read_amounts(body.cells[file.money], answers, "amount")
    bought = _bought(orders)
    own = pl.DataFrame({"key": keys(body.cells[file.number]), "order_id": body.cells[file.number]})
    joined = own.join(bought, on="key", how="left", maintain_order="left")
    days = joined["ordered_on"]
    if file.day is not None:
        read = read_days(body.cells[file.day], answers, "ordered_on").values
        days = read.zip_with(read.is_not_null(), days)
    frame = joined.select("customer_id", "order_id", "why", "known").with_columns(
        days.alias("ordered_on"), (-money.minor.abs()).alias("amount"), one.shifted.alias("shifted")
    )
    frame = frame.with_columns(_reason().alias("reason")).drop("why", "known", "shifted")
    fields = {"order_id": file.number, "refunded": file.money} | ({"ordered_on": file.day} if file.day else {})
    columns = {name: body.header(at) for name, at in fields.items()}
    return OrdersTable(body, columns, frame, money.decimals, _currency(money, orders), None, body.table.notes)


def _currency(money: Amounts, orders: Sequence[OrdersTable]) -> str | None:
    """The currency that the refunds name, else the only one of the orders."""
    named = {table.currency for table in orders}
    return money.currency or (named.pop() if len(named) == 1 else None)


def _reason() -> pl.Expr:
    """Why a refund cannot be used: its order is not there, or out itself, or tells what was given back already."""
    return pl.coalesce(
        "shifted",
        pl.when(pl.col("known").is_null()).then(pl.lit(SetAside.ORDER_NOT_FOUND)),
        "why",
        pl.when(pl.col("amount").is_null()).then(pl.lit(SetAside.NO_AMOUNT)),
    )


def _bought(orders: Sequence[OrdersTable]) -> pl.DataFrame:
    """One row per order number: key, customer_id, ordered_on, known, and why its refunds do not count (null: do)."""
    rows = pl.concat([_numbered(table) for table in orders if "order_id" in table.frame.columns])
    told = pl.when(pl.col("given_back") > 0).then(pl.lit(SetAside.IN_OTHER_FILE))
    rows = rows.with_columns(pl.coalesce("reason", told).alias("why")).sort(pl.col("why").is_not_null())
    first = rows.drop_nulls("key").unique("key", keep="first", maintain_order=True)
    return first.select("key", "customer_id", "ordered_on", "why", pl.lit(value=True).alias("known"))


def _numbered(table: OrdersTable) -> pl.DataFrame:
    frame = table.frame
    given = pl.col("given_back") if "given_back" in frame.columns else pl.lit(0, dtype=pl.Int64).alias("given_back")
    return frame.select(keys(frame["order_id"]), "customer_id", "ordered_on", "reason", given)


def with_refunds(tables: Sequence[object], files: Sequence[RefundFile]) -> list[OrdersTable]:
    """The tables of refunds, read beside the tables of orders that were understood."""
    orders = [table for table in tables if isinstance(table, OrdersTable)]
    return [read_refunds(file, orders) for file in files] if orders else []
