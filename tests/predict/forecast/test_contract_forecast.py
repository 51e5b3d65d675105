"""What comes of contracts: against sums written out, drawn leavers, and the simple rule where it is nearer."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from retention_core.kernel.settings import Settings
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import Rule
from retention_core.predict.backtest.contract_backtest import contract_back_test, contract_model_in_use, errors
from retention_core.predict.fitting.fitted_models import sbg
from retention_core.predict.forecast.contract_forecast import (
    contract_ahead_of,
    contracts_ahead,
    likeliest_to_leave,
    running_ahead,
    todays_subscribers_ahead,
)
from retention_core.predict.models.sbg import SbgParameters, survival
from tests.workbooks import facts_of, workbook_of

FIRST, AS_OF = date(2021, 1, 1), date(2023, 12, 31)


def signed(seed: int, many: int = 1500) -> pl.DataFrame:
    """Contracts begun over three years, left at a monthly renewal by the story of sBG; for 20 a month."""
    chance = np.random.default_rng(seed)
    begun = chance.integers(0, 1095, many)
    first = [FIRST + timedelta(int(day)) for day in begun]
    lasted = np.minimum(chance.geometric(chance.beta(0.8, 8.0, many)), 600)
    last = [day + timedelta(int(months * 30.4375) - 1) for day, months in zip(first, lasted, strict=True)]
    return pl.DataFrame(
        {
            "customer_id": [f"m{n:04}" for n in range(many)],
            "started_on": first,
            "ended_on": [day if day <= date(2024, 12, 31) else None for day in last],
            "amount_per_month": np.full(many, 2000),
        }
    )


@pytest.fixture(scope="module")
def gym() -> Study:
    seen = signed(1).with_columns(pl.when(pl.col("ended_on") <= AS_OF).then(pl.col("ended_on")))
    return Study(facts_of("subscriptions", seen), Settings(as_of=AS_OF))


def test_each_subscriber_has_the_sums_of_the_model(gym):
    """Somebody with t renewals: r = (b + t) / (a + b + t); months ahead are S(t + k) / S(t) added up; worth."""
    table, (a, b) = contracts_ahead(gym), gym(sbg).parameters
    assert gym(contract_model_in_use).rule is Rule.MODEL
    for row in table[[0, 40, 200]].iter_rows(named=True):
        t, k = int(row["months"]), np.arange(1, 37)
        staying = survival(SbgParameters(a, b), t + k) / survival(SbgParameters(a, b), np.array(t))
        assert row["renews"] == pytest.approx((b + t) / (a + b + t))
        assert row["there_in_12"] == pytest.approx(staying[11])
        assert row["months_ahead"] == pytest.approx(staying.sum())
        assert row["worth"] == pytest.approx((staying * 1.1 ** (-k / 12)).sum() * 2000 * 0.5)
        assert row["renews_low"] < row["renews"] < row["renews_high"]
        assert row["months_ahead_low"] <= row["months_ahead"] <= row["months_ahead_high"]


def test_those_who_have_stayed_longer_stay_longer(gym):
    table = contracts_ahead(gym).sort("months")
    assert table["renews"].is_sorted()
    assert table["customer_code"].n_unique() == table.height


def test_the_months_ahead_hold_who_was_there():
    """The same contracts a year on: 80% ranges of today's subscribers hold in most months of ten files."""
    held = []
    for seed in range(10):
        every = signed(seed)
        seen = every.with_columns(pl.when(pl.col("ended_on") <= AS_OF).then(pl.col("ended_on")))
        study = Study(facts_of("subscriptions", seen), Settings(as_of=AS_OF))
        here = every.filter(pl.col("ended_on").is_null() | (pl.col("ended_on") > AS_OF))
        for month, _, low, high, *_ in running_ahead(study).rows():
            day = AS_OF + timedelta(int(month * 30.4375))
            there = here.filter(pl.col("ended_on").is_null() | (pl.col("ended_on") > day)).height
            held.append(low <= there <= high)
    assert 0.65 <= np.mean(held) <= 0.95


def test_the_last_three_months_are_hidden_and_compared(gym):
    test = contract_back_test(gym)
    assert test["from_months"].to_list() == [0, 3, 12, 24]
    assert (test["stayed"] <= test["customers"]).all()
    assert errors(test)[Rule.MODEL] < errors(test)[Rule.AS_BEFORE]
    assert test["model"].sum() == pytest.approx(test["stayed"].sum(), rel=0.03)


def test_where_leaving_stopped_the_simple_rule_is_used():
    """Everybody who leaves does so after 40 days, and nobody has begun for a long time."""
    rows = [
        (f"m{n}", date(2023, 1, 1) + timedelta(n % 50), None if n % 3 else date(2023, 2, 10) + timedelta(n % 50), 2000)
        for n in range(300)
    ]
    names = ("customer_id", "started_on", "ended_on", "amount_per_month")
    study = Study(facts_of("subscriptions", pl.DataFrame(rows, schema=names, orient="row")), Settings(as_of=AS_OF))
    use = contract_model_in_use(study)
    assert use.rule is Rule.AS_BEFORE
    table = contracts_ahead(study)
    assert table["renews"].to_numpy() == pytest.approx((200.5 / 201) ** (1 / 3), abs=1e-6)
    assert running_ahead(study)["expected"][0] > 199


def test_a_list_of_tenures_has_chances_and_no_test():
    rows = {"customer_id": [f"m{n}" for n in range(60)], "tenure_months": [float(n % 20 + 1) for n in range(60)]}
    study = Study(facts_of("subscriptions", pl.DataFrame({**rows, "churned": [n % 4 == 0 for n in range(60)]})))
    assert contracts_ahead(study).height == 45
    assert contracts_ahead(study)["worth"].null_count() == 45
    assert contract_back_test(study).is_empty()


def test_without_contracts_there_is_nothing():
    study = Study(workbook_of("Ann 2024-01-01 5"))
    assert (contracts_ahead(study), running_ahead(study), contract_model_in_use(study)) == (None, None, None)


def test_one_contract_is_its_row(gym: Study) -> None:
    table = contracts_ahead(gym)
    assert table is not None
    row = table.row(3, named=True)
    found = contract_ahead_of(gym, row["customer_code"])
    assert found is not None
    assert (found.renews.value, found.renews.low, found.renews.high) == (
        *(row["renews"], row["renews_low"], row["renews_high"]),
    )
    assert (found.months.low, found.months.value, found.months.high) == (
        *(row["months_ahead_low"], row["months_ahead"], row["months_ahead_high"]),
    )
    gone = set(range(gym.workbook.customers.height)) - set(table["customer_code"])
    assert contract_ahead_of(gym, min(gone)) is None


def test_the_likeliest_to_leave_come_first(gym: Study) -> None:
    found = likeliest_to_leave(gym)
    assert found is not None and found["renews"].is_sorted() and "worth" in found.columns


def test_without_fees_nobody_has_a_worth(gym: Study) -> None:
    listed = gym.workbook.subscriptions
    assert listed is not None
    free = gym.with_workbook(replace(gym.workbook, subscriptions=listed.drop("amount_per_month")))
    found = likeliest_to_leave(free)
    assert found is not None and "worth" not in found.columns


def test_the_subscribers_of_today_are_a_forecast_in_which_nobody_comes(gym: Study) -> None:
    ahead, found = running_ahead(gym), todays_subscribers_ahead(gym)
    assert ahead is not None and found is not None
    assert found["existing"].equals(ahead["expected"]) and found["new"].sum() == 0.0


def test_without_a_model_there_is_nothing_ahead_of_anybody() -> None:
    few = Study(workbook_of("Ann 2024-01-05 5"))
    assert contract_ahead_of(few, 0) is None
    assert likeliest_to_leave(few) is None and todays_subscribers_ahead(few) is None
