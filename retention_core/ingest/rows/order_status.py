"""Orders that never came about: cancelled, failed, unpaid or test orders, as the platform and the status column say."""

from collections.abc import Mapping

import polars as pl

from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.platforms.known_platforms import columns_named
from retention_core.ingest.platforms.platform import Aside, Moves, Platform
from retention_core.ingest.recognition.cancellation_requests import cancellation_requested
from retention_core.ingest.recognition.order_states import order_meanings
from retention_core.ingest.recognition.state_meanings import Meaning
from retention_core.ingest.rows.order_cells import given_back
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_words import EMPTY_MARKS, NO, YES, equals_any
from retention_core.kernel.questions import Choice
from retention_core.kernel.reading_codes import DecisionCode, QuestionCode, SetAside

STATES: Mapping[Meaning, SetAside] = {
    Meaning.CANCELLED: SetAside.CANCELLED,
    Meaning.FAILED: SetAside.FAILED,
    Meaning.TEST: SetAside.TEST,
    Meaning.UNPAID: SetAside.UNPAID,
    Meaning.REFUNDED: SetAside.REFUNDED,
    Meaning.NOT_A_SALE: SetAside.NO_SALE,
}
_OPEN = frozenset({Meaning.UNKNOWN, Meaning.ASKED})
# By its shape no order, as a platform writes it; or settled by the question about the column of states.
_NOT_OVERRULED = frozenset({SetAside.TOTAL, SetAside.UNSETTLED})
_MOST_APART, _MOST_SHOWN = 3, 8
ALL, NONE, ONLY = "count", "set_aside", "only:"


def status_reasons(frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers) -> pl.Series:
    """One reason per row whose order came to nothing, unless the user counts such orders; null for the others."""
    reason = _reasons(frame, body, columns, answers)
    for name, rows in reason.drop_nulls().value_counts(sort=True, name="rows").iter_rows():
        if name in _NOT_OVERRULED:
            continue
        if answers.decide(DecisionCode(name), "set_aside", ("set_aside", "count"), None, rows=rows) == "count":
            reason = reason.to_frame().select(pl.when(pl.col("state").ne_missing(name)).then("state"))["state"]
    return reason


def _reasons(frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers) -> pl.Series:
    reason = pl.Series("state", [None] * frame.height, dtype=pl.String)
    if columns.platform:
        reason = _told_by_platform(reason, frame, body, columns.platform)
    for column, name in (("cancelled_on", SetAside.CANCELLED), ("test_flag", SetAside.TEST)):
        if column in columns:
            reason = _where(reason, _marked(body.cells[columns[column]]), name)
    if "given_back" in frame.columns and not columns.platform:
        whole = (frame["given_back"] > 0) & (frame["amount"] == 0)
        reason = _where(reason, whole.fill_null(value=False), SetAside.REFUNDED)
    if "status" in frame.columns:
        reason = _told_by_states(reason, frame, body, columns, answers)
    return _by_order(reason, frame) if columns.platform and columns.platform.state_by_order else reason


def _told_by_states(
    reason: pl.Series, frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers
) -> pl.Series:
    """What the column of states says; values without a sure meaning are one question for the column."""
    header = body.header(columns["status"]) if "status" in columns else None
    meanings = order_meanings(frame["status"], header)
    for meaning, name in STATES.items():
        said = frame["status"].is_in([value for value, means in meanings.items() if means is meaning])
        reason = _where(reason, said.fill_null(value=False) & ~_kept(frame, name, columns.platform), name)
    left = frame["status"].filter(reason.is_null() & frame["reason"].is_null())
    open_ = left.filter(
        left.is_in([value for value, means in meanings.items() if _is_open(value, means, columns.platform)])
    )
    reason = _with_lone_undoings(reason, frame)
    if not len(open_):
        return reason
    aside = _unsettled(open_, meanings, header or "", answers)
    return _where(reason, frame["status"].is_in(aside).fill_null(value=False), SetAside.UNSETTLED)


def _with_lone_undoings(reason: pl.Series, frame: pl.DataFrame) -> pl.Series:
    """A cancelled row below zero undoes another: where that one counts, it counts too; pairs go out together."""
    if "amount" not in frame.columns or "customer_id" not in frame.columns:
        return reason
    undone = reason == SetAside.CANCELLED
    rows = pl.DataFrame({"who": frame["customer_id"], "money": frame["amount"], "undone": undone}).with_row_index()
    gone = rows.filter("undone").with_columns(pl.col("money").abs().alias("size"))
    paired = (pl.col("money") > 0).sum().over("who", "size") >= (pl.col("money") < 0).sum().over("who", "size")
    lone = gone.filter((pl.col("money") < 0) & ~paired)["index"]
    kept = rows["index"].is_in(lone.implode())
    both = pl.DataFrame({"state": reason, "kept": kept})
    return both.select(pl.when(~pl.col("kept")).then("state").alias("state"))["state"]


def _is_open(value: str, meaning: Meaning, platform: Platform | None) -> bool:
    """Whether a state leaves open if something was sold; the rules of a platform settle all but wishes to cancel."""
    return cancellation_requested(value) if platform else meaning in _OPEN


def _unsettled(open_: pl.Series, meanings: Mapping[str, Meaning], column: str, answers: Answers) -> list[str]:
    """The values of unknown meaning that are not to be counted; asked about, but where no value is known at all."""
    rows = dict(open_.value_counts(sort=True, name="rows").iter_rows())
    shown = ", ".join(f"{value} ({number})" for value, number in list(rows.items())[:_MOST_SHOWN])
    told = {"rows": len(open_), "column": column, "states": shown}
    apart = [f"{ONLY}{value}" for value in rows] if 1 < len(rows) <= _MOST_APART else []
    choices = [Choice(choice, {"state": choice.removeprefix(ONLY)}) for choice in (ALL, NONE, *apart)]
    if all(meaning is Meaning.UNKNOWN for meaning in meanings.values()):
        chosen = answers.decide(QuestionCode.STATES, ALL, choices, None, **told)
    else:
        chosen = answers.ask(QuestionCode.STATES, choices, None, **told)
    return [value for value in rows if chosen not in (ALL, f"{ONLY}{value}")]


def _told_by_platform(reason: pl.Series, frame: pl.DataFrame, body: TableBody, platform: Platform) -> pl.Series:
    if platform.moves and "amount" in frame.columns:
        reason = _where(reason, ~_moved(frame["amount"], body, platform.moves), SetAside.NO_SALE)
    for aside in platform.asides:
        if at := columns_named(aside.headers, body.named):
            reason = _where(reason, _set_aside(body.cells[at[0]], aside), aside.reason)
    return reason


def _set_aside(cells: pl.Series, aside: Aside) -> pl.Series:
    text = cells.str.strip_chars().str.to_lowercase()
    if aside.unless is not None:
        return ~text.str.contains(aside.unless).fill_null(value=False)
    return text.str.contains(aside.says or "^$").fill_null(value=False)


def _marked(cells: pl.Series) -> pl.Series:
    """Cells that say yes, in a column of yes and no; in any other, those that say anything."""
    said = cells.str.to_lowercase().is_in(list(EMPTY_MARKS)).fill_null(value=True)
    yes, no = equals_any(cells, YES), equals_any(cells, NO)
    return yes if (yes | no | said).all() else ~said


def _moved(amount: pl.Series, body: TableBody, moves: Moves) -> pl.Series:
    """Sales above zero and refunds below; transfers, fees, conversions, holds and own purchases are neither."""
    kind = body.cells[columns_named(moves.headers, body.named)[0]].str.to_lowercase()
    back = given_back(body, moves)
    sale = (kind.str.contains(moves.sales) & ~kind.str.contains(moves.others)).fill_null(value=False) & ~back
    down = (amount < 0).fill_null(value=False)
    return (sale & ~down) | (back & down)


def _kept(frame: pl.DataFrame, state: str, platform: Platform | None) -> pl.Series:
    """States that leave the sale in place, since what was given back stands in a column, or on another row."""
    kept = frame["status"].str.to_lowercase().str.contains(platform.kept if platform else "^$")
    if state == "refunded" and "given_back" in frame.columns:
        return frame["given_back"] > 0
    return kept.fill_null(value=False)


def _by_order(reason: pl.Series, frame: pl.DataFrame) -> pl.Series:
    """The state of an order's first row, for all its rows."""
    if "order_id" not in frame.columns:
        return reason
    both = pl.DataFrame({"state": reason, "order": frame["order_id"]})
    first = pl.when(pl.col("order").is_not_null()).then(pl.col("state").first().over("order"))
    return both.select(pl.coalesce(first, pl.when(pl.col("order").is_null()).then("state")).alias("state"))["state"]


def _where(reason: pl.Series, found: pl.Series, name: str) -> pl.Series:
    frame = pl.DataFrame({"reason": reason, "found": found})
    return frame.select(
        pl.when(pl.col("reason").is_null() & pl.col("found")).then(pl.lit(name)).otherwise("reason").alias("state")
    )["state"]
