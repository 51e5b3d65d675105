"""Movement between groups on two days."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.prescribe.segments.group_movement import (
    NOWHERE,
    flows,
    grouped,
    movers,
    usual_earlier_day,
    who_changed,
)
from retention_core.prescribe.segments.segments import ORDER, segments
from tests.workbooks import workbook_from, workbook_of

GROUPS = ("best", "middle", "last")
NAMES = st.sampled_from([*GROUPS, NOWHERE])


def moves(pairs: list[tuple[str, str]]) -> pl.DataFrame:
    return pl.DataFrame(pairs, schema=["before", "after"], orient="row").with_row_index("customer_code")


def test_a_move_has_its_direction():
    pairs = [("last", "best"), ("best", "middle"), ("middle", "middle"), (NOWHERE, "last"), ("best", NOWHERE)]
    found = {(row["before"], row["after"]): row["direction"] for row in flows(moves(pairs), GROUPS).to_dicts()}
    assert [found[pair] for pair in pairs] == ["up", "down", "same", "in", "out"]


@given(st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: set(pair) != {NOWHERE}), min_size=1))
def test_flows_reconcile(pairs):
    """A group's customers before, with those who came in, less those who went, are its customers after."""
    found = flows(moves(pairs), GROUPS)
    assert found["customers"].sum() == len(pairs)
    for group in GROUPS:
        gone = found.filter((pl.col("before") == group) & (pl.col("after") != group))["customers"].sum()
        come = found.filter((pl.col("after") == group) & (pl.col("before") != group))["customers"].sum()
        assert [a for _, a in pairs].count(group) == [b for b, _ in pairs].count(group) - gone + come


def test_a_customer_who_was_not_there_yet_comes_from_nowhere():
    """Ann came in January, Bob in March; looked at from the end of January and now."""
    study = Study(
        workbook_of("Ann 2024-01-05 5\nAnn 2024-03-01 5\nBob 2024-03-05 5"), Settings(period=PeriodKind.MONTH)
    )
    found = grouped(study, segments, "segment", date(2024, 1, 31))
    assert [side == NOWHERE for side in found["before"]] == [False, True]
    assert NOWHERE not in found["after"].to_list()


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 200)), min_size=1, max_size=40))
def test_the_sides_of_a_movement_are_the_segments_of_the_two_days(orders):
    rows = [(f"c{who}", date.fromordinal(738_000 + day), 100, True) for who, day in orders]
    study = Study(workbook_from(rows), Settings(period=PeriodKind.MONTH))
    then = date.fromordinal(738_100)
    found = flows(grouped(study, segments, "segment", then), ORDER)
    after = found.filter(pl.col("after") != NOWHERE)["customers"].sum()
    assert after == study(segments).height


def test_who_changed_most_first_and_who_they_are():
    pairs = [("last", "best"), ("best", "best"), ("best", "last"), ("last", "best")]
    changed = who_changed(flows(moves(pairs), GROUPS))
    assert changed.select("before", "after", "customers").rows() == [("last", "best", 2), ("best", "last", 1)]
    assert movers(moves(pairs), "last", "best").tolist() == [0, 3]


@pytest.mark.parametrize(
    ("first", "last", "usual"),
    [
        ("2022-01-01", "2024-03-31", date(2023, 3, 31)),
        ("2024-01-01", "2024-01-31", date(2024, 1, 16)),
        ("2024-01-01", "2024-01-02", None),
    ],
)
def test_the_usual_day_to_compare_with_is_a_year_before_or_the_middle(first: str, last: str, usual: date | None):
    study = Study(workbook_of(f"Ann {first} 5\nAnn {last} 5"), Settings(as_of=date.fromisoformat(last)))
    assert usual_earlier_day(study) == usual
