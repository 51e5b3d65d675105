"""What is due in the coming week, by day and by play."""

from datetime import date

import numpy as np
import polars as pl

from retention_core.catalog.all_figures import all_meanings
from retention_core.prescribe.playbook.due_this_week import due_by_day, due_on, due_together, without_barred
from retention_core.prescribe.playbook.ranked_plays import playbook
from retention_core.prescribe.plays.play import Play
from tests.workbooks import study_of

MONDAY, TUESDAY = date(2024, 4, 1), date(2024, 4, 2)
DUE = pl.DataFrame(
    {
        "customer_code": [4, 1, 2, 3],
        "due_on": [MONDAY, MONDAY, TUESDAY, MONDAY],
        "code": ["birthday", "welcome", "welcome", "birthday"],
    }
)


def test_customers_of_each_day() -> None:
    assert list(due_by_day(DUE).items()) == [(MONDAY, 3), (TUESDAY, 1)]
    assert due_on(DUE, TUESDAY)["customer_code"].to_list() == [2]
    assert due_on(DUE, None).height == 4


def test_what_is_due_for_several_on_one_day_is_one_entry() -> None:
    assert due_together(DUE) == [
        (MONDAY, "birthday", [4, 3]),
        (MONDAY, "welcome", [1]),
        (TUESDAY, "welcome", [2]),
    ]


def test_a_play_is_for_somebody_where_that_can_be_told() -> None:
    one = np.array([7], np.uint32)
    assert Play("welcome", one).is_for_somebody
    assert not Play("welcome").is_for_somebody
    assert not Play("welcome", one, why_null="no_orders").is_for_somebody


def test_every_play_has_its_figures_under_its_own_code() -> None:
    """The button of a tip opens the figure `todo.<code>.customers`."""
    study = study_of("Ann 2024-01-01 5\nBob 2024-02-01 5")
    names = {meaning.name for meaning in all_meanings()}
    for play in playbook(study):
        assert {f"todo.{play.code}.customers", f"todo.{play.code}.at_stake"} <= names


def test_nobody_is_due_whom_nobody_may_contact() -> None:
    customers = pl.DataFrame({"customer_id": ["a", "b", "c", "d", "e"]})
    assert without_barred(DUE, customers, frozenset({"b", "e", "not here"}))["customer_code"].to_list() == [2, 3]
    assert without_barred(DUE, customers, frozenset()).equals(DUE)
