"""By what purchases can be told apart, and how far a curve has to be followed."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from retention_core.describe.cycle.gap_curves import bought_traits, days_until_most_are_back
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import TRAIT
from tests.workbooks import activity_of, study_of, workbook_of


def test_purchases_are_told_apart_by_what_tells_something() -> None:
    book = workbook_of("Ann 2024-01-01 5")
    orders = book.orders.with_columns(
        pl.lit("tea").alias("product"), pl.lit("7").alias("order_id"), pl.lit("x").alias(f"{TRAIT}shelf")
    )
    assert bought_traits(Study(replace(book, orders=orders))) == ["product", f"{TRAIT}shelf"]


def test_what_is_no_order_is_told_apart_by_what_it_was() -> None:
    book = activity_of([("Ann", date(2024, 1, 1))])
    assert book.activity is not None
    done = book.activity.with_columns(pl.lit("login").alias("event"))
    assert bought_traits(Study(replace(book, activity=done))) == ["event"]


@pytest.mark.parametrize(("gap", "days"), [(10, 365 / 4), (40, 120), (300, 730)])
def test_a_curve_is_followed_for_three_slow_cycles_a_quarter_of_a_year_to_two_years(gap: int, days: float) -> None:
    first = date(2022, 1, 1)
    lines = "\n".join(f"Ann {date.fromordinal(first.toordinal() + gap * n)} 5" for n in range(4))
    assert days_until_most_are_back(study_of(lines)) == days


def test_without_a_rhythm_a_curve_is_followed_for_a_year() -> None:
    assert days_until_most_are_back(study_of("Ann 2024-01-01 5")) == 365
