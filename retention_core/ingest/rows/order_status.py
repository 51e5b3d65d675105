"""Orders that never came about: cancelled, failed, unpaid or test orders, as the platform and the status column say."""

from collections.abc import Mapping

import polars as pl

from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.platforms.known_platforms import columns_named
from retention_core.ingest.platforms.platform import Aside, Moves, Platform
from retention_core.ingest.recognition.cancellation_requests import cancellation_requested
from retention_core.ingest.recognition.order_states import document_meanings, order_meanings
from retention_core.ingest.recognition.state_meanings import Meaning, is_draft, is_plain, order_meaning
from retention_core.ingest.rows.order_cells import given_back
from retention_core.ingest.states.cancelling_pairs import with_pairs
from retention_core.ingest.states.cancelling_remarks import taken_back
from retention_core.ingest.states.further_states import columns_of, further_meanings
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
_OPEN_SUMS = frozenset({"payable", "balance", "due"})
_MOST_APART, _MOST_SHOWN = 3, 8
_MOST_WORDED, _MOSTLY = 20, 0.5
ALL, NONE, ONLY = "count", "set_aside", "only:"


def status_reasons(frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers) -> pl.Series:
    """One reason per row whose order came to nothing, unless the user counts such orders; null for the others."""
    reason = _reasons(frame, body, columns, answers)
    for name, rows in reason.drop_nulls().value_counts(sort=True, name="rows").iter_rows():
        if name in _NOT_OVERRULED:
            continue
        told = "count" if name == SetAside.UNPAID and billed(body, columns) else "set_aside"
        if answers.decide(DecisionCode(name), told, ("set_aside", "count"), None, rows=rows) == "count":
            reason = reason.to_frame().select(pl.when(pl.col("state").ne_missing(name)).then("state"))["state"]
    return reason


def _reasons(frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers) -> pl.Series:
    reason = pl.Series("state", [None] * frame.height, dtype=pl.String)
    if columns.platform:
        reason = _told_by_platform(reason, frame, body, columns.platform)
    for column, name in (("cancelled_on", SetAside.CANCELLED), ("test_flag", SetAside.TEST)):
        if column in columns:
            reason = _where(reason, _marked(body.cells[columns[column]]), name)
    if "given_back" in frame.columns:
        whole = (frame["given_back"] > 0) & (frame["amount"] == 0)
        reason = _where(reason, whole.fill_null(value=False), SetAside.REFUNDED)
    reason = _by_number(reason, frame)
    reason = _by_document(reason, frame, body, columns, answers)
    if not columns.platform:
        reason = with_pairs(_where(reason, taken_back(body, columns), SetAside.CANCELLED), frame)
    if "status" in frame.columns or columns_of(frame):
        reason = _told_by_states(reason, frame, body, columns, answers)
    return _by_order(reason, frame) if columns.platform and columns.platform.state_by_order else reason


def _told_by_states(
    reason: pl.Series, frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers
) -> pl.Series:
    """What the columns of states say; values of the first without a sure meaning are one question for the column."""
    header = body.header(columns["status"]) if "status" in columns else None
    further = further_meanings(frame, body)
    told = {"status": order_meanings(frame["status"], header)} if "status" in frame.columns else {}
    if told and not columns.platform and (doubted := _too_many(frame["status"], frame, told["status"])):
        told["status"] |= dict.fromkeys(doubted, Meaning.ASKED)
    if told and billed(body, columns):
        told["status"] |= {value: Meaning.NOT_A_SALE for value in told["status"] if is_draft(value)}
    for column, meanings in {**told, **further}.items():
        reason = _told_by(reason, frame, column, meanings, columns.platform)
    reason = with_pairs(reason, frame)
    if not told:
        return reason
    open_ = [value for value, means in told["status"].items() if _is_open(value, means, columns.platform)]
    left = frame["status"].is_in(open_).fill_null(value=False) & reason.is_null() & frame["reason"].is_null()
    left &= ~_surely_sold(frame, further)
    if not left.any():
        return reason
    aside = _unsettled(frame.filter(left), told["status"], header or "", answers)
    return _where(reason, left & frame["status"].is_in(aside).fill_null(value=False), SetAside.UNSETTLED)


def billed(body: TableBody, columns: Columns) -> bool:
    """Whether the rows are invoices with what is open of them, or when it is due: one that is not paid yet was sold."""
    numbered = "order_id" in columns and "invoice" in body.seen.concepts(columns["order_id"])
    if columns.platform or not numbered:
        return False
    return any(body.seen.concepts(at) & _OPEN_SUMS for at in body.cells.columns)


def _told_by(
    reason: pl.Series, frame: pl.DataFrame, column: str, meanings: Mapping[str, Meaning], platform: Platform | None
) -> pl.Series:
    for meaning, name in STATES.items():
        said = frame[column].is_in([value for value, means in meanings.items() if means is meaning])
        kept = _kept(frame, column, name, platform if column == "status" else None)
        reason = _where(reason, said.fill_null(value=False) & ~kept, name)
    return reason


def _surely_sold(frame: pl.DataFrame, further: Mapping[str, Mapping[str, Meaning]]) -> pl.Series:
    """Rows of which another column says that they were paid, but for those that somebody wishes to cancel."""
    sold = pl.repeat(value=False, n=frame.height, eager=True)
    for column, meanings in further.items():
        sold |= (
            frame[column]
            .is_in([value for value, means in meanings.items() if means is Meaning.SALE])
            .fill_null(value=False)
        )
    values = frame["status"].drop_nulls().unique().to_list()
    wished = frame["status"].is_in([value for value in values if cancellation_requested(value)])
    return sold & ~wished.fill_null(value=False)


def _by_number(reason: pl.Series, frame: pl.DataFrame) -> pl.Series:
    """Rows with a word for a draft, an offer or a test where the others have a number."""
    if "order_id" not in frame.columns:
        return reason
    numbers = frame["order_id"]
    counted = numbers.str.contains(r"\d")
    worded = numbers.filter(~counted.fill_null(value=True)).unique()
    if not 0 < len(worded) <= _MOST_WORDED or float(counted.mean() or 0) < _MOSTLY:  # type: ignore[arg-type]
        return reason
    meanings = {word: order_meaning(word) for word in worded.to_list()}
    return _told_by(reason, frame, "order_id", meanings, None)


def _by_document(
    reason: pl.Series, frame: pl.DataFrame, body: TableBody, columns: Columns, answers: Answers
) -> pl.Series:
    """Offers, pro formas and delivery notes among others; documents that undo another one below zero are pairs."""
    if "sale_kind" not in columns or columns.platform:
        return reason
    kinds = body.cells[columns["sale_kind"]]
    meanings = document_meanings(kinds, body.header(columns["sale_kind"]))
    no_sale = [value for value, means in meanings.items() if means in (Meaning.NOT_A_SALE, Meaning.TEST)]
    if len(no_sale) == len(meanings):
        return reason
    if open_ := _too_many(kinds, frame, {value: meanings[value] for value in no_sale}):
        left = kinds.is_in(open_).fill_null(value=False) & frame["reason"].is_null()
        asked = frame.with_columns(kinds.alias("status")).filter(left)
        aside = _unsettled(asked, meanings, body.header(columns["sale_kind"]), answers)
        reason = _where(reason, left & kinds.is_in(aside).fill_null(value=False), SetAside.UNSETTLED)
        no_sale = [value for value in no_sale if value not in open_]
    reason = _where(reason, kinds.is_in(no_sale).fill_null(value=False), SetAside.NO_SALE)
    if "amount" not in frame.columns:
        return reason
    undoing = [value for value, means in meanings.items() if means is Meaning.CANCELLED]
    undone = kinds.is_in(undoing).fill_null(value=False) & (frame["amount"] < 0).fill_null(value=False)
    return with_pairs(_where(reason, undone, SetAside.CANCELLED), frame)


def _too_many(cells: pl.Series, frame: pl.DataFrame, meanings: Mapping[str, Meaning]) -> list[str]:
    """Values that would take away most rows, though they only hold a word for that: more than is done silently."""
    doubted = [value for value, means in meanings.items() if means in STATES and not is_plain(value)]
    rows = cells.filter(frame["reason"].is_null())
    return doubted if float(rows.is_in(doubted).mean() or 0) > _MOSTLY else []  # type: ignore[arg-type]


def _is_open(value: str, meaning: Meaning, platform: Platform | None) -> bool:
    """Whether a state leaves open if something was sold; the rules of a platform settle all but wishes to cancel."""
    return cancellation_requested(value) if platform else meaning in _OPEN


def _unsettled(open_: pl.DataFrame, meanings: Mapping[str, Meaning], column: str, answers: Answers) -> list[str]:
    """The values of unknown meaning that are not to be counted; asked about, but where no value is known at all."""
    rows = dict(open_["status"].value_counts(sort=True, name="rows").iter_rows())
    shown = ", ".join(f"{value} ({number})" for value, number in list(rows.items())[:_MOST_SHOWN])
    told = {"rows": open_.height, "column": column, "states": shown}
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


def _kept(frame: pl.DataFrame, column: str, state: str, platform: Platform | None) -> pl.Series:
    """States that leave the sale in place, since what was given back stands in a column, or on another row."""
    kept = frame[column].str.to_lowercase().str.contains(platform.kept if platform else "^$")
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
