"""Who can be written to: an address that mails can reach, and nothing that says they do not want it."""

import polars as pl

from retention_core.kernel.workbook import Workbook

ADDRESS = r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$"


def contactable_customers(book: Workbook) -> pl.DataFrame:
    """One row per customer of the workbook, by code.

    email     an address that mails can reach: their own, or their number where that is one; null: none
    phone     as in the files; null: none
    agreed    did not refuse, and agreed where the files ask
    """
    known = book.customers.columns
    written = pl.coalesce(pl.col("email") if "email" in known else pl.lit(None, pl.String), "customer_id")
    agreed = pl.col("consent").fill_null(value=False) if "consent" in known else pl.lit(value=True)
    phone = pl.col("phone") if "phone" in known else pl.lit(None, pl.String)
    return book.customers.select(
        pl.when(written.str.contains(ADDRESS)).then(written.str.strip_chars()).alias("email"),
        phone.alias("phone"),
        agreed.alias("agreed"),
    )
