"""The neck of the hourglass: clean tables, how they were read, and a digest.

Everything before it deals with mess. Everything after may assume: typed columns, no missing keys, customers numbered
once, exact money, the log in day order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from retention_core.kernel.quantities import Money
from retention_core.kernel.questions import Decision, Note, Question, TableKind
from retention_core.kernel.reading_codes import Evidence

TRAIT = "trait: "
"""What the name of a column begins with that no file gives a known meaning: the header of the file follows."""


@dataclass(frozen=True)
class Source:
    """One table that was read: a file, or one sheet of it.

    columns     clean field -> header in the file, for the fields in use
    headers     every header of the table, in order
    header_row  row of the header as a spreadsheet program counts it; None: the table has no header
    set_aside   one row per row set aside: row (UInt32, as a spreadsheet program counts), reason (String),
                amount (Int64, minor units; null where unreadable), then the file's own cells as text, named by
                their position: "0", "1", ... (two columns of a file may have one header)
    money_read  sum of all readable amounts of the table, minor units; None without an amount
    money_used  the part of it in use; money_read = money_used + sum of set_aside.amount
    evidence    field in use -> what told its column
    """

    name: str
    kind: TableKind
    sheet: str | None
    encoding: str | None
    delimiter: str | None
    header_row: int | None
    headers: tuple[str, ...]
    columns: Mapping[str, str]
    rows_read: int
    rows_used: int
    set_aside: pl.DataFrame
    money_read: int | None = None
    money_used: int | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    def set_aside_by_reason(self) -> pl.DataFrame:
        """One row per reason, most rows first: reason, rows, amount (minor units; null if none was readable)."""
        amount = pl.when(pl.col("amount").is_not_null().any()).then(pl.col("amount").sum())
        by_reason = self.set_aside.group_by("reason").agg(pl.len().alias("rows"), amount.alias("amount"))
        return by_reason.sort("rows", "reason", descending=[True, False])


@dataclass(frozen=True)
class Workbook:
    """Clean tables with their provenance.

    orders: one row per order (or refund) and day, in day order
        customer_code  UInt32   row of `customers`
        ordered_on     Date
        amount         Int64    minor units at `decimals`; the column is absent where the files have no amounts
        cost           Int64    what the goods cost, minor units; null where not told, absent where no file tells
        purchase       Boolean  false for refunds and for orders netted to zero by a refund of the same order
        then, where the files have them: order_id (String), product, category, channel, currency, ... (String)
    customers: one row per customer, in sorted id order; row number = customer_code
        customer_id    String   as in the file, to the letter
        then, from customers files: name, email, phone, joined_on (Date), any trait (String, `TRAIT` + its header)
    subscriptions, activity, feedback, spending, carts: None where no file holds them; else one row per row of the file,
        with customer_code (UInt32; null in feedback without a customer), the clean fields of the design and traits
    counts: orders, refunds and repeat customers where reading counted them already; None: to be counted
    digest: sha256 over the files' bytes, the choices made and the version; equal digest, equal tables
    """

    orders: pl.DataFrame
    customers: pl.DataFrame
    currency: str | None
    decimals: int
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]
    digest: str
    subscriptions: pl.DataFrame | None = None
    activity: pl.DataFrame | None = None
    feedback: pl.DataFrame | None = None
    spending: pl.DataFrame | None = None
    carts: pl.DataFrame | None = None
    counts: Mapping[str, int] | None = None

    @property
    def has_amounts(self) -> bool:
        """Whether the files say what was paid."""
        return "amount" in self.orders.columns

    def money(self, minor: int) -> Money:
        """`minor` units as an amount in the workbook's currency."""
        return Money(minor, self.decimals, self.currency)


@dataclass(frozen=True)
class ReadResult:
    """What came of reading files: a workbook, or the questions that stand in its way (most telling first).

    decisions  what could have been read otherwise, in the order of reading; each can be overruled by an answer
    """

    workbook: Workbook | None
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]
    decisions: tuple[Decision, ...] = ()
