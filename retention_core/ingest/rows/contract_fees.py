"""What contracts cost a month: the fee by the months that it is for, as the header, an interval or the plan says."""

from collections.abc import Mapping

import polars as pl

from retention_core.ingest.recognition.billing_intervals import months_of, spoken_months
from retention_core.ingest.recognition.recognise import USE_ODDS
from retention_core.ingest.table.header_location import TableBody

FEE, INTERVAL = "amount_per_month", "interval"
_YEARLY, _MONTHLY = ("arr",), ("mrr", "arpu")
_MOST_MONTHS, _KNOWN = 60, 0.9


def fee_months(body: TableBody, columns: Mapping[str, str]) -> pl.Series | None:
    """How many months the fee of each row is for, null where nobody says; None where nothing tells it of any.

    The header knows best ("monthly fee"), then a column of intervals, then the names of plans.
    """
    if FEE not in columns:
        return None
    header = _in_header(body.header(columns[FEE]))
    if header is not None:
        return pl.Series("months", [header] * body.cells.height, dtype=pl.Float64)
    if INTERVAL in columns and not _only_paid_so(body, columns):
        return _read(body, columns[INTERVAL], months_of, counted=True)
    return _read(body, columns["plan"], spoken_months) if "plan" in columns else None


def of_unknown_months(body: TableBody, columns: Mapping[str, str]) -> bool:
    """Whether nothing says what time a fee is for: a plain amount, or one that is paid in steps of their own."""
    plain = FEE in columns and (INTERVAL in columns or body.seen.odds(FEE, columns[FEE]) < USE_ODDS)
    return plain and fee_months(body, columns) is None


def by_the_month(frame: pl.DataFrame, months: pl.Series, decimals: int) -> tuple[pl.DataFrame, int]:
    """Fees in minor units, divided by the months that they are for, and their decimals, two at least.

    A fee for unknown months is null.
    """
    if (months == 1).all() and not months.null_count():
        return frame, decimals
    places = max(decimals, 2)
    fee = (pl.col(FEE) * 10 ** (places - decimals) / pl.lit(months)).round().cast(pl.Int64)
    return frame.with_columns(fee.alias(FEE)), places


def _in_header(header: str) -> float | None:
    words = header.casefold().replace("_", " ").split()
    if any(word in _YEARLY for word in words):
        return 12.0
    return 1.0 if any(word in _MONTHLY for word in words) else spoken_months(header)


def _only_paid_so(body: TableBody, columns: Mapping[str, str]) -> bool:
    """Whether an interval is only how a fee is paid: the same plan costs the same, however often it is paid."""
    if "plan" not in columns:
        return False
    told = {"plan": columns["plan"], "fee": columns[FEE], "interval": columns[INTERVAL]}
    rows = body.cells.select(pl.col(at).alias(name) for name, at in told.items()).drop_nulls()
    plans = rows.group_by("plan").agg(pl.col("fee").n_unique(), pl.col("interval").n_unique())
    several = plans.filter(pl.col("interval") > 1)
    return several.height > 0 and bool((several["fee"] == 1).all())


def _read(body: TableBody, at: str, months: object, *, counted: bool = False) -> pl.Series | None:
    cells = body.cells[at]
    told = {value: months(value) for value in cells.drop_nulls().unique().to_list()}  # type: ignore[operator]
    known = {value: number for value, number in told.items() if number is not None}
    read = cells.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.Float64)
    if not len(read) or read.is_not_null().mean() < _KNOWN * cells.is_not_null().mean():  # type: ignore[operator]
        return None
    return (read * _times(body, at) if counted else read).alias("months")


def _times(body: TableBody, interval: str) -> pl.Series | float:
    """How many intervals a fee is for, where a column counts them: every 3 months."""
    counts = [at for at in body.cells.columns if at != interval and "period" in body.seen.concepts(at)]
    for at in counts:
        read = body.cells[at].cast(pl.Int64, strict=False)
        if read.null_count() == body.cells[at].null_count() < len(read) and read.is_between(1, _MOST_MONTHS).all():
            return read.fill_null(1).cast(pl.Float64)
    return 1.0
