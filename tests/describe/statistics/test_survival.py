"""The Kaplan-Meier curve: published examples to the last printed digit, and laws."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from retention_core.describe.statistics.survival import Survival, curves_in_one_table, kaplan_meier


def curve(times: str) -> Survival:
    """A curve from times as printed in textbooks: a plus marks one that had not ended yet."""
    words = times.split()
    seen = np.array([float(word.rstrip("+")) for word in words])
    return kaplan_meier(seen, np.array([not word.endswith("+") for word in words]))


def errors(found: Survival) -> dict[float, float]:
    return dict(zip(found.table["time"].to_list(), found.table["standard_error"].to_list(), strict=True))


def test_nineteen_customers():
    """The worked example of SAS and R 7.38."""
    found = curve("0.5+ 1 1 2 2+ 3 4 5+ 6 7+ 8 9 10+ 12 14 14+ 17+ 20 21+")
    assert [round(found.staying_at(time) or 0, 4) for time in (1, 2, 3)] == [0.8889, 0.8333, 0.7738]
    assert found.table["at_risk"].to_list()[:3] == [19, 18, 16]
    assert (found.observed, found.ended, found.seen_until) == (19, 11, 21.0)


SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


@pytest.mark.parametrize(
    ("time", "staying", "error"),
    [
        (6, 0.8571, 0.0764),
        (7, 0.8067, 0.0869),
        (10, 0.7529, 0.0963),
        (13, 0.6902, 0.1068),
        (16, 0.6275, 0.1141),
        (22, 0.5378, 0.1282),
        (23, 0.4482, 0.1346),
    ],
)
def test_the_six_mp_arm(time, staying, error):
    """Freireich and Gehan, 21 patients, with Greenwood's standard errors."""
    found = curve(SIX_MP)
    assert found.staying_at(time) == pytest.approx(staying, abs=0.00005)
    assert errors(found)[time] == pytest.approx(error, abs=0.00005)


def test_medians_of_both_arms():
    assert curve(SIX_MP).median().time == 23
    assert curve(PLACEBO).median().time == 8
    assert curve(PLACEBO).staying_at(8) == pytest.approx(0.3810, abs=0.00005)


def test_the_median_has_the_limits_at_which_the_limits_of_the_curve_fall_to_half():
    """6-MP: the lower limit first falls to half at 13 weeks; the upper one never does."""
    assert (curve(SIX_MP).median().low, curve(SIX_MP).median().high) == (13, None)


def test_limits_as_lifelines_checks_them_against_r():
    """g3, control: six patients who died at 9, 19, 32, 34 and two later ones."""
    table = curve("9 19 32 34 50+ 50+").table
    assert table["time"].to_list() == [0, 9, 19, 32, 34]
    assert table["staying"].to_list()[1:] == pytest.approx([0.833, 0.667, 0.5, 0.333], abs=0.0005)
    assert table["low"].to_list()[1:] == pytest.approx([0.2731, 0.1946, 0.1109, 0.0461], abs=0.00005)
    assert table["high"].to_list()[1:] == pytest.approx([0.975, 0.904, 0.804, 0.676], abs=0.0005)


def test_g3_with_the_treatment():
    """One of eleven dies at 25; of seven still there at 53 another one."""
    found = curve("25 30+ 40+ 50+ 53 60+ 60+ 60+ 60+ 60+ 60+")
    assert [found.staying_at(25), found.staying_at(53)] == pytest.approx([0.909, 0.779], abs=0.0005)


def test_beyond_the_longest_time_seen_nothing_is_known():
    found = curve("2 5+")
    assert (found.staying_at(5), found.staying_at(6), found.staying_at(-1)) == (0.5, None, None)


def test_when_all_have_ended_nobody_stays_ever_after():
    found = curve("2 5")
    assert (found.staying_at(99), found.table["low"][-1], found.median().high) == (0.0, None, 5.0)


def test_without_anything_seen_there_is_no_curve():
    found = kaplan_meier(np.empty(0, np.int32), np.empty(0, np.bool_))
    assert (found.observed, found.staying_at(0), found.median().time) == (0, None, None)


def test_nothing_that_ended_leaves_everybody():
    found = curve("3+ 4+")
    assert (found.staying_at(4), found.median().time, found.ended) == (1.0, None, 0)


TIMES = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=60)


@given(TIMES)
def test_without_anything_unfinished_the_curve_is_the_share_that_lasted_longer(times):
    seen = np.array([time for time, _ in times], np.int32)
    found = kaplan_meier(seen, np.ones(seen.size, np.bool_))
    for time in range(21):
        assert found.staying_at(time) == pytest.approx((seen > time).mean(), abs=1e-12)


@given(TIMES)
def test_whole_days_and_fractions_give_one_curve_and_order_does_not_matter(times):
    seen, ended = np.array([time for time, _ in times]), np.array([end for _, end in times])
    days, weeks = kaplan_meier(seen, ended), kaplan_meier(seen[::-1].astype(np.float64), ended[::-1])
    assert days.table.equals(weeks.table)


@given(TIMES)
def test_the_curve_only_falls_and_lies_between_its_limits(times):
    seen, ended = np.array([time for time, _ in times]), np.array([end for _, end in times])
    table = kaplan_meier(seen, ended).table
    assert (table["staying"].diff().drop_nulls() <= 0).all()
    inside = table.drop_nulls()
    assert ((inside["low"] <= inside["staying"]) & (inside["staying"] <= inside["high"])).all()
    assert inside["low"].is_between(0, 1).all() and inside["high"].is_between(0, 1).all()


@given(TIMES)
def test_the_curve_and_its_limits_are_those_of_scipy(times):
    seen, ended = np.array([time for time, _ in times]), np.array([end for _, end in times])
    table = kaplan_meier(seen, ended).table[1:].drop_nulls()
    theirs = ecdf(CensoredData.right_censored(seen, ~ended)).sf
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):
        limits = theirs.confidence_interval(method="log-log")
    for column, curve in (("staying", theirs), ("low", limits.low), ("high", limits.high)):
        assert table[column].to_numpy() == pytest.approx(curve.evaluate(table["time"].to_numpy()), abs=1e-9)


def test_several_curves_are_one_table_each_row_named():
    one, other = kaplan_meier(np.array([3]), np.array([True])), kaplan_meier(np.array([5, 7]), np.array([True, False]))
    table = curves_in_one_table({"one": one, "other": other})
    assert table["line"].to_list() == ["one"] * one.table.height + ["other"] * other.table.height
    assert table.drop("line").equals(one.table.vstack(other.table))
