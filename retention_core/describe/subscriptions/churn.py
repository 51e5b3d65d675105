"""How many subscribers are lost from month to month, in customers and in monthly fees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.cycle.period_calendar import Calendar, calendar
from retention_core.describe.presence.contracts import (
    DAYS_A_MONTH,
    Contracts,
    contract_presence,
    contracts,
    monthly_fees,
)
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import from_contracts
from retention_core.describe.retention.period_presence import PeriodPresence, period_movements
from retention_core.describe.statistics.confidence_ranges import share_range
from retention_core.describe.subscriptions.tenures import BAND, tenure_band, trait_of_rows
from retention_core.kernel.day_numbers import Flags, day_number
from retention_core.kernel.rows import row_as
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study

LAST_MONTHS = 12
MONEY = ("revenue_at_start", "revenue_lost", "revenue_added", "revenue_at_end")


def months(study: Study) -> Calendar:
    """The months that the data knows, whatever period is chosen."""
    return calendar(PeriodKind.MONTH, from_contracts(study)(horizon))


def churn_by_month(study: Study) -> pl.DataFrame:
    """How many subscribers were lost in each month, and how much of the monthly fees.

    One row per month; a subscriber counts where a contract runs on the last day of the month.
    first_day, last_day, finished         as in `retention_by_period`
    at_start, lost, gained, at_end        subscribers; null where the month before is not fully known
    churn_rate                            lost / at_start; null likewise, or where nobody was there
    revenue_at_start, revenue_at_end      monthly fees on the last day of the month before, and of this one
    revenue_lost, revenue_added           fees less, and more, of those there at the start; minor units
    revenue_churn_rate                    revenue_lost / revenue_at_start; all money null where no fees are known
    """
    cut = study(months)
    counted = period_movements(PeriodPresence(contract_presence(study(contracts), cut.last), cut)).select(
        "at_end", "kept"
    )
    days = {"first_day": pl.Series(cut.first).cast(pl.Date), "last_day": pl.Series(cut.last).cast(pl.Date)}
    table = pl.DataFrame({**days, "finished": pl.Series(cut.finished, dtype=pl.Boolean)})
    table = pl.concat([table, counted, _fees_by_month(study, cut)], how="horizontal")
    at_start = pl.col("at_end").shift(1, fill_value=0)
    table = table.with_columns(at_start.alias("at_start"), (at_start - pl.col("kept")).alias("lost"))
    table = table.with_columns((pl.col("at_end") - pl.col("kept")).alias("gained"))
    known = pl.int_range(pl.len()) > (cut.first_finished if cut.first_finished is not None else len(cut.first))
    hidden = ("at_start", "lost", "gained", "revenue_at_start", "revenue_lost", "revenue_added")
    return table.with_columns(pl.when(known).then(pl.col(*hidden))).select(
        *("first_day", "last_day", "finished", "at_start", "lost", "gained", "at_end"),
        _part("lost", "at_start").alias("churn_rate"),
        *MONEY,
        _part("revenue_lost", "revenue_at_start").alias("revenue_churn_rate"),
    )


@dataclass(frozen=True)
class ChurnMonth:
    """One row of `churn_by_month`, which says what each field means and where it is null."""

    first_day: date
    last_day: date
    at_start: int | None
    lost: int | None
    gained: int | None
    revenue_at_start: int | None
    revenue_lost: int | None


def last_month(study: Study) -> ChurnMonth | None:
    """The last full month of the contracts; None without one."""
    finished = study(churn_by_month).filter("finished")
    return row_as(ChurnMonth, finished) if finished.height else None


def known_churn(study: Study) -> pl.DataFrame:
    """The rows of `churn_by_month` that are finished and whose churn rate is known."""
    return study(churn_by_month).filter(pl.col("finished") & pl.col("churn_rate").is_not_null())


def churn_by(study: Study, column: str) -> pl.DataFrame:
    """How many subscribers leave in a month, by plan or any other trait, over the last twelve full months.

    One row per value, largest first: group (null: not known), at_start (subscribers at the start of each month, added
    up), lost, churn_rate (a month) with its 95% range low to high. KeyError for a column that nobody has.
    """
    seen = _months_begun(study)
    value = trait_of_rows(study, column, seen["customer_code"], seen["row"]).alias("group")
    return _counted(seen.with_columns(value), "group").sort("at_start", "group", descending=[True, False])


def churn_by_tenure(study: Study) -> pl.DataFrame:
    """One row per stretch of months that subscribers had been there at the start of the month, over twelve full months.

    from_months, to_months   the stretch; the second not included, null: no end
    then at_start, lost, churn_rate, low and high as in `churn_by`
    """
    banded = _months_begun(study).with_columns(tenure_band(pl.col("months")))
    return _counted(banded, "from_months").sort("from_months").select(*BAND, pl.exclude("from_months"))


def _part(lost: str, of: str) -> pl.Expr:
    return pl.when(pl.col(of) > 0).then(pl.col(lost) / pl.col(of))


def _fees_by_month(study: Study, cut: Calendar) -> pl.DataFrame:
    signed, fee = study(contracts), study(monthly_fees)
    if fee is None:
        return pl.DataFrame({name: pl.Series([None] * len(cut.first), dtype=pl.Int64) for name in MONEY})
    rows, before = [], np.zeros(signed.customers, np.int64)
    for last in cut.last.tolist():
        now = fees_on(signed, fee, last)
        change = np.where(before > 0, now - before, 0)
        rows.append((before.sum(), -change[change < 0].sum(), change[change > 0].sum(), now.sum()))
        before = now
    return pl.DataFrame(np.array(rows, np.int64).reshape(-1, len(MONEY)), schema=list(MONEY))


def fees_on(contracts: Contracts, fee: NDArray[np.int64], day: int) -> NDArray[np.int64]:
    """What each customer pays a month for the contracts that run on a day, minor units."""
    running, total = contracts.running_on(day), np.zeros(contracts.customers, np.int64)
    np.add.at(total, contracts.code[running], fee[running])
    return total


def running_fees(study: Study, days: Sequence[date]) -> list[int] | None:
    """The monthly fees of the contracts that run on each day, minor units; null where no fees are known."""
    signed, fee = study(contracts), study(monthly_fees)
    if fee is None:
        return None
    return [int(fee[signed.running_on(day_number(day))].sum()) for day in days]


def _months_begun(study: Study) -> pl.DataFrame:
    """One row per subscriber and full month that they began: customer_code, row, months so far, lost in it."""
    cut, signed = study(months), study(contracts)
    full = np.flatnonzero(cut.finished)[1:][-LAST_MONTHS:].tolist()
    return pl.concat([_month_begun(signed, cut, place) for place in full] or [_month_begun(signed, cut, None)])


def _month_begun(signed: Contracts, cut: Calendar, place: int | None) -> pl.DataFrame:
    day = int(cut.last[place - 1]) if place else -1
    running = signed.running_on(day) if place else np.zeros(signed.code.size, np.bool_)
    there = _customers(signed, signed.running_on(int(cut.last[place]))) if place else np.zeros(0, np.bool_)
    first = np.full(signed.customers, np.iinfo(np.int32).max, np.int64)
    np.minimum.at(first, signed.code, signed.start)
    code = signed.code[running]
    rows = pl.DataFrame(
        {
            "customer_code": code,
            "row": signed.row[running],
            "months": (day - first[code] + 1) / DAYS_A_MONTH,
            "lost": ~there[code] if place else np.empty(0, np.bool_),
        }
    )
    return rows.unique("customer_code", keep="first", maintain_order=True)


def _customers(signed: Contracts, running: Flags) -> Flags:
    there = np.zeros(signed.customers, np.bool_)
    there[signed.code[running]] = True
    return there


def _counted(rows: pl.DataFrame, by: str) -> pl.DataFrame:
    counted = rows.group_by(by).agg(pl.len().cast(pl.Int64).alias("at_start"), pl.col("lost").sum().cast(pl.Int64))
    ranges = [share_range(lost, of) or (None, None) for lost, of in counted.select("lost", "at_start").rows()]
    limits = pl.DataFrame(ranges, schema={"low": pl.Float64, "high": pl.Float64}, orient="row")
    rate = (pl.col("lost") / pl.col("at_start")).alias("churn_rate")
    return pl.concat([counted.with_columns(rate), limits], how="horizontal")
