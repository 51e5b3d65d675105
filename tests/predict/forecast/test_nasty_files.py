"""Files that no shop should have: whatever is predicted of them is finite and never below zero, and nothing warns."""

from datetime import date, timedelta

import numpy as np
import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.predict.forecast.customer_forecast import by_worth
from retention_core.predict.forecast.forecast import forecast
from retention_core.prescribe.customers.at_risk import at_risk, at_risk_before
from tests.workbooks import workbook_from

LAST = date(2024, 12, 31)
AMOUNTS = st.sampled_from([0, 1, 100, 10**6, 10**12])


@st.composite
def files(draw) -> list[tuple]:
    """Twelve to forty customers of one to eight purchases, some heavy ones, amounts of nothing or of billions."""
    chance = np.random.default_rng(draw(st.integers(0, 10**6)))
    many, most = draw(st.integers(12, 40)), draw(st.sampled_from([1, 2, 8]))
    alike, amount = draw(st.booleans()), draw(AMOUNTS)
    rows = []
    for who in range(many):
        count = most if alike else int(chance.integers(1, most + 1))
        span = draw(st.sampled_from([0, 30, 700])) if who == 0 else 700
        days = chance.integers(0, span + 1, count)
        rows += [(f"c{who}", LAST - timedelta(int(day)), amount * int(chance.integers(1, 9)), True) for day in days]
    if draw(st.booleans()):
        rows += [("heavy", LAST - timedelta(day), draw(AMOUNTS), True) for day in range(0, 720, 2)]
    if draw(st.booleans()):
        rows += [("back", LAST - timedelta(400), 500, True), ("back", LAST, -(10**9), False)]
    return rows


@settings(max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_predictions_of_nasty_files_are_finite_and_never_negative(rows):
    study = Study(workbook_from(rows), Settings(as_of=LAST, period=PeriodKind.QUARTER))
    tables = [study(by_worth), study(at_risk).table.drop("rhythm_days"), study(at_risk_before)]
    found = study(forecast)
    tables += [found.table] if found else []
    for table in tables:
        if table is not None:
            values = table.select(pl.col(pl.Float64, pl.Int64)).cast(pl.Float64).fill_null(0.0).to_numpy()
            assert np.isfinite(values).all()
            assert (values >= 0).all()
    if found:
        assert 0 <= found.total.low80 <= found.total.value <= found.total.high80 < np.inf
