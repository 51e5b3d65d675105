"""The customers behind a cohort's cell, and cohorts as curves."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.describe.cohorts.cohort_curves import (
    after_the_beginning,
    average_curve,
    cells_of_group,
    curves_by,
    curves_by_cohort,
    group_sizes,
    large_groups,
    shares_one_period_later,
)
from retention_core.describe.cohorts.cohort_members import cell_members
from retention_core.describe.cohorts.cohorts import cohorts
from retention_core.describe.statistics.confidence_ranges import share_range
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.describe.cohorts.test_cohorts import SHOP
from tests.describe.retention.test_retention import EVENTS, KINDS, study_from
from tests.workbooks import contracts_of, study_of

JANUARY = date(2024, 1, 1)


def shop() -> Study:
    """January Ann and Bob: Ann comes in February, Bob in March."""
    return study_of(SHOP, period=PeriodKind.MONTH)


def names(study: Study, codes: np.ndarray) -> list[str]:
    return study.workbook.customers["customer_id"].gather(codes).to_list()


@pytest.mark.parametrize(("age", "there", "gone"), [(1, ["Ann"], ["Bob"]), (2, ["Bob"], ["Ann"])])
def test_a_cell_knows_who_came_again_and_who_did_not(age: int, there: list[str], gone: list[str]) -> None:
    study = shop()
    found = [names(study, codes) for codes in cell_members(study, JANUARY, age)]
    assert found == [there, gone]


def test_there_is_no_cell_of_a_period_that_does_not_begin_on_that_day() -> None:
    with pytest.raises(ValueError, match="not in list"):
        cell_members(shop(), date(2024, 1, 2), 1)


def plans() -> Study:
    """60 have Basic, 40 Plus, 3 Gold, all from January; a third of Basic and a half of Plus leave in February."""
    rows = [
        *(f"b{n} 2024-01-05 {'2024-02-10' if n % 3 == 0 else '-'} Basic" for n in range(60)),
        *(f"p{n} 2024-01-05 {'2024-02-10' if n % 2 == 0 else '-'} Plus" for n in range(40)),
        *(f"g{n} 2024-01-05 - Gold" for n in range(3)),
        *(f"l{n} 2024-03-05 2024-03-31 Basic" for n in range(2)),
    ]
    return Study(contracts_of("\n".join(rows)), Settings(period=PeriodKind.MONTH))


def test_a_cell_of_a_group_holds_the_customers_of_that_group_only() -> None:
    study = plans()
    stayed, gone = cell_members(study, JANUARY, 1, ("plan", "Plus", False))
    assert (len(stayed), len(gone)) == (20, 20)
    cells = cells_of_group(study, "plan", "Plus", rest=False).filter(pl.col("cohort") == JANUARY)
    assert cells.filter(pl.col("age") == 1)["present"].to_list() == [20]


def test_groups_of_fewer_than_forty_have_no_curve_of_their_own() -> None:
    study = plans()
    assert dict(group_sizes(study, "plan").select("group", "customers").rows()) == {"Basic": 62, "Plus": 40, "Gold": 3}
    assert curves_by(study, "plan")["group"].unique().sort().to_list() == ["Basic", "Plus"]


def test_one_cohort_has_the_range_of_chance() -> None:
    """20 of 40 with Plus are there in February."""
    february = curves_by(plans(), "plan").filter((pl.col("group") == "Plus") & (pl.col("age") == 1)).row(0, named=True)
    assert february["share"] == 0.5
    assert (february["low"], february["high"]) == share_range(20, 40)


@given(EVENTS, KINDS, st.integers(0, 3))
def test_who_came_and_who_did_not_are_the_cohort_and_the_cell(events: list, kind: PeriodKind, age: int) -> None:
    study = study_from(events, period=kind)
    for row in study(cohorts).filter((pl.col("age") == age) & pl.col("share").is_not_null()).rows(named=True):
        stayed, gone = cell_members(study, row["cohort"], age)
        assert (len(stayed), len(stayed) + len(gone)) == (row["present"], row["customers"])
        assert not set(stayed.tolist()) & set(gone.tolist())


@given(EVENTS, KINDS)
def test_the_average_lies_in_its_range(events: list, kind: PeriodKind) -> None:
    for row in average_curve(study_from(events, period=kind)).drop_nulls("share").rows(named=True):
        assert row["low"] - 1e-12 <= row["share"] <= row["high"] + 1e-12


def test_only_groups_of_forty_are_looked_at_alone() -> None:
    assert large_groups(plans(), "plan").rows() == [("Basic", False), ("Plus", False)]
    assert group_sizes(plans(), "plan").height == 3


def test_cohorts_seen_for_two_periods_are_curves_the_latest_first() -> None:
    """January is seen for two periods after it, February for one only: a point is no curve."""
    found = curves_by_cohort(shop())
    assert found.select("cohort", "age", "share").rows() == [(JANUARY, 0, 1.0), (JANUARY, 1, 0.5), (JANUARY, 2, 0.5)]
    assert found["low"].null_count() == found["high"].null_count() == 3


def test_curves_after_their_beginning_and_one_period_later() -> None:
    curves = average_curve(shop())
    later = after_the_beginning(curves)
    assert later["age"].to_list() == curves["age"].to_list()[1:]
    named = curves.with_columns(line=pl.lit("all"))
    assert shares_one_period_later(named, "line") == {"all": later["share"][0]}
    assert shares_one_period_later(named.filter(pl.col("age") == 0), "line") == {}
