"""A workbook's customers, numbered once over all its tables, and its tables of facts with those numbers."""

from collections.abc import Mapping, Sequence

import polars as pl

from retention_core.ingest.facts import FactsTable
from retention_core.ingest.kinds import CUSTOMER_TEXTS
from retention_core.workbook import Kind

_FRAME = {
    Kind.SUBSCRIPTIONS: "subscriptions",
    Kind.ACTIVITY: "activity",
    Kind.FEEDBACK: "feedback",
    Kind.SPENDING: "spending",
    Kind.CARTS: "carts",
}


def everybody(buyers: pl.Series, facts: Sequence[FactsTable]) -> pl.DataFrame:
    """One row per customer of any table but a mere list of customers, in sorted id order, with what such lists say."""
    ids = [buyers, *(_used(table)["customer_id"] for table in facts if _brings_people(table))]
    lone = not len(buyers) and all(not _brings_people(table) for table in facts)
    ids += [_used(table)["customer_id"] for table in facts if table.kind is Kind.CUSTOMERS] if lone else []
    customers = (
        pl.concat([column.cast(pl.String).rename("customer_id") for column in ids])
        .drop_nulls()
        .unique()
        .sort()
        .to_frame()
    )
    for table in facts:
        if table.kind is Kind.CUSTOMERS:
            customers = _with_traits(customers, table)
    return customers


def _brings_people(table: FactsTable) -> bool:
    return table.kind is not Kind.CUSTOMERS and "customer_id" in table.frame.columns


def _used(table: FactsTable) -> pl.DataFrame:
    return table.frame.filter(pl.col("reason").is_null()).drop("reason")


def _with_traits(customers: pl.DataFrame, table: FactsTable) -> pl.DataFrame:
    """What a list of customers says about them, by customer number or e-mail; the first row of a customer counts."""
    known = _used(table)
    key = "customer_id"
    if "email" in known.columns and not known["customer_id"].is_in(customers["customer_id"].implode()).any():
        key, known = "email", known.with_columns(pl.col("email").str.to_lowercase())
    fields = [
        name for name in (*CUSTOMER_TEXTS, "joined_on") if name in known.columns and name not in customers.columns
    ]
    traits = (
        known.drop_nulls(key).unique(key, keep="first", maintain_order=True).select(pl.col(key).alias("_key"), *fields)
    )
    joined = customers.with_columns(
        pl.col("customer_id").str.to_lowercase().alias("_key")
        if key == "email"
        else pl.col("customer_id").alias("_key")
    )
    return joined.join(traits, on="_key", how="left", maintain_order="left").drop("_key")


def fact_frames(customers: pl.DataFrame, facts: Sequence[FactsTable]) -> Mapping[str, pl.DataFrame]:
    """The tables of facts by their name in the workbook, with customer codes in place of ids."""
    frames: dict[str, pl.DataFrame] = {}
    for kind, name in _FRAME.items():
        tables = [_coded(_used(table), customers) for table in facts if table.kind is kind]
        if tables:
            frames[name] = pl.concat(tables, how="diagonal_relaxed")
    return frames


def _coded(frame: pl.DataFrame, customers: pl.DataFrame) -> pl.DataFrame:
    if "customer_id" not in frame.columns:
        return frame
    codes = customers.select("customer_id").with_row_index("customer_code")
    coded = frame.join(codes, on="customer_id", how="left", maintain_order="left").drop("customer_id")
    return coded.select("customer_code", pl.exclude("customer_code"))
