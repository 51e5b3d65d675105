"""What it costs to gain a customer: spending against new customers, by period and by channel."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from retention_core.describe.customer_value.marketing_spending import MarketingSpending, spending
from retention_core.describe.presence.presence_data import presence_log
from retention_core.describe.retention.retention import retention_by_period
from retention_core.describe.retention.trends import ratio
from retention_core.kernel.day_numbers import CustomerCodes, DayNumbers, cut_positions, day_number
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study

SPENT = {"new": pl.Int64, "acquisition": pl.Int64, "keeping": pl.Int64, "covered": pl.Boolean}


def cac_by_period(study: Study) -> pl.DataFrame:
    """One row per period: what was spent and what a new customer cost. Empty without a spending file.

    first_day, last_day, exact_new   as in `retention_by_period`
    finished                         the period is finished and the spending file covers all of it
    new, kept                        customers won, at most so many where exact_new is false; kept ones
    acquisition, keeping             spent on gaining and on keeping customers       minor units
    cac, cac_all                     acquisition, or all spending, / new             minor units; null without new ones
    per_kept                         keeping / kept                                  minor units; null without kept ones
    """
    spent = study(spending)
    table = study(retention_by_period)
    if spent is None:
        table = table.clear()
    columns = table.select("first_day", "last_day", "exact_new", "kept", "finished").with_columns(
        _spent(study, table, spent)
    )
    known = columns.with_columns(pl.col("finished") & pl.col("covered"), all=pl.col("acquisition") + pl.col("keeping"))
    costs = {"cac": ("acquisition", "new"), "cac_all": ("all", "new"), "per_kept": ("keeping", "kept")}
    return known.with_columns(ratio(*of).alias(name) for name, of in costs.items()).drop("covered", "all")


@dataclass(frozen=True)
class PeriodCost:
    """One row of `cac_by_period`, which says what each field means and where it is null."""

    first_day: date
    last_day: date
    exact_new: bool
    new: int
    kept: int | None
    acquisition: int
    keeping: int
    cac: float | None
    per_kept: float | None


def last_cost(study: Study) -> PeriodCost | None:
    """The last finished period that the spending file covers; None where there is none."""
    finished = study(cac_by_period).filter("finished")
    return row_as(PeriodCost, finished) if finished.height else None


def sure_costs(study: Study) -> pl.DataFrame:
    """The finished rows of `cac_by_period` in which a new customer is surely new; all finished ones if none is."""
    known = study(cac_by_period).filter("finished")
    return known.filter("exact_new") if known["exact_new"].any() else known


def cac_by_channel(study: Study) -> pl.DataFrame:
    """One row per channel in the last finished period that the spending file covers, most new customers first.

    channel        as the orders, else the spending file, write it; null: not known
    new            customers won, by the channel in which the file first shows them
    acquisition    minor units
    keeping        minor units
    cac            acquisition / new, minor units; null without new customers
    Empty where orders or spending carry no channel.
    """
    row, spent = study(last_cost), study(spending)
    schema = {"channel": pl.String, "new": pl.Int64, "acquisition": pl.Int64, "keeping": pl.Int64, "cac": pl.Float64}
    if row is None or spent is None or not _has_channels(study, spent):
        return pl.DataFrame(schema=schema)
    first, last = day_number(row.first_day), day_number(row.last_day)
    won = pl.DataFrame({"channel": first_channels(study, first, last)})
    tables = _keyed(won, pl.len().alias("new")), _keyed(_channel_spending(spent, first, last), *map(pl.sum, _SIDES))
    both = tables[0].join(tables[1], on="key", how="full", coalesce=True, nulls_equal=True)
    counts = pl.col("new", *_SIDES).fill_null(0).round().cast(pl.Int64)
    named = both.with_columns(pl.coalesce("channel", "channel_right").str.strip_chars(), counts)
    found = named.with_columns(ratio("acquisition", "new").alias("cac")).select(list(schema))
    return found.sort("new", "acquisition", "channel", descending=[True, True, False])


def channels_with_cost(study: Study) -> pl.DataFrame:
    """The rows of `cac_by_channel` that won anybody, so that what one cost is known."""
    return study(cac_by_channel).filter(pl.col("cac").is_not_null())


def first_rows(study: Study) -> tuple[CustomerCodes, DayNumbers, NDArray[np.intp]]:
    """Everybody in the order in which the file first shows them: who, the day, and the row of what tells of them."""
    log = study(presence_log)
    place = np.full(log.customers, -1, np.int32)
    place[log.code[::-1]] = np.arange(log.code.size, dtype=np.int32)[::-1]
    first = np.zeros(log.code.size, np.bool_)
    first[place[place >= 0]] = True
    rows = np.flatnonzero(first)
    return log.code[rows], log.day[rows], rows


def won_between(study: Study, first: int, last: int) -> CustomerCodes:
    """Who was won on the days first to last: the file shows them for the first time, by whatever it tells of them.

    In a shop that may be a refund: who gives something back had bought before, and is not new by their next order.
    """
    code, day, _ = study(first_rows)
    return code[slice(*cut_positions(day, [first, last + 1]))]


def first_channels(study: Study, first: int, last: int) -> pl.Series:
    """The channel in which the file first shows those of `won_between`, one value each; needs orders with a channel."""
    _, day, place = study(first_rows)
    return study.workbook.orders["channel"].gather(place[slice(*cut_positions(day, [first, last + 1]))])


_SIDES = ("acquisition", "keeping")


def _has_channels(study: Study, spent: MarketingSpending) -> bool:
    """Whether both what was spent and what tells of customers carry channels."""
    orders = study.workbook.orders
    return orders.height > 0 and "channel" in orders.columns and spent.channel.count() > 0


def _spent(study: Study, table: pl.DataFrame, spent: MarketingSpending | None) -> pl.DataFrame:
    """One row per period: customers won, what was spent, and whether the spending file covers it."""
    if spent is None:
        return pl.DataFrame(schema=SPENT)
    known = spent.known
    spans = [(day_number(first), day_number(last)) for first, last in table.select("first_day", "last_day").rows()]
    rows = [
        (len(won_between(study, *span)), *spent.between(*span), known[0] <= span[0] and span[1] <= known[1])
        for span in spans
    ]
    return pl.DataFrame(rows, schema=SPENT, orient="row")


def _channel_spending(spent: MarketingSpending, first: int, last: int) -> pl.DataFrame:
    amount = spent.within(first, last)
    sides = {"acquisition": np.where(spent.keeping, 0, amount), "keeping": np.where(spent.keeping, amount, 0)}
    return pl.DataFrame({"channel": spent.channel, **sides})


def _keyed(table: pl.DataFrame, *sums: pl.Expr) -> pl.DataFrame:
    """One row per channel, however its letters are written."""
    key = pl.col("channel").str.strip_chars().str.to_lowercase().alias("key")
    return table.group_by(key).agg(pl.col("channel").min(), *sums)
