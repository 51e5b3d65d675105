"""BG/NBD and MBG/NBD: published results, an independent computation, and data that tell nothing."""

import mpmath
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from retention_core.predict.models.beta_mean import mean_over_beta
from retention_core.predict.models.bg_nbd import (
    BgNbdParameters,
    expected_purchases,
    p_alive,
    p_purchases,
    purchases_of_known,
)
from retention_core.predict.models.bg_nbd_likelihood import Histories, NbdLikelihood
from retention_core.predict.models.maximum_likelihood import Maximum, maximum
from tests.predict.conftest import CALIBRATION_ENDS

START = np.array([1.0, 10.0, 1.0, 2.0])
BG, MBG = 0, 1
FEW = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 400), st.integers(0, 400)), min_size=1, max_size=12)


def fitted(histories: Histories, leaves_at_first: int, start=START, unit: float = 7.0) -> Maximum:
    likelihood = NbdLikelihood(histories, leaves_at_first=leaves_at_first, unit=unit)
    found = maximum(likelihood, np.asarray(start, float), START)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def histories(cdnow_customers) -> Histories:
    return Histories(*(cdnow_customers[name].to_numpy() for name in ("x", "t_x", "T")))


@pytest.fixture(scope="module")
def rounded(cdnow_customers) -> Histories:
    """Weeks rounded to two decimals, as in the file behind the standard errors that lifetimes prints."""
    times = [np.round(cdnow_customers[name].to_numpy() / 7 * 100).astype(int) for name in ("t_x", "T")]
    return Histories(cdnow_customers["x"].to_numpy(), *times)


def test_the_cdnow_sample_is_the_published_one(cdnow, cdnow_customers):
    assert (cdnow_customers.height, cdnow_customers["x"].sum(), (cdnow_customers["x"] > 0).sum()) == (2357, 2457, 946)
    assert (cdnow.height, round(cdnow["spend"].sum(), 2)) == (6696, 244_091.94)


def test_bg_nbd_of_cdnow(histories):
    """Fader, Hardie and Lee (2005), table 2; CLVTools test: 0.2425945, 4.4136019, 0.7929199, 2.4258881; -9582.429."""
    found = fitted(histories, BG)
    assert found.parameters == pytest.approx([0.2425945, 4.4136019, 0.7929199, 2.4258881], rel=2e-5)
    assert found.parameters.round(3).tolist() == [0.243, 4.414, 0.793, 2.426]
    assert found.log_likelihood == pytest.approx(-9582.429, abs=5e-4)
    assert not found.held


def test_standard_errors_of_bg_nbd(rounded):
    """lifetimes, Quickstart: .012557, .378221, .185719, .705345, by numerical derivatives of the rounded weeks."""
    found = fitted(rounded, BG, unit=100.0)
    assert found.log_likelihood == pytest.approx(-9582.4256, abs=5e-5)
    assert found.parameters == pytest.approx([0.24259, 4.41353, 0.79289, 2.42575], abs=5e-6)
    assert found.standard_errors == pytest.approx([0.012557, 0.378221, 0.185719, 0.705345], rel=1e-4)


def test_mbg_nbd_of_cdnow(histories, rounded):
    """BTYDplus by way of the lifetimes tests: 0.525, 6.183, 0.891, 1.614; log-likelihood recomputed: -9582.1327."""
    assert fitted(histories, MBG).parameters.round(3).tolist() == [0.525, 6.183, 0.891, 1.614]
    assert fitted(rounded, MBG, unit=100.0).log_likelihood == pytest.approx(-9582.1327, abs=5e-5)


@pytest.mark.parametrize("start", [[0.01, 100, 10, 0.1], [10, 1, 0.01, 10], [5, 500, 5, 5], [0.1, 0.1, 0.1, 0.1]])
@pytest.mark.parametrize("leaves_at_first", [BG, MBG])
def test_every_start_leads_to_the_same_maximum(histories, leaves_at_first, start):
    found, usual = fitted(histories, leaves_at_first, start), fitted(histories, leaves_at_first)
    assert found.parameters == pytest.approx(usual.parameters, rel=1e-5)


def test_expectations_of_bg_nbd(histories):
    """Hardie's spreadsheet by way of the lifetimes tests; P(alive) recomputed."""
    model = BgNbdParameters(*fitted(histories, BG).parameters)
    seen = np.array([2.0]), np.array([30.43]), np.array([38.86])
    assert purchases_of_known(model, *seen, np.array([39.0])) == pytest.approx([1.226], abs=5e-4)
    assert p_alive(model, *seen) == pytest.approx([0.72661], abs=5e-6)
    times = np.array([0.1429, 1, 3, 31.8571, 32, 78])
    published = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8580]
    assert expected_purchases(model, times) == pytest.approx(published, abs=5.1e-5)


def test_chances_of_counts_of_bg_nbd():
    """BTYD manual by way of the lifetimes tests, at the rounded parameters."""
    model = BgNbdParameters(0.243, 4.414, 0.793, 2.426)
    assert p_purchases(model, np.array([0]), 39.0) == pytest.approx([0.5737864], abs=5e-8)
    assert p_purchases(model, np.array([10]), 2.0) == pytest.approx([1.07869e-07], rel=5e-6)


def test_hold_out_of_cdnow(cdnow_customers, histories):
    """1,882 purchases came in the next 39 weeks; BG/NBD expects 1,653.4 of them. MBG/NBD is told beside it."""
    x, t_x, T = (cdnow_customers[name].to_numpy().astype(float) for name in ("x", "t_x", "T"))
    expected = {
        first: purchases_of_known(
            BgNbdParameters(*fitted(histories, first).parameters, leaves_at_first=first),
            x,
            t_x / 7,
            T / 7,
            np.array(39.0),
        ).sum()
        for first in (BG, MBG)
    }
    assert expected[BG] == pytest.approx(1653.4, abs=0.05)
    assert 1500 < expected[MBG] < 1882


# By other means


@pytest.mark.parametrize("leaves_at_first", [BG, MBG])
@pytest.mark.parametrize("at", [(0.2, 4.0, 0.8, 2.4), (2.0, 30.0, 3.0, 0.6), (0.05, 1.0, 0.1, 9.0)])
def test_the_likelihood_is_that_of_its_story(leaves_at_first, at):
    """One customer: integrate over rate and chance by mpmath what they did, gone after the last purchase or not."""
    for x, t_x, T in ((0, 0, 20), (1, 7, 70), (4, 60, 100)):
        one = NbdLikelihood(Histories(np.array([x]), np.array([t_x]), np.array([T])), leaves_at_first=leaves_at_first)
        assert one(np.array(at))[0] == pytest.approx(float(_by_story(at, x, t_x / 7, T / 7, leaves_at_first)), abs=1e-8)


def _by_story(at, x, t_x, T, first):
    r, alpha, a, b = (mpmath.mpf(value) for value in at)

    def rates(power, time):
        # over y = rate^r, as the density of the rates has a pole at zero
        inside = lambda y: mpmath.power(y, power / r) * mpmath.exp(-mpmath.power(y, 1 / r) * (time + alpha))  # noqa: E731
        return alpha**r / (r * mpmath.gamma(r)) * mpmath.quad(inside, [0, 0.01, 0.1, 0.5, 1, 2, 5, mpmath.inf])

    def chances(leaves, stays):
        return mpmath.beta(a + leaves, b + stays) / mpmath.beta(a, b)

    alive = rates(x, T) * chances(0, x + first)
    gone = rates(x, t_x) * chances(1, x + first - 1) if x + first else 0
    return mpmath.log(alive + gone)


@given(FEW, st.sampled_from([BG, MBG]))
def test_derivatives_are_exact(customers, leaves_at_first):
    x, t_x, more = (np.array(part) for part in zip(*customers, strict=True))
    likelihood = NbdLikelihood(Histories(x, np.where(x > 0, t_x, 0), t_x + more), leaves_at_first=leaves_at_first)
    at = np.array([0.7, 9.0, 0.9, 2.2])
    value, gradient, hessian = likelihood(at)
    slope = approx_fprime(at, lambda point: likelihood(point)[0], 1e-6)
    curve = np.array([approx_fprime(at, lambda point, i=i: likelihood(point)[1][i], 1e-6) for i in range(4)])
    assert gradient == pytest.approx(slope, rel=1e-3, abs=1e-3 * (1 + abs(value)))
    assert hessian == pytest.approx(curve, rel=1e-3, abs=1e-3 * (1 + np.abs(gradient).max()))


@pytest.mark.parametrize("leaves_at_first", [BG, MBG])
def test_expected_purchases_are_the_mean_of_the_chances_of_counts(leaves_at_first):
    model = BgNbdParameters(0.8, 6.0, 0.9, 2.5, leaves_at_first)
    counts = np.arange(400)
    chances = p_purchases(model, counts, 12.0)
    assert chances.sum() == pytest.approx(1.0, abs=1e-9)
    assert counts @ chances == pytest.approx(float(expected_purchases(model, np.array(12.0))), abs=1e-9)


@pytest.mark.parametrize("a", [0.02, 0.9, 1.7, 30.0])
@pytest.mark.parametrize("b", [0.3, 5.0, 300.0])
@pytest.mark.parametrize(("k", "r"), [(0.01, 0.2), (10.0, 3.0), (2600.0, 1100.0)])
def test_expected_purchases_are_those_of_the_closed_form(a, b, k, r):
    """(a+b-1)/(a-1) (1 - (1+k)^-r 2F1(r, b; a+b-1; k/(1+k))), by mpmath with 40 digits."""
    with mpmath.workdps(40):
        share = mpmath.mpf(k) / (1 + mpmath.mpf(k))
        curve = mpmath.hyp2f1(r, b, mpmath.mpf(a) + b - 1, share) * (1 - share) ** r
        exact = float((mpmath.mpf(a) + b - 1) / (mpmath.mpf(a) - 1) * (1 - curve))
    assert float(mean_over_beta(a, b, k, r)) == pytest.approx(exact, rel=1e-8)


def test_expected_purchases_have_no_gap_at_one():
    beside = [float(mean_over_beta(a, 2.0, 3.0, 0.5)) for a in (1 - 1e-9, 1.0, 1 + 1e-9)]
    assert beside[1] == pytest.approx((beside[0] + beside[2]) / 2, rel=1e-12)


# Data that tell little


NASTY = {
    "two customers": ([0, 3], [0, 100], [200, 300]),
    "one heavy buyer": ([0] * 49 + [900], [0] * 49 + [930], [1000] * 50),
    "all alike and here": ([5] * 100, [100] * 100, [101] * 100),
    "all alike and gone": ([5] * 100, [100] * 100, [900] * 100),
}


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("leaves_at_first", [BG, MBG])
def test_data_that_tell_little_give_finite_numbers(name, leaves_at_first):
    x, t_x, T = (np.array(part) for part in NASTY[name])
    found = fitted(Histories(x, t_x, T), leaves_at_first)
    model = BgNbdParameters(*found.parameters, leaves_at_first=leaves_at_first)
    bought = purchases_of_known(model, x.astype(float), t_x / 7, T / 7, np.array(52.0))
    assert found.held
    assert np.isfinite(bought).all()
    assert (bought >= 0).all()
    assert np.isfinite(found.draws(20, seed=1)).all()


@pytest.mark.parametrize("leaves_at_first", [BG, MBG])
def test_nobody_who_came_again_means_no_fit(leaves_at_first):
    rows = Histories(np.zeros(50, int), np.zeros(50, int), np.arange(50))
    assert maximum(NbdLikelihood(rows, leaves_at_first=leaves_at_first), START) is None


@given(FEW, st.sampled_from([BG, MBG]))
def test_anything_gives_a_fit_of_finite_numbers_or_none(customers, leaves_at_first):
    x, t_x, more = (np.array(part) for part in zip(*customers, strict=True))
    t_x = np.where(x > 0, t_x, 0)
    found = maximum(NbdLikelihood(Histories(x, t_x, t_x + more), leaves_at_first=leaves_at_first), START)
    if found is not None:
        model = BgNbdParameters(*found.parameters, leaves_at_first=leaves_at_first)
        alive = p_alive(model, x.astype(float), t_x / 7, (t_x + more) / 7)
        assert ((alive >= 0) & (alive <= 1)).all()
        assert np.isfinite(purchases_of_known(model, x.astype(float), t_x / 7, (t_x + more) / 7, np.array(52.0))).all()


# Known truth


@pytest.mark.parametrize("leaves_at_first", [BG, MBG])
def test_parameters_of_made_up_customers_are_found_again(leaves_at_first):
    """Over 20 seeds each parameter lies within three standard errors nearly always, and no bias shows in the mean."""
    truth = np.log([0.6, 6.0, 0.9, 2.5])
    off = []
    for seed in range(20):
        found = fitted(_made_up(np.exp(truth), 3000, seed, leaves_at_first), leaves_at_first, unit=700.0)
        off.append((np.log(found.parameters) - truth) / np.sqrt(np.diag(found.covariance)))
    scores = np.array(off)
    assert np.abs(scores).max() < 4
    assert (np.abs(scores) < 3).mean() >= 0.975
    assert np.abs(scores.mean(axis=0)).max() < 3 / np.sqrt(20)


def _made_up(parameters, customers: int, seed: int, leaves_at_first: int) -> Histories:
    chance = np.random.default_rng(seed)
    r, alpha, a, b = parameters
    rate, leaves = chance.gamma(r, 1 / alpha, customers), chance.beta(a, b, customers)
    total = chance.uniform(26, 104, customers)
    x, last = np.zeros(customers, int), np.zeros(customers)
    here = chance.random(customers) >= leaves if leaves_at_first else np.ones(customers, bool)
    clock = np.zeros(customers)
    while here.any():
        clock = clock + chance.exponential(1 / rate)
        here &= clock <= total
        x[here] += 1
        last[here] = clock[here]
        here &= chance.random(customers) >= leaves
    return Histories(x, np.round(last * 700).astype(int), np.round(total * 700).astype(int))


# Facts of the CDNOW file that others state


def test_by_weeks_in_place_of_days_the_parameters_come_out_wrong(cdnow):
    """Purchases of one calendar week as one: r is 17% too high. (clvkit has 0.291, by a cut it does not tell.)"""
    week = pl.col("day").dt.truncate("1w").dt.epoch("d") // 7
    weeks = cdnow.filter(pl.col("day") <= CALIBRATION_ENDS).select("id", week.alias("week")).unique()
    by_id = weeks.group_by("id").agg(pl.len() - 1, pl.col("week").min().alias("first"), pl.col("week").max())
    x, first, last = (by_id[name].to_numpy().astype(int) for name in ("len", "first", "week"))
    found = fitted(Histories(x, last - first, last.max() - first), BG, unit=1.0)
    assert 0.28 < found.parameters[0] < 0.295
    assert found.parameters[1] > 6.3


def test_log_likelihood_at_the_rounded_parameters(rounded):
    likelihood = NbdLikelihood(rounded, leaves_at_first=BG, unit=100.0)
    assert likelihood(np.array([0.243, 4.414, 0.793, 2.426]))[0] == pytest.approx(-9582.4268, abs=5.1e-5)


def test_without_free_orders_the_likelihood_is_another(cdnow):
    """clvkit: eight customers fewer, -9578.197 in place of -9582.429."""
    paid = cdnow.filter((pl.col("spend") > 0) & (pl.col("day") <= CALIBRATION_ENDS))
    by_id = paid.group_by("id").agg(pl.len() - 1, pl.col("day").min().alias("first"), pl.col("day").max().alias("last"))
    times = by_id.select(
        "len", (pl.col("last") - pl.col("first")).dt.total_days(), (CALIBRATION_ENDS - pl.col("first")).dt.total_days()
    )
    found = fitted(Histories(*(times.to_series(place).to_numpy().astype(int) for place in range(3))), BG)
    assert times.height == 2349
    assert found.log_likelihood == pytest.approx(-9578.197, abs=5.1e-4)


def test_who_bought_again_in_the_hold_out(cdnow):
    """684 customers with 1,882 purchases for 70,976.39."""
    later = cdnow.filter(pl.col("day") > CALIBRATION_ENDS)
    assert (later.height, later["id"].n_unique(), round(later["spend"].sum(), 2)) == (1882, 684, 70_976.39)
