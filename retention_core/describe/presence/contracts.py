"""Contracts: who subscribed from which day to which."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.presence.presence import Presence, presence_of
from retention_core.kernel.day_numbers import NOT_AGAIN, CustomerCodes, DayNumbers, day_number
from retention_core.kernel.study import Study

DAYS_A_MONTH = 30.4375
FEE = "amount_per_month"


@dataclass(frozen=True)
class Contracts:
    """One row per contract, in the order of the days on which they began.

    code        whose it is
    start       first day
    end         last day, on which it still runs; NOT_AGAIN while no end is known
    row         row of workbook.subscriptions
    told        the days on which one began or ended, in order: what the list knows about
    customers   how many the workbook knows
    """

    code: CustomerCodes
    start: DayNumbers
    end: DayNumbers
    row: NDArray[np.uint32]
    told: DayNumbers
    customers: int

    def running_on(self, day: int) -> NDArray[np.bool_]:
        """Which of them run on a day."""
        return (self.start <= day) & (self.end >= day)

    def running_after(self, day: int) -> NDArray[np.bool_]:
        """Which of them run on a day and go on: whose last day it is has left by its end."""
        return (self.start <= day) & (self.end > day)


def monthly_fees(study: Study) -> NDArray[np.int64] | None:
    """What each contract pays a month, in the order of `contracts`, minor units; null where the files tell no fees."""
    table = study.workbook.subscriptions
    if table is None or FEE not in table.columns:
        return None
    return table[FEE].fill_null(0).cast(pl.Int64).to_numpy()[study(contracts).row]


def contracts(study: Study) -> Contracts:
    """The contracts whose days are known; none of them where a list says who left but not when.

    Left out are those that end before they begin.
    """
    table, customers = study.workbook.subscriptions, study.workbook.customers.height
    if table is None or "started_on" not in table.columns:
        nobody, no_day = np.empty(0, np.uint32), np.empty(0, np.int32)
        return Contracts(nobody, no_day, no_day, nobody, no_day, customers)
    rows = table.with_row_index("row").with_columns(_end(table)).filter(pl.col("started_on").is_not_null())
    left = pl.col("churned") if "churned" in table.columns else pl.lit(value=False)
    when_unknown = left.fill_null(value=False) & pl.col("end").is_null()
    unknown = int(rows.select(when_unknown.sum()).item())
    rows = rows.with_columns(_agreed(table), left.fill_null(value=False).alias("over"))
    rows = rows.filter(~when_unknown & (pl.col("end").is_null() | (pl.col("end") >= pl.col("started_on"))))
    rows = rows.sort("started_on", maintain_order=True)
    if unknown and rows["end"].is_null().all():
        rows = rows.clear()
    start = rows["started_on"].to_physical().to_numpy()
    end = rows["end"].to_physical().fill_null(int(NOT_AGAIN)).to_numpy()
    today = study.settings.today
    agreed = rows["agreed"].to_numpy() | (end > day_number(today) if today else np.zeros(end.size, np.bool_))
    told = _told(start, end, agreed, rows["over"].to_numpy())
    return Contracts(rows["customer_code"].to_numpy(), start, end, rows["row"].to_numpy(), told, customers)


def _told(start: DayNumbers, end: DayNumbers, agreed: NDArray[np.bool_], over: NDArray[np.bool_]) -> DayNumbers:
    """The days on which a contract began or ended, in order: what the list knows about.

    The end of a contract that is said to run, or that lies behind the day on the clock, is still to come. Where every
    contract has an end, the last ones may be agreed too, so days after the last beginning do not count, but for those
    of contracts that are said to be `over`.
    """
    known = end != NOT_AGAIN
    counts = known & ~agreed
    ends = end[counts]
    if known.all() and ends.size:
        ends = ends[(ends <= start.max()) | over[counts]]
    return np.sort(np.concatenate([start, ends]).astype(np.int32))


def _agreed(table: pl.DataFrame) -> pl.Expr:
    """Whether the list says of a contract that nobody has left."""
    said = ~pl.col("churned") if "churned" in table.columns else pl.lit(value=False)
    return said.fill_null(value=False).alias("agreed")


def _end(table: pl.DataFrame) -> pl.Expr:
    """The last day: as written, else so many months after the first where the customer is known to have left."""
    written = pl.col("ended_on") if "ended_on" in table.columns else pl.lit(None, pl.Date)
    if not {"tenure_months", "churned"} <= set(table.columns):
        return written.alias("end")
    months = pl.duration(days=(pl.col("tenure_months") * DAYS_A_MONTH).round())
    return pl.coalesce(written, pl.when("churned").then(pl.col("started_on") + months)).cast(pl.Date).alias("end")


def contract_presence(contracts: Contracts, last: DayNumbers) -> Presence:
    """Who was there in each period: everybody with a contract that runs on its `last` day, one row a period."""
    running = [contracts.code[contracts.running_on(day)] for day in last.tolist()]
    day = np.repeat(last, [code.size for code in running])
    code = np.concatenate(running) if running else np.empty(0, np.uint32)
    return presence_of(code, day.astype(np.int32), contracts.customers)
