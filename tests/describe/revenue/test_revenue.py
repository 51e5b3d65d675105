"""Revenue kept from one period to the next, and first-time buyers against existing customers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.catalog.all_figures import compute
from retention_core.describe.retention.retention import retention_by_period
from retention_core.describe.revenue.new_and_existing import (
    Averaged,
    average_of_new_and_existing,
    new_against_existing,
)
from retention_core.describe.revenue.revenue_bridge import changed_customers, last_parts, money_flow
from retention_core.describe.statistics.formulas import gross_revenue_retention, net_revenue_retention
from retention_core.kernel.errors import WrongInput
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from tests.workbooks import study_of, workbook_from

MONTH = {"period": PeriodKind.MONTH}

SHOP = """
Old 2024-01-01 1
Ann 2024-02-01 40
Bob 2024-02-10 60
Cyd 2024-02-20 30
Cyd 2024-02-21 -30
Dan 2024-02-28 10
Ann 2024-03-01 55
Bob 2024-03-02 20
Cyd 2024-03-03 7
Eve 2024-03-04 9
Old 2024-03-05 3
Dan 2024-03-30 -2
Fay 2024-03-31 5
Fay 2024-03-31 -1
"""


def test_each_customer_is_in_one_part_of_the_waterfall():
    """February, something left: Ann 40, Bob 60, Dan 10 (Cyd took all back). March: Ann +15, Bob -40, Dan gone, and -2.

    Eve 9 and Fay 4 are new, Old returned with 3; Cyd was there, with nothing left, and is other.
    """
    study = study_of(SHOP, **MONTH)
    names = ("start", "expansion", "contraction", "lost", "new", "returned", "other", "end")
    assert [study(last_parts)[name] for name in names] == [11000, 1500, -4000, -1200, 1300, 300, 700, 9600]
    assert compute("money.grr", study).value == pytest.approx((110 - 40 - 12) / 110)
    assert compute("money.nrr", study).value == pytest.approx((110 + 15 - 40 - 12) / 110)


def test_the_customers_behind_the_revenue_kept_with_their_change_greatest_loss_first():
    changed = changed_customers(study_of(SHOP, **MONTH), "start")
    assert changed.select("customer_code", "before", "now").rows() == [
        (1, 6000, 2000),
        (3, 1000, -200),
        (0, 4000, 5500),
    ]


WATERFALL = ("before", "lost", "less", "more", "returned", "revenue_new", "other", "revenue")


def test_the_figures_of_the_waterfall_and_who_is_behind_each():
    study = study_of(SHOP, **MONTH)
    found = [compute(f"money.{name}", study) for name in WATERFALL]
    assert [str(one.value.decimal()) for one in found] == [
        *("110.00", "12.00", "40.00", "15.00", "3.00", "13.00", "7.00", "96.00")
    ]
    behind = [sorted(one.customers(study)["customer_code"].to_list()) for one in found[:7]]
    assert behind == [[0, 1, 3], [3], [1], [0], [6], [4, 5], [2]]


@pytest.mark.parametrize(
    ("start", "changes", "net", "gross"),
    [
        (100_000, (15_000, 5_000, 8_000), "102%", "87%"),
        (100, (10, 10, 10), "90%", "80%"),
        (27_000, (8_000, 0, 5_000), "111%", "81%"),
        (100, (0, 0, 100), "0%", "0%"),
    ],
)
def test_published_examples_typed_in(start, changes, net, gross):
    more, less, lost = changes
    assert f"{net_revenue_retention(start, more, less, lost):.0%}" == net
    assert f"{gross_revenue_retention(start, less, lost):.0%}" == gross


@pytest.mark.parametrize(
    ("start", "changes", "net", "gross"),
    [(100_000, (15_000, 5_000, 8_000), "102%", "87%"), (100, (10, 10, 10), "90%", "80%")],
)
def test_published_examples_as_a_shop(start, changes, net, gross):
    """One customer buys more, one less, one leaves."""
    more, less, lost = changes
    rest = start - lost - 1
    before = f"Old 2024-01-01 1\nMore 2024-02-01 1\nLess 2024-02-02 {rest}\nGone 2024-02-03 {lost}"
    study = study_of(f"{before}\nMore 2024-03-01 {1 + more}\nLess 2024-03-31 {rest - less}", **MONTH)
    assert [f"{compute(name, study).value:.0%}" for name in ("money.nrr", "money.grr")] == [net, gross]


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ((-1, 0, 0, 0), "negative_number"),
        ((0, 0, 0, 0), "nothing_at_start"),
        ((10, 5, 6, 5), "lost_more_than_revenue"),
    ],
)
def test_money_that_cannot_be_right_is_named(numbers, code):
    with pytest.raises(WrongInput) as wrong:
        net_revenue_retention(*numbers)
    assert wrong.value.code == code


ROWS = st.lists(
    st.tuples(
        st.sampled_from("abcdefg"), st.integers(0, 400).map(lambda n: date(2023, 1, 1) + timedelta(days=n)),
        st.integers(-5000, 9000),
    ),
    min_size=1, max_size=60,
)  # fmt: skip


def shop_of(rows) -> Study:
    return Study(workbook_from([(who, day, amount, amount >= 0) for who, day, amount in rows]), Settings(**MONTH))


@given(ROWS)
def test_the_waterfall_sums_to_the_cent_and_agrees_with_plain_sets(rows):
    study = shop_of(rows)
    flow, table = study(money_flow), study(retention_by_period)
    assert flow["end"].to_list() == table["revenue"].to_list()
    known = flow.drop_nulls("start")
    parts = known.select("start", "expansion", "contraction", "lost", "new", "returned", "other").sum_horizontal()
    assert parts.to_list() == known["end"].to_list()
    spans = table.select("first_day", "last_day").rows()
    for place, row in enumerate(flow.iter_rows(named=True)):
        if row["start"] is not None:
            assert row["net_rate"] == plain_net(rows, spans[place - 1], spans[place])


@given(ROWS)
def test_the_figures_of_the_waterfall_add_up_to_the_cent(rows):
    study = shop_of(rows)
    found = {name: compute(f"money.{name}", study).value for name in WATERFALL}
    if found["before"] is not None:
        signs = {"lost": -1, "less": -1, "revenue": -1}
        assert sum(signs.get(name, 1) * value.minor for name, value in found.items()) == 0


def plain_net(rows, before, now) -> float | None:
    """NRR from plain dictionaries."""

    def spent(span):
        inside = [(who, amount) for who, day, amount in rows if span[0] <= day <= span[1]]
        return {who: sum(a for w, a in inside if w == who) for who, _ in inside}, {w for w, a in inside if a >= 0}

    (was, buyers), (is_now, _) = spent(before), spent(now)
    base = {who: money for who, money in was.items() if who in buyers and money > 0}
    total = sum(base.values())
    return sum(is_now.get(who, 0) for who in base) / total if total else None


@given(ROWS, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_the_names_matter(rows, chance):
    shuffled = [(f"z{who}", day, amount) for who, day, amount in rows]
    chance.shuffle(shuffled)
    one, other = shop_of(rows), shop_of(shuffled)
    for derive in (money_flow, new_against_existing):
        assert one(derive).equals(other(derive))
    for name in ("money.top10_share", "money.top20_share", "money.top10_ratio", "clv.so_far", "money.nrr"):
        assert compute(name, one).value == compute(name, other).value


@given(ROWS)
def test_new_and_existing_add_up_to_the_whole(rows):
    study = shop_of(rows)
    split, table = study(new_against_existing), study(retention_by_period)
    for part, whole in {
        "buyers": "buyers",
        "orders": "orders",
        "order_revenue": "order_revenue",
        "revenue": "revenue",
    }.items():
        assert (split[f"{part}_new"] + split[f"{part}_existing"]).to_list() == table[whole].to_list()


ANCHORS = [("anchor", date(2023, 1, 1), 0), ("anchor", date(2024, 2, 29), 0)]


@given(ROWS, st.sets(st.sampled_from("abcdefg")))
def test_the_customers_split_in_two_add_up_to_the_whole(rows, half):
    """A customer of both parts, who pays nothing, makes them begin and end on the same days."""
    parts = [[row for row in rows if (row[0] in half) is side] for side in (True, False)]
    whole, one, other = (shop_of(part + ANCHORS)(money_flow).drop("first_day", "finished") for part in (rows, *parts))
    sums = ("start", "expansion", "contraction", "lost", "new", "returned", "other", "end")
    for name in sums:
        assert whole[name].to_list() == (one[name] + other[name]).to_list(), name


def test_what_first_time_buyers_and_existing_customers_bring():
    """March: Eve 9 and Fay 5 (4 after the refund) are new; Ann 55, Bob 20, Cyd 7, Old 3, and Dan's refund of 2, not."""
    study = study_of(SHOP, **MONTH)
    names = ("order_value_new", "order_value_existing", "spend_new", "spend_existing")
    assert [str(compute(f"money.{name}", study).value.decimal()) for name in names] == [
        "7.00",
        "21.25",
        "6.50",
        "20.75",
    ]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("Ann 2024-01-01\nAnn 2024-02-01\nAnn 2024-03-31", "no_amounts"),
        ("Ann 2024-01-01 5\nAnn 2024-01-31 5", "first_full_period"),
        ("Ann 2024-01-01 -5\nBob 2024-02-01 -5\nBob 2024-03-31 -5", "no_revenue_before"),
        ("Ann 2024-01-01 0\nAnn 2024-02-01 0\nAnn 2024-03-31 0", "no_revenue_before"),
    ],
)
def test_why_the_revenue_kept_is_not_known(lines, why):
    study = study_of(lines, **MONTH)
    assert [compute(name, study).why_null for name in ("money.grr", "money.nrr")] == [why, why]


def test_one_customer_alone():
    study = study_of("Ann 2024-01-01 5\nAnn 2024-02-01 10\nAnn 2024-03-31 5", **MONTH)
    assert (compute("money.grr", study).value, compute("money.nrr", study).value) == (0.5, 0.5)
    assert compute("money.spend_new", study).why_null == "nobody_new"


@pytest.mark.parametrize("among", Averaged)
def test_what_a_customer_or_an_order_brings_on_each_side(among):
    """March: Ann, Bob, Cyd and Old brought 85 less Dan's 2; Eve and Fay 13 by two orders of 9 and 5."""
    study = study_of(SHOP, **MONTH)
    row = average_of_new_and_existing(study, among).row(-1, named=True)
    customers = {"existing": (8500 - 200) / 4, "new": 1300 / 2}
    orders = {"existing": 8500 / 4, "new": 1400 / 2}
    assert {side: row[side] for side in ("existing", "new")} == (customers if among is Averaged.CUSTOMER else orders)


def test_a_side_without_anybody_has_no_average():
    assert average_of_new_and_existing(study_of("Ann 2024-01-01 5", **MONTH), Averaged.CUSTOMER)["existing"][0] is None
