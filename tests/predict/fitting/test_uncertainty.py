"""How sure the models say they are, held against fits to data drawn anew."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.predict.fitting.fitted_models import fit_buying, fit_spending
from retention_core.predict.forecast.forecast import forecast
from retention_core.predict.models.maximum_likelihood import Maximum, maximum
from retention_core.predict.models.sbg import SbgLikelihood, SbgParameters, survival
from retention_core.simulate import visits
from tests.workbooks import workbook_from

TIMES = 60
# the standard deviation of 60 numbers is itself known to 9%: three times that
NEAR = 0.28


def close(fits: list[Maximum | None], told: Maximum) -> None:
    """The logs of parameters fitted anew go up and down as the one fit says."""
    logs = np.log([found.parameters for found in fits if found is not None])
    assert len(logs) == TIMES
    assert logs.std(axis=0, ddof=1) == pytest.approx(np.sqrt(np.diag(told.covariance)), rel=NEAR)


@pytest.mark.parametrize("leaves_at_first", [0, 1])
def test_the_buying_models_are_as_sure_as_a_parametric_bootstrap(leaves_at_first):
    told = fit_buying(*drawn_buyers([0.8, 5.0, 0.9, 2.5], 0, leaves_at_first), leaves_at_first=leaves_at_first)
    again = [
        fit_buying(*drawn_buyers(told.parameters, seed, leaves_at_first), leaves_at_first=leaves_at_first)
        for seed in range(1, TIMES + 1)
    ]
    close(again, told)


def test_the_spending_model_is_as_sure_as_a_parametric_bootstrap():
    told = fit_spending(*drawn_spend([6.0, 4.0, 15.0], 0))
    close([fit_spending(*drawn_spend(told.parameters, seed)) for seed in range(1, TIMES + 1)], told)


def test_the_contract_model_is_as_sure_as_a_parametric_bootstrap():
    start = np.array([1.0, 1.0])
    told = maximum(SbgLikelihood(*drawn_contracts([0.7, 3.0], 0)), start)
    again = [maximum(SbgLikelihood(*drawn_contracts(told.parameters, seed)), start) for seed in range(1, TIMES + 1)]
    close(again, told)


def test_parameters_of_contracts_are_found_again():
    """Over 20 seeds within three standard errors, and without a bias in the mean."""
    scores = []
    for seed in range(20):
        found = maximum(SbgLikelihood(*drawn_contracts([0.7, 3.0], seed, 4000)), np.array([1.0, 1.0]))
        scores.append((np.log(found.parameters) - np.log([0.7, 3.0])) / np.sqrt(np.diag(found.covariance)))
    assert np.abs(scores).max() < 3
    assert np.abs(np.mean(scores, axis=0)).max() < 3 / np.sqrt(20)


@pytest.fixture(scope="module")
def held() -> pl.DataFrame:
    """Of each made-up shop, the share of the twelve months that came that lie in their ranges, and whether all did."""
    return pl.DataFrame([_held(seed) for seed in range(SHOPS)])


@pytest.mark.parametrize("kind", ["purchases", "revenue"])
def test_the_ranges_of_months_hold_what_came(held, kind):
    """12 months of 40 shops: 80% ranges hold 75 to 85 of 100, 95% ranges 92 to 98. (Of 150 shops: 82 and 96.)"""
    assert 0.75 <= held[f"{kind}80"].mean() <= 0.85
    assert 0.92 <= held[f"{kind}95"].mean() <= 0.98


@pytest.mark.parametrize("kind", ["bought", "total"])
def test_the_range_of_the_year_holds_what_came(held, kind):
    """One year a shop: 40 of them tell a share of 80 to 6 points. (Of 150 shops: 79 of 100.)"""
    assert 0.70 <= held[kind].mean() <= 0.90


def _held(seed: int) -> dict[str, float]:
    rows, ends = made_up_shop(seed), date(2023, 12, 31)
    known = workbook_from(row for row in rows if row[1] <= ends)
    found = forecast(Study(known, Settings(as_of=ends, begins_with_business=True, period=PeriodKind.MONTH)))
    table = found.table
    stretches = table.select("first_day", "last_day").rows()
    months = [[row[2] for row in rows if first <= row[1] <= last] for first, last in stretches]
    came = {"purchases": pl.Series(map(len, months)), "revenue": pl.Series(map(sum, months))}
    inside = {
        f"{kind}{share}": float(value.is_between(table[f"{kind}_low{share}"], table[f"{kind}_high{share}"]).mean())
        for kind, value in came.items()
        for share in ("80", "95")
    }
    years = {"bought": (found.bought, "purchases"), "total": (found.total, "revenue")}
    return inside | {name: float(year.low80 <= came[kind].sum() <= year.high80) for name, (year, kind) in years.items()}


SHOPS = 40


def made_up_shop(seed: int) -> list[tuple]:
    """Ten new customers a month for three years; each buys and leaves by the story of MBG/NBD, for 10 to 30 a time."""
    chance = np.random.default_rng(seed)
    many = chance.poisson(10 * 36)
    start, rate = chance.uniform(0, 1096, many), chance.gamma(1.2, 1 / 40, many)
    who, when = visits(start, 1096.0, rate, chance.geometric(chance.beta(0.9, 3.0, many)), chance)
    days = sorted({(int(day), int(customer)) for customer, day in zip(who, when, strict=True)})
    return [(f"c{one}", date(2022, 1, 1) + timedelta(day), int(chance.integers(1000, 3000)), True) for day, one in days]


def drawn_buyers(parameters: list[float], seed: int, leaves_at_first: int, many: int = 1500) -> tuple[np.ndarray, ...]:
    """x, t_x and T in tenths of a day, so that hardly two purchases share one; the rate is for such units of a week."""
    chance = np.random.default_rng(seed)
    r, alpha, a, b = parameters
    begin, end = chance.uniform(0, 52 * 7, many), 104.0 * 7
    most = chance.geometric(chance.beta(a, b, many)) + (1 - leaves_at_first)
    who, when = visits(begin, end, chance.gamma(r, 1 / (7 * alpha), many), most, chance)
    last = begin.copy()
    np.maximum.at(last, who, when)
    x = np.bincount(who, minlength=many) - 1
    return x, np.round(last - begin).astype(int), np.round(end - begin).astype(int)


def drawn_spend(parameters: list[float], seed: int, many: int = 1200) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    p, q, gamma = parameters
    x = chance.geometric(0.3, many)
    return x, chance.gamma(p * x) / chance.gamma(q, 1 / gamma, many) / x


def drawn_contracts(parameters: list[float], seed: int, many: int = 1500) -> tuple[np.ndarray, np.ndarray]:
    """How many left at each of twelve renewals, and how many had passed so many when last seen."""
    chance = np.random.default_rng(seed)
    lasted = chance.geometric(chance.beta(*parameters, many))
    seen = chance.integers(1, 13, many)
    left = lasted <= seen
    return np.bincount(lasted[left] - 1, minlength=12), np.bincount(seen[~left], minlength=13)


def test_drawn_contracts_stay_as_the_model_has_it():
    left, stayed = drawn_contracts([0.7, 3.0], 1, 50_000)
    first = left[0] / (left.sum() + stayed.sum())
    assert first == pytest.approx(1 - float(survival(SbgParameters(0.7, 3.0), np.array(1))), abs=0.006)
