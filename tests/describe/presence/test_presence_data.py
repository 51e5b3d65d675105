"""Presence from contracts and from activity goes through the same engine as presence from orders."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.catalog.all_figures import compute
from retention_core.catalog.headline import headline
from retention_core.describe.activity.active_customers import active_customers
from retention_core.describe.cohorts.cohorts import cohorts
from retention_core.describe.cycle.period_choice import chosen_period
from retention_core.describe.presence.contracts import contracts
from retention_core.describe.presence.customers import customer_summary
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.presence.presence_data import presence_source
from retention_core.describe.retention.retention import retention_by_period
from retention_core.i18n import speech
from retention_core.kernel.presence_source import PresenceSource
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.wording.describe.figure_sentences import period_sentences, why_null
from tests.describe import sets
from tests.workbooks import activity_of, contracts_of, facts_of, workbook_of

MONTH = Settings(period=PeriodKind.MONTH)
BRIDGE = ["at_start", "kept", "new", "returned", "gained", "lost", "at_end"]

GYM = """
Ann 2024-01-01 -
Bob 2024-01-10 2024-02-28
Cyd 2024-01-31 2024-01-31
Dan 2024-02-05 2024-02-20
Bob 2024-04-01 2024-04-30
Eve 2024-03-15 -
"""


def gym(lines: str = GYM, **chosen: object) -> Study:
    return Study(contracts_of(lines), replace(MONTH, **chosen))  # type: ignore[arg-type]


def test_a_contract_counts_where_it_runs_on_the_last_day_of_the_period():
    """January A B C (C's only day is the last one). February A: Bob leaves on the 28th, Dan came and went.
    March A E. April A E, and Bob again."""
    assert gym()(retention_by_period).select(BRIDGE).rows() == [
        (None, None, 3, None, None, None, 3),
        (3, 1, 0, 0, 0, 2, 1),
        (1, 1, 1, 0, 1, 0, 2),
        (2, 2, 0, 1, 1, 0, 3),
    ]


def test_cohorts_of_contracts():
    found = gym()(cohorts).filter(pl.col("cohort") == date(2024, 1, 1))
    assert found["present"].to_list() == [3, 1, 1, 2]


def test_contracts_are_counted_by_the_month_without_a_warning():
    study = Study(contracts_of(GYM))
    choice = study(chosen_period)
    assert (choice.kind, choice.why, choice.warnings) == (PeriodKind.MONTH, "contracts", ())
    assert "by the month" in period_sentences(choice, speech("en"))[0]


def test_a_business_of_contracts_hears_about_customers_kept():
    assert gym()(headline).code == "kept_count"


def test_who_has_a_running_contract_is_active():
    """On 15 March Ann and Eve; on 29 February Ann alone."""
    assert gym(as_of=date(2024, 3, 15))(active_customers).tolist() == [0, 4]
    assert gym(as_of=date(2024, 2, 29))(active_customers).tolist() == [0]


def test_the_people_behind_a_number_of_contracts():
    found = gym(as_of=date(2024, 3, 15))(customer_summary)
    assert found.select("customer_code", "first_day", "last_day", "purchase_days").rows() == [
        (0, date(2024, 1, 1), date(2024, 3, 15), 1),
        (1, date(2024, 1, 10), date(2024, 2, 28), 1),
        (2, date(2024, 1, 31), date(2024, 1, 31), 1),
        (3, date(2024, 2, 5), date(2024, 2, 20), 1),
        (4, date(2024, 3, 15), date(2024, 3, 15), 1),
    ]


def test_where_every_contract_has_an_end_the_last_ones_may_still_be_to_come():
    """Yearly contracts with their agreed ends: nothing is known after the last one began."""
    agreed = Study(contracts_of("Ann 2024-01-01 2024-12-31\nBob 2024-03-05 2025-03-04\nCyd 2024-03-20 2025-03-19"))
    assert agreed(horizon).as_of < date(2024, 4, 1)
    ended = Study(contracts_of("Ann 2024-01-01 2024-12-31\nBob 2024-03-05 -"))
    assert ended(horizon).as_of == date(2024, 12, 31)


def test_contracts_that_cannot_be_are_left_out():
    found = Study(contracts_of("Ann 2024-03-01 2024-02-01\nBob 2024-01-01 -"))(contracts)
    assert found.code.tolist() == [1]


FLAGGED = {"customer_id": ["Ann", "Bob"], "started_on": [date(2024, 1, 1)] * 2, "churned": [True, False]}


def test_who_left_after_so_many_months_left_on_a_day():
    book = facts_of("subscriptions", pl.DataFrame(FLAGGED | {"tenure_months": [2.0, 3.0]}))
    found = Study(book, Settings(as_of=date(2024, 6, 30)))
    assert found(active_customers).tolist() == [1]
    assert found(customer_summary)["last_day"].to_list() == [date(2024, 3, 2), date(2024, 6, 30)]


def test_who_left_without_a_day_gives_no_periods():
    study = Study(facts_of("subscriptions", pl.DataFrame(FLAGGED)))
    assert study(presence_source) is PresenceSource.TENURES
    assert study(retention_by_period).height == 0


@pytest.mark.parametrize("name", ["retention.rate", "retention.first_day", "cycle.median_days", "customers.active"])
def test_a_list_of_tenures_says_why_there_are_no_periods(name):
    tenures = pl.DataFrame({"customer_id": ["Ann", "Bob"], "tenure_months": [3.0, 9.0], "churned": [True, False]})
    found = compute(name, Study(facts_of("subscriptions", tenures)))
    assert (found.value, found.why_null) == (None, "tenures_only")
    assert "from which day" in why_null("tenures_only", speech("en"))


@pytest.mark.parametrize("name", ["repeat_purchase_rate", "cycle.median_days", "first_time.came_back_rate"])
def test_contracts_have_no_repeated_purchases(name):
    assert compute(name, gym()).why_null == "contracts"


def test_orders_come_first():
    orders = workbook_of("Ann 2024-01-01 5\nAnn 2024-02-01 5")
    book = replace(orders, subscriptions=contracts_of(GYM).subscriptions, activity=pl.DataFrame())
    assert Study(book)(presence_source) is PresenceSource.ORDERS
    both = replace(contracts_of(GYM), activity=activity_of([("Ann", date(2024, 1, 1))]).activity)
    assert Study(both)(presence_source) is PresenceSource.CONTRACTS


START = date(2023, 1, 10)
EVENTS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 420)), min_size=1, max_size=60)
KINDS = st.sampled_from(list(PeriodKind))


@given(EVENTS, KINDS)
def test_activity_gives_what_orders_on_the_same_days_would_give(events, kind):
    days = [(f"c{who}", START + timedelta(days=day)) for who, day in events]
    lines = "\n".join(f"{who} {day}" for who, day in days)
    ours = Study(activity_of(days), Settings(period=kind))(retention_by_period)
    orders = Study(workbook_of(lines), Settings(period=kind))(retention_by_period)
    assert ours.drop("orders").equals(orders.drop("orders"))


CONTRACTS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 400), st.none() | st.integers(0, 300)), min_size=1, max_size=40
)


@given(CONTRACTS, KINDS)
def test_the_bridge_of_contracts_equals_plain_sets(rows, kind):
    spans = [(f"c{who}", START + timedelta(days=at), None if long is None else long) for who, at, long in rows]
    lines = [(who, first, "-" if long is None else first + timedelta(days=long)) for who, first, long in spans]
    study = Study(contracts_of("\n".join(f"{who} {a} {b}" for who, a, b in lines)), Settings(period=kind))
    table = study(retention_by_period)
    last_days = table["last_day"].to_list()
    seen = [(who, day) for day in last_days for who, a, b in lines if a <= day and (b == "-" or b >= day)]
    days = table.select("first_day", "last_day").rows()
    for place, row in enumerate(table.iter_rows(named=True)):
        if row["at_start"] is not None:
            assert {name: row[name] for name in BRIDGE} == sets.bridge(seen, days[place - 1], days[place])
