"""Reasons for leaving as shares."""

import polars as pl

from retention_core.diagnose.leaving_reasons import leaving_reasons, reason_shares
from retention_core.kernel.study import Study
from tests.workbooks import facts_of


def test_reasons_are_all_the_answers_there_are_so_their_shares_have_no_range() -> None:
    rows = {"customer_id": ["a", "b", "c"], "cancel_reason": ["too expensive", "the price", "moved away"]}
    study = Study(facts_of("subscriptions", pl.DataFrame(rows)))
    found = reason_shares(study)
    assert found.select("reason", "answers").rows() == [("price", 2), ("moved", 1)]
    assert found.drop("low", "high").equals(leaving_reasons(study))
    assert found["low"].null_count() == found["high"].null_count() == 2
