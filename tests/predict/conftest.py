"""The CDNOW sample, from the PyPI package Lifetimes; its code is not imported."""

from datetime import date
from importlib.metadata import files

import polars as pl
import pytest

import tests.laws  # noqa: F401

CALIBRATION_ENDS = date(1997, 9, 30)


@pytest.fixture(scope="session")
def cdnow() -> pl.DataFrame:
    """One row per customer and purchase day, with what was spent on it."""
    found = next(file for file in files("lifetimes") or () if file.name == "CDNOW_sample.txt")
    rows = [line.split() for line in found.locate().read_text("ascii").splitlines()]
    lines = pl.DataFrame(
        {"id": [row[1] for row in rows], "day": [row[2] for row in rows], "spend": [float(row[4]) for row in rows]}
    ).with_columns(pl.col("day").str.to_date("%Y%m%d"))
    return lines.group_by("id", "day", maintain_order=True).agg(pl.col("spend").sum())


@pytest.fixture(scope="session")
def cdnow_customers(cdnow) -> pl.DataFrame:
    """One row per customer of the first 39 weeks, in order of id: x, t_x and T in days, z the mean repeat spend."""
    seen = cdnow.filter(pl.col("day") <= CALIBRATION_ENDS)
    first = pl.col("day") == pl.col("day").min().over("id")
    by_id = seen.with_columns(first.alias("first")).group_by("id").agg(
        (pl.len() - 1).cast(pl.Int64).alias("x"),
        (pl.col("day").max() - pl.col("day").min()).dt.total_days().alias("t_x"),
        (CALIBRATION_ENDS - pl.col("day").min()).dt.total_days().alias("T"),
        pl.col("spend").filter(~pl.col("first")).mean().alias("z"),
    )  # fmt: skip
    return by_id.sort("id")
