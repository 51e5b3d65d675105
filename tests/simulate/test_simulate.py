"""The sample shops are what they say: drawn from their parameters, complete, the same for the same seed."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from io import BytesIO

import numpy as np
import polars as pl
import pytest

from retention_core.simulate import LAST_DAY, Shop, cafe, draw_shop, gym, sample_csv, sample_shop, visits, webshop
from retention_core.simulate.draws import day_numbers, three_years_before
from retention_core.simulate.people import NAMES, people

DAY_FORMAT = {
    Shop.CAFE: ("Date", "%d/%m/%Y"),
    Shop.WEBSHOP: ("Order date", "%Y-%m-%d"),
    Shop.GYM: ("Paid on", "%d.%m.%Y"),
}
CUSTOMER = {Shop.CAFE: "Loyalty card", Shop.WEBSHOP: "Email", Shop.GYM: "Member no"}
AMOUNT = {Shop.CAFE: "Amount", Shop.WEBSHOP: "Total", Shop.GYM: "Amount"}


def days_of(kind: Shop) -> pl.Series:
    column, pattern = DAY_FORMAT[kind]
    return sample_shop(kind)[column].str.to_date(pattern)


def webshop_purchases() -> pl.DataFrame:
    return sample_shop("webshop").filter(pl.col("Status") == "completed", ~pl.col("Total").str.starts_with("-"))


@pytest.mark.parametrize("kind", Shop)
def test_a_shop_has_three_years_and_ten_to_twenty_odd_thousand_rows_of_text(kind):
    export, days = sample_shop(kind), days_of(kind)
    assert 10_000 <= export.height <= 25_000
    assert set(export.dtypes) == {pl.String}
    assert days.min() >= date(2023, 11, 1)
    assert days.min() <= date(2023, 11, 3)
    assert date(2026, 10, 25) <= days.max() <= LAST_DAY


@pytest.mark.parametrize("kind", Shop)
def test_the_same_seed_and_day_give_the_same_bytes_another_seed_others(kind):
    assert sample_csv(kind) == sample_csv(kind)
    assert sample_csv(kind) != sample_csv(kind, seed=2)


@pytest.mark.parametrize("kind", Shop)
def test_the_last_day_is_an_argument(kind):
    earlier = draw_shop(kind, last_day=date(2020, 6, 30)).truth
    assert earlier.last_day <= date(2020, 6, 30)
    assert earlier.first_day >= date(2017, 7, 1)


@pytest.mark.parametrize("kind", Shop)
def test_the_truth_is_what_a_plain_loop_over_the_written_file_counts(kind):
    """Counted again, row by row and from the text, apart from the code that made the truth."""
    truth, nets, whose, revenue, aside = draw_shop(kind).truth, {}, {}, Decimal(0), 0
    for row in pl.read_csv(BytesIO(sample_csv(kind)), infer_schema=False).iter_rows(named=True):
        if row["Status"] in {"cancelled", "failed"} or not row[CUSTOMER[kind]]:
            aside += 1
            continue
        amount = Decimal(row[AMOUNT[kind]].replace(",", ".").strip("£ €"))
        order = next(iter(row.values()))
        nets[order], whose[order] = nets.get(order, 0) + amount, row[CUSTOMER[kind]]
        revenue += amount
    orders = sum(net != 0 for net in nets.values())
    assert (truth.orders, truth.revenue, sum(truth.set_aside.values())) == (orders, revenue, aside)
    assert truth.refunds == sum(net < 0 for net in nets.values())
    assert truth.customers == len(set(whose.values()))


def test_every_shop_sets_something_aside_so_that_the_ledger_has_something_to_show():
    reasons = {kind.value: set(draw_shop(kind).truth.set_aside) for kind in Shop}
    assert reasons == {
        "cafe": {"no_customer", "cancelled"},
        "webshop": {"no_customer", "cancelled"},
        "gym": {"no_customer", "failed"},
    }


def test_only_the_webshop_gives_money_back_some_under_the_same_number_some_under_its_own():
    refunds = sample_shop("webshop").filter(pl.col("Total").str.starts_with("-"))
    own_number = refunds["Order number"].str.starts_with("R")
    assert own_number.any()
    assert not own_number.all()
    assert draw_shop("cafe").truth.refunds == draw_shop("gym").truth.refunds == 0


def test_a_whole_refund_takes_back_exactly_what_was_paid():
    export = sample_shop("webshop").with_columns(cents=(pl.col("Total").cast(pl.Decimal(12, 2)) * 100).cast(pl.Int64))
    whole = export.filter(pl.col("cents") < 0, ~pl.col("Order number").str.starts_with("R"))["Order number"]
    net = (
        export.filter(pl.col("Order number").is_in(whole.implode())).group_by("Order number").agg(pl.col("cents").sum())
    )
    assert net["cents"].to_list() == [0] * whole.len()


def test_the_cafe_is_as_busy_on_each_weekday_as_its_weights_say():
    """About 16,000 receipts: a weekday's share is off by less than 0.02 in more than 999 of 1,000 draws."""
    receipts = sample_shop("cafe").unique("Receipt")["Date"].str.to_date("%d/%m/%Y").dt.weekday()
    shares = receipts.value_counts().sort("Date")["count"].to_numpy() / receipts.len()
    weights = np.array(cafe.MONDAY_TO_SUNDAY) / sum(cafe.MONDAY_TO_SUNDAY)
    assert np.abs(shares - weights).max() < 0.02


def test_customers_of_the_harbour_branch_leave_sooner():
    visits_by_card = sample_shop("cafe").unique("Receipt").group_by("Branch", "Loyalty card").len()
    mean = dict(visits_by_card.drop_nulls().group_by("Branch").agg(pl.col("len").mean()).iter_rows())
    assert mean["Old Town"] > 1.2 * mean["Harbour"]


@pytest.mark.parametrize(("plan", "known"), gym.PLANS.items())
def test_members_leave_after_their_first_month_at_the_known_rate(plan, known):
    """Mean of the beta distribution, alpha / (alpha + beta), within four standard errors over twenty gyms."""
    joined = stayed = 0
    for seed in range(20):
        paid = sample_shop("gym", seed=seed).filter(pl.col("Plan") == plan)
        spans = paid.group_by("Member no").agg(pl.len(), pl.col("Paid on").str.to_date("%d.%m.%Y").min().alias("first"))
        observed = spans.filter(pl.col("first") < date(2026, 9, 1))
        joined, stayed = joined + observed.height, stayed + observed.filter(pl.col("len") > 1).height
    left = known[2] / (known[2] + known[3])
    assert abs((1 - stayed / joined) - left) < 4 * (left * (1 - left) / joined) ** 0.5


def test_one_time_buyers_of_the_webshop_are_as_many_as_the_distributions_say():
    """P(one purchase) of MBG/NBD = E[p] + E[(1 - p) (alpha / (alpha + T))^r], averaged over the arrivals."""
    export = webshop_purchases().drop_nulls("Email")
    days = export.group_by("Email").agg(pl.col("Order date").str.to_date().min().alias("first"), pl.len())
    weeks = (LAST_DAY - days["first"]).dt.total_days().to_numpy() / 7
    dropout = webshop.DROPOUT_A / (webshop.DROPOUT_A + webshop.DROPOUT_B)
    silent = (webshop.RATE_SCALE_WEEKS / (webshop.RATE_SCALE_WEEKS + weeks)) ** webshop.RATE_SHAPE
    expected = (dropout + (1 - dropout) * silent).mean()
    once = (days["len"] == 1).mean()
    assert abs(once - expected) < 4 * (expected * (1 - expected) / days.height) ** 0.5


def test_the_mean_order_of_the_webshop_is_the_gamma_gamma_mean():
    """E[spend] = p gamma / (q - 1); orders of one customer hang together, so the error is counted by customer."""
    means = webshop_purchases().group_by("Email").agg(pl.col("Total").cast(pl.Float64).mean())["Total"]
    expected = webshop.SPEND_P * webshop.SPEND_GAMMA / (webshop.SPEND_Q - 1)
    assert abs(means.mean() - expected) < 4 * means.std() / means.len() ** 0.5


def test_nobody_comes_more_often_than_allowed_or_outside_their_time():
    rng = np.random.default_rng(5)
    start, most = rng.uniform(0, 100, 300), rng.integers(1, 4, 300)
    who, when = visits(start, 100.0, np.full(300, 0.1), most, rng)
    assert (np.bincount(who, minlength=300) <= most).all()
    assert (when >= start[who]).all()
    assert when.max() <= 100
    assert (np.bincount(who) == 1).any()


def test_a_quiet_day_gets_few_visits():
    days = day_numbers(np.linspace(0, 9.99, 1000), np.array([4.0, 2.0, 4.0]))
    assert np.bincount(days).tolist() == pytest.approx([400, 200, 400], abs=2)


@pytest.mark.parametrize(
    ("last_day", "first_day"),
    [
        (date(2026, 10, 31), date(2023, 11, 1)),
        (date(2024, 2, 28), date(2021, 2, 28)),
        (date(2026, 12, 31), date(2024, 1, 1)),
    ],
)
def test_three_years_end_on_the_last_day(last_day, first_day):
    assert three_years_before(last_day) == first_day


def test_people_have_addresses_of_their_own_in_plain_letters():
    names, addresses = people(3000, np.random.default_rng(1))
    assert len(set(addresses)) == 3000
    assert all(address.isascii() and address.endswith("@example.com") for address in addresses)
    assert any(not name.isascii() for name in names)
    assert len(names) == 3000
    assert len(NAMES) >= 5


def test_an_unknown_shop_is_an_error():
    with pytest.raises(ValueError, match="bakery"):
        sample_shop("bakery")


def test_the_parameters_are_told():
    assert all(draw_shop(kind).truth.parameters for kind in Shop)
    assert {"r", "alpha_weeks", "a", "b", "p", "q", "gamma"} <= set(draw_shop("webshop").truth.parameters)
    assert "parameters" in {field.name for field in fields(draw_shop("gym").truth)}
