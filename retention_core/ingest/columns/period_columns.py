"""Tables with one row per customer and one column per period, turned into one row per customer and period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from retention_core.ingest.columns.amounts import read_amounts
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.table.column_recognition import share
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_number
from retention_core.ingest.words.cell_words import TOTALS, equals_any
from retention_core.ingest.words.header_spelling import normalized
from retention_core.ingest.words.period_headers import DAY, Period, periods_of
from retention_core.kernel.quantities import Money
from retention_core.kernel.questions import Note
from retention_core.kernel.reading_codes import NoteCode, QuestionCode, SetAside

LEAST_PERIODS, _MOSTLY = 3, 0.95
_NOTHING = r"^(?:[-–—/.]+|[+-]?0+(?:[.,]0+)?)$"
_MONEY = frozenset({"amount", "unit_price", "quantity", "ordered_on"})


@dataclass(frozen=True)
class _Wide:
    """A table whose columns are known to be periods, with the columns of totals beside them."""

    body: TableBody
    periods: Mapping[int, Period]
    totals: Sequence[int]

    @property
    def others(self) -> list[str]:
        """The columns that say something about the whole row."""
        return [at for at in self.body.cells.columns if int(at) not in {*self.periods, *self.totals}]

    @property
    def cells(self) -> list[str]:
        """The columns of the periods."""
        return [str(at) for at in self.periods]


def unpivot(body: TableBody, shifted: pl.Series, answers: Answers) -> tuple[TableBody, pl.Series]:
    """The table in long form, where it is certain that it is wide; else as it is. Asks what day a period stands for.

    A cell that is empty or zero is no order: nobody bought in that period.
    """
    wide = _wide(body)
    if wide is None:
        return body, shifted
    first = next(iter(wide.periods))
    totals = _total_rows(wide)
    long = _long(wide, totals)
    if next(iter(wide.periods.values())).kind != DAY:
        answers.ask(
            QuestionCode.MONTHS_ONLY, ("first_of_month",), "ordered_on", example=body.headers[first], rows=long.height
        )
    notes = (
        Note(NoteCode.UNFOLDED, {"file": body.table.file, "rows": len(wide.periods)}),
        *_sums(wide, totals, answers),
    )
    cells = long.drop("row", "reason").rename({name: str(at) for at, name in enumerate(long.columns[:-2])})
    headers = tuple(body.header(at) for at in wide.others)
    named = tuple(None if int(at) in _money_columns(body) else body.named[int(at)] for at in wide.others)
    told = (*headers, _free("period", headers), _free("amount", headers))
    unfolded_body = replace(
        body, table=body.table.noting(*notes), headers=told, named=(*named, "order date", "amount"),
        cells=cells, rows=long["row"],
    )  # fmt: skip
    return unfolded_body, long["reason"]


def _free(name: str, taken: Sequence[str]) -> str:
    return name if name not in taken else _free(f"{name} (2)", taken)


def _money_columns(body: TableBody) -> set[int]:
    return {at for at, roles in enumerate(body.named_roles) if roles & _MONEY}


def _wide(body: TableBody) -> _Wide | None:
    """The columns of a wide table; None where it is none, or where a column or a row leaves a doubt."""
    periods = periods_of(body.named)
    if len(periods) < LEAST_PERIODS or body.seen.ranked("ordered_on"):
        return None
    beyond = [at for at in range(min(periods) + 1, len(body.named)) if at not in periods]
    filled = [at for at in beyond if body.cells[str(at)].null_count() < body.cells.height]
    totals = [at for at in filled if normalized(body.named[at] or "") in TOTALS]
    wide = _Wide(body, periods, totals)
    certain = filled == totals and min(periods) and all(_numbers(body.cells[at]) for at in wide.cells)
    return wide if certain and not _half_totals(wide) else None


def _numbers(cells: pl.Series) -> bool:
    written = cells.drop_nulls()
    written = written.filter(~written.str.contains(_NOTHING))
    return not len(written) or share(written, looks_like_number) >= _MOSTLY


def _total_rows(wide: _Wide) -> pl.Series:
    labels = [equals_any(wide.body.cells[at], TOTALS) for at in wide.others]
    return pl.DataFrame(labels).select(pl.any_horizontal(pl.all()).alias("total"))["total"] if labels else pl.Series()


def _half_totals(wide: _Wide) -> bool:
    """Labels such as "Total Germany": a subtotal, or a customer of that name."""
    for at in wide.others:
        words = [
            normalized(part)
            for text in wide.body.cells[at].drop_nulls()
            for part in (text.split()[0], text.split()[-1])
        ]
        whole = [normalized(text) for text in wide.body.cells[at].drop_nulls() for _ in range(2)]
        if any(word in TOTALS and full not in TOTALS for word, full in zip(words, whole, strict=True)):
            return True
    return False


def _long(wide: _Wide, totals: pl.Series) -> pl.DataFrame:
    """One row per filled cell and one per row of totals: the other columns, then day and amount, row, reason."""
    frame = wide.body.cells.with_columns(wide.body.rows.alias("row"), totals.alias("total"))
    days = {str(at): period.first_day.isoformat() for at, period in wide.periods.items()}
    rows = frame.with_row_index("line").filter(~pl.col("total"))
    long = rows.unpivot(wide.cells, index=["line", "row", *wide.others], variable_name="at", value_name="money")
    long = long.filter(pl.col("money").is_not_null() & ~pl.col("money").str.contains(_NOTHING))
    long = long.with_columns(pl.col("at").replace_strict(days, return_dtype=pl.String).alias("day"))
    summed = frame.with_row_index("line").filter("total")
    stated = pl.col(str(wide.totals[-1])) if wide.totals else pl.lit(None, dtype=pl.String)
    summed = summed.with_columns(stated.alias("money"), pl.lit(None, dtype=pl.String).alias("day"))
    kept = ["line", *wide.others, "day", "money", "row"]
    none, total = pl.lit(None, dtype=pl.String).alias("reason"), pl.lit(SetAside.TOTAL).alias("reason")
    both = pl.concat([long.select(*kept, none), summed.select(*kept, total)])
    return both.sort("line", "day", maintain_order=True, nulls_last=True).drop("line")


def _sums(wide: _Wide, totals: pl.Series, answers: Answers) -> tuple[Note, ...]:
    """Whether columns and rows of totals say what the periods add up to; a grand total is compared with the orders."""
    minor, decimals = _minor(wide, answers)
    periods = minor.select(pl.sum_horizontal(pl.col(wide.cells).fill_null(0)).alias("sum"), pl.all())
    wrong = 0
    for at in wide.totals:
        stated = periods.filter(~totals & pl.col(str(at)).is_not_null())
        wrong += stated.filter(pl.col("sum") != pl.col(str(at))).height
    below = minor.filter(~totals).select(pl.col(wide.cells).sum()) if totals.any() else None
    if below is not None:
        last = minor.filter(totals).tail(1).select(wide.cells)
        wrong += sum(last[at][0] is not None and last[at][0] != below[at][0] for at in wide.cells)
    if wrong:
        return (Note(NoteCode.SUMS_DIFFER, {"file": wide.body.table.file, "rows": wrong}),)
    if bool(wide.totals) == (below is not None):
        return ()
    whole = int(minor.filter(~totals).select(pl.sum_horizontal(pl.col(wide.cells).sum())).item())
    return (Note(NoteCode.TOTAL_AGREES, {"file": wide.body.table.file, "amount": Money(whole, decimals)}),)


def _minor(wide: _Wide, answers: Answers) -> tuple[pl.DataFrame, int]:
    """Periods and totals in minor units, all read as one column of amounts."""
    names = [*wide.cells, *(str(at) for at in wide.totals)]
    whole = pl.concat([wide.body.cells[name].alias("amount") for name in names])
    read = read_amounts(whole, answers, "amount")
    height = wide.body.cells.height
    parts = {name: read.minor.slice(at * height, height) for at, name in enumerate(names)}
    return pl.DataFrame(parts), read.decimals
