"""What a table is about, and which column is which, as recognised, unless a person says otherwise."""

import re
from dataclasses import dataclass

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.platforms.source_systems import system_of
from retention_core.ingest.recognition.recognise import USE_SHARE_ELSE, Action, Recognition
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_day
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.questions import Choice, TableKind
from retention_core.kernel.reading_codes import QuestionCode

_PERIOD = re.compile(
    r"^(?:\d{4}[-/. ]?(?:\d{1,2}|[Qq]\d)?|\d{1,2}[-/.]\d{4}|\d{4}年\d{0,2}月?|\d{1,2}月|[Qq][1-4][-/ ]?\d{2,4}"
    r"|\D{3,10}[-/. ']{0,2}\d{2,4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)$",
    re.IGNORECASE,
)
_LEAST_PERIODS, _LEAST_CUSTOMERS = 3, 3
COHORTS, OWN_PURCHASES = "cohorts", "own_purchases"
KINDS = tuple(kind for kind in TableKind if kind is not TableKind.PRODUCTS)
_SALES = frozenset({"customer_id", "ordered_on"})
_SUMS = ("order_count", "last_order_on", "recency")
_SURELY = 1.0
_CONTACTS = frozenset({"name", "email"})
# Kinds that a table which is hardly like anything would be used as, beside others, without a word.
_LISTS = frozenset({TableKind.CUSTOMERS, TableKind.SPENDING, TableKind.CARTS})


@dataclass(frozen=True)
class RecognisedColumns:
    """What a table is read as: its kind, as recognised or as a person says, and what was seen."""

    kind: TableKind
    seen: Recognition


def as_decided(body: TableBody, answers: Answers) -> RecognisedColumns:
    """The table as it was recognised, or as the kind that the user says it is; asks where two kinds come close."""
    seen = body.seen
    found = TableKind(seen.kind) if seen.kind != TableKind.PRODUCTS else TableKind.OTHER
    by_hand = {field for field, header in answers.columns().items() if header}
    if found is TableKind.OTHER and by_hand & _SALES:
        found = TableKind.ORDERS
    if found in _LISTS and seen.share < USE_SHARE_ELSE:
        found = TableKind.OTHER
    if _in_doubt(seen) and not by_hand:
        offered = [Choice(kind) for kind in dict.fromkeys((found, *_other_kinds(seen)))]
        return RecognisedColumns(
            TableKind(answers.ask(QuestionCode.KIND, offered, columns=", ".join(body.headers[:12]))), seen
        )
    chosen = answers.decide(QuestionCode.KIND, found.value, tuple(kind.value for kind in KINDS))
    return RecognisedColumns(TableKind(chosen), seen)


def _in_doubt(seen: Recognition) -> bool:
    """Whether two kinds come close, or all rows are offers, deals or orders of which none says that it came about."""
    open_ = seen.about == "states" and not (seen.states and seen.states.unknown)
    return seen.action is Action.ASK and (seen.about == "kind" or open_)


def _other_kinds(seen: Recognition) -> list[TableKind]:
    second = TableKind(seen.runner_up[0])
    return [second if second in KINDS else TableKind.OTHER, TableKind.ORDERS, TableKind.OTHER]


def empty_columns(body: TableBody, role: str) -> tuple[str, ...]:
    """Columns named like a role that hold nothing."""
    return tuple(
        str(at)
        for at, roles in enumerate(body.named_roles)
        if role in roles and body.cells[str(at)].null_count() == body.cells.height
    )


def summary_columns(body: TableBody) -> tuple[str, ...]:
    """The columns that add up a customer's orders, in a table whose customers are all different; else none."""
    sums = [at for role in _SUMS for at in body.seen.ranked(role, _SURELY)]
    return tuple(dict.fromkeys(body.header(at) for at in sums)) if sums and _each_once(body) else ()


def _each_once(body: TableBody) -> bool:
    """Whether no customer stands on two rows."""
    customer = body.seen.best("customer_id")
    if customer is None or body.seen.best("order_id", _SURELY):
        return False
    named = body.cells[customer].drop_nulls()
    return len(named) >= _LEAST_CUSTOMERS and named.n_unique() == len(named)


def day_columns(body: TableBody) -> tuple[str, ...]:
    """Columns most of whose cells are written like days."""
    return tuple(c for c in body.cells.columns if share(body.cells[c], looks_like_day) >= 0.8)


def share(column: pl.Series, looks: object) -> float:
    """The share of filled cells of a column that have a shape; 0 for an empty column."""
    filled = column.drop_nulls()
    if not len(filled):
        return 0.0
    return filled.to_frame("cell").select(looks(pl.col("cell")).mean()).item() or 0.0  # type: ignore[operator]


def other_kind(body: TableBody) -> Refused:
    """Why a table is refused that holds nothing that customers did: what it is instead, or what it lacks."""
    template = body.seen.template
    if template == COHORTS:
        return _refused(body, Refusal.OTHER_TABLE, what=template, seen=_seen(body))
    if (period := _wide(body)) is not None:
        return period
    if body.seen.kind == TableKind.CUSTOMERS or body.seen.all_concepts >= _CONTACTS:
        return only_customers(body)
    if template in _NAMED_KINDS and body.seen.evidence > 0:
        return _refused(body, Refusal.OTHER_TABLE, what=template, seen=_seen(body))
    return _lacking(body)


def _lacking(body: TableBody) -> Refused:
    """What a table lacks of which nothing else can be said."""
    if sums := summary_columns(body):
        return _refused(body, Refusal.CUSTOMER_TOTALS, seen=", ".join(sums[:4]))
    if body.seen.best("ordered_on", 0.0) and not body.seen.best("customer_id", 0.0):
        return without_customers(body)
    return _refused(body, Refusal.NO_KNOWN_TABLE, seen=_seen(body))


def only_customers(body: TableBody) -> Refused:
    """Why a table that lists customers and no orders is refused when it is alone."""
    if sums := summary_columns(body):
        return _refused(body, Refusal.CUSTOMER_TOTALS, seen=", ".join(sums[:4]))
    if body.seen.best("amount", _SURELY) and not body.seen.best("joined_on", _SURELY):
        return no_day(body)
    return _wide(body) or _refused(body, Refusal.CUSTOMER_LIST)


def no_day(body: TableBody) -> Refused:
    """Why a table without a column of days is refused: it may have one column per period instead."""
    if sums := summary_columns(body):
        return _refused(body, Refusal.CUSTOMER_TOTALS, seen=", ".join(sums[:4]))
    return _wide(body) or _refused(body, Refusal.NO_DAY_COLUMN, seen=_seen(body))


def without_customers(body: TableBody) -> Refused:
    """Why orders without buyers are refused: where they name suppliers, they are what was bought from those."""
    if "vendor" in body.seen.all_concepts:
        return _refused(body, Refusal.OTHER_TABLE, what=OWN_PURCHASES, seen=_seen(body))
    return _refused(body, Refusal.NO_CUSTOMER_COLUMN, seen=_seen(body))


def _wide(body: TableBody) -> Refused | None:
    periods = [name for name in body.named if name and _PERIOD.match(name.strip())]
    if len(periods) < _LEAST_PERIODS:
        return None
    return _refused(body, Refusal.WIDE_TABLE, seen=", ".join(periods[:4]))


def _refused(body: TableBody, code: Refusal, **values: str) -> Refused:
    """A refusal with the system that the file looks like, where that is known: it says what to export from there."""
    system = system_of(body.headers)
    return Refused(code, file=body.table.file, **values, **({"system": system} if system else {}))


def _seen(body: TableBody) -> str:
    seen = body.headers if body.header_row is not None else [cell for cell in body.cells.row(0) if cell]
    return ", ".join(seen[:12])


# Templates of recognition/kind_weights.txt that have a name of their own in the refusal.
_NAMED_KINDS = frozenset(
    {"refunds", "quotes", "deals", "leads", "bank", "ledger", "settlement", "inventory", "own_purchases"}
    | {"spending_of_own", "people_at_work", "medical", "school", "trade", "property", "report", "tasks", "open_items"}
    | {"products", "shipping", "rota", "survey"}
)
