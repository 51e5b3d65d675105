"""Who stays: the bridge of every period."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retention_core.describe.presence.observation_window import horizon
from retention_core.describe.retention.retention import known_rates, retention_by_period
from retention_core.describe.retention.retention_period import before_last_finished, last_finished
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.describe import sets
from tests.workbooks import study_of, workbook_from

MONTH = {"period": PeriodKind.MONTH}
BRIDGE = ["at_start", "kept", "new", "returned", "gained", "lost", "at_end"]

SHOP = """
Ann 2024-01-01 10
Bob 2024-01-02 10
Cyd 2024-01-31 10
Ann 2024-02-01 10
Dan 2024-02-29 10
Bob 2024-03-01 10
Dan 2024-03-05 10
Dan 2024-03-05 10
Eve 2024-03-31 10
Ann 2024-04-30 10
Eve 2024-04-30 10
"""


def table(lines: str, **chosen: object) -> pl.DataFrame:
    return study_of(lines, **(MONTH | chosen))(retention_by_period)


def test_the_bridge_of_a_small_shop():
    """Month: Jan A B C | Feb A, D | Mar B, D, E | Apr A, E.

    Feb keeps Ann, gains Dan, loses Bob and Cyd. Mar keeps Dan, Bob returns, Eve is new, Ann is lost.
    """
    assert table(SHOP).select(BRIDGE).rows() == [
        (None, None, 3, None, None, None, 3),
        (3, 1, 1, 0, 1, 2, 2),
        (2, 1, 1, 1, 2, 1, 3),
        (3, 1, 0, 1, 1, 2, 2),
    ]


def test_the_other_counts_of_a_small_shop():
    """In March Dan bought on one day only, though twice; he and Bob have ordered before. Of Dan and Ann, present in
    February, only Ann had bought on two days. Bob and Cyd were lost in February, Bob is back in March."""
    names = [
        "buyers",
        "repeat_buyers",
        "returning_buyers",
        "regulars_at_start",
        "regulars_kept",
        "lost_before",
        "came_back",
    ]
    assert table(SHOP).select(names).row(2) == (3, 0, 2, 1, 0, 2, 1)


def test_two_orders_on_the_first_day_make_a_returning_customer_but_no_repeat_buyer():
    found = table("Ann 2024-01-01\nAnn 2024-01-01\nBob 2024-01-31")
    assert found.select("buyers", "repeat_buyers", "returning_buyers").row(0) == (2, 0, 1)


def test_a_later_order_does_not_make_an_earlier_buyer_a_returning_customer():
    assert table(SHOP)["returning_buyers"].to_list() == [0, 1, 2, 2]


def test_most_of_a_loss_may_be_people_who_came_once():
    """In February Bob and Cyd are lost after one day each, in March Ann after two, in April Bob and Dan after two."""
    assert table(SHOP)["lost_one_time"].to_list() == [None, 2, 0, 0]


def test_rates_of_a_small_shop():
    found = table(SHOP)
    assert found["retention_rate"].to_list() == [None, pytest.approx(1 / 3), 1 / 2, pytest.approx(1 / 3)]
    assert found["churn_rate"].to_list() == [None, pytest.approx(2 / 3), 1 / 2, pytest.approx(2 / 3)]


def test_the_first_period_does_not_know_who_was_there_before():
    assert table(SHOP).filter(pl.col("at_start").is_null())["first_day"].to_list() == [date(2024, 1, 1)]


def test_a_period_after_an_empty_one_has_nobody_to_keep():
    found = table("Ann 2024-01-01\nBob 2024-01-31\nAnn 2024-03-01\nAnn 2024-04-01\nAnn 2024-04-30")
    assert found["at_start"].to_list() == [None, 2, 0, 1]
    assert found["retention_rate"].to_list() == [None, 0.0, None, 1.0]
    assert found["returned"].to_list() == [None, 0, 1, 0]


def test_new_is_exact_after_three_full_periods():
    assert table(SHOP)["exact_new"].to_list() == [False, False, False, True]


def test_a_partial_first_period_does_not_count_among_the_three():
    found = table(SHOP.replace("Ann 2024-01-01 10\n", "").replace("Bob 2024-01-02 10", "Bob 2024-01-20 10"))
    assert found["finished"].to_list() == [False, True, True, True]
    assert found["exact_new"].to_list() == [False] * 4
    assert found["at_start"].is_null().to_list() == [True, True, False, False]


def test_a_file_that_begins_with_the_business_hides_nothing():
    found = table(SHOP, begins_with_business=True)
    assert found["exact_new"].all()
    assert found.select(BRIDGE).row(0) == (0, 0, 3, 0, 3, 0, 3)
    assert found["retention_rate"].to_list()[0] is None
    assert found["lost_before"].to_list() == [0, 0, 2, 1]


def test_the_last_finished_period_and_the_one_before():
    study = study_of(SHOP, period=PeriodKind.MONTH, as_of=date(2024, 4, 29))
    now, before = study(last_finished), study(before_last_finished)
    assert now is not None and before is not None
    assert (now.first_day, before.first_day) == (date(2024, 3, 1), date(2024, 2, 1))


def test_without_a_full_period_there_is_none_finished():
    study = study_of("Ann 2024-01-10\nBob 2024-01-11", **MONTH)
    assert study(last_finished) is None
    assert study(before_last_finished) is None


def test_refunds_lower_revenue_on_their_own_day_and_never_presence():
    """Ann's refund falls into February; so does Zoe's, who never bought in this file: an existing customer."""
    found = table("Ann 2024-01-01 50\nBob 2024-01-31 20\nAnn 2024-02-10 -30\nZoe 2024-02-11 -5\nCyd 2024-02-29 8")
    assert found["at_end"].to_list() == [2, 1]
    assert found["revenue"].to_list() == [7000, -2700]
    assert found["revenue_existing"].to_list() == [0, -3500]
    assert found.select("orders", "order_revenue").rows() == [(2, 7000), (1, 800)]


def test_revenue_of_existing_customers_leaves_out_first_time_buyers():
    """February: Ann bought before (7), Bob is new (20 and 1)."""
    found = table("Ann 2024-01-01 50\nCyd 2024-01-31 1\nAnn 2024-02-01 7\nBob 2024-02-02 20\nBob 2024-02-29 1")
    assert found["revenue_existing"].to_list() == [0, 700]


def test_without_amounts_revenue_is_not_known():
    found = table("Ann 2024-01-01\nBob 2024-01-31")
    assert found.select("revenue", "revenue_existing", "order_revenue").row(0) == (None, None, None)
    assert found["orders"].to_list() == [2]


def test_a_shop_of_one_day_and_one_customer():
    found = table("Ann 2024-01-15 5")
    assert found.select("first_day", "last_day", "finished", "at_end").rows() == [
        (date(2024, 1, 1), date(2024, 1, 15), False, 1)
    ]


def test_nothing_before_the_first_order():
    assert table(SHOP, as_of=date(2023, 1, 1)).height == 0


def test_refunds_only_leave_every_count_at_zero():
    found = table("Ann 2024-01-01 -5\nBob 2024-02-29 -5")
    assert found["at_end"].to_list() == [0, 0]
    assert found["revenue"].to_list() == [-500, -500]


# laws

DAYS = st.integers(0, 420)
EVENTS = st.lists(st.tuples(st.integers(0, 7), DAYS, st.integers(-3, 9)), min_size=1, max_size=90)
KINDS = st.sampled_from(list(PeriodKind))
START = date(2023, 1, 10)


def study_from(events: list[tuple[int, int, int]], **chosen: object) -> Study:
    rows = [(f"c{who}", START + timedelta(days=day), 100 * paid, paid >= 0) for who, day, paid in events]
    return Study(workbook_from(rows), Settings(**chosen))  # type: ignore[arg-type]


def purchases(events: list[tuple[int, int, int]]) -> list[sets.Event]:
    return [(f"c{who}", START + timedelta(days=day)) for who, day, paid in events if paid >= 0]


@given(EVENTS, KINDS, st.booleans())
def test_start_plus_new_plus_returned_less_lost_is_the_end(events, kind, begins):
    found = study_from(events, period=kind, begins_with_business=begins)(retention_by_period)
    known = found.drop_nulls(BRIDGE)
    assert (known["at_start"] + known["new"] + known["returned"] - known["lost"] == known["at_end"]).all()
    assert (known["kept"] + known["lost"] == known["at_start"]).all()
    shifted = found["at_end"].shift(1)
    assert all(start is None or start == (end or 0) for start, end in zip(found["at_start"], shifted, strict=True))


@given(EVENTS, KINDS)
def test_retention_and_churn_are_one(events, kind):
    rates = study_from(events, period=kind)(retention_by_period).drop_nulls("retention_rate")
    assert ((rates["retention_rate"] + rates["churn_rate"] - 1).abs() < 1e-12).all()
    assert (
        (rates["rate_low"] <= rates["retention_rate"] + 1e-12) & (rates["retention_rate"] <= rates["rate_high"] + 1e-12)
    ).all()


@given(EVENTS, KINDS)
def test_every_count_equals_plain_sets(events, kind):
    found, bought = study_from(events, period=kind)(retention_by_period), purchases(events)
    spans = found.select("first_day", "last_day").rows()
    for place, row in enumerate(found.iter_rows(named=True)):
        assert row["repeat_buyers"] == sets.repeat_buyers(bought, *spans[place])
        assert row["returning_buyers"] == sets.returning_buyers(bought, *spans[place])
        if row["at_start"] is not None:
            expected = sets.bridge(bought, spans[place - 1], spans[place])
            assert {name: row[name] for name in BRIDGE} == expected
            assert (row["regulars_at_start"], row["regulars_kept"]) == sets.regulars(
                bought, *spans[place - 1 : place + 1]
            )
        if row["lost_before"] is not None:
            assert (row["lost_before"], row["came_back"]) == sets.came_back(bought, spans[place - 2 : place + 1])


@given(EVENTS, KINDS, st.randoms())
def test_the_order_of_rows_does_not_matter(events, kind, random):
    shuffled = random.sample(events, len(events))
    one, other = (study_from(rows, period=kind)(retention_by_period) for rows in (events, shuffled))
    assert one.equals(other)


@given(EVENTS, EVENTS, KINDS)
def test_a_later_period_changes_no_finished_one(events, later, kind):
    """Rows after as_of only. Where they tell that the shop is quieter than it seemed, known_from may move: left out."""
    early = study_from(events, period=kind)
    moved = [(who, day + 430, paid) for who, day, paid in later]
    late = study_from([*events, *moved], period=kind)
    assume(early(horizon).known_from == late(horizon).known_from)
    finished = early(retention_by_period).filter("finished").drop("rate_low", "rate_high")
    same = late(retention_by_period).filter("finished").drop("rate_low", "rate_high").head(finished.height)
    assert finished.equals(same)


@given(EVENTS, DAYS, KINDS)
def test_looking_back_gives_what_would_have_been_seen_then(events, day, kind):
    seen = [event for event in events if event[1] <= day]
    assume(seen)
    chosen = {"period": kind, "as_of": START + timedelta(days=day)}
    assert study_from(events, **chosen)(retention_by_period).equals(study_from(seen, **chosen)(retention_by_period))


@given(EVENTS, KINDS)
def test_two_halves_of_the_customers_add_up_to_the_whole(events, kind):
    """Over the same periods: each half also holds a refund of nobody on the first and the last day."""
    edges = [(9, min(day for _, day, _ in events), -1), (9, max(day for _, day, _ in events), -1)]
    chosen = {"period": kind, "as_of": START + timedelta(days=edges[1][1])}
    halves = [study_from([e for e in events if e[0] % 2 == part] + edges, **chosen) for part in (0, 1)]
    whole = study_from(events + edges + edges, **chosen)
    assume(len({study(horizon).known_from for study in [*halves, whole]}) == 1)
    one, other, both = (study(retention_by_period) for study in [*halves, whole])
    for name in [*BRIDGE, "orders", "revenue", "repeat_buyers", "came_back"]:
        assert (one[name] + other[name]).to_list() == both[name].to_list()


def test_rates_are_known_of_finished_periods_with_one_before_them():
    """January has none before it; the file ends in the middle of May."""
    study = study_of(f"{SHOP}\nAnn 2024-05-09 10\nAnn 2024-05-10 10", as_of=date(2024, 5, 10), **MONTH)
    assert study(retention_by_period).height == 5
    assert [day.month for day in known_rates(study)["first_day"]] == [2, 3, 4]
