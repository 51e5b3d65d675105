"""Large tables: the nearly right start leads to the exact end, and rows in blocks add up to the whole."""

import numpy as np
import pytest

from retention_core.predict.fitting import fitted_models
from retention_core.predict.models.bg_nbd_likelihood import Histories, NbdLikelihood
from retention_core.predict.models.gamma_gamma import SpendLikelihood
from retention_core.predict.models.grouped_rows import group_rows, together
from retention_core.simulate import visits

CUSTOMERS = 30_000


@pytest.fixture(scope="module")
def many() -> tuple[np.ndarray, ...]:
    """More customers than are fitted without a start: x, t_x and T in days, mean spend of those who came again."""
    chance = np.random.default_rng(4)
    begin = chance.uniform(0, 900, CUSTOMERS)
    rate = chance.gamma(0.6, 1 / 42, CUSTOMERS)
    who, when = visits(begin, 1000.0, rate, chance.geometric(chance.beta(0.9, 2.5, CUSTOMERS)), chance)
    x = np.bincount(who, minlength=CUSTOMERS) - 1
    last = begin.copy()
    np.maximum.at(last, who, when)
    mean = 5 * chance.gamma(4.0, 1, CUSTOMERS) / chance.gamma(3.0, 1, CUSTOMERS)
    return x, (last - begin).astype(int), (1000 - begin).astype(int), mean


@pytest.mark.parametrize("leaves_at_first", [0, 1])
def test_the_fit_of_many_is_the_exact_one(many, leaves_at_first, monkeypatch):
    x, t_x, T, _ = many
    quick = fitted_models.fit_buying(x, t_x, T, leaves_at_first=leaves_at_first)
    monkeypatch.setattr(fitted_models, "MANY", CUSTOMERS)
    direct = fitted_models.fit_buying(x, t_x, T, leaves_at_first=leaves_at_first)
    assert quick.log_likelihood == pytest.approx(direct.log_likelihood, abs=1e-4)
    assert quick.parameters == pytest.approx(direct.parameters, rel=1e-4)
    assert quick.standard_errors == pytest.approx(direct.standard_errors, rel=1e-3)


def test_the_fit_of_much_spend_is_the_exact_one(many, monkeypatch):
    x, z = np.maximum(many[0], 1), many[3]
    quick = fitted_models.fit_spending(x, z)
    monkeypatch.setattr(fitted_models, "MANY", CUSTOMERS)
    direct = fitted_models.fit_spending(x, z)
    assert quick.log_likelihood == pytest.approx(direct.log_likelihood, abs=1e-4)
    assert quick.parameters == pytest.approx(direct.parameters, rel=1e-4)


@pytest.mark.parametrize("coarse", [False, True])
def test_blocks_add_up_and_coarse_rows_come_near(many, coarse):
    x, t_x, T, z = many
    at = np.array([0.6, 6.0, 0.9, 2.5])
    one_by_one = sum(
        NbdLikelihood(Histories(*(part[i::100] for part in (x, t_x, T))), leaves_at_first=1)(at)[0] for i in range(100)
    )
    whole = NbdLikelihood(Histories(x, t_x, T), leaves_at_first=1, coarse=coarse)(at)[0]
    assert whole == pytest.approx(one_by_one, rel=1e-3 if coarse else 1e-12)
    spent = SpendLikelihood(np.maximum(x, 1), z, coarse=coarse)(at[:3])[0]
    parts = sum(SpendLikelihood(np.maximum(x[i::100], 1), z[i::100])(at[:3])[0] for i in range(100))
    assert spent == pytest.approx(parts, rel=1e-3 if coarse else 1e-12)


def test_small_numbers_keep_a_step_of_their_own_and_large_ones_share_one():
    places = group_rows(np.arange(1000))
    assert (np.diff(places[:9]) > 0).all()
    assert (np.diff(places) >= 0).all()
    shared = np.bincount(places)
    assert (shared[-2] / 1000) == pytest.approx(1 / 12, abs=0.01)


def test_a_cell_stands_at_the_mean_of_what_is_in_it():
    mean, rows = together((np.array([0, 3, 3]), np.array([1, 0, 0])), np.array([5.0, 2.0, 4.0]))
    assert (mean.tolist(), rows.tolist()) == ([5.0, 3.0], [1.0, 2.0])
