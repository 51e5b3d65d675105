"""Files as they should look, to fill in: orders, contracts, activity. All made up."""

from datetime import datetime

import polars as pl

from retention_core.kernel.messages import N_

ORDERS = (N_("Customer number"), N_("Order date"), N_("Amount"), N_("Product"))
CONTRACTS = (
    N_("Customer number"),
    N_("Start date"),
    N_("End date"),
    N_("Plan"),
    N_("Monthly fee"),
    N_("Reason for leaving"),
)
ACTIVITY = (N_("Customer number"), N_("Time"), N_("Event"))
COFFEE, TEA, BASIC, PLUS = N_("Coffee"), N_("Tea"), N_("Basic"), N_("Plus")
EXPENSIVE, SIGNED_UP, VISIT = N_("too expensive"), N_("signed up"), N_("visit")
TO_SAY = (COFFEE, TEA, BASIC, PLUS, EXPENSIVE, SIGNED_UP, VISIT)

_ORDERS = [
    ("C001", "2026-01-05", 24.9, COFFEE),
    ("C002", "2026-01-07", 12.5, TEA),
    ("C001", "2026-02-03", 24.9, COFFEE),
]
_CONTRACTS = [
    ("C001", "2025-03-01", None, BASIC, 19.9, None),
    ("C002", "2025-04-15", "2026-01-14", PLUS, 29.9, EXPENSIVE),
    ("C003", "2025-06-01", None, PLUS, 29.9, None),
]
_ACTIVITY = [("C001", 9, SIGNED_UP), ("C001", 17, VISIT), ("C002", 18, VISIT)]


def orders_example() -> pl.DataFrame:
    """One row per order: who bought when, for how much and what. Headers: `ORDERS`."""
    return _days(pl.DataFrame(_ORDERS, schema=list(ORDERS), orient="row"))


def contracts_example() -> pl.DataFrame:
    """One row per contract: from when to when, which and for how much a month; no end while it runs. `CONTRACTS`."""
    return _days(pl.DataFrame(_CONTRACTS, schema=list(CONTRACTS), orient="row"))


def activity_example() -> pl.DataFrame:
    """One row per thing that a customer did: who, what and when. Headers: `ACTIVITY`."""
    rows = [(who, datetime(2026, 1, 5, hour), what) for who, hour, what in _ACTIVITY]
    return pl.DataFrame(rows, schema=list(ACTIVITY), orient="row")


def _days(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(pl.col("^.* date$").str.to_date())
