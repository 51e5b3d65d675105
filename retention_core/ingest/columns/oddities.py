"""What is odd about orders that were read: one amount beyond all others, one customer with the orders of many.

Both are counted, told first, and can be left out.
"""

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.kernel.quantities import Money
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import DecisionCode, NoteCode, SetAside

_LEAST_ROWS, _TIMES, _SHARE = 20, 100, 0.1
_LEAST_CUSTOMERS, _TIMES_THE_USUAL = 20, 50
KEEP, LEAVE_OUT = "keep", "leave_out"


def without_oddities(frame: pl.DataFrame, decimals: int, answers: Answers) -> tuple[pl.DataFrame, tuple[Note, ...]]:
    """One row per row of the frame, with what is odd and to be left out set aside; and what is told."""
    frame, outlier = _without_outlier(frame, decimals, answers)
    frame, one = _without_one_for_many(frame, answers)
    return frame, (*outlier, *one)


def outlier_of(amounts: pl.Series) -> int | None:
    """The amount over 100 times the 99th percentile and over a tenth of all money; None: there is none."""
    sizes = amounts.drop_nulls().abs()
    if len(sizes) < _LEAST_ROWS:
        return None
    largest = int(sizes.max() or 0)  # type: ignore[arg-type]
    others = sizes.sort()[:-1]
    usual = float(others.quantile(0.99, "lower") or 0)
    alone = largest > _TIMES * usual > 0 and largest > _SHARE * float(sizes.cast(pl.Float64).sum())
    return largest if alone else None


def _without_outlier(frame: pl.DataFrame, decimals: int, answers: Answers) -> tuple[pl.DataFrame, list[Note]]:
    if "amount" not in frame.columns:
        return frame, []
    used = frame["reason"].is_null()
    largest = outlier_of(frame["amount"].filter(used))
    if largest is None:
        return frame, []
    told = {"amount": Money(largest, decimals)}
    chosen = answers.decide(DecisionCode.OUTLIER, KEEP, (KEEP, LEAVE_OUT), None, **told)
    if chosen == LEAVE_OUT:
        return _aside(frame, used & (frame["amount"].abs() == largest), SetAside.OUTLIER), []
    return frame, [Note(NoteCode.OUTLIER, {"file": answers.file, **told})]


def one_for_many(customers: pl.Series) -> tuple[str, int] | None:
    """The customer with more than a tenth of all orders and over 50 times what is usual, and how many; None: nobody."""
    counts = customers.drop_nulls().value_counts(sort=True, name="rows")
    if counts.height < _LEAST_CUSTOMERS:
        return None
    name, rows = counts.row(0)
    usual = float(counts["rows"].median() or 1)  # type: ignore[arg-type]
    many = rows > _SHARE * float(counts["rows"].sum()) and rows > _TIMES_THE_USUAL * usual
    return (str(name), int(rows)) if many else None


def _without_one_for_many(frame: pl.DataFrame, answers: Answers) -> tuple[pl.DataFrame, list[Note]]:
    used = frame["reason"].is_null()
    found = one_for_many(frame["customer_id"].filter(used))
    if found is None:
        return frame, []
    name, rows = found
    told = {"customer": name, "rows": rows, "of": int(used.sum())}
    chosen = answers.decide(DecisionCode.ONE_FOR_MANY, KEEP, (KEEP, LEAVE_OUT), None, **told)
    if chosen == LEAVE_OUT:
        return _aside(frame, used & (frame["customer_id"] == name), SetAside.ONE_FOR_MANY), []
    return frame, [Note(NoteCode.ONE_FOR_MANY, {"file": answers.file, **told})]


def _aside(frame: pl.DataFrame, which: pl.Series, reason: SetAside) -> pl.DataFrame:
    told = pl.when(which.fill_null(value=False)).then(pl.lit(reason.value)).otherwise("reason")
    return frame.with_columns(told.alias("reason"))
