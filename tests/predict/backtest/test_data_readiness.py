"""What the files can tell: the same answer as the pages give, with what would be enough."""

from datetime import date, timedelta

import polars as pl
import pytest

from retention_core.i18n import speech
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.predict.backtest.data_readiness import Verdict, readiness
from retention_core.wording.predict.readiness_sentences import verdict
from tests.predict.backtest.test_backtest import regulars
from tests.predict.forecast.test_contract_forecast import gym  # noqa: F401
from tests.predict.forecast.test_forecast import made_up
from tests.workbooks import facts_of, study_of, workbook_from


def answers(study: Study) -> dict:
    return {ready.what: ready for ready in readiness(study)}


def test_a_shop_with_enough_can_tell_everything_but_a_season():
    rows = [row for row in made_up(1, 900) if row[1].year < 2024]
    found = answers(Study(workbook_from(rows), Settings(period=PeriodKind.QUARTER, begins_with_business=True)))
    said = {what: ready.verdict for what, ready in found.items()}
    assert said.pop("season") is Verdict.CANNOT
    assert set(said.values()) == {Verdict.CAN}
    assert found["season"].values["day"] == date(2024, 12, 31)


def test_a_small_file_says_what_would_be_enough():
    """Three came again, seven more would do; the history of 40 days is long enough for a test after 70."""
    lines = (
        "\n".join(f"c{n} 2024-01-{n + 1:02} 5" for n in range(9))
        + "\nc0 2024-02-01 5\nc1 2024-02-05 5\nc2 2024-02-09 5"
    )
    found = answers(study_of(lines, as_of=date(2024, 2, 9)))
    assert (found["who_is_here"].verdict, found["who_is_here"].why) == (Verdict.CANNOT, "few_came_again")
    assert found["who_is_here"].values == {"there": 3, "more": 7}
    assert found["year"].verdict is Verdict.CANNOT
    assert found["tiers"].values == {"there": 9, "enough": 40}


def test_a_short_history_says_from_when_it_will_do():
    """Known from 2 January 2023 on, the 70th day is 12 March."""
    rows = [row for row in regulars(8) if row[1] < date(2023, 2, 20)]
    found = answers(Study(workbook_from(rows), Settings(as_of=date(2023, 2, 20))))
    assert found["who_is_here"].why == "too_short_to_test"
    assert found["who_is_here"].values["day"] - date(2023, 1, 2) in (timedelta(69), timedelta(68))


def test_where_the_simple_rule_is_used_it_is_said():
    found = answers(Study(workbook_from(regulars(52))))
    assert (found["who_is_here"].verdict, found["who_is_here"].why) == (Verdict.CAUTION, "simple_rule")


def test_spend_that_goes_with_frequency_is_told():
    rows = [
        (f"c{n}", date(2024, 1, 1) + timedelta(7 * k), 100 * (n + 1), True)
        for n in range(30)
        for k in range(n % 9 + n // 3)
    ]
    found = answers(Study(workbook_from(rows)))
    assert found["spend"].why == "spend_goes_with_frequency"


def test_contracts_are_answered_for_and_tenures_are_not_tested(gym):  # noqa: F811
    assert [ready.what for ready in readiness(gym)] == ["renewals"]
    assert readiness(gym)[0].verdict is Verdict.CAN
    rows = {"customer_id": [f"m{n}" for n in range(200)], "tenure_months": [float(n % 20 + 1) for n in range(200)]}
    listed = Study(facts_of("subscriptions", pl.DataFrame({**rows, "churned": [n % 4 == 0 for n in range(200)]})))
    assert [(ready.verdict, ready.why) for ready in readiness(listed)] == [(Verdict.CAUTION, "not_tested")]


@pytest.mark.parametrize("lines", ["Ann 2024-01-01 5", "Ann 2024-01-01\nBob 2024-02-01", "", "Ann 2024-01-01 -5"])
def test_every_answer_can_be_said(lines):
    for ready in readiness(study_of(lines)):
        assert not any("{" in part or "None" in part for part in verdict(ready, speech("en")))
