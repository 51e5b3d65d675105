"""Orders that never came about: cancelled, failed, unpaid or test orders, as the status column says."""

from collections.abc import Mapping

import polars as pl

from retention_core.ingest.answers import Answers
from retention_core.ingest.columns import Columns
from retention_core.ingest.layout import Body
from retention_core.ingest.words import (
    CANCELLED,
    EMPTY_MARKS,
    FAILED,
    NO,
    REFUNDED,
    TEST,
    UNPAID,
    YES,
    among,
    said_among,
)

STATES: Mapping[str, frozenset[str]] = {
    "cancelled": CANCELLED,
    "failed": FAILED,
    "test": TEST,
    "unpaid": UNPAID,
    "refunded": REFUNDED,
}
_SAID_WHOLE = frozenset({"refunded"})


def state_reasons(frame: pl.DataFrame, body: Body, columns: Columns, answers: Answers) -> pl.Series:
    """One reason per row whose order came to nothing, unless the user counts such orders; null for the others."""
    reason = _reasons(frame, body, columns)
    for name, rows in reason.drop_nulls().value_counts(sort=True, name="rows").iter_rows():
        if answers.decide(name, "set_aside", ("set_aside", "count"), None, rows=rows) == "count":
            reason = reason.to_frame().select(pl.when(pl.col("state").ne_missing(name)).then("state"))["state"]
    return reason


def _reasons(frame: pl.DataFrame, body: Body, columns: Columns) -> pl.Series:
    reason = pl.Series("state", [None] * frame.height, dtype=pl.String)
    if "status" in frame.columns:
        for name, words in _states(columns).items():
            found = among if name in _SAID_WHOLE else said_among
            reason = _where(reason, found(frame["status"], words), name)
    for column, name in (("cancelled_on", "cancelled"), ("test_flag", "test")):
        if column in columns:
            reason = _where(reason, _marked(body.cells[columns[column]]), name)
    if "needed" in columns:
        reason = _where(reason, body.cells[columns["needed"]].is_null(), "no_sale")
    if "sale_type" in columns:
        reason = _where(reason, ~_is_sale(body.cells[columns["sale_type"]]), "no_sale")
    if "paid" in columns:
        reason = _where(reason, among(body.cells[columns["paid"]], NO), "failed")
    return reason


def _marked(cells: pl.Series) -> pl.Series:
    """Cells that say yes, in a column of yes and no; in any other, those that say anything."""
    said = cells.str.to_lowercase().is_in(list(EMPTY_MARKS)).fill_null(value=True)
    yes, no = among(cells, YES), among(cells, NO)
    return yes if (yes | no | said).all() else ~said


def _is_sale(types: pl.Series) -> pl.Series:
    """Payments and refunds are sales; transfers, fees, conversions and holds are not."""
    text = types.str.to_lowercase()
    return (
        text.str.contains("payment|checkout|refund|reversal|sale") & ~text.str.contains("hold|fee|transfer|conversion")
    ).fill_null(value=False)


def _states(columns: Columns) -> Mapping[str, frozenset[str]]:
    """Where a column says how much was given back, an order called refunded stays, less what was given back."""
    if "refunded" in columns and columns.platform:
        return {name: words for name, words in STATES.items() if name != "refunded"}
    return STATES


def _where(reason: pl.Series, found: pl.Series, name: str) -> pl.Series:
    frame = pl.DataFrame({"reason": reason, "found": found})
    return frame.select(
        pl.when(pl.col("reason").is_null() & pl.col("found")).then(pl.lit(name)).otherwise("reason").alias("state")
    )["state"]
