"""Tables made ready to look at: units and words, and nothing else."""

from decimal import Decimal

import polars as pl
import pytest

from ui.kit import tables

CODES = pl.DataFrame({"code": ["a", "b", "a", None], "n": [1, 2, 3, 4]})


def test_money_is_exact_to_the_last_digit_and_whole_for_charts() -> None:
    minor = pl.DataFrame({"paid": [10, 12_345], "other": [1, 2]})
    exact = tables.in_exact_money(minor, 2, "paid")
    assert exact["paid"].to_list() == [Decimal("0.10"), Decimal("123.45")] and exact["other"].to_list() == [1, 2]
    assert exact["paid"].sum() == Decimal("123.55")
    assert tables.in_whole_money(minor, 2, "paid")["paid"].to_list() == [0.1, 123.45]


def test_rounding_touches_only_what_is_named_else_all_fractions() -> None:
    table = pl.DataFrame({"x": [1.26], "y": [2.31], "n": [7]})
    assert tables.rounded(table, 1, "x").rows() == [(1.3, 2.31, 7)]
    assert tables.rounded(table, 1).rows() == [(1.3, 2.3, 7)]
    assert tables.in_whole_numbers(table, "x", "not there").rows() == [(1, 2.31, 7)]


@pytest.mark.parametrize(("places", "percent"), [(0, 67), (1, 66.7)])
def test_shares_as_percent(places: int, percent: float) -> None:
    found = tables.in_percent(pl.DataFrame({"share": [2 / 3]}), places, "share")["share"]
    assert found.to_list() == [percent] and found.dtype.is_integer() is (places == 0)


def test_codes_become_words_and_what_has_none_is_left_empty() -> None:
    assert tables.in_words(CODES, {"a": "Ann"}, "code")["code"].to_list() == ["Ann", None, "Ann", None]
    assert tables.in_words(CODES, {}, "code")["code"].to_list() == [None] * 4
    assert tables.with_some_words(CODES, {"a": "Ann"})["code"].to_list() == ["Ann", "b", "Ann", None]


def test_a_column_of_words_goes_behind_in_place_of_another_or_in_front() -> None:
    said = ["w", "x", "y", "z"]
    assert tables.with_words(CODES, "said", said).columns == ["code", "n", "said"]
    assert tables.with_words(CODES, "code", said)["code"].to_list() == said
    assert tables.named(CODES, "line", said).columns == ["line", "code", "n"]
    assert tables.named(CODES, "n", said).columns == ["n", "code"]


def test_alike_rows_are_worded_once_and_keep_their_order() -> None:
    made: list[tuple] = []

    def say(*row: object) -> str:
        made.append(row)
        return f"said {row[0]}"

    table = pl.DataFrame({"who": [1, 2, 3], "code": ["b", None, "b"], "days": [3.0, None, 3.0]})
    worded = tables.with_sentences(table, "why", ["code", "days"], say)
    assert worded.rows() == [(1, "said b"), (2, "said None"), (3, "said b")]
    assert len(made) == 2
