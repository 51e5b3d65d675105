"""A workbook's customers, numbered once over all its tables, and its tables of facts with those numbers."""

from collections.abc import Mapping, Sequence

import polars as pl

from retention_core.ingest.columns.contact_columns import (
    CONTACTS,
    by_customer,
    with_consent,
    with_own_email,
    with_whole_names,
)
from retention_core.ingest.rows.facts import FactsTable
from retention_core.ingest.rows.orders import OrdersTable
from retention_core.ingest.table.column_recognition import share
from retention_core.ingest.words.cell_kinds import looks_like_email
from retention_core.ingest.words.clean_fields import CUSTOMER_TEXTS
from retention_core.kernel.questions import TableKind
from retention_core.kernel.reading_codes import SetAside
from retention_core.kernel.workbook import TRAIT

_MOSTLY = 0.9
_STILL_KNOWN = (SetAside.TRIAL, SetAside.PAUSED)

_FRAME = {
    TableKind.SUBSCRIPTIONS: "subscriptions",
    TableKind.ACTIVITY: "activity",
    TableKind.FEEDBACK: "feedback",
    TableKind.SPENDING: "spending",
    TableKind.CARTS: "carts",
}


def collect_customers(
    buyers: pl.Series, facts: Sequence[FactsTable], contacts: pl.DataFrame | None = None
) -> pl.DataFrame:
    """One row per customer of any table but a mere list of customers, in sorted id order, with what is known of them.

    contacts    what files of orders say about their customers, one row per customer_id; lists of customers come first
    """
    ids = [buyers, *(_known_people(table)["customer_id"] for table in facts if _brings_people(table))]
    lone = not len(buyers) and all(not _brings_people(table) for table in facts)
    ids += [_used(table)["customer_id"] for table in facts if table.kind is TableKind.CUSTOMERS] if lone else []
    customers = (
        pl.concat([column.cast(pl.String).rename("customer_id") for column in ids])
        .drop_nulls()
        .unique()
        .sort()
        .to_frame()
    )
    said = (
        customers.join(contacts, on="customer_id", how="left", maintain_order="left") if contacts is not None else None
    )
    mails = said["email"] if said is not None and "email" in said.columns else None
    for table in facts:
        if table.kind is TableKind.CUSTOMERS:
            customers = _with_traits(customers, table, mails)
    known = customers if said is None else _completed(customers, said.drop("customer_id"))
    return with_own_email(known)


def order_contacts(tables: Sequence[OrdersTable]) -> pl.DataFrame | None:
    """One row per customer whom rows in use of orders say something about; None where none does.

    customer_id                  to the letter
    name, email, phone, consent  as in `by_customer`; absent where no file has them
    """
    found = [_said(table) for table in tables]
    known = [frame for frame in found if frame.width > 2]
    return by_customer(pl.concat(known, how="diagonal"), "customer_id") if known else None


def _said(table: OrdersTable) -> pl.DataFrame:
    used = table.frame.filter(pl.col("reason").is_null())
    return used.select("customer_id", "ordered_on", *(name for name in CONTACTS if name in used.columns))


def _completed(customers: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    """The customers with more columns beside them; what they have already stays."""
    both = [
        pl.coalesce(pl.col(name), pl.lit(more[name])).alias(name) if name in customers.columns else more[name]
        for name in more.columns
    ]
    return customers.with_columns(both)


def _brings_people(table: FactsTable) -> bool:
    return table.kind is not TableKind.CUSTOMERS and "customer_id" in table.frame.columns


def _used(table: FactsTable) -> pl.DataFrame:
    return table.frame.filter(pl.col("reason").is_null()).drop("reason")


def _known_people(table: FactsTable) -> pl.DataFrame:
    """The rows of everybody who is known: those in use, and contracts on trial or paused."""
    told = pl.col("reason").is_null() | pl.col("reason").is_in(_STILL_KNOWN)
    return table.frame.filter(told)


def _with_traits(customers: pl.DataFrame, table: FactsTable, mails: pl.Series | None) -> pl.DataFrame:
    """What a list of customers says about them, found by number or by e-mail; the first row of a customer counts."""
    known = with_consent(with_whole_names(_used(table)))
    if "email" not in known.columns and _are_emails(known["customer_id"]):
        known = known.with_columns(pl.col("customer_id").alias("email"))
    ours, theirs = max(_ways(customers, known, mails), key=lambda way: way[0].is_in(way[1].implode()).sum())
    fields = [name for name in (*CUSTOMER_TEXTS, "joined_on", "consent") if name in known.columns]
    fields += [name for name in known.columns if name.startswith(TRAIT)]
    traits = known.select(theirs.alias("_key"), *fields).drop_nulls("_key")
    traits = traits.unique("_key", keep="first", maintain_order=True)
    keyed = ours.to_frame("_key").join(traits, on="_key", how="left", maintain_order="left")
    return _completed(customers, keyed.drop("_key"))


def _ways(customers: pl.DataFrame, known: pl.DataFrame, mails: pl.Series | None) -> list[tuple[pl.Series, pl.Series]]:
    """The columns by which customers and a list of them may be the same people: numbers first, then e-mails."""
    ways = [(customers["customer_id"], known["customer_id"])]
    if "email" in known.columns:
        ours = [customers["customer_id"], *([mails] if mails is not None else [])]
        ways += [(own.str.to_lowercase(), known["email"].str.to_lowercase()) for own in ours]
    return ways


def _are_emails(ids: pl.Series) -> bool:
    return share(ids, looks_like_email) > _MOSTLY


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
