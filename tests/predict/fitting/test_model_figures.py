"""The fitted models as figures of a study."""

from datetime import date

import polars as pl
import pytest

from retention_core.catalog.all_figures import compute
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from retention_core.predict.fitting.customer_histories import histories, repeat_spend
from retention_core.predict.fitting.fitted_models import monthly_renewals
from tests.workbooks import contracts_of, facts_of, workbook_from, workbook_of


@pytest.fixture(scope="module")
def cdnow_study(cdnow) -> Study:
    rows = [(row["id"], row["day"], round(row["spend"] * 100), True) for row in cdnow.iter_rows(named=True)]
    return Study(workbook_from(rows, currency="USD"), Settings(as_of=date(1997, 9, 30)))


@pytest.mark.parametrize(
    ("name", "published", "within"),
    [
        ("predict.bgnbd.r", 0.243, 0.0005),
        ("predict.bgnbd.alpha", 4.414, 0.0005),
        ("predict.bgnbd.a", 0.793, 0.0005),
        ("predict.bgnbd.b", 2.426, 0.0005),
        ("predict.bgnbd.log_likelihood", -9582.4, 0.05),
        ("predict.mbgnbd.r", 0.525, 0.0005),
        ("predict.mbgnbd.alpha", 6.183, 0.0005),
        ("predict.mbgnbd.a", 0.891, 0.0005),
        ("predict.mbgnbd.b", 1.614, 0.0005),
        ("predict.gamma_gamma.p", 6.25, 0.005),
        ("predict.gamma_gamma.q", 3.74, 0.005),
        ("predict.gamma_gamma.gamma", 15.44, 0.005),
        ("predict.gamma_gamma.log_likelihood", -4055.92, 0.005),
    ],
)
def test_published_parameters_come_out_of_a_study(cdnow_study, name, published, within):
    """Sources in test_bg_nbd.py and test_gamma_gamma.py. Orders of zero count, and time is in weeks."""
    found = compute(name, cdnow_study)
    assert found.value == pytest.approx(published, abs=within)
    if found.low is not None:
        assert found.low < found.value < found.high


def test_a_history_counts_days_not_orders():
    """Ann came on the 1st, twice on the 5th and on the 11th; Bob once. Seen on the 21st."""
    lines = (
        "Ann 2024-01-01 5\nBob 2024-01-03 9\nAnn 2024-01-05 2\nAnn 2024-01-05 4\nAnn 2024-01-11 10\nAnn 2024-01-20 -3"
    )
    study = Study(workbook_of(lines), Settings(as_of=date(2024, 1, 21)))
    seen, spent = study(histories), study(repeat_spend)
    assert [(x, t_x, T) for x, t_x, T in zip(seen.x.tolist(), seen.t_x.tolist(), seen.T.tolist(), strict=True)] == [
        (2, 10, 20),
        (0, 0, 18),
    ]
    assert (spent.code.tolist(), spent.x.tolist(), spent.z.tolist()) == ([0], [2], [800.0])


def test_contracts_have_renewals_and_no_buying_model():
    """Ann left after 2 months and a bit: at the third renewal. Bob is still there after 4 months and a bit."""
    study = Study(contracts_of("Ann 2024-01-01 2024-03-10\nBob 2024-01-01 -"), Settings(as_of=date(2024, 5, 10)))
    left, stayed = monthly_renewals(study)
    assert (left.tolist(), stayed.tolist()) == ([0, 0, 1], [0, 0, 0, 0, 1])
    assert compute("predict.bgnbd.r", study).why_null == "contracts"
    assert compute("predict.sbg.alpha", study).why_null == "no_tenure"


def test_too_little_to_learn_from_is_told():
    assert compute("predict.bgnbd.r", Study(workbook_of("Ann 2024-01-01 5"))).why_null == "too_few_came_again"
    no_amounts = "\n".join(f"c{at} 2024-01-0{day}" for at in range(12) for day in (1, 5))
    assert compute("predict.gamma_gamma.p", Study(workbook_of(no_amounts))).why_null == "no_amounts"


def test_sbg_of_a_list_of_tenures_is_the_published_one():
    """The Regular segment of Fader and Hardie (2007) with a renewal a month in place of a year."""
    survivors = (1000, 631, 468, 382, 326, 289, 262, 241)
    left = [(month, True) for month in range(1, 8) for _ in range(survivors[month - 1] - survivors[month])]
    rows = [*left, *((7, False) for _ in range(survivors[-1]))]
    schema = {"customer_id": pl.String, "tenure_months": pl.Float64, "churned": pl.Boolean}
    table = pl.DataFrame([(f"c{at}", *row) for at, row in enumerate(rows)], schema=schema, orient="row")
    study = Study(facts_of("subscriptions", table))
    assert compute("predict.sbg.alpha", study).value == pytest.approx(0.704, abs=0.0005)
    assert compute("predict.sbg.beta", study).value == pytest.approx(1.182, abs=0.0005)
    assert compute("predict.sbg.log_likelihood", study).value == pytest.approx(-1680.2652, abs=5e-5)
