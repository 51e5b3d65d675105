"""The same customers with each length of period."""

import polars as pl

from retention_core.describe.retention.period_comparison import period_comparison
from retention_core.describe.retention.retention_period import last_finished
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from tests.workbooks import study_of

DAYS = [f"2024-{month:02}-{day:02}" for month in range(1, 7) for day in (1, 11, 21)]


def shop(**chosen: object) -> Study:
    """Twelve customers who buy every ten days for half a year: three cycles are 30 days, a month."""
    return study_of("\n".join(f"c{n} {day} 10" for n in range(12) for day in DAYS), **chosen)


def test_each_length_has_its_own_last_full_period() -> None:
    study = shop()
    for row in period_comparison(study).rows(named=True):
        own = study.with_overrides(period=PeriodKind(row["kind"]))(last_finished)
        assert (row["first_day"], row["kept"]) == ((own.first_day, own.kept) if own else (None, None))


def test_the_length_in_use_and_the_one_that_fits_are_marked() -> None:
    marked = period_comparison(shop(period=PeriodKind.QUARTER)).select("kind", "chosen", "wished").rows()
    assert [kind for kind, chosen, _ in marked if chosen] == ["quarter"]
    assert [kind for kind, _, wished in marked if wished] == ["month"]


def test_a_week_is_too_short_for_three_cycles_of_ten_days() -> None:
    enough = dict(period_comparison(shop()).select("kind", "enough").rows())
    assert enough == {"week": False, "month": True, "quarter": True, "half-year": True, "year": True}


def test_without_a_cycle_nothing_is_too_short() -> None:
    found = period_comparison(study_of("Ann 2024-01-01 10\nBob 2024-03-01 10"))
    assert found["enough"].to_list() == [None] * 5
    assert found.filter(pl.col("kind") == "year")["retention_rate"].to_list() == [None]
