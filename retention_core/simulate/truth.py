"""What is known about a sample shop because it was drawn: its parameters, and its totals counted from the draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl


@dataclass(frozen=True)
class Truth:
    """The right answers for one sample shop.

    parameters            what it was drawn from; times in days unless the name says otherwise
    begins_with_business  no customer bought before the first day of the file
    orders                order numbers in use, refunds among them, without those given back whole
    refunds               orders below zero
    customers             people with an order or a refund
    repeat_customers      people who bought on two or more days
    set_aside             rows that cannot be used, by reason
    """

    parameters: Mapping[str, float]
    begins_with_business: bool
    orders: int
    refunds: int
    customers: int
    repeat_customers: int
    revenue: Decimal
    first_day: date
    last_day: date
    set_aside: Mapping[str, int]


@dataclass(frozen=True)
class Draw:
    """One sample shop: the export, as text, and what is true about it."""

    export: pl.DataFrame
    truth: Truth


def truth_of(log: pl.DataFrame, parameters: Mapping[str, float], *, begins_with_business: bool) -> Truth:
    """Counts a log of lines: order_id, customer, day, cents, reason (null: the line counts)."""
    used = log.filter(pl.col("reason").is_null())
    orders = used.group_by("order_id", "customer").agg(pl.col("cents").sum(), pl.col("day").min())
    days = orders.filter(pl.col("cents") > 0).group_by("customer").agg(pl.col("day").n_unique())
    aside = log.filter(pl.col("reason").is_not_null()).group_by("reason").len()
    return Truth(
        parameters=parameters,
        begins_with_business=begins_with_business,
        orders=orders.filter(pl.col("cents") != 0).height,
        refunds=orders.filter(pl.col("cents") < 0).height,
        customers=orders["customer"].n_unique(),
        repeat_customers=days.filter(pl.col("day") > 1).height,
        revenue=Decimal(int(used["cents"].sum())).scaleb(-2),
        first_day=used["day"].min(),  # type: ignore[arg-type]
        last_day=used["day"].max(),  # type: ignore[arg-type]
        set_aside=dict(aside.iter_rows()),
    )


def written_cents(cents: pl.Expr) -> pl.Expr:
    """12345 as 123.45, exactly."""
    return pl.format(
        "{}{}.{}",
        pl.when(cents < 0).then(pl.lit("-")).otherwise(pl.lit("")),
        cents.abs() // 100,
        (cents.abs() % 100).cast(pl.String).str.zfill(2),
    )


def why_set_aside() -> pl.Expr:
    """The reason why a line does not count, from `customer` and `status`; null where it counts."""
    no_customer = pl.when(pl.col("customer").is_null()).then(pl.lit("no_customer"))
    return no_customer.when(pl.col("status").is_in(["cancelled", "failed"])).then("status").alias("reason")
