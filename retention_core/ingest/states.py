"""Orders that never came about: cancelled, failed, unpaid or test orders, as the status column says."""

from collections.abc import Mapping

import polars as pl

from retention_core.ingest.answers import Answers
from retention_core.ingest.columns import Columns
from retention_core.ingest.layout import Body
from retention_core.ingest.words import CANCELLED, FAILED, NO, REFUNDED, TEST, UNPAID, among

STATES: Mapping[str, frozenset[str]] = {
    "cancelled": CANCELLED,
    "failed": FAILED,
    "test": TEST,
    "unpaid": UNPAID,
    "refunded": REFUNDED,
}


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
            reason = _where(reason, among(frame["status"], words), name)
    if "cancelled_on" in columns:
        reason = _where(reason, body.cells[columns["cancelled_on"]].is_not_null(), "cancelled")
    if "needed" in columns:
        reason = _where(reason, body.cells[columns["needed"]].is_null(), "no_sale")
    if "sale_type" in columns:
        reason = _where(reason, ~_is_sale(body.cells[columns["sale_type"]]), "no_sale")
    if "paid" in columns:
        reason = _where(reason, among(body.cells[columns["paid"]], NO), "failed")
    return reason


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
