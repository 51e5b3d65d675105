"""What the other columns say of an order's state: its payment, its shipping, a yes or no to "paid"."""

from collections.abc import Mapping

import polars as pl

from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.recognition.order_states import order_meanings
from retention_core.ingest.recognition.state_meanings import Meaning
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_words import NO, YES, equals_any

PREFIX = "state:"
_MOST_VALUES, _MOSTLY_KNOWN = 60, 0.6
_OF_SOMETHING_ELSE = frozenset(
    {"subscription", "customer", "member", "consent", "product", "plan", "tax", "address", "reason", "group", "stock"}
    | {"region", "city", "country", "campaign", "email", "birth", "line"}
)
_PAYING, _NO_MORE = frozenset({"paid", "payment"}), frozenset({"date", "time", "method", "amount", "total", "type"})
_POSTING = frozenset({"posted"})
_PLAINLY_PAID = frozenset({"paid", "flag", "order"})
_UNDONE_ON_THE_WAY = frozenset({Meaning.CANCELLED, Meaning.REFUNDED})


def further_states(body: TableBody, columns: Columns) -> list[pl.Series]:
    """The cells of every further column of states, each under `PREFIX` and its position; none for known platforms."""
    if columns.platform:
        return []
    free = [at for at in body.cells.columns if at not in {*columns.of.values()}]
    found = [at for at in free if _holds_states(body, at) or says_paid(body, at)]
    return [body.cells[at].alias(f"{PREFIX}{at}") for at in found]


def _holds_states(body: TableBody, at: str) -> bool:
    concepts, cells = body.seen.concepts(at), body.cells[at].drop_nulls()
    if "state" not in concepts or concepts & _OF_SOMETHING_ELSE or not 0 < cells.n_unique() <= _MOST_VALUES:
        return False
    known = [value for value, means in order_meanings(cells, body.header(at)).items() if means is not Meaning.UNKNOWN]
    return float(cells.is_in(known).mean() or 0) >= _MOSTLY_KNOWN  # type: ignore[arg-type]


def says_paid(body: TableBody, at: str) -> bool:
    """Whether a column says yes or no to "paid", and yes of some; numbers do only under a header that says no more."""
    concepts, cells = body.seen.concepts(at), body.cells[at].drop_nulls()
    if not concepts & (_PAYING | _POSTING) or concepts & _NO_MORE or not len(cells):
        return False
    counted = cells.str.contains(r"\d").any()
    answers = equals_any(cells, YES | NO).all() and equals_any(cells, YES).any()
    return bool(answers) and (concepts <= _PLAINLY_PAID or not counted)


def further_meanings(frame: pl.DataFrame, body: TableBody) -> Mapping[str, Mapping[str, Meaning]]:
    """Column of the frame -> value -> what it says of the order; an open shipment says nothing."""
    return {name: _meanings(frame[name], body, name.removeprefix(PREFIX)) for name in columns_of(frame)}


def columns_of(frame: pl.DataFrame) -> list[str]:
    """The columns of a frame that hold further states."""
    return [name for name in frame.columns if name.startswith(PREFIX)]


def _meanings(cells: pl.Series, body: TableBody, at: str) -> dict[str, Meaning]:
    values = cells.drop_nulls().unique(maintain_order=True)
    if says_paid(body, at):
        both = zip(values.to_list(), equals_any(values, YES).to_list(), strict=True)
        no = Meaning.NOT_A_SALE if body.seen.concepts(at) & _POSTING else Meaning.UNPAID
        return {value: Meaning.SALE if yes else no for value, yes in both}
    told = order_meanings(values, body.header(at))
    if "ship" not in body.seen.concepts(at):
        return told
    return {value: means for value, means in told.items() if means in _UNDONE_ON_THE_WAY}
