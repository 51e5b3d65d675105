"""Makers of a figure's history: one value per period, out of the table of all periods."""

from collections.abc import Callable

import polars as pl

from retention_core.describe.retention.retention import retention_by_period
from retention_core.kernel.study import Study


def by_period(value: pl.Expr) -> Callable[[Study], pl.DataFrame]:
    """The history of a figure that is a column, or a calculation, of `retention_by_period`."""

    def history(study: Study) -> pl.DataFrame:
        return study(retention_by_period).select("first_day", value.cast(pl.Float64).alias("value"), "finished")

    return history


def money_by_period(value: pl.Expr) -> Callable[[Study], pl.DataFrame]:
    """The same for a calculation that gives minor units."""

    def history(study: Study) -> pl.DataFrame:
        return by_period(value / 10**study.workbook.decimals)(study)

    return history


def ratio(part: str, whole: str) -> pl.Expr:
    """One column as a share of another; null where the other is zero."""
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole))
