"""Spend per purchase: published results, an independent computation, and recovery."""

import mpmath
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from retention_core.predict.models.gamma_gamma import GammaGammaParameters, SpendLikelihood, expected_spend
from retention_core.predict.models.maximum_likelihood import maximum

START = np.array([1.0, 2.0, 30.0])


def test_gamma_gamma_of_cdnow(cdnow_customers):
    """Fader and Hardie, note 025: 6.25, 3.74, 15.44 from 946 repeat buyers; CLVTools: -4055.9177; mean 35.17."""
    again = cdnow_customers.filter(pl.col("x") > 0)
    assert (again.height, round(again["z"].mean(), 2), round(again["z"].max(), 2)) == (946, 35.08, 299.63)
    found = maximum(SpendLikelihood(again["x"].to_numpy(), again["z"].to_numpy()), START)
    assert found.parameters.round(2).tolist() == [6.25, 3.74, 15.44]
    assert found.log_likelihood == pytest.approx(-4055.9177, abs=5e-5)
    assert GammaGammaParameters(*found.parameters).mean() == pytest.approx(35.17, abs=0.005)


def test_expected_spend_of_the_first_ten_customers(cdnow_customers):
    """The lifetimes tests, tolerance .1, in the order of customer ids."""
    again = cdnow_customers.filter(pl.col("x") > 0)
    found = maximum(SpendLikelihood(again["x"].to_numpy(), again["z"].to_numpy()), START)
    ten = cdnow_customers.head(10)
    expected = expected_spend(
        GammaGammaParameters(*found.parameters), ten["x"].to_numpy(), ten["z"].fill_null(0).to_numpy()
    )
    published = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    assert expected == pytest.approx(published, abs=0.1)


@pytest.mark.parametrize(("x", "z"), [(1, 20.0), (3, 45.5), (12, 8.0)])
def test_the_likelihood_is_that_of_its_story(x, z):
    """The mean of x gamma purchases of shape p and a rate that is gamma itself, integrated over the rate by mpmath."""
    p, q, g = (mpmath.mpf(value) for value in (2.5, 3.0, 15.0))
    shape = p * x

    def inside(rate):
        mean = (x * rate) ** shape * mpmath.mpf(z) ** (shape - 1) * mpmath.exp(-x * rate * z) / mpmath.gamma(shape)
        return mean * g**q * rate ** (q - 1) * mpmath.exp(-g * rate) / mpmath.gamma(q)

    exact = mpmath.log(mpmath.quad(inside, [0, 0.01, 0.1, 0.5, 1, 5, mpmath.inf]))
    found = SpendLikelihood(np.array([x]), np.array([z]))(np.array([2.5, 3.0, 15.0]))[0]
    assert found == pytest.approx(float(exact), abs=1e-9)


@given(st.lists(st.tuples(st.integers(1, 40), st.floats(0.01, 1e6)), min_size=1, max_size=20))
def test_derivatives_are_exact(customers):
    x, z = (np.array(part) for part in zip(*customers, strict=True))
    likelihood, at = SpendLikelihood(x, z), np.array([3.0, 2.5, 20.0])
    value, gradient, hessian = likelihood(at)
    slope = approx_fprime(at, lambda point: likelihood(point)[0], 1e-6)
    curve = np.array([approx_fprime(at, lambda point, i=i: likelihood(point)[1][i], 1e-6) for i in range(3)])
    assert gradient == pytest.approx(slope, rel=1e-3, abs=1e-3 * (1 + abs(value)))
    assert hessian == pytest.approx(curve, rel=1e-3, abs=1e-3 * (1 + np.abs(gradient).max()))


def test_parameters_of_made_up_customers_are_found_again():
    """20 seeds of 2,000 customers: p 6, q 4, gamma 15."""
    truth, off = np.log([6.0, 4.0, 15.0]), []
    for seed in range(20):
        chance = np.random.default_rng(seed)
        x = chance.integers(1, 9, 2000)
        rate = chance.gamma(4.0, 1 / 15.0, 2000)
        z = chance.gamma(6.0 * x, 1 / (rate * x))
        found = maximum(SpendLikelihood(x, z), START)
        off.append((np.log(found.parameters) - truth) / np.sqrt(np.diag(found.covariance)))
    assert np.abs(off).max() < 4
    assert (np.abs(off) < 3).mean() >= 0.975


def test_everybody_spending_the_same_gives_finite_numbers():
    found = maximum(SpendLikelihood(np.full(50, 2), np.full(50, 10.0)), START)
    assert found.held
    assert expected_spend(
        GammaGammaParameters(*found.parameters), np.array([0, 2]), np.array([0, 10.0])
    ) == pytest.approx(10, rel=0.01)


def test_spend_hardly_goes_with_frequency(cdnow_customers):
    """Note 025: correlation 0.11 (0.1139 on the file), 0.06 without one outlier; Spearman 0.21 (clvkit)."""
    again = cdnow_customers.filter(pl.col("x") > 0)
    assert again.select(pl.corr("x", "z")).item() == pytest.approx(0.1139, abs=5.1e-5)
    without = again.filter(pl.col("z") < again["z"].max())
    assert without.select(pl.corr("x", "z")).item() == pytest.approx(0.06, abs=0.005)
    assert again.select(pl.corr("x", "z", method="spearman")).item() == pytest.approx(0.21, abs=0.005)


def test_log_likelihood_at_the_rounded_parameters(cdnow_customers):
    """clvkit: -4055.919232."""
    again = cdnow_customers.filter(pl.col("x") > 0)
    likelihood = SpendLikelihood(again["x"].to_numpy(), again["z"].to_numpy())
    assert likelihood(np.array([6.25, 3.74, 15.44]))[0] == pytest.approx(-4055.919232, abs=5.1e-4)
