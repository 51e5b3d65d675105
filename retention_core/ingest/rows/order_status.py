"""Orders that never came about: cancelled, failed, unpaid or test orders, as the platform and the status column say."""

from collections.abc import Mapping

import polars as pl

from retention_core.ingest.columns.order_columns import Columns, may_be_states
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.platforms.known_platforms import columns_named
from retention_core.ingest.platforms.platform import Aside, Moves, Platform
from retention_core.ingest.rows.order_cells import given_back
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cancellation_requests import cancellation_refused, cancellation_requested
from retention_core.ingest.words.cell_words import (
    CANCELLED,
    EMPTY_MARKS,
    FAILED,
    NO,
    REFUNDED,
    TEST,
    UNPAID,
    YES,
    contains_any,
    equals_any,
)
from retention_core.kernel.reading_codes import DecisionCode, QuestionCode, SetAside

STATES: Mapping[SetAside, frozenset[str]] = {
    SetAside.CANCELLED: CANCELLED,
    SetAside.FAILED: FAILED,
    SetAside.TEST: TEST,
    SetAside.UNPAID: UNPAID,
    SetAside.REFUNDED: REFUNDED,
}
_SAID_WHOLE = frozenset({SetAside.REFUNDED})


def status_reasons(frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers) -> pl.Series:
    """One reason per row whose order came to nothing, unless the user counts such orders; null for the others."""
    reason = _reasons(frame, body, columns)
    if "status" in frame.columns:
        reason = _with_open_ones(reason, frame["status"], answers)
    for name, rows in reason.drop_nulls().value_counts(sort=True, name="rows").iter_rows():
        if name == SetAside.TOTAL:  # by its shape no order, as a platform writes it: nothing to overrule
            continue
        if answers.decide(DecisionCode(name), "set_aside", ("set_aside", "count"), None, rows=rows) == "count":
            reason = reason.to_frame().select(pl.when(pl.col("state").ne_missing(name)).then("state"))["state"]
    return reason


def _with_open_ones(reason: pl.Series, status: pl.Series, answers: Answers) -> pl.Series:
    """Orders that somebody asked to cancel, of which nobody knows whether they stand, are asked about."""
    open_ = cancellation_requested(status) & reason.is_null()
    if not open_.any():
        return reason
    values = {"rows": int(open_.sum()), "example": status.filter(open_)[0]}
    if answers.ask(QuestionCode.ASKED_TO_CANCEL, ("count", "set_aside"), None, **values) == "count":
        return reason
    return _where(reason, open_, SetAside.CANCELLED)


def _reasons(frame: pl.DataFrame, body: TableBody, columns: Columns) -> pl.Series:
    reason = pl.Series("state", [None] * frame.height, dtype=pl.String)
    if columns.platform:
        reason = _told_by_platform(reason, frame, body, columns.platform)
    if "status" in frame.columns:
        whole = "status" in columns and may_be_states(body.header(columns["status"]))
        stands = cancellation_refused(frame["status"]) | cancellation_requested(frame["status"])
        for name, words in STATES.items():
            found = equals_any if whole or name in _SAID_WHOLE else contains_any
            said = found(frame["status"], words) & ~_kept(frame, name, columns.platform)
            reason = _where(reason, said & ~stands, name)
    for column, name in (("cancelled_on", SetAside.CANCELLED), ("test_flag", SetAside.TEST)):
        if column in columns:
            reason = _where(reason, _marked(body.cells[columns[column]]), name)
    return _by_order(reason, frame) if columns.platform and columns.platform.state_by_order else reason


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
