"""What a table is about, and which column is which: by headers first, by values where headers say nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.platforms.known_platforms import platform_of
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_day, looks_like_email
from retention_core.ingest.words.column_names import NAMES, tier_of
from retention_core.ingest.words.header_spelling import spellings
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.questions import TableKind
from retention_core.kernel.reading_codes import DecisionCode

_PERIOD = re.compile(
    r"^(?:\d{4}[-/. ]?(?:\d{1,2}|[Qq]\d)?|\d{1,2}[-/.]\d{4}|\d{4}年\d{0,2}月?|\d{1,2}月|[Qq][1-4][-/ ]?\d{2,4}"
    r"|\D{3,10}[-/. ']{0,2}\d{2,4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)$",
    re.IGNORECASE,
)
_LEAST_PERIODS = 3
_LEAST_CUSTOMERS = 3
KINDS = tuple(kind for kind in TableKind if kind is not TableKind.PRODUCTS)
Candidates = Mapping[str, tuple[tuple[int, str], ...]]


@dataclass(frozen=True)
class ColumnCandidates:
    """A table's kind with the columns that could hold each field: field -> (tier, position), most telling first."""

    kind: TableKind
    candidates: Candidates


def column_candidates(body: TableBody) -> ColumnCandidates:
    """The kind of a table and the candidates for each of its fields."""
    found = by_headers(body)
    kind = TableKind.ORDERS if platform_of(body.named) else _kind(found, body)
    return ColumnCandidates(kind, found)


def as_decided(seen: ColumnCandidates, answers: Answers) -> ColumnCandidates:
    """The table as it was recognised, or as the kind that the user says it is."""
    return replace(
        seen, kind=TableKind(answers.decide(DecisionCode.KIND, seen.kind.value, tuple(kind.value for kind in KINDS)))
    )


def by_headers(body: TableBody) -> Candidates:
    """For every field, the columns whose header is one of its names."""
    return {field: tuple(sorted(_named(body, field))) for field in NAMES}


def empty_columns(body: TableBody, field: str) -> tuple[str, ...]:
    """Columns named like a field that hold nothing, the most telling first."""
    return tuple(at for _, at in sorted(_named(body, field, empty=True)))


def _named(body: TableBody, field: str, *, empty: bool = False) -> list[tuple[int, str]]:
    ranked = []
    for at, name in enumerate(body.named):
        tiers = [tier for form in spellings(name or "") if (tier := tier_of(field, form)) is not None]
        if tiers and (body.cells[str(at)].null_count() == body.cells.height) == empty:
            ranked.append((min(tiers), str(at)))
    return ranked


def _kind(found: Candidates, body: TableBody) -> TableKind:
    best = {field: ranked[0][0] for field, ranked in found.items() if ranked}
    person = "customer_id" in best
    money = best.get("amount", 9) <= 1 or "unit_price" in best
    order_like = "order_id" in best or best.get("ordered_on", 9) == 0
    signs = {
        TableKind.FEEDBACK: "score" in best and not money and not order_like,
        TableKind.SUBSCRIPTIONS: person and not order_like and _subscription_like(best),
        TableKind.ACTIVITY: person and {"event", "happened_at"} <= best.keys() and not money,
        TableKind.SPENDING: not person and {"spending_amount", "spent_on"} <= best.keys() and not order_like,
        TableKind.CARTS: person and {"cart_id", "ordered_on"} <= best.keys() and "order_id" not in best,
        TableKind.CUSTOMERS: bool(summary_columns(body, found))
        or (not money and not order_like and _joined(body, found)),
        TableKind.ORDERS: "ordered_on" in best or bool(_day_columns(body)),
    }
    told = next((kind for kind, fits in signs.items() if fits), None)
    return told or (TableKind.CUSTOMERS if person else TableKind.OTHER)


def summary_columns(body: TableBody, found: Candidates | None = None) -> tuple[str, ...]:
    """The columns that add up a customer's orders, in a table whose customers are all different; else none."""
    found = by_headers(body) if found is None else found
    sums = [at for field in ("order_count", "last_order_on", "recency") for _, at in found[field]]
    return tuple(body.header(at) for at in sums) if sums and _each_once(body, found) else ()


def _each_once(body: TableBody, found: Candidates) -> bool:
    """Whether no customer stands on two rows."""
    if not found["customer_id"] or found["order_id"]:
        return False
    named = body.cells[found["customer_id"][0][1]].drop_nulls()
    return len(named) >= _LEAST_CUSTOMERS and named.n_unique() == len(named)


def _joined(body: TableBody, found: Candidates) -> bool:
    """A table of customers, each once, whose only day is when they were entered, with what is known of a person."""
    days = {at for _, at in found["ordered_on"]} or set(_day_columns(body))
    entered = {at for _, at in found["joined_on"]}
    traits = sum(bool(found[name]) for name in ("name", "email", "phone", "birthday", "first_name", "last_name"))
    return bool(days) and days <= entered and bool(traits) and _each_once(body, found)


def _subscription_like(best: Mapping[str, int]) -> bool:
    length = "tenure_months" in best or best.get("started_on", 9) == 0
    return length and bool({"churned", "ended_on", "plan", "amount_per_month", "cancel_reason"} & best.keys())


def _day_columns(body: TableBody) -> list[str]:
    return [c for c in body.cells.columns if share(body.cells[c], looks_like_day) >= 0.8]


def day_columns(body: TableBody) -> tuple[str, ...]:
    """Columns most of whose cells are written like days."""
    return tuple(_day_columns(body))


def email_columns(body: TableBody) -> tuple[str, ...]:
    """Columns most of whose cells are e-mail addresses."""
    return tuple(c for c in body.cells.columns if share(body.cells[c], looks_like_email) >= 0.8)


def share(column: pl.Series, looks: object) -> float:
    """The share of filled cells of a column that have a shape; 0 for an empty column."""
    filled = column.drop_nulls()
    if not len(filled):
        return 0.0
    return filled.to_frame("cell").select(looks(pl.col("cell")).mean()).item() or 0.0  # type: ignore[operator]


def only_customers(body: TableBody) -> Refused:
    """Why a table that lists customers and no orders is refused when it is alone."""
    if _joined(body, by_headers(body)):
        return Refused(Refusal.CUSTOMER_LIST, file=body.table.file)
    return no_day(body)


def no_day(body: TableBody) -> Refused:
    """Why a table without a column of days is refused: it may have one column per period instead."""
    if sums := summary_columns(body):
        return Refused(Refusal.CUSTOMER_TOTALS, file=body.table.file, seen=", ".join(sums[:4]))
    periods = [name for name in body.named if name and _PERIOD.match(name.strip())]
    if len(periods) >= _LEAST_PERIODS:
        return Refused(Refusal.WIDE_TABLE, file=body.table.file, seen=", ".join(periods[:4]))
    return Refused(Refusal.NO_DAY_COLUMN, file=body.table.file, seen=", ".join(body.headers[:12]))
