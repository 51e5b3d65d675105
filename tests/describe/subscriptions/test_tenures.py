"""Subscriptions: what is lost in a month and a year, how long subscribers stay, lists of tenures."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.catalog.all_figures import compute
from retention_core.describe.subscriptions.churn import churn_by, churn_by_month, churn_by_tenure, known_churn
from retention_core.describe.subscriptions.leavers import (
    has_contract_days,
    leave_most,
    leavers_by,
    leavers_by_tenure,
)
from retention_core.describe.subscriptions.tenures import (
    left_by,
    left_by_tenure,
    left_so_far,
    subscriber_survival,
    subscriber_survival_by,
    subscriber_traits,
    tenures,
)
from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import TRAIT
from tests.describe.presence.test_real_logs import read
from tests.workbooks import contracts_of, facts_of

GYM = """
Ann 2024-01-01 - Basic 20
Bob 2024-01-10 2024-03-15 Basic 20
Cyd 2024-01-31 2024-04-30 Plus 30
Ann 2024-02-10 - Extra 5
Dan 2024-03-01 - Plus 30
Cyd 2024-05-05 - Basic 20
Eve 2024-01-05 2024-05-31 Plus 30
"""


def gym() -> Study:
    return Study(contracts_of(GYM))


def test_subscribers_lost_from_month_to_month():
    """On the last day of January A B C E; February the same; March A C D E, as Bob left on the 15th; April the same
    (Cyd's last day); May A C D E, Cyd with a new contract. There is no day in June to tell more."""
    table = gym()(churn_by_month)
    assert table.select("at_start", "lost", "gained", "at_end").rows() == [
        (None, None, None, 4),
        (4, 0, 0, 4),
        (4, 1, 1, 4),
        (4, 0, 0, 4),
        (4, 0, 0, 4),
    ]
    assert table["churn_rate"].to_list() == [None, 0.0, 0.25, 0.0, 0.0]


def test_fees_lost_from_month_to_month():
    """January 20 + 20 + 30 + 30. February Ann adds 5. March Bob's 20 go, Dan's 30 come. May Cyd pays 10 less."""
    table = gym()(churn_by_month)
    assert table["revenue_at_end"].to_list() == [10000, 10500, 11500, 11500, 10500]
    assert table["revenue_lost"].to_list() == [None, 0, 2000, 0, 1000]
    assert table["revenue_added"].to_list() == [None, 500, 0, 0, 0]
    assert table["revenue_churn_rate"].to_list()[2] == pytest.approx(2000 / 10500)


def test_without_fees_there_is_no_money():
    table = Study(contracts_of("Ann 2024-01-01 -\nBob 2024-02-01 2024-03-31"))(churn_by_month)
    assert table["revenue_at_end"].null_count() == table.height


def test_the_figures_of_a_month_and_of_a_year():
    march = gym().with_settings(Settings(as_of=date(2024, 3, 31)))
    assert compute("subscriptions.monthly_churn", march).value == 0.25
    assert compute("subscriptions.yearly_churn", march).value == pytest.approx(1 - 0.75**12)
    assert compute("subscriptions.monthly_revenue_churn", march).value == pytest.approx(2000 / 10500)
    assert compute("subscriptions.running", march).value == 4
    assert str(compute("subscriptions.monthly_revenue", march).inputs["fees"].decimal()) == "115.00"  # type: ignore[union-attr]
    lost = compute("subscriptions.monthly_churn", march).customers
    assert lost is not None and lost(march)["customer_code"].to_list() == [1]


def test_who_left_and_who_came_in_the_last_full_month():
    """In May nobody; with the last day in April, March: Bob left and Dan came."""
    study = Study(contracts_of(GYM), Settings(as_of=date(2024, 4, 1)))
    names = {}
    for name in ("lost", "gained"):
        found = compute(f"subscriptions.{name}", study)
        assert found.customers is not None
        codes = found.customers(study)["customer_code"]
        assert len(codes) == found.value
        names[name] = study.workbook.customers["customer_id"].gather(codes).to_list()
    assert names == {"lost": ["Bob"], "gained": ["Dan"]}
    assert compute("subscriptions.lost", gym()).value == 0


def test_subscribers_are_told_apart_by_what_everybody_has():
    """Not by the reason for leaving, which those who stay lack."""
    table = pl.DataFrame({"customer_id": ["a"], "churned": [True], "plan": ["X"], "cancel_reason": ["price"]})
    study = Study(facts_of("subscriptions", table.with_columns(pl.lit("card").alias(f"{TRAIT}Payment"))))
    assert study(subscriber_traits) == ["plan", f"{TRAIT}Payment"]


def test_by_plan_over_the_last_months():
    """Starts of February to May: Basic Ann and Bob, B twice (February, March) and lost once, A four times;
    Plus Cyd and Eve four times each but for Cyd's last contract, Dan twice."""
    found = churn_by(gym(), "plan").sort("group")
    assert found.select("group", "at_start", "lost").rows() == [("Basic", 6, 1), ("Plus", 10, 0)]


def test_by_tenure():
    """Only Ann and Eve, on 30 April, have been there for three months (of 30.4 days); Bob left before."""
    found = churn_by_tenure(gym())
    assert found.select("from_months", "to_months", "at_start", "lost").rows() == [(0, 3, 14, 1), (3, 6, 2, 0)]


def test_contracts_that_follow_each_other_are_one_stay():
    """Cyd's second contract begins five days after the first; Ann has two at once. Bob stayed 66 days."""
    found = gym()(tenures)
    assert found.height == 5
    bob = found.filter(pl.col("customer_code") == 1)
    assert bob.select("months", "left").row(0) == (pytest.approx(66 / 30.4375), True)
    assert found.filter("left")["customer_code"].to_list() == [1, 4]


def test_a_long_pause_ends_a_stay():
    found = Study(contracts_of("Ann 2024-01-01 2024-01-31\nAnn 2024-04-01 -"))(tenures)
    assert found["left"].to_list() == [True, False]


def test_leaving_after_as_of_has_not_happened():
    found = gym().with_settings(Settings(as_of=date(2024, 3, 1)))(tenures)
    assert not found["left"].any()


def test_contracts_beside_orders_keep_their_own_days():
    from dataclasses import replace

    from tests.workbooks import workbook_of

    book = replace(contracts_of(GYM), orders=workbook_of("Ann 2024-01-01 5\nBob 2024-02-01 5").orders)
    assert Study(book)(churn_by_month).equals(gym()(churn_by_month))
    assert compute("subscriptions.running", Study(book)).value == 3  # Eve's contract ends on the last known day


def test_a_list_of_tenures():
    """Three of four tell whether they left; the chance to stay beyond 5 months is 1/2."""
    table = pl.DataFrame(
        {
            "customer_id": ["a", "b", "c", "d"],
            "tenure_months": [5.0, 9.0, 12.0, 1.0],
            "churned": [True, False, True, None],
            "plan": ["x", "x", None, "x"],
        }
    )
    study = Study(facts_of("subscriptions", table))
    assert compute("subscriptions.left_share", study).value == pytest.approx(2 / 3)
    assert study(subscriber_survival).staying_at(5) == pytest.approx(2 / 3)
    assert left_by(study, "plan").select("group", "subscribers", "left").rows() == [("x", 2, 1), (None, 1, 1)]
    assert left_by_tenure(study).select("from_months", "to_months", "subscribers", "left").rows() == [
        (3, 6, 1, 1),
        (6, 12, 1, 0),
        (12, 24, 1, 1),
    ]
    assert subscriber_survival_by(study, "plan")["x"].observed == 2
    with pytest.raises(KeyError):
        left_by(study, "nothing")


def test_a_list_without_tenures_has_a_share_but_no_survival():
    table = pl.DataFrame({"customer_id": ["a", "b"], "churned": [True, False]})
    study = Study(facts_of("subscriptions", table))
    assert compute("subscriptions.left_share", study).value == 0.5
    assert compute("subscriptions.median_months", study).why_null == "no_tenure"


def test_telco(shared_data):
    """1,869 of 7,043 left: 26.54%; month to month 42.71%, one year 11.27%, two years 2.83%."""
    book = read(shared_data / "real" / "telco_churn" / "WA_Fn-UseC_-Telco-Customer-Churn.csv")
    assert book is not None
    study = Study(book)
    found = compute("subscriptions.left_share", study)
    assert (found.inputs["left"], found.inputs["subscribers"]) == (1869, 7043)
    assert round(100 * float(str(found.value)), 2) == 26.54
    shares = left_by(study, "plan").select("group", "share").rows()
    by_plan = {group: round(100 * share, 2) for group, share in shares}
    assert by_plan == {"Month-to-month": 42.71, "One year": 11.27, "Two year": 2.83}
    assert found.customers is not None and found.customers(study).height == 1869
    assert left_by_tenure(study)["subscribers"].sum() == 7043
    assert compute("retention.rate", study).why_null == "tenures_only"
    by_payment = dict(left_by(study, f"{TRAIT}PaymentMethod").select("group", "left").rows())
    assert by_payment["Electronic check"] == 1071 and sum(by_payment.values()) == 1869
    curves = subscriber_survival_by(study, "plan")
    assert sum(curve.ended for curve in curves.values()) == study(subscriber_survival).ended == 1869


START = date(2023, 1, 1)
CONTRACTS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 400), st.none() | st.integers(0, 300), st.integers(0, 50)),
    min_size=1,
    max_size=30,
)


Line = tuple[str, date, date | None, int]


def fees(lines: list[Line], day: date) -> dict[str, int]:
    """What each customer pays a month on a day, in minor units."""
    paid = {who: 0 for who, *_ in lines}
    for who, first, last, fee in lines:
        paid[who] += 100 * fee * (first <= day and (last is None or last >= day))
    return paid


@given(CONTRACTS)
def test_fees_from_month_to_month_add_up(rows):
    """Fees at the start less what was lost plus what was added plus the new ones' fees are those at the end."""
    spans = [(f"c{who}", START + timedelta(days=at), long, fee) for who, at, long, fee in rows]
    lines = [(who, at, None if long is None else at + timedelta(days=long), fee) for who, at, long, fee in spans]
    text = "\n".join(f"{who} {first} {last or '-'} plan {fee}" for who, first, last, fee in lines)
    table = Study(contracts_of(text))(churn_by_month)
    days = table["last_day"].to_list()
    for place, row in enumerate(table.iter_rows(named=True)):
        now = fees(lines, days[place])
        assert row["revenue_at_end"] == sum(now.values())
        if row["at_start"] is not None:
            before = fees(lines, days[place - 1])
            assert row["revenue_lost"] == sum(max(0, before[who] - now[who]) for who in now)
            new = sum(paid for who, paid in now.items() if not before[who])
            moved = row["revenue_added"] - row["revenue_lost"]
            assert row["revenue_at_start"] + moved + new == row["revenue_at_end"]


def listed() -> Study:
    """Ann left after 3 months, Bob has been there for 5, of Cy nothing is told, Dan left nobody knows when."""
    rows = {"customer_id": ["Ann", "Bob", "Cy", "Dan"], "tenure_months": [3.0, 5.0, 7.0, None]}
    rows |= {"churned": [True, False, None, True], "plan": ["Plus", "Plus", "Plus", "Basic"]}
    return Study(facts_of("subscriptions", pl.DataFrame(rows)))


def test_churn_is_known_of_full_months_after_the_first():
    assert known_churn(gym())["churn_rate"].to_list() == [0.0, 0.25, 0.0, 0.0]


def test_who_leaves_a_month_where_days_are_told_else_who_has_left():
    assert has_contract_days(gym()) and not has_contract_days(listed())
    assert leavers_by(gym(), "plan").rename({"share": "churn_rate"}).equals(churn_by(gym(), "plan"))
    assert leavers_by(listed(), "plan").equals(left_by(listed(), "plan"))
    assert leavers_by_tenure(gym()).rename({"share": "churn_rate"}).equals(churn_by_tenure(gym()))
    assert leavers_by_tenure(listed()).equals(left_by_tenure(listed()))


def test_of_the_twelve_largest_groups_those_who_leave_most_come_first():
    shares = [None, *(n / 100 for n in range(12)), 0.9]
    groups = pl.DataFrame({"group": [str(n) for n in range(14)], "share": shares})
    assert leave_most(groups)["group"].to_list() == [str(n) for n in range(11, -1, -1)]


def test_stays_that_have_ended_the_shortest_first():
    """Bob from 10 January to 15 March, Eve from 5 January to 31 May; Cyd's two contracts are one stay and still run."""
    names = gym().workbook.customers["customer_id"]
    assert [names[code] for code in left_so_far(gym())["customer_code"]] == ["Bob", "Eve"]
    assert left_so_far(listed()).rows() == [(3, None), (0, 3.0)]
