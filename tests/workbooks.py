"""Workbooks drawn by hand, for tests: a line is 'customer day [amount]'."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import polars as pl

from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook

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


def with_spending(study: Study, lines: str) -> Study:
    """The same study with a spending file of lines like `2024-01-01 120.50 web keeping`; `-` is an empty cell."""
    names = ("spent_on", "amount", "channel", "purpose")
    cells = [dict(zip(names, line.split(), strict=False)) for line in lines.strip().splitlines()]
    table = pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String)).with_columns(
        pl.col("spent_on").str.to_date(),
        (pl.col("amount").str.to_decimal(scale=2) * 10**study.workbook.decimals).cast(pl.Int64),
        pl.col("channel", "purpose").replace("-", None),
    )
    return study.with_workbook(replace(study.workbook, spending=table))


def contracts_of(lines: str) -> Workbook:
    """A workbook from contracts like `Ann 2024-01-05 2024-03-31 Basic 20`: first day, last day or -, plan, fee."""
    rows = [
        (who, date.fromisoformat(first), None if last == "-" else date.fromisoformat(last), *plan_and_fee)
        for who, first, last, *plan_and_fee in map(str.split, filter(str.strip, lines.splitlines()))
    ]
    names = ("customer_id", "started_on", "ended_on", "plan", "amount_per_month")[: len(rows[0])]
    table = pl.DataFrame(rows, schema=names, orient="row").with_columns(pl.col("ended_on").cast(pl.Date))
    if "amount_per_month" in names:
        table = table.with_columns((pl.col("amount_per_month").cast(pl.Float64) * 100).cast(pl.Int64))
    return facts_of("subscriptions", table)


def activity_of(events: Iterable[tuple[str, date]]) -> Workbook:
    """A workbook from (customer, day) of things that customers did."""
    return facts_of(
        "activity", pl.DataFrame(list(events), schema={"customer_id": pl.String, "happened_at": pl.Date}, orient="row")
    )


def facts_of(name: str, table: pl.DataFrame) -> Workbook:
    """A workbook without orders, from one other table with customer ids."""
    customers = table.select(pl.col("customer_id").unique()).sort("customer_id")
    codes = customers.with_row_index("customer_code")
    coded = table.join(codes, on="customer_id", maintain_order="left").drop("customer_id")
    schema = {"customer_code": pl.UInt32, "ordered_on": pl.Date, "purchase": pl.Boolean}
    digest = sha256(coded.write_csv().encode()).hexdigest()
    return Workbook(pl.DataFrame(schema=schema), customers, "EUR", 2, (), (), digest, **{name: coded})  # type: ignore[arg-type]


def study_of(lines: str, **settings: object) -> Study:
    """A study of `workbook_of` under settings."""
    return Study(workbook_of(lines), Settings(**settings))  # type: ignore[arg-type]


def with_costs(study: Study, costs: list[int | None]) -> Study:
    """The same study with what each order cost, minor units, in day order."""
    orders = study.workbook.orders.with_columns(pl.Series("cost", costs, dtype=pl.Int64))
    digest = sha256(orders.write_csv().encode()).hexdigest()
    return study.with_workbook(replace(study.workbook, orders=orders, digest=digest))
