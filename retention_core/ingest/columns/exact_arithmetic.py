"""Exact arithmetic on columns of minor units. Whatever would leave 64 bits is null, never wrong."""

from dataclasses import dataclass

import polars as pl

from retention_core.kernel.quantities import MOST_DECIMALS

_ROOM = 9.0e17


@dataclass(frozen=True)
class Scaled:
    """A column of Int64 minor units at a number of decimals."""

    minor: pl.Series
    decimals: int


def product(one: Scaled, other: Scaled) -> Scaled:
    """Cell by cell, exact; more than six decimals are rounded half to even."""
    inside = (one.minor.cast(pl.Float64) * other.minor.cast(pl.Float64)).abs() < _ROOM
    both = pl.DataFrame({"a": one.minor, "b": other.minor, "inside": inside})
    minor = both.select(pl.when("inside").then(pl.col("a") * pl.col("b")).alias("minor"))["minor"]
    return shortest(rounded(Scaled(minor, one.decimals + other.decimals), MOST_DECIMALS))


def difference(one: Scaled, other: Scaled) -> Scaled:
    """Cell by cell, at the decimals of the finer of the two."""
    decimals = max(one.decimals, other.decimals)
    return Scaled(at_decimals(one, decimals) - at_decimals(other, decimals), decimals)


def at_decimals(column: Scaled, decimals: int) -> pl.Series:
    """The minor units at a finer number of decimals."""
    return column.minor * 10 ** (decimals - column.decimals)


def rounded(column: Scaled, decimals: int) -> Scaled:
    """At most so many decimals, half to even."""
    if column.decimals <= decimals:
        return column
    step = 10 ** (column.decimals - decimals)
    whole, rest = column.minor // step, column.minor % step
    up = (rest * 2 > step) | ((rest * 2 == step) & (whole % 2 != 0))
    return Scaled(whole + up.cast(pl.Int64), decimals)


def shortest(column: Scaled) -> Scaled:
    """Without decimals that no cell uses."""
    minor, decimals = column.minor, column.decimals
    while decimals and not (minor % 10 != 0).any():
        minor, decimals = minor // 10, decimals - 1
    return Scaled(minor, decimals)
