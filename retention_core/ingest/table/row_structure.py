"""Rows that are no orders: repeated headers, totals, titles, notes, a second table underneath."""

from collections.abc import Mapping

import polars as pl

from retention_core.ingest.recognition.column_roles import named_roles
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_day, looks_like_number
from retention_core.ingest.words.cell_words import TOTALS, equals_any, labels_total
from retention_core.kernel.reading_codes import SetAside

_LEAST_NAMES, _LONGEST_NAME, _MOST_WORDS, _MOST_HEADERS = 2, 60, 5, 10_000
_DAYS = frozenset({"ordered_on", "spent_on", "answered_on", "happened_at", "started_on", "joined_on"})


def structure(body: TableBody, day: str, money: str | None, keys: tuple[str, ...]) -> pl.Series:
    """One reason per row that is no order by its shape, null for the others.

    keys    columns that say whose order it is: a row with one of them filled is no mere line of text
    """
    cells, flat = body.cells, body.cells.lazy()
    dayless = pl.col(day).is_null()
    moneyless = pl.col(money).is_null() if money else pl.lit(value=True)
    nobody = pl.all_horizontal([pl.col(key).is_null() for key in keys] or [pl.lit(value=True)])
    lone = pl.sum_horizontal(pl.all().is_not_null()) <= 1
    reasons: Mapping[str, pl.Expr] = {
        SetAside.REPEATED_HEADER: _repeats_header(body),
        SetAside.TOTAL: _labelled_total(cells, day),
        SetAside.TEXT_LINE: (dayless & moneyless & (lone | nobody))
        | (lone & nobody & moneyless & pl.lit(money is not None)),
    }
    first = pl.coalesce(pl.when(found.fill_null(value=False)).then(pl.lit(reason)) for reason, found in reasons.items())
    reason = flat.select(first.alias("reason")).collect()["reason"].cast(pl.String)
    reason = _under_other_headers(body, reason, tuple(at for at in (day, money, *keys) if at))
    return _described(body, _tables_below(body, reason, day), day, money)


def _repeats_header(body: TableBody) -> pl.Expr:
    """Most filled cells of the row say what the header says."""
    same = [pl.col(str(at)).str.to_lowercase() == name.lower() for at, name in enumerate(body.named) if name]
    filled = pl.sum_horizontal(pl.all().is_not_null())
    if not same:
        return pl.lit(value=False)
    alike = pl.sum_horizontal([equal.fill_null(value=False) for equal in same])
    return (alike >= 2) & (alike * 2 >= filled)


def _under_other_headers(body: TableBody, reason: pl.Series, used: tuple[str, ...]) -> pl.Series:
    """Rows under a header of their own: the same columns in other words repeat the header, others are another table."""
    heads = _later_headers(body, used)
    if not heads:
        return reason
    fields = {at: fields_named(body.named[int(at)]) for at in used}
    found = reason.to_list()
    for place, until in zip(heads, [*heads[1:], len(found)], strict=True):
        row = body.cells.row(place)
        same = all(fields_named(row[int(at)]) & fields[at] for at in used)
        found[place] = SetAside.REPEATED_HEADER if same else SetAside.ANOTHER_TABLE
        found[place + 1 : until] = found[place + 1 : until] if same else [SetAside.ANOTHER_TABLE] * (until - place - 1)
    return pl.Series("reason", found, dtype=pl.String)


def _later_headers(body: TableBody, used: tuple[str, ...]) -> list[int]:
    """Rows of names, one of them of a day; rows that repeat the header are left to it."""
    cells, day = body.cells, pl.col(used[0])
    worded = (~day.str.contains(r"\d") & (day.str.len_chars() < _LONGEST_NAME)).fill_null(value=False)
    places = cells.select((worded & ~_repeats_header(body)).alias("worded"))["worded"].arg_true().to_list()
    return [place for place in places[:_MOST_HEADERS] if is_header(cells.row(place))]


def is_header(row: tuple[str | None, ...]) -> bool:
    """Most cells name known fields, one of them a day, and none is a number."""
    written = [cell for cell in row if cell]
    if any(len(cell) > _LONGEST_NAME or cell[:1].isdigit() for cell in written):
        return False
    known = [fields for fields in map(fields_named, written) if fields]
    dated = any(fields & _DAYS for fields in known)
    return dated and len(known) >= _LEAST_NAMES and len(known) * 2 > len(written)


def fields_named(name: str | None) -> frozenset[str]:
    """The fields that a header could name."""
    sentence = not name or len(name.split()) > _MOST_WORDS or name.endswith((".", "!", "?"))
    return frozenset() if sentence else named_roles((name,))[0]


def _labelled_total(cells: pl.DataFrame, day: str) -> pl.Expr:
    """A word for total in one of the cells, and no day."""
    labels = [pl.lit(labels_total(cells[name])) for name in cells.columns[:12] if name != day]
    on_day = pl.lit(labels_total(cells[day]))
    return on_day | (pl.any_horizontal(labels or [pl.lit(value=False)]) & pl.col(day).is_null())


def _tables_below(body: TableBody, reason: pl.Series, day: str) -> pl.Series:
    """Blocks after a blank row in which no row has a day, where the block before has some."""
    gap = body.rows.diff().fill_null(1) > 1
    if not gap.any():
        return reason
    frame = pl.DataFrame(
        {
            "block": gap.cum_sum(),
            "dated": body.cells.select(looks_like_day(pl.col(day)).fill_null(value=False)).to_series(),
        }
    )
    dated = frame.with_columns(pl.col("dated").any().over("block").alias("some"))
    last_dated = dated.filter("some")["block"].max()
    if last_dated is None:
        return reason
    below = (pl.col("block") > last_dated) & pl.lit(reason.is_null())
    known = frame.with_columns(pl.lit(reason).alias("reason"))
    return known.with_columns(
        pl.when(below & (pl.col("block").len().over("block") >= 2))
        .then(pl.lit(SetAside.ANOTHER_TABLE))
        .otherwise("reason")
        .alias("reason")
    )["reason"]


def _described(body: TableBody, reason: pl.Series, day: str, money: str | None) -> pl.Series:
    """The row below the header says what the columns hold ("text, yyyy-mm-dd, EUR"), unlike the rows below it."""
    if body.header_row is None or body.cells.height < 2 or reason[0] is not None:
        return reason
    shaped = body.cells.select(looks_like_day(pl.col(day)) | pl.col(day).str.contains(r"^\d{5,13}$")).to_series()
    counted = body.cells.head(1).select(looks_like_number(pl.col(money))).item() if money else False
    if shaped[0] is False and shaped.slice(1).any() and counted in {False, None}:
        return pl.concat([pl.Series("reason", [SetAside.DESCRIPTION], dtype=pl.String), reason.slice(1)])
    return reason


def labels_of_total(cells: pl.DataFrame, *, but: tuple[str, ...]) -> pl.Series:
    """Which rows hold a word for total in a cell other than those of `but`."""
    found = [equals_any(cells[name], TOTALS) for name in cells.columns[:12] if name not in but]
    return pl.DataFrame({str(at): hit for at, hit in enumerate(found)}).select(pl.any_horizontal(pl.all())).to_series()
