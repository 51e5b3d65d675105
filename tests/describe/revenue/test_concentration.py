"""How much of the revenue hangs on few customers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.catalog.all_figures import compute
from retention_core.describe.revenue.concentration import concentration, pareto_curve
from tests.workbooks import study_of


def shop(spends: list[int]):
    return study_of("\n".join(f"c{place:03} 2024-03-01 {spend}" for place, spend in enumerate(spends)))


def test_the_best_tenth_is_rounded_up():
    """Of 11 buyers the best 2 are the top tenth, the best 3 the top fifth: 100 + 50 of 240, 100 + 50 + 10 of 240."""
    study = shop([100, 50, *[10] * 9])
    assert compute("money.top10_share", study).value == pytest.approx(150 / 240)
    assert compute("money.top20_share", study).value == pytest.approx(160 / 240)
    assert compute("money.top10_ratio", study).value == pytest.approx(75 / 10)


def test_only_the_last_twelve_months_and_only_what_is_left_after_refunds():
    study = study_of("Old 2023-03-01 900\nAnn 2024-03-01 30\nBob 2024-02-01 10\nCyd 2024-02-01 5\nCyd 2024-02-02 -5")
    found = study(concentration)
    assert (found.code.tolist(), found.spend.tolist()) == ([0, 1], [3000, 1000])


@pytest.mark.parametrize(
    ("lines", "why"),
    [("Ann 2024-01-01", "no_amounts"), ("Ann 2024-01-01 -5", "nobody_spent"), ("", "no_orders")],
)
def test_why_it_is_not_known(lines, why):
    study = study_of(lines)
    assert [compute(f"money.top{name}", study).why_null for name in ("10_share", "20_share", "10_ratio")] == [why] * 3
    assert study(pareto_curve).height == 0


def test_one_buyer_is_the_best_tenth_and_there_is_no_rest():
    study = study_of("Ann 2024-01-01 5")
    assert compute("money.top10_share", study).value == 1.0
    assert compute("money.top10_ratio", study).why_null == "nobody_else_spent"


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=300))
def test_the_curve_runs_from_nobody_to_everybody_and_never_sags(spends):
    curve = shop(spends)(pareto_curve)
    assert curve.row(0) == (0.0, 0, 0.0)
    assert curve.row(-1) == (1.0, len(spends), 1.0)
    assert curve.height <= 101
    steps = curve["revenue_share"].diff().drop_nulls() / curve["customer_share"].diff().drop_nulls()
    assert (steps.diff().drop_nulls() <= 1e-9).all() or curve["customers"].diff().n_unique() > 2
    assert (curve["revenue_share"] - curve["customer_share"]).min() >= -1e-9
