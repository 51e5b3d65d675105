"""What else the files say about one customer, and which customers some numbers or addresses mean."""

from collections.abc import Iterable

import polars as pl

from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook

TABLES = ("feedback", "subscriptions", "carts", "activity")
MOST_ROWS = 50
NAMES = ("customer_id", "name", "email")
KEYS = ("customer_id", "email")


def facts_of(study: Study, code: int) -> dict[str, pl.DataFrame]:
    """The first 50 rows about a customer of each other table that has any, by the table's name.

    Without the customer's code and without columns that are null in all of these rows.
    """
    tables = {name: getattr(study.workbook, name) for name in TABLES}
    found = {name: _of_customer(table, code) for name, table in tables.items() if table is not None}
    return {name: _telling(rows) for name, rows in found.items() if rows.height}


def traits_of(study: Study, code: int) -> dict[str, object]:
    """What a list of customers says about one besides number, name and address, by column; nulls are left out."""
    row = study.workbook.customers.row(code, named=True)
    return {name: value for name, value in row.items() if name not in NAMES and value is not None}


def customers_meant(book: Workbook, words: Iterable[str]) -> tuple[list[str], int]:
    """The ids of the customers whose number or e-mail is one of some words, whatever the capitals.

    And how many different words, empty ones aside, are nobody's.
    """
    wanted = {word.strip().lower() for word in words} - {""}
    names = [name for name in KEYS if name in book.customers.columns]
    known = book.customers.select("customer_id", *(pl.col(name).str.to_lowercase().alias(f"_{name}") for name in names))
    listed = pl.Series(list(wanted), dtype=pl.String).implode()
    found = known.filter(pl.any_horizontal(pl.col(f"_{name}").is_in(listed) for name in names).fill_null(value=False))
    met = {word for name in names for word in found[f"_{name}"].drop_nulls()}
    return found["customer_id"].to_list(), len(wanted - met)


def codes_of(book: Workbook, ids: Iterable[str]) -> pl.Series:
    """The codes of the customers with some numbers, ascending; numbers that the files do not know are left out."""
    known = pl.Series(list(ids), dtype=pl.String).implode()
    return book.customers.with_row_index("customer_code").filter(pl.col("customer_id").is_in(known))["customer_code"]


def _of_customer(table: pl.DataFrame, code: int) -> pl.DataFrame:
    if "customer_code" not in table.columns:
        return table.clear()
    return table.filter(pl.col("customer_code") == code).drop("customer_code").head(MOST_ROWS)


def _telling(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(name for name in rows.columns if rows[name].null_count() < rows.height)
