"""Segments by recency, frequency and spend."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.prescribe.segments.segment_members import (
    cell_members,
    gone_quiet,
    segment_members,
    segments_in_use,
)
from retention_core.prescribe.segments.segments import (
    ONE_TIME,
    ORDER,
    SEVERAL_TIMES,
    Segment,
    segment_cells,
    segment_cut_points,
    segment_table,
    segments,
)
from tests.workbooks import workbook_from, workbook_of

MONTHLY = Settings(period=PeriodKind.MONTH)
ORDERS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 400), st.integers(-500, 2000)), min_size=1, max_size=60
)  # fmt: skip


def study_of_orders(orders: list[tuple[int, int, int]]) -> Study:
    rows = [(f"c{who}", date(2024, 1, 1) + timedelta(days), paid, paid >= 0) for who, days, paid in orders]
    return Study(workbook_from(rows), MONTHLY)


def by_name(study: Study) -> dict[str, dict]:
    ids = study.workbook.customers["customer_id"]
    return {ids[row["customer_code"]]: row for row in study(segments).iter_rows(named=True)}


def test_one_time_buyers_stand_apart_and_the_others_are_scored_among_themselves():
    """Seen from 31 March 2024 by months. Ann and Bob came twice, Ann later and for more; Cy came once, long ago.

    last day   Ann 30 Mar, Bob 1 Feb, Cy 5 Jan: recency by rank 4, 2, 1
    f and m    Ann and Bob among themselves: as often, so f is 1 for both; m is 3 for Ann and 1 for Bob
    """
    study = Study(
        workbook_of(
            """
            Cy  2024-01-05 500
            Ann 2024-01-10 10
            Bob 2024-01-20 10
            Bob 2024-02-01 10
            Ann 2024-03-30 20
            """
        ),
        MONTHLY,
    )
    found = by_name(study)
    scores = {name: (row["r"], row["f"], row["m"], row["fm"]) for name, row in found.items()}
    assert scores == {"Ann": (4, 1, 3, 2), "Bob": (2, 1, 1, 1), "Cy": (1, None, None, None)}
    assert {name: row["segment"] for name, row in found.items()} == {
        "Ann": Segment.POTENTIAL_LOYAL,
        "Bob": Segment.HIBERNATING,
        "Cy": Segment.LOST,
    }


def test_recency_agrees_with_presence():
    """Ten customers, once each: the last ones have the best ranks, only those of the last thirty days are active."""
    lines = "\n".join(f"c{at} 2024-0{1 + at // 5}-{10 + at} 5" for at in range(10))
    found = by_name(Study(workbook_of(lines), MONTHLY))
    assert all(row["r"] >= 3 for row in found.values() if row["active"])
    assert all(row["r"] <= 2 for row in found.values() if not row["active"])
    assert {row["active"] for row in found.values()} == {True, False}


def test_a_first_order_in_the_top_tenth_is_marked():
    """Ten one-time buyers of 1 to 10: only the one of 10 beats nine tenths of them. Equal ones beat nobody."""
    different = by_name(Study(workbook_of("\n".join(f"c{at} 2024-01-0{1 + at % 9} {1 + at}" for at in range(10)))))
    assert [name for name, row in different.items() if row["big_first_order"]] == ["c9"]
    same = by_name(Study(workbook_of("\n".join(f"c{at} 2024-01-0{1 + at % 9} 5" for at in range(10)))))
    assert not any(row["big_first_order"] for row in same.values())


def test_without_amounts_frequency_stands_alone():
    study = Study(workbook_of("Ann 2024-01-01\nAnn 2024-01-05\nBob 2024-01-02\nBob 2024-01-03\nBob 2024-01-04"))
    found = by_name(study)
    assert {name: (row["f"], row["m"], row["fm"]) for name, row in found.items()} == {
        "Ann": (1, None, 1),
        "Bob": (3, None, 3),
    }
    assert study(segment_table)["spend"].null_count() == len(ORDER)
    assert study(segment_cut_points).spend == (None,) * 4


def test_who_only_gave_something_back_has_no_segment():
    assert by_name(Study(workbook_of("Ann 2024-01-01 5\nBob 2024-01-02 -5"))).keys() == {"Ann"}


def test_the_map_has_a_name_for_every_cell():
    assert {len(row) for row in SEVERAL_TIMES.values()} == {5}
    assert SEVERAL_TIMES.keys() == ONE_TIME.keys() == {1, 2, 3, 4, 5}
    assert {name for row in SEVERAL_TIMES.values() for name in row} | set(ONE_TIME.values()) == set(Segment)


@pytest.mark.parametrize(
    "orders",
    [
        pytest.param([(who, 30 * who, 100) for who in range(3)], id="three customers"),
        pytest.param([(who, 10, 100) for who in range(12)], id="all once, all the same"),
        pytest.param([(1, day, 100) for day in range(9)], id="one customer"),
        pytest.param([(0, 5, -100)], id="nothing but a refund"),
    ],
)
def test_small_and_even_files_have_their_segments(orders):
    study = study_of_orders(orders)
    assert study(segment_table)["customers"].sum() == study(segments).height


@given(ORDERS)
def test_every_customer_is_in_one_segment_and_in_one_cell_of_it(orders):
    study = study_of_orders(orders)
    everybody, table, cells = study(segments), study(segment_table), study(segment_cells)
    bought = {who for who, _, paid in orders if paid >= 0}
    assert everybody["customer_code"].n_unique() == everybody.height == len(bought)
    assert everybody.select("segment", "r", "active").null_count().sum_horizontal().item() == 0
    assert table["customers"].sum() == cells["customers"].sum() == everybody.height
    assert table["spend"].sum() == cells["spend"].sum() == everybody["spend"].sum()
    for cell in cells.filter(pl.col("customers") > 0).iter_rows(named=True):
        inside = cell_members(study, r=cell["r"], fm=cell["fm"])
        assert set(everybody.join(inside, on="customer_code", how="semi")["segment"]) == {cell["segment"]}
        assert (inside.height, inside["spend"].sum()) == (cell["customers"], cell["spend"])


@given(ORDERS)
def test_the_lists_of_segments_are_the_table_and_begin_with_who_spent_most(orders):
    study = study_of_orders(orders)
    used = segments_in_use(study)
    assert used["customers"].sum() == study(segments).height and (used["customers"] > 0).all()
    for segment, customers in used.select("segment", "customers").rows():
        listed = segment_members(study, Segment(segment))
        assert listed.height == customers
        assert listed["spend"].is_sorted(descending=True)
        assert not {"segment", "fm", "active"} & set(listed.columns)
    quiet = study(segment_table).filter(pl.col("segment").is_in(["at_risk", "cannot_lose"]))
    assert gone_quiet(study) == (quiet["customers"].sum(), quiet["spend_share"].sum())
