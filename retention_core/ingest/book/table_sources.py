"""How each table was read, row by row: what a Workbook keeps of its files."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from retention_core.ingest.book.column_evidence import evidence_of
from retention_core.ingest.inputs.cells import CellTable
from retention_core.ingest.joining.product_lists import ProductsTable
from retention_core.ingest.rows.facts import FactsTable
from retention_core.ingest.rows.line_items import LinesTable
from retention_core.ingest.rows.orders import OrdersTable
from retention_core.ingest.table.header_location import TableBody
from retention_core.kernel.questions import TableKind
from retention_core.kernel.reading_codes import SetAside
from retention_core.kernel.workbook import Source

NOT_SHOWN = frozenset(
    {
        "adjusted",
        "cancelled_on",
        "line_id",
        "refund_customer_id",
        "refund_order_id",
        "sale_kind",
        "surname",
        "test_flag",
    }
)


def source_of(table: OrdersTable | LinesTable | FactsTable | ProductsTable, decimals: int) -> Source:
    """How a table was read, with the rows set aside and their money in minor units at `decimals`."""
    if isinstance(table, OrdersTable | LinesTable):
        scale = 10 ** (decimals - table.decimals)
        amount = table.frame["amount"] * scale if table.has_amounts else None
        source = _source(table.body, TableKind.ORDERS, table.columns, table.frame["reason"], amount)
        platform = table.platform if isinstance(table, OrdersTable) else None
        return replace(source, evidence=evidence_of(table.body, TableKind.ORDERS, source.columns, platform))
    source = _source(table.body, table.kind, table.columns, table.frame["reason"], None)
    return replace(source, evidence=evidence_of(table.body, table.kind, source.columns))


def _source(
    body: TableBody, kind: TableKind, columns: Mapping[str, str], reason: pl.Series, amount: pl.Series | None
) -> Source:
    money = amount if amount is not None else pl.Series("amount", [None] * len(reason), dtype=pl.Int64)
    ledger = pl.DataFrame({"row": body.rows, "reason": reason, "amount": money}).hstack(body.cells)
    aside, used = ledger.filter(pl.col("reason").is_not_null()), ledger.filter(pl.col("reason").is_null())
    sums = (int(ledger["amount"].sum()), int(used["amount"].sum())) if amount is not None else (None, None)
    shown = {name: header for name, header in columns.items() if name not in NOT_SHOWN}
    table = body.table
    return Source(
        table.file, kind, table.sheet, table.encoding, table.delimiter, body.header_row, body.headers, shown,
        ledger.height, used.height, aside, *sums,
    )  # fmt: skip


def unused_source(table: CellTable) -> Source:
    """A sheet or file that holds nothing known: none of its rows is used."""
    aside = pl.DataFrame(
        {"row": table.rows, "reason": pl.repeat(SetAside.NOT_KNOWN, len(table.rows), dtype=pl.String, eager=True)}
    )
    aside = aside.with_columns(pl.lit(None, dtype=pl.Int64).alias("amount")).hstack(table.cells)
    return Source(
        table.file, TableKind.OTHER, table.sheet, table.encoding, table.delimiter, None,
        tuple(table.cells.columns), {}, table.cells.height, 0, aside,
    )  # fmt: skip
