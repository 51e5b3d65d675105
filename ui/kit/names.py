"""Customers by their ids and names in place of codes."""

from collections.abc import Mapping, Sequence

import polars as pl

from retention_core.kernel.messages import N_
from retention_core.kernel.workbook import Workbook
from ui.kit.tables import headed, in_exact_money

CUSTOMER_COLUMNS = ("customer_id", "name", "email")
MONEY_COLUMNS = (
    *("spend", "spend_in_months", "margin", "given_back", "missing"),
    *("amount", "revenue", "before", "now", "value_at_stake"),
    *("spend_12", "worth", "worth_low", "worth_high"),
)
HEADERS = {
    "customer_id": N_("Customer"),
    "name": N_("Name"),
    "email": N_("E-mail"),
    "spend": N_("Spend"),
    "spend_in_months": N_("Spend in these months"),
    "purchase_days_in_months": N_("Purchase days in these months"),
    "margin": N_("Earned"),
    "owner": N_("Looked after by"),
    "given_back": N_("Given back"),
    "missing": N_("Lacks"),
    "missing_days": N_("Purchase days lacking"),
    "next_tier": N_("To reach"),
    "purchase_days": N_("Purchase days"),
    "first_day": N_("First purchase"),
    "last_day": N_("Last purchase"),
    "months": N_("Months"),
    "before": N_("Spend in the period before"),
    "now": N_("Spend in this period"),
    "rhythm_days": N_("Usual days between purchases"),
    "risk_percent": N_("Chance of being gone, %"),
    "value_at_stake": N_("Value at stake"),
    "alive_percent": N_("Chance of still being a customer, %"),
    "purchases_3": N_("Purchases expected in 3 months"),
    "purchases_12": N_("Purchases expected in 12 months"),
    "purchases_12_low": N_("Purchases, low (8 of 10)"),
    "purchases_12_high": N_("Purchases, high (8 of 10)"),
    "spend_12": N_("Spend expected in 12 months"),
    "worth": N_("Worth in 3 years"),
    "worth_low": N_("Worth, low (8 of 10)"),
    "worth_high": N_("Worth, high (8 of 10)"),
    "renews_percent": N_("Chance to renew next month, %"),
    "there_in_12_percent": N_("Chance to be there in 12 months, %"),
    "months_ahead": N_("Months expected of the next 36"),
    "months_ahead_low": N_("Months, low (8 of 10)"),
    "months_ahead_high": N_("Months, high (8 of 10)"),
    "tier": N_("Tier"),
    "why": N_("Why"),
    "due_on": N_("Day"),
    "what": N_("What"),
    "r": N_("Recency score"),
    "f": N_("Frequency score"),
    "m": N_("Spend score"),
    "big_first_order": N_("Big first order"),
    "one_time": N_("Bought on one day only"),
}


def called(row: Mapping[str, object]) -> str:
    """A customer in one line: number, name and address, each once."""
    known = [str(row[name]) for name in CUSTOMER_COLUMNS if row.get(name)]
    return " · ".join(dict.fromkeys(known))


def names_of(workbook: Workbook, codes: Sequence[int] | pl.Series) -> dict[str, str]:
    """Some customers, each in one line, by id."""
    rows = workbook.customers[codes].rows(named=True)
    return {row["customer_id"]: called(row) for row in rows}


def with_names(workbook: Workbook, customers: pl.DataFrame) -> pl.DataFrame:
    """A table of customer codes with ids and names in place of the codes, whole money, headers in words."""
    known = workbook.customers
    names = known.select(column for column in CUSTOMER_COLUMNS if column in known.columns)[customers["customer_code"]]
    if "email" in names.columns and (names["email"].is_null() | (names["email"] == names["customer_id"])).all():
        names = names.drop("email")
    money = (column for column in customers.columns if column in MONEY_COLUMNS)
    rest = in_exact_money(customers.drop("customer_code"), workbook.decimals, *money)
    if "months" in rest.columns and (rest["months"] == rest["months"].round()).all():
        rest = rest.with_columns(pl.col("months").cast(pl.Int64))
    return headed(pl.concat([names, rest], how="horizontal"), HEADERS)
