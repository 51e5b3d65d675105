"""Days that no single column holds: year, month and day in three, a period instead of a day, a customer above rows."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.recognition.recognise import USE_ODDS
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_day, looks_like_number
from retention_core.ingest.words.cell_words import TOTALS, equals_any
from retention_core.ingest.words.period_headers import DAY, YEAR, period_of
from retention_core.kernel.questions import TableKind
from retention_core.kernel.reading_codes import QuestionCode

_PARTS, _WHOLE, _MOST_PERIODS, _LEAST_HEADS = ("year", "month", "date"), 0.9, 5_000, 2
_NO_DAY_ITSELF = frozenset({DAY, YEAR})
_CUSTOMER, _DAY = "customer", "order date"
# Months none of which comes twice: a report that adds them up.
_ADDED_UP = "g:each_period_once"


def with_days(body: TableBody, answers: Answers) -> TableBody:
    """The table with a column of days, where only parts of days or periods say when; else as it is.

    What day a period stands for is asked.
    """
    if body.seen.best("ordered_on", USE_ODDS):
        return body
    return _of_three(body) or _of_periods(body, answers) or body


def with_customers_above(body: TableBody, answers: Answers) -> TableBody:
    """The table with a column of customers, where they stand alone above the rows of each; asked about."""
    if body.seen.best("customer_id", USE_ODDS) or not (day := body.seen.best("ordered_on", USE_ODDS)):
        return body
    heads = _heads(body, day)
    names = body.cells.select(pl.coalesce(pl.all())).to_series().filter(heads)
    if len(names) < _LEAST_HEADS or not names.is_unique().all():
        return body
    named = _with_column(body, _below_heads(body, heads), _CUSTOMER, _CUSTOMER)
    if named.seen.kind != TableKind.ORDERS:
        return body
    rows = named.cells[str(len(body.headers))].drop_nulls().len()
    values = {"rows": rows, "example": names[0]}
    fills = answers.ask(QuestionCode.WRITTEN_ONCE, ("fill_down", "leave_out"), "customer_id", **values)
    return named if fills == "fill_down" else body


def _of_three(body: TableBody) -> TableBody | None:
    """Year, month and day of the first three columns of whole numbers that say so, put together."""
    places = [_part(body, part) for part in _PARTS]
    if None in places or len(set(places)) < len(places):
        return None
    year, month, day = (pl.col(str(at)) for at in places)
    whole = pl.concat_str(year, month.str.zfill(2), day.str.zfill(2), separator="-")
    name = " ".join(body.header(str(at)) for at in places)
    made = _with_column(body, body.cells.select(whole.alias("day"))["day"], name, _DAY)
    return made if made.seen.kind == TableKind.ORDERS else None


def _part(body: TableBody, part: str) -> str | None:
    at = (at for at in body.cells.columns if part in body.seen.concepts(at) and body.seen.shape(at, "whole") > _WHOLE)
    return next(at, None)


def _of_periods(body: TableBody, answers: Answers) -> TableBody | None:
    """The first column of which every cell names a week, a month or a quarter, as the first day of each."""
    if not body.seen.best("customer_id", USE_ODDS) or _ADDED_UP in body.seen.table.found:
        return None
    for at in body.cells.columns:
        days = _first_days(body.cells[at])
        if days is None:
            continue
        cells = body.cells.with_columns(pl.col(at).replace_strict(days, default=None, return_dtype=pl.String))
        named = tuple(_DAY if str(place) == at else name for place, name in enumerate(body.named))
        made = replace(body, cells=cells, named=named)
        if made.seen.kind == TableKind.ORDERS:
            values = {"example": body.cells[at].drop_nulls()[0], "rows": len(body.cells[at].drop_nulls())}
            answers.ask(QuestionCode.MONTHS_ONLY, ("first_of_month",), "ordered_on", **values)
            return made
    return None


def _first_days(cells: pl.Series) -> Mapping[str, str] | None:
    """Cell -> the first day of its period; None where some cell names none, or a whole year, which is no day."""
    values = cells.drop_nulls().unique().to_list()
    if not 1 < len(values) <= _MOST_PERIODS:
        return None
    days: dict[str, str] = {}
    for value in values:
        period = period_of(value)
        if period is None or period.kind in _NO_DAY_ITSELF:
            return None
        days[value] = period.first_day.isoformat()
    return days


def _heads(body: TableBody, day: str) -> pl.Series:
    """The rows in which words stand alone, no total and no period, right above a row with a day."""
    one = pl.coalesce(pl.all())
    cells = body.cells.select(one.alias("said"), pl.sum_horizontal(pl.all().is_not_null()).alias("filled"))
    said = cells["said"]
    words = cells.select(
        (pl.col("filled") == 1) & ~looks_like_day(pl.col("said")) & ~looks_like_number(pl.col("said"))
    ).to_series()
    follows = body.cells[day].is_not_null().shift(-1, fill_value=False)
    periods = [text for text in said.filter(words).unique().to_list() if period_of(text) is not None]
    return words & follows & ~equals_any(said, TOTALS) & ~said.is_in(periods)


def _below_heads(body: TableBody, heads: pl.Series) -> pl.Series:
    """For each row but the heads the name in the head above it."""
    one = body.cells.select(pl.coalesce(pl.all()).alias("said"))["said"]
    frame = pl.DataFrame({"said": one, "head": heads})
    above = pl.when("head").then("said").forward_fill()
    return frame.select(pl.when(~pl.col("head")).then(above).alias("who"))["who"]


def _with_column(body: TableBody, cells: pl.Series, header: str, named: str) -> TableBody:
    taken = header if header not in body.headers else f"{header} (2)"
    return replace(
        body,
        headers=(*body.headers, taken),
        named=(*body.named, named),
        cells=body.cells.with_columns(cells.alias(str(len(body.headers)))),
    )
