"""Workbooks drawn by hand, for tests: a line is 'customer day [amount]'."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from hashlib import sha256

import polars as pl

from retention_core.settings import Settings
from retention_core.study import Study
from retention_core.workbook import Workbook

Row = tuple[str, date, int | None, bool]


def workbook_of(lines: str, *, currency: str | None = "EUR") -> Workbook:
    """A workbook from lines like `Ann 2024-01-05 12.50`; a negative amount is a refund."""
    return workbook_from(map(_row, filter(str.strip, lines.splitlines())), currency=currency)


def _row(line: str) -> Row:
    customer, day, *amount = line.split()
    minor = int(Decimal(amount[0]) * 100) if amount else None
    return customer, date.fromisoformat(day), minor, minor is None or minor >= 0


def workbook_from(rows: Iterable[Row], *, currency: str | None = "EUR", decimals: int = 2) -> Workbook:
    """A workbook from (customer, day, amount in minor units, is a purchase)."""
    schema = {"customer_id": pl.String, "ordered_on": pl.Date, "amount": pl.Int64, "purchase": pl.Boolean}
    table = pl.DataFrame(list(rows), schema=schema, orient="row")
    customers = table.select(pl.col("customer_id").unique()).sort("customer_id")
    codes = customers.with_row_index("customer_code")
    orders = table.join(codes, on="customer_id", maintain_order="left").sort("ordered_on", maintain_order=True)
    orders = orders.select("customer_code", "ordered_on", "amount", "purchase")
    if orders["amount"].is_null().all():
        orders = orders.drop("amount")
    digest = sha256(orders.write_csv().encode()).hexdigest()
    return Workbook(orders, customers, currency, decimals, (), (), digest)


def study_of(lines: str, **settings: object) -> Study:
    """A study of `workbook_of` under settings."""
    return Study(workbook_of(lines), Settings(**settings))  # type: ignore[arg-type]
