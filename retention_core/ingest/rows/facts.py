"""Tables about other things than orders: subscriptions, customers, activity, feedback, spending, carts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from retention_core.ingest.columns.amounts import read_amounts
from retention_core.ingest.columns.contact_columns import name_halves
from retention_core.ingest.columns.customer_ids import read_ids
from retention_core.ingest.columns.customer_traits import traits
from retention_core.ingest.columns.dates import read_days
from retention_core.ingest.columns.order_columns import could_be_days
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.limits import UNREADABLE_SHARE
from retention_core.ingest.recognition.recognise import USE_ODDS
from retention_core.ingest.recognition.state_meanings import is_no_end
from retention_core.ingest.rows.contract_fees import FEE, INTERVAL, by_the_month, fee_months, of_unknown_months
from retention_core.ingest.states.contract_states import with_states
from retention_core.ingest.table import row_structure as kinds_of_rows
from retention_core.ingest.table.column_recognition import only_customers
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.table.recognised_table import LIKELY
from retention_core.ingest.words.cell_words import NO, YES, equals_any, is_placeholder
from retention_core.ingest.words.clean_fields import FIELDS
from retention_core.kernel.errors import Refusal, Refused
from retention_core.kernel.questions import Note, TableKind
from retention_core.kernel.reading_codes import QuestionCode, SetAside

DAYS = frozenset(
    {"started_on", "ended_on", "notice_on", "happened_at", "answered_on", "spent_on", "created_on", "joined_on"}
    | {"birthday"}
)
MONEY = frozenset({"amount", "amount_per_month"})
NUMBERS = frozenset({"score", "tenure_months", "clicks", "actions"})
FLAGS = frozenset({"churned", "completed"})
NEEDED: Mapping[TableKind, tuple[str, ...]] = {
    TableKind.SUBSCRIPTIONS: ("customer_id",),
    TableKind.CUSTOMERS: ("customer_id",),
    TableKind.ACTIVITY: ("customer_id", "happened_at"),
    TableKind.FEEDBACK: ("score",),
    TableKind.SPENDING: ("spent_on", "amount"),
    TableKind.CARTS: ("customer_id", "created_on"),
}
_TELLS_NO_NUMBER = frozenset({"name", "email", "phone", "joined_on", "comment", "plan"})
MISSING = {
    "customer_id": SetAside.NO_CUSTOMER,
    "amount": SetAside.NO_AMOUNT,
    "score": SetAside.NO_VALUE,
}
UNREADABLE = {"amount": SetAside.BAD_AMOUNT, "score": SetAside.BAD_SCORE}


@dataclass(frozen=True)
class FactsTable:
    """A table whose every row is accounted for: clean fields as columns, `reason` null where the row is used.

    decimals    of each money column, by field
    """

    body: TableBody
    kind: TableKind
    columns: Mapping[str, str]
    frame: pl.DataFrame
    decimals: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


def read_facts(body: TableBody, shifted: pl.Series, kind: TableKind, answers: Answers) -> FactsTable:
    """The rows of a table of facts; refuses one without what its kind must have."""
    columns = _columns(body, kind, answers)
    missing = [name for name in NEEDED[kind] if name not in columns]
    if kind is TableKind.CUSTOMERS and missing:
        raise only_customers(body)
    if "customer_id" in missing:
        raise Refused(Refusal.NO_CUSTOMER_COLUMN, file=body.table.file, seen=", ".join(body.headers[:12]))
    if missing:
        raise Refused(Refusal.NO_KNOWN_TABLE, file=body.table.file, seen=", ".join(body.headers[:12]))
    day = next((columns[name] for name in FIELDS[kind].all if name in columns and name in DAYS), None)
    reason = _structure(body, columns, day).zip_with(shifted.is_null(), shifted)
    read = {
        name: _read(body, name, at, reason, answers, months_do=kind is TableKind.SPENDING)
        for name, at in columns.items()
    }
    frame = pl.DataFrame([column.values.alias(name) for name, column in read.items()])
    more = traits(body, kind, columns.values())
    frame = frame.with_columns(
        reason.alias("reason"), *(_filled(cells, reason).alias(name) for name, cells in more.items())
    )
    frame = _reasoned(_without_real_days(frame, read, kind), body, columns, kind)
    decimals = {name: column.decimals for name, column in read.items() if name in MONEY}
    if kind is TableKind.SUBSCRIPTIONS:
        frame, decimals = _with_monthly_fees(frame, body, columns, decimals)
        frame, columns = with_states(frame, body, columns, answers)
    _check_unreadable(frame, body, columns, kind, answers)
    shown = {name: body.header(at) for name, at in columns.items()}
    notes = tuple(note for column in read.values() for note in column.notes)
    return FactsTable(body, kind, shown, frame, decimals, notes)


def _with_monthly_fees(
    frame: pl.DataFrame, body: TableBody, columns: Mapping[str, str], decimals: Mapping[str, int]
) -> tuple[pl.DataFrame, Mapping[str, int]]:
    """Contracts with their fees by the month, and the decimals of those."""
    months = fee_months(body, columns)
    if months is not None:
        frame, places = by_the_month(frame, months, decimals[FEE])
        decimals = {**decimals, FEE: places}
    return frame.drop(INTERVAL, strict=False), decimals


@dataclass(frozen=True)
class _Column:
    values: pl.Series
    stand_for_none: pl.Series | None = None
    notes: tuple[Note, ...] = ()
    decimals: int = 0


def _columns(body: TableBody, kind: TableKind, answers: Answers) -> dict[str, str]:
    """Field -> position; picked by hand, else as recognised."""
    picked = {name: body.position(header) if header else "" for name, header in answers.columns().items()}
    chosen = {name: at for name, at in picked.items() if at and name in FIELDS[kind].all}
    plan = body.seen.fields_as(kind, chosen.values(), picked)
    least = {name: LIKELY if name in _TELLS_NO_NUMBER else USE_ODDS for name in FIELDS[kind].all}
    sure = {name: one.position for name, one in plan.items() if name in least and one.odds >= least[name]}
    chosen |= {name: at for name, at in sure.items() if name not in DAYS or could_be_days(_ends(name, body.cells[at]))}
    if FEE in sure and of_unknown_months(body, chosen):
        del chosen[FEE]
    return chosen | _name_in_two(body, kind, chosen, picked)


def _ends(name: str, cells: pl.Series) -> pl.Series:
    """The cells of a column; in one of ends without the signs that say that there is none, in any share of its rows."""
    if name != "ended_on":
        return cells
    signs = [cell for cell in cells.drop_nulls().unique().to_list() if is_no_end(cell)]
    return cells.to_frame("cell").select(pl.when(~pl.col("cell").is_in(signs)).then("cell").alias(name))[name]


def _name_in_two(
    body: TableBody, kind: TableKind, chosen: Mapping[str, str], picked: Mapping[str, str | None]
) -> dict[str, str]:
    """First and last names of a list of customers."""
    if kind is not TableKind.CUSTOMERS or "name" in picked:
        return {}
    others = {at for name, at in chosen.items() if name != "name"}
    roles = ("name", "first_name", "last_name")
    return name_halves({role: [at for at in body.seen.ranked(role) if at not in others] for role in roles})


def _structure(body: TableBody, columns: Mapping[str, str], day: str | None) -> pl.Series:
    keys = tuple(at for name, at in columns.items() if at != day)
    if day is None:
        return pl.Series("reason", [None] * body.cells.height, dtype=pl.String)
    return kinds_of_rows.structure(body, day, None, keys)


def _read(body: TableBody, name: str, at: str, reason: pl.Series, answers: Answers, *, months_do: bool) -> _Column:
    cells = _filled(_ends(name, body.cells[at]).alias(name), reason)
    if name == "customer_id":
        ids = read_ids(cells, body.table.file)
        return _Column(ids.values, notes=ids.notes)
    if name in DAYS:
        days = read_days(cells, answers, name, months_do=months_do, since_1904=body.table.since_1904)
        return _Column(days.values, days.stand_for_none, days.notes)
    if name in MONEY | NUMBERS:
        amounts = read_amounts(cells, answers, name)
        exact = amounts.minor if name in MONEY else amounts.minor / 10**amounts.decimals
        return _Column(exact, notes=amounts.notes, decimals=amounts.decimals)
    return _Column(_flags(cells) if name in FLAGS else cells)


def _filled(cells: pl.Series, reason: pl.Series) -> pl.Series:
    nothing = is_placeholder(cells)
    frame = pl.DataFrame({"cell": cells, "kept": reason.is_null()})
    return frame.select(pl.when(pl.col("kept") & ~nothing).then("cell").alias(cells.name))[cells.name]


def _flags(cells: pl.Series) -> pl.Series:
    yes, no = equals_any(cells, YES), equals_any(cells, NO)
    frame = pl.DataFrame({"yes": yes, "no": no})
    return frame.select(pl.when("yes").then(pl.lit(value=True)).when("no").then(pl.lit(value=False)).alias(cells.name))[
        cells.name
    ]


def _without_real_days(frame: pl.DataFrame, read: Mapping[str, _Column], kind: TableKind) -> pl.DataFrame:
    """The rows whose needed day stands for none are set aside for that."""
    found = [read[name].stand_for_none for name in NEEDED[kind] if name in DAYS]
    parts = [pl.when(pl.lit(none)).then(pl.lit(SetAside.PLACEHOLDER_DAY)) for none in found if none is not None]
    return frame.with_columns(pl.coalesce("reason", *parts).alias("reason")) if parts else frame


def _reasoned(frame: pl.DataFrame, body: TableBody, columns: Mapping[str, str], kind: TableKind) -> pl.DataFrame:
    found = [pl.col("reason")]
    for name in NEEDED[kind]:
        written = pl.lit(body.cells[columns[name]].is_not_null())
        unreadable = UNREADABLE.get(name, SetAside.BAD_DAY if name in DAYS else SetAside.NO_CUSTOMER)
        missing = MISSING.get(name, SetAside.NO_DAY)
        why = pl.when(written).then(pl.lit(unreadable)).otherwise(pl.lit(missing))
        found.append(pl.when(pl.col(name).is_null()).then(why))
    return frame.with_columns(pl.coalesce(found).alias("reason"))


def _check_unreadable(
    frame: pl.DataFrame, body: TableBody, columns: Mapping[str, str], kind: TableKind, answers: Answers
) -> None:
    for name in NEEDED[kind]:
        code = UNREADABLE.get(name, SetAside.BAD_DAY if name in DAYS else None)
        bad = (frame["reason"] == code).fill_null(value=False) if code else pl.Series([False])
        if bad.sum() > UNREADABLE_SHARE * frame.height:
            example = body.cells[columns[name]].filter(bad)[0]
            answers.ask(
                QuestionCode.UNREADABLE, ("set_aside",), name, rows=int(bad.sum()), of=frame.height, example=example
            )
