"""What else the files say about one customer, and whom some numbers or addresses mean."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook
from retention_core.prescribe.customers.customer_facts import MOST_ROWS, codes_of, customers_meant, facts_of, traits_of
from tests.workbooks import workbook_of

ANN, BOB, CY = 0, 1, 2


@pytest.fixture
def book() -> Workbook:
    """Ann, Bob and Cy; Ann answered twice and did a lot, of Bob nothing else is told."""
    plain = workbook_of("Ann 2024-01-01 5\nBob 2024-01-02 5\nCy 2024-01-03 5")
    known = plain.customers.with_columns(
        pl.Series("email", ["ann@x.com", None, "CY@x.com"]), pl.Series("trait: club", ["red", None, None])
    )
    codes = {"customer_code": pl.Series([ANN, ANN, CY], dtype=pl.UInt32)}
    feedback = pl.DataFrame({**codes, "score": [3, None, 9], "reason": [None, None, "late"]})
    days = [date(2024, 1, 1)] * (MOST_ROWS + 1)
    did = pl.DataFrame({"customer_code": pl.Series([ANN] * len(days), dtype=pl.UInt32), "happened_at": days})
    return replace(plain, customers=known, feedback=feedback, activity=did)


def test_the_rows_about_a_customer_without_what_they_do_not_tell(book: Workbook) -> None:
    found = facts_of(Study(book), ANN)
    assert list(found) == ["feedback", "activity"]
    assert found["feedback"].to_dict(as_series=False) == {"score": [3, None]}
    assert found["activity"].height == MOST_ROWS
    assert facts_of(Study(book), BOB) == {}


def test_a_table_without_customers_says_nothing_about_one(book: Workbook) -> None:
    study = Study(replace(book, feedback=pl.DataFrame({"score": [3]})))
    assert list(facts_of(study, ANN)) == ["activity"]


def test_traits_beside_number_and_address(book: Workbook) -> None:
    assert [traits_of(Study(book), code) for code in (ANN, BOB)] == [{"trait: club": "red"}, {}]


@pytest.mark.parametrize(
    ("words", "found", "missing"),
    [
        (["ann"], ["Ann"], 0),
        ([" ANN@X.com ", ""], ["Ann"], 0),
        (["cy@x.com", "cy"], ["Cy"], 0),
        (["Bob", "nobody", "NOBODY", "else"], ["Bob"], 2),
        ([""], [], 0),
    ],
)
def test_numbers_and_addresses_mean_customers_whatever_the_capitals(
    book: Workbook, words: list[str], found: list[str], missing: int
) -> None:
    assert customers_meant(book, words) == (found, missing)


def test_without_addresses_numbers_are_enough() -> None:
    assert customers_meant(workbook_of("Ann 2024-01-01 5"), ["ANN", "x@y.com"]) == (["Ann"], 1)


def test_codes_of_known_numbers(book: Workbook) -> None:
    assert codes_of(book, ["Cy", "Ann", "nobody"]).to_list() == [ANN, CY]
