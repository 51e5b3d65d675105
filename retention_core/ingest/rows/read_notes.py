"""What is worth knowing about a table of orders that was read: told, never asked."""

import polars as pl

from retention_core.ingest.columns.distinct_values import all_different, shared
from retention_core.ingest.columns.order_columns import Columns
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.rows.set_aside_reasons import decide_identical
from retention_core.ingest.table.column_recognition import empty_columns
from retention_core.ingest.table.header_location import TableBody
from retention_core.kernel.quantities import Money
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode, SetAside

_MOST_ROWS_COMPARED, _MOST_IDS = 2_000_000, 5


def remarks(
    frame: pl.DataFrame, body: TableBody, columns: Columns, decimals: int, answers: Answers
) -> tuple[Note, ...]:
    """Whose export it is, whether its total line agrees, order numbers in common, rows that are alike."""
    file = body.table.file
    used = frame.filter(pl.col("reason").is_null())
    notes = [_whose(body, columns, columns.platform.name)] if columns.platform else []
    if "amount" not in frame.columns:
        notes.append(_no_amounts(body))
    else:
        notes += _total_line(frame, file, decimals)
    notes += _ids_of_one(used, file)
    if "order_id" in used.columns:
        notes += _shared_numbers(used, file)
    else:
        notes += _identical_rows(frame, body, answers)
    return tuple(notes)


def _no_amounts(body: TableBody) -> Note:
    """Nothing about money, or a column for it that is empty: formulas that were never calculated look like that."""
    if empty := empty_columns(body, "amount"):
        return Note(NoteCode.EMPTY_AMOUNTS, {"file": body.table.file, "column": body.header(empty[0])})
    return Note(NoteCode.NO_AMOUNTS, {"file": body.table.file})


def _whose(body: TableBody, columns: Columns, platform: str) -> Note:
    column = body.header(columns["amount"]) if "amount" in columns else None
    return Note(NoteCode.PLATFORM, {"file": body.table.file, "platform": platform, "column": column})


def _total_line(frame: pl.DataFrame, file: str, decimals: int) -> list[Note]:
    """Whether the last line with a total says what the rows add up to."""
    totals = frame.filter((pl.col("reason") == SetAside.TOTAL) & pl.col("amount").is_not_null())["amount"]
    if not len(totals):
        return []
    rows = frame.filter(pl.col("reason").ne_missing(SetAside.TOTAL))
    sums = {int(rows["amount"].sum()), int(rows.filter(pl.col("reason").is_null())["amount"].sum())}
    stated = Money(int(totals[-1]), decimals)
    if stated.minor in sums:
        return [Note(NoteCode.TOTAL_AGREES, {"file": file, "amount": stated})]
    if subtotals := _subtotals(frame):
        return [Note(NoteCode.SUBTOTALS_AGREE, {"file": file, "rows": subtotals})]
    return [
        Note(
            NoteCode.TOTAL_DIFFERS, {"file": file, "amount": stated, "sum": Money(int(rows["amount"].sum()), decimals)}
        )
    ]


def _subtotals(frame: pl.DataFrame) -> int:
    """How many totals there are, where each is the sum of the rows since the one before; 0 where one is not."""
    total = (pl.col("reason") == SetAside.TOTAL).fill_null(value=False)
    blocks = frame.with_columns(
        total.alias("total"), total.cast(pl.Int64).cum_sum().shift(1, fill_value=0).alias("block")
    )
    sums = blocks.filter(pl.col("amount").is_not_null()).group_by("block").agg(
        pl.col("amount").filter(~pl.col("total")).sum().alias("sum"),
        pl.col("amount").filter("total").first().alias("stated"),
        pl.col("total").sum().alias("totals"),
    )  # fmt: skip
    stated = sums.filter(pl.col("stated").is_not_null())
    return stated.height if stated.height > 1 and (stated["sum"] == stated["stated"]).all() else 0


def _shared_numbers(used: pl.DataFrame, file: str) -> list[Note]:
    if all_different(used["order_id"]):
        return []
    lines = used.select("order_id", "customer_id").drop_nulls("order_id").unique()
    several = lines.height - lines["order_id"].n_unique() and shared(lines, "order_id")["order_id"].n_unique()
    return [Note(NoteCode.ORDER_ID_SHARED, {"file": file, "rows": several})] if several else []


def several_ids(pairs: pl.DataFrame, mail: str) -> pl.DataFrame:
    """One row per e-mail that stands under several customers, of different pairs of both; under many it is a shop's."""
    return pairs.group_by(mail).len().filter(pl.col("len").is_between(2, _MOST_IDS)).sort(mail)


def _ids_of_one(used: pl.DataFrame, file: str) -> list[Note]:
    """People whose e-mail stands under several customer numbers."""
    if "email" not in used.columns:
        return []
    people = used.select(pl.col("email").str.strip_chars().str.to_lowercase().alias("mail"), "customer_id").drop_nulls()
    people = people.filter(pl.col("mail") != pl.col("customer_id").str.to_lowercase()).unique()
    several = several_ids(people, "mail")
    if not several.height:
        return []
    return [Note(NoteCode.SEVERAL_IDS, {"file": file, "rows": several.height, "example": several["mail"][0]})]


def _identical_rows(frame: pl.DataFrame, body: TableBody, answers: Answers) -> list[Note]:
    """Rows like another one, in a file without order numbers: they are counted, since people buy the same twice."""
    if frame.height > _MOST_ROWS_COMPARED:
        return []
    cells = body.cells.filter(frame["reason"].is_null())
    alike = cells.height - cells.n_unique() if cells.height else 0
    if not alike:
        return []
    decide_identical(answers, alike)
    return [Note(NoteCode.IDENTICAL_ROWS, {"file": body.table.file, "rows": alike})]
