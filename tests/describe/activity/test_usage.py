"""Activity: daily, weekly and monthly active customers, stickiness, activation."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.catalog.all_figures import compute
from retention_core.describe.activity.usage import (
    activation,
    activity_by_day,
    events,
    not_activated,
    time_to_activation,
)
from retention_core.describe.activity.usage_figures import activation_figure, activation_members
from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from tests.describe.presence.test_real_logs import read
from tests.workbooks import activity_of, facts_of, workbook_of

START = date(2024, 3, 1)


def app(*events: tuple[str, int], **chosen: object) -> Study:
    """Customers active so many days after 1 March 2024."""
    days = [(who, START + timedelta(days=day)) for who, day in events]
    return Study(activity_of(days), Settings(**chosen))  # type: ignore[arg-type]


EVERY_DAY = [("Ann", day) for day in range(31)]


def test_active_by_day_week_and_month():
    """Ann every day; Bob on days 0 and 5; twice on a day is once."""
    table = app(*EVERY_DAY, ("Bob", 0), ("Bob", 0), ("Bob", 5))(activity_by_day)
    assert table["daily"].to_list()[:7] == [2, 1, 1, 1, 1, 2, 1]
    assert table["weekly"].to_list()[:13] == [2] * 12 + [1]
    assert table["monthly"].to_list() == [2] * 31


def test_stickiness_is_the_mean_day_over_the_month():
    """The 30 days up to 31 March: Ann on all, Bob on day 5 only."""
    study = app(*EVERY_DAY, ("Bob", 0), ("Bob", 5))
    assert study(activity_by_day)["stickiness"].to_list()[:29] == [None] * 29
    found = compute("activity.stickiness", study)
    assert (found.value, found.inputs["daily"], found.inputs["monthly"]) == (31 / 30 / 2, 31 / 30, 2)
    assert compute("activity.daily_active", study).value == 31 / 30
    assert compute("activity.weekly_active", study).value == 1
    assert found.customers is not None and found.customers(study).height == 2


def test_thirty_days_are_needed():
    assert compute("activity.stickiness", app(("Ann", 0), ("Ann", 9))).why_null == "fewer_than_30_days"


def test_nobody_active_for_a_month():
    study = app(("Ann", 0), ("Ann", 1), as_of=date(2024, 6, 1))
    assert compute("activity.stickiness", study).why_null == "nobody_active"
    assert compute("activity.monthly_active", study).value == 0


def test_activation_is_a_second_day_within_two_weeks_over_those_who_had_them():
    """Ann after 14 days, Bob after 15, Cyd never; Dan has had 13 days only. Two events on a day are one day."""
    study = app(("Ann", 0), ("Ann", 14), ("Bob", 0), ("Bob", 15), ("Cyd", 2), ("Cyd", 2), ("Dan", 17), ("Dan", 30))
    found = compute("activity.activation_rate", study)
    assert (found.inputs["activated"], found.inputs["new"]) == (1, 3)
    assert found.customers is not None and found.customers(study)["customer_code"].to_list() == [0]


def test_activation_by_an_event_of_the_users_choice():
    """Ann ordered on day 3, Bob after 15 days, Cyd on the first day."""
    book = activity_of(
        [
            (who, START + timedelta(days=day))
            for who, day in [("Ann", 0), ("Bob", 0), ("Cyd", 0), ("Ann", 3), ("Bob", 15), ("Dan", 30)]
        ]
    )
    assert book.activity is not None
    events = pl.Series("event", ["open", "open", "order", "order", "order", "open"])
    study = Study(replace(book, activity=book.activity.with_columns(events)))
    assert activation(study, "order").activated.tolist() == [0, 2]
    assert activation(study, "order").new_customers == 3
    assert activation(study, "nothing").activated.tolist() == []


def test_old_users_may_be_among_the_new_ones_of_a_young_file():
    study = app(("Ann", 0), ("Ann", 20))
    assert not activation(study).exact
    assert activation(study.with_settings(Settings(begins_with_business=True))).exact


def test_too_early_to_tell():
    assert compute("activity.activation_rate", app(("Ann", 0), ("Ann", 5))).why_null == "too_early_to_activate"


def test_activity_beside_orders_keeps_its_own_days():
    alone = app(*EVERY_DAY, ("Bob", 5))
    orders = workbook_of("Ann 2020-01-01 5\nBob 2026-02-01 5").orders
    both = Study(replace(alone.workbook, orders=orders))
    assert both(activity_by_day).equals(alone(activity_by_day))
    assert both(horizon).as_of != alone(horizon).as_of


def test_without_activity_there_is_nothing_to_tell():
    study = Study(workbook_of("Ann 2024-01-01 5"))
    assert study(activity_by_day).height == 0
    assert compute("activity.stickiness", study).why_null == "no_activity"


def test_a_real_log(shared_data):
    """The web shop of retentioneering: its mean of daily active users is 20.37 over the days that have any."""
    book = read(shared_data / "real" / "retentioneering_ecom" / "ecom.csv")
    assert book is not None
    daily = Study(book)(activity_by_day)["daily"]
    assert daily.filter(daily > 0).mean() == pytest.approx(20.37, abs=0.005)


EVENTS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 90)), min_size=1, max_size=60)


@given(EVENTS)
def test_counts_of_each_day_equal_sets(events):
    table = app(*[(f"c{who}", day) for who, day in events])(activity_by_day)
    for row in table.iter_rows(named=True):
        at = (row["day"] - START).days
        for name, length in (("daily", 1), ("weekly", 7), ("monthly", 30)):
            assert row[name] == len({who for who, day in events if at - length < day <= at})


def logged(*rows: tuple[str, int, str]) -> Study:
    """Customers doing something so many days after 1 March 2024."""
    table = pl.DataFrame(rows, schema=["customer_id", "day", "event"], orient="row")
    days = (pl.lit(START) + pl.duration(days="day")).alias("happened_at")
    return Study(facts_of("activity", table.select("customer_id", days, "event")))


def service() -> Study:
    """Ann orders on day 3, Bob on day 20, Cyd comes again on day 2 and never orders, Dan has had ten days only."""
    return logged(
        ("Ann", 0, "visit"),
        ("Ann", 3, "order"),
        ("Bob", 0, "visit"),
        ("Bob", 20, "order"),
        ("Cyd", 0, "visit"),
        ("Cyd", 2, "visit"),
        ("Dan", 20, "visit"),
        ("Ann", 30, "visit"),
    )


def test_what_customers_did_by_how_many_did_it():
    assert service()(events).rows() == [("visit", 4), ("order", 2)]
    assert app(("Ann", 0))(events).is_empty()


def test_activation_by_an_event_of_ones_own_choice():
    """In 14 days Ann of Ann, Bob, Cyd; in 30 Ann and Bob; a second day within 14 have Ann and Cyd."""
    study = service()
    assert activation_figure(study, "order", 14).value == pytest.approx(1 / 3)
    assert activation_figure(study, "order", 30).value == pytest.approx(2 / 3)
    usual = compute("activity.activation_rate", study)
    assert (usual.value, activation_figure(study, None, 14).inputs) == (pytest.approx(2 / 3), usual.inputs)


def test_who_has_not_begun_are_the_others_who_had_that_long():
    study = service()
    names = study.workbook.customers["customer_id"]
    assert names.gather(not_activated(study, "order", 14)).to_list() == ["Bob", "Cyd"]
    assert names.gather(not_activated(study)).to_list() == ["Bob"]


def test_time_to_an_event_counts_those_who_have_not_done_it():
    """Ann after 3 days, Bob after 20; Cyd not for 30, Dan not for 10: 3/4 not after 3, then 3/8 after 20."""
    curve = service()(time_to_activation, "order")
    assert (curve.observed, curve.ended) == (4, 2)
    assert (curve.staying_at(3), curve.staying_at(20)) == (0.75, pytest.approx(0.375))


@given(EVENTS, st.integers(0, 30))
def test_new_customers_have_begun_or_have_not(events: list[tuple[int, int]], within: int) -> None:
    study = app(*[(f"c{who}", day) for who, day in events])
    found, others = activation(study, None, within), not_activated(study, None, within)
    assert len(found.activated) + len(others) == found.new_customers


def test_new_customers_who_have_begun_and_who_have_not():
    """Ann comes again after 3 days, Bob after 20, Cy came too lately to tell; as of day 30 and within 14 days."""
    study = app(("Ann", 0), ("Ann", 3), ("Bob", 1), ("Bob", 21), ("Cy", 29), ("Dan", 30))
    begun, missing = activation_members(study, None, 14)
    assert (begun["customer_code"].to_list(), missing["customer_code"].to_list()) == ([0], [1])
    assert begun["purchase_days"].to_list() == [2]
