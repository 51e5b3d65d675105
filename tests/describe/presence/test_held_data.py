"""What the files hold, one kind of file at a time."""

from datetime import date

import polars as pl
import pytest

from retention_core.describe.presence import held_data
from retention_core.describe.presence.observation_window import days_to_look_from, months_known
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook
from tests.workbooks import activity_of, contracts_of, facts_of, workbook_of

CUSTOMERS, DAYS, VISITS = held_data.holds_customers, held_data.holds_days, held_data.holds_visits
ORDERS, AMOUNTS, ACTIVITY = held_data.holds_orders, held_data.holds_amounts, held_data.holds_activity
ROWS, SUBSCRIPTIONS = held_data.holds_contract_rows, held_data.holds_subscriptions
ALL = (CUSTOMERS, DAYS, VISITS, ORDERS, AMOUNTS, ACTIVITY, ROWS, SUBSCRIPTIONS)


def listed(**columns: list) -> Workbook:
    return facts_of("subscriptions", pl.DataFrame({"customer_id": ["Ann", "Bob"], **columns}))


@pytest.mark.parametrize(
    ("book", "held"),
    [
        (workbook_of("Ann 2024-01-05 5"), {CUSTOMERS, DAYS, VISITS, ORDERS, AMOUNTS}),
        (workbook_of("Ann 2024-01-05"), {CUSTOMERS, DAYS, VISITS, ORDERS}),
        (contracts_of("Ann 2024-01-05 -"), {CUSTOMERS, DAYS, ROWS, SUBSCRIPTIONS}),
        (activity_of([("Ann", date(2024, 1, 5))]), {CUSTOMERS, DAYS, VISITS, ACTIVITY}),
        (listed(tenure_months=[3, 5], churned=[True, False]), {CUSTOMERS, ROWS, SUBSCRIPTIONS}),
        (listed(tenure_months=[3, 5]), {CUSTOMERS, ROWS}),
        (facts_of("feedback", pl.DataFrame({"customer_id": ["Ann"], "score": [9]})), set()),
    ],
)
def test_each_kind_of_file_holds_what_it_tells(book: Workbook, held: set) -> None:
    assert {one for one in ALL if one(Study(book))} == held


def test_it_makes_sense_to_look_from_the_first_day_to_the_end_of_the_last_month() -> None:
    study = Study(workbook_of("Ann 2024-01-05 5\nAnn 2024-04-10 5"))
    assert days_to_look_from(study) == (date(2024, 1, 5), date(2024, 4, 30))
    assert days_to_look_from(Study(listed(tenure_months=[3, 5]))) is None


@pytest.mark.parametrize(("last", "months"), [("2024-01-20", 0), ("2024-02-04", 1), ("2025-01-05", 12)])
def test_how_many_months_a_file_reaches_back(last: str, months: int) -> None:
    book = workbook_of(f"Ann 2024-01-05 5\nAnn {last} 5")
    assert months_known(Study(book, Settings(as_of=date.fromisoformat(last)))) == months


def test_nothing_is_known_before_the_first_order() -> None:
    assert months_known(Study(workbook_of("Ann 2024-01-05 5"), Settings(as_of=date(2023, 12, 1)))) == 0
