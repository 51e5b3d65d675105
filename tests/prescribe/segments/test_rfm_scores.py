"""Scores by rank."""

from math import floor
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.prescribe.segments.rfm_scores import cut_points, scores

VALUES = st.lists(st.integers(-1000, 1000), min_size=1, max_size=120)


def by_the_book(values: list[int]) -> list[int]:
    """min(5, floor(5 x share strictly worse) + 1), one customer at a time."""
    return [min(5, floor(5 * sum(other < value for other in values) / len(values)) + 1) for value in values]


def test_ten_different_values_fill_five_scores_of_two():
    assert scores(np.arange(10)).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert cut_points(np.arange(10)) == (2, 4, 6, 8)


def test_equal_values_have_the_lowest_score_together():
    assert scores(np.array([7, 7, 7])).tolist() == [1, 1, 1]
    assert cut_points(np.array([7, 7, 7])) == (None,) * 4


def test_nobody_has_no_score():
    assert scores(np.empty(0, np.int64)).tolist() == []
    assert cut_points(np.empty(0, np.int64)) == (None,) * 4


@given(VALUES)
def test_scores_are_those_of_the_definition(values):
    assert scores(np.array(values)).tolist() == by_the_book(values)


@given(VALUES)
def test_a_cut_point_is_the_least_value_with_its_score_or_a_better_one(values):
    found = scores(np.array(values))
    for score, cut in enumerate(cut_points(np.array(values)), start=2):
        reached = [value for value, own in zip(values, found, strict=True) if own >= score]
        assert cut == min(reached, default=None)


@pytest.mark.parametrize(
    ("recency", "orders", "amount", "published"),
    [(205, 6, 472, 343), (140, 3, 340, 412), (194, 4, 405, 323), (98, 7, 596, 544), (132, 5, 448, 433)],
)
def test_the_rows_of_the_r_package_have_their_published_scores(rfm_customers, recency, orders, amount, published):
    """R package rfm, README: analysis date 2006-12-31."""
    customers = rfm_customers
    columns = {"recency": -customers["recency"], "orders": customers["orders"], "amount": customers["amount"]}
    found = customers.select("recency", "orders", "amount").with_columns(
        pl.Series(f"{name}_score", scores(column.to_numpy())) for name, column in columns.items()
    )
    alike = (pl.col("recency") == recency) & (pl.col("orders") == orders) & (pl.col("amount") == amount)
    row = found.filter(alike).row(0, named=True)
    assert 100 * row["recency_score"] + 10 * row["orders_score"] + row["amount_score"] == published


def test_the_cut_points_of_frequency_are_those_of_the_r_package(rfm_customers):
    assert cut_points(rfm_customers["orders"].to_numpy()) == (4, 5, 6, 8)


@pytest.fixture(scope="module")
def rfm_customers(shared_data: Path) -> pl.DataFrame:
    orders = pl.read_csv(shared_data / "real/rfm_orders/rfm_data_orders.csv", try_parse_dates=True)
    return orders.group_by("customer_id").agg(
        (pl.date(2006, 12, 31) - pl.col("order_date").max()).dt.total_days().alias("recency"),
        pl.len().cast(pl.Int64).alias("orders"),
        pl.col("revenue").sum().alias("amount"),
    )
