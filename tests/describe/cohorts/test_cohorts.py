"""Cohorts: who of those first there together is there later. Null while it cannot be seen, 0 where nobody came."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retention_core.describe.cohorts.cohorts import (
    ages_seen,
    average_by_age,
    cohorts,
    cohorts_by,
    cohorts_seen_later,
    with_revenue_each,
)
from retention_core.describe.presence.customer_groups import groups_by, telling_traits, traits
from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.retention.retention import retention_by_period
from retention_core.ingest import File, read_files
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.describe.retention.test_retention import EVENTS, KINDS, START, study_from
from tests.workbooks import contracts_of, study_of

SHOP = """
Ann 2024-01-01 10
Bob 2024-01-02 20
Ann 2024-02-01 5
Cyd 2024-02-29 40
Bob 2024-03-05 3
Bob 2024-03-06 3
Cyd 2024-03-30 -5
Cyd 2024-04-02 7
"""


def table(lines: str = SHOP, **chosen: object) -> pl.DataFrame:
    return study_of(lines, **({"period": PeriodKind.MONTH} | chosen))(cohorts)


def row(found: pl.DataFrame, cohort: date, column: str) -> list:
    return found.filter(pl.col("cohort") == cohort)[column].to_list()


def test_the_cohorts_of_a_small_shop():
    """January Ann and Bob: one each in February and March. February Cyd, not in March. April is not over."""
    found = table()
    assert row(found, date(2024, 1, 1), "present") == [2, 1, 1, None]
    assert row(found, date(2024, 1, 1), "share") == [1.0, 0.5, 0.5, None]
    assert row(found, date(2024, 2, 1), "present") == [1, 0, None]
    assert row(found, date(2024, 2, 1), "age") == [0, 1, 2]


def test_money_of_the_cohorts():
    """Cyd gave 5 back in March without buying anything."""
    found = table()
    assert row(found, date(2024, 1, 1), "revenue") == [3000, 500, 600, None]
    assert row(found, date(2024, 2, 1), "revenue") == [4000, -500, None]
    assert table("Ann 2024-01-01\nBob 2024-01-31")["revenue"].to_list() == [None]


def test_a_period_without_new_customers_has_no_share():
    found = table()
    assert row(found, date(2024, 3, 1), "customers") == [0, 0]
    assert row(found, date(2024, 3, 1), "share") == [None, None]


def test_averages_are_weighted_by_the_size_of_the_cohort_over_cells_that_could_be_seen():
    """After one month: one of Ann and Bob, none of Cyd: 1 of 3. After two: one of two; Cyd's April is not over."""
    found = average_by_age(table())
    assert found["share"].to_list() == [1.0, pytest.approx(1 / 3), 0.5]
    assert found.select("cohorts", "customers", "present").rows() == [(2, 3, 3), (2, 3, 1), (1, 2, 1)]
    assert found["revenue"].to_list() == [7000, 0, 600]


def test_old_customers_who_look_new_are_marked():
    assert not table()["exact_new"].any() or row(table(), date(2024, 4, 1), "exact_new") == [True]
    assert row(table(), date(2024, 1, 1), "exact_new") == [False] * 4
    assert table(begins_with_business=True)["exact_new"].all()


def test_who_only_gave_something_back_is_in_no_cohort():
    found = table("Ann 2024-01-01 5\nZoe 2024-01-10 -3\nAnn 2024-01-31 5")
    assert found.select("customers", "revenue").rows() == [(1, 1000)]


def test_nothing_at_all():
    assert table("Ann 2024-01-01 5", as_of=date(2020, 1, 1)).height == 0
    assert average_by_age(table("Ann 2024-01-15 5")).height == 0


ORDERS = b"""Customer,Date,Amount,Product
Ann,2024-01-01,5,Tea
Ann,2024-02-02,5,Cake
Bob,2024-01-05,5,Cake
Bob,2024-02-06,5,Tea
Cyd,2024-01-08,5,Tea
Dan,2024-01-09,5,
Ann,2024-03-31,5,Tea
"""


def bakery() -> Study:
    book = read_files([File("bakery.csv", content=ORDERS)]).workbook
    assert book is not None
    return Study(book, Settings(period=PeriodKind.MONTH))


def test_cohorts_by_what_was_bought_first():
    """Tea first: Ann and Cyd, of whom Ann is there in February. Cake first: Bob. Dan's is not known."""
    found = cohorts_by(bakery(), "product").filter((pl.col("cohort") == date(2024, 1, 1)) & (pl.col("age") == 1))
    assert found.select("group", "rest", "customers", "present").rows() == [
        ("Tea", False, 2, 1),
        ("Cake", False, 1, 1),
        (None, False, 1, 0),
    ]


def test_cohorts_by_a_trait_of_the_customers():
    """A list of customers says more about them than what they bought: its own column counts first."""
    book = bakery().workbook
    named = book.customers.with_columns(pl.Series("product", ["old", "new", "old", "new"]))
    found = cohorts_by(Study(replace(book, customers=named), Settings(period=PeriodKind.MONTH)), "product")
    first = found.filter((pl.col("cohort") == date(2024, 1, 1)) & (pl.col("age") == 1))
    assert first.select("group", "customers", "present").rows() == [("new", 2, 1), ("old", 2, 1)]


def test_cohorts_of_contracts_by_the_plan_they_began_with():
    """Ann begins with Basic and changes to Plus; Bob stays with Plus."""
    book = contracts_of("Ann 2024-01-01 2024-01-31 Basic\nBob 2024-01-31 - Plus\nAnn 2024-02-01 2024-03-31 Plus")
    found = cohorts_by(Study(book), "plan").filter(pl.col("age") == 1, pl.col("customers") > 0)
    assert found.select("group", "customers", "present").rows() == [("Basic", 1, 1), ("Plus", 1, 1)]


def test_the_first_purchase_is_a_paid_one_where_free_orders_do_not_count():
    orders = ORDERS.replace(b"Ann,2024-01-01,5,Tea", b"Ann,2024-01-01,0,Soup")
    book = read_files([File("bakery.csv", content=orders)]).workbook
    assert book is not None
    free, paid = (groups_by(Study(book, Settings(free_orders_count=yes)), "product") for yes in (True, False))
    assert "Soup" in free.names
    assert "Soup" not in paid.names


def test_the_columns_to_split_by():
    assert traits(bakery()) == ["product"]
    with pytest.raises(KeyError):
        cohorts_by(bakery(), "nothing")


def test_rare_values_are_one_group_and_nobody_is_left_out():
    lines = "".join(f"c{who},2024-01-0{1 + who % 9},5,p{who:02}\n" for who in range(20))
    book = read_files([File("many.csv", content=("Customer,Date,Amount,Product\n" + lines).encode())]).workbook
    assert book is not None
    groups = groups_by(Study(book), "product")
    assert (len(groups.names), groups.names[:2], groups.rest[-1]) == (13, ("p00", "p01"), True)
    assert groups.of_customer is not None and (groups.of_customer == 12).sum() == 8


# laws


@given(EVENTS, KINDS)
def test_every_cell_equals_a_count_by_hand(events, kind):
    study = study_from(events, period=kind)
    bought = [(who, START + timedelta(days=day)) for who, day, paid in events if paid >= 0]
    first = {who: min(day for other, day in bought if other == who) for who, _ in bought}
    spans = dict(study(retention_by_period).select("first_day", "last_day").rows())
    for cell in study(cohorts).drop_nulls("present").iter_rows(named=True):
        cohort = {who for who, day in first.items() if cell["cohort"] <= day <= spans[cell["cohort"]]}
        there = {who for who, day in bought if who in cohort and cell["first_day"] <= day <= cell["last_day"]}
        assert (cell["customers"], cell["present"]) == (len(cohort), len(there))


@given(EVENTS, KINDS)
def test_the_cohorts_of_a_period_add_up_to_its_customers(events, kind):
    """Customers first seen before a long silence belong to no cohort; here nobody is."""
    study = study_from(events, period=kind)
    known = study(retention_by_period).filter("finished")
    assume(study(horizon).silence is None)
    per_period = (
        study(cohorts).group_by("first_day", maintain_order=True).agg(pl.col("present").sum()).sort("first_day")
    )
    seen = per_period.join(known.select("first_day", "at_end"), on="first_day")
    assert seen["present"].to_list() == seen["at_end"].to_list() == known["at_end"].to_list()


@given(EVENTS, KINDS)
def test_money_of_the_cohorts_adds_up(events, kind):
    """All revenue but what was given back to people whose first purchase the file does not hold, or holds later."""
    study = study_from(events, period=kind)
    assume(study(horizon).silence is None)
    days = {who: [day for other, day, paid in events if other == who and paid >= 0] for who, _, _ in events}
    begun = {who: START + timedelta(days=min(bought)) for who, bought in days.items() if bought}
    spans = study(retention_by_period).filter("finished").select("first_day", "last_day").rows()
    for first, last in spans:
        theirs = [event for event in events if begun.get(event[0], date.max) <= last]
        paid = [paid for _, day, paid in theirs if first <= START + timedelta(days=day) <= last]
        assert study(cohorts).filter(pl.col("first_day") == first)["revenue"].sum() == 100 * sum(paid)


@given(EVENTS, EVENTS, KINDS)
def test_a_later_period_changes_no_finished_cell(events, later, kind):
    early = study_from(events, period=kind)
    late = study_from([*events, *[(who, day + 430, paid) for who, day, paid in later]], period=kind)
    assume(early(horizon).known_from == late(horizon).known_from)
    seen = early(cohorts).drop_nulls("present").filter(pl.col("cohort").is_in(_finished(early)))
    assert late(cohorts).join(seen.select("cohort", "age"), on=["cohort", "age"]).equals(seen)


def _finished(study: Study) -> list[date]:
    return study(retention_by_period).filter("finished")["first_day"].to_list()


@given(EVENTS, KINDS, st.randoms())
def test_the_order_of_rows_does_not_matter(events, kind, chance):
    shuffled = chance.sample(events, len(events))
    assert study_from(events, period=kind)(cohorts).equals(study_from(shuffled, period=kind)(cohorts))


@given(EVENTS, KINDS)
def test_two_halves_of_the_customers_add_up_to_the_whole(events, kind):
    edges = [(9, min(day for _, day, _ in events), -1), (9, max(day for _, day, _ in events), -1)]
    chosen = {"period": kind, "as_of": START + timedelta(days=edges[1][1])}
    halves = [study_from([e for e in events if e[0] % 2 == part] + edges, **chosen) for part in (0, 1)]
    whole = study_from(events + edges + edges, **chosen)
    assume(len({study(horizon).known_from for study in [*halves, whole]}) == 1)
    one, other, both = (study(cohorts) for study in [*halves, whole])
    for name in ("customers", "present", "revenue"):
        assert (one[name] + other[name]).to_list() == both[name].to_list()


def test_revenue_of_a_customer_of_a_cell_and_of_an_age():
    """January's 30.00 are of two customers, February's 40.00 of one; 70.00 of three together."""
    found = with_revenue_each(table())
    assert row(found, date(2024, 1, 1), "each")[0] == 1500 and row(found, date(2024, 2, 1), "each")[0] == 4000
    assert with_revenue_each(average_by_age(table()))["each"][0] == pytest.approx(7000 / 3)


def test_what_is_known_of_cohorts_later_the_latest_first():
    """April is not finished: of January's cohort one and two periods later are known, of February's one."""
    found = table()
    assert cohorts_seen_later(found) == [date(2024, 2, 1), date(2024, 1, 1)]
    assert ages_seen(found, date(2024, 1, 1)) == [1, 2]
    assert ages_seen(found, date(2024, 2, 1)) == [1]


def test_customers_are_told_apart_by_what_tells_something():
    book = contracts_of("Ann 2024-01-05 - Basic 20")
    assert book.subscriptions is not None
    rows = book.subscriptions.with_columns(pl.lit("x").alias("trait: club"), pl.lit("late").alias("cancel_reason"))
    study = Study(replace(book, subscriptions=rows))
    assert set(traits(study)) == {"plan", "trait: club", "cancel_reason"}
    assert set(telling_traits(study)) == {"plan", "trait: club"}
