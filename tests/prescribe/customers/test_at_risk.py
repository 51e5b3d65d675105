"""Who is slipping away: ranked by money, explained by the own rhythm."""

from datetime import date, timedelta

import polars as pl
import pytest

from retention_core.kernel.day_numbers import day_of
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.predict.backtest.backtest import Rule, back_test
from retention_core.prescribe.customers.at_risk import (
    RiskList,
    at_risk,
    at_risk_before,
    tiers_among,
    value_at_stake,
)
from tests.predict.backtest.test_backtest import regulars
from tests.predict.forecast.test_forecast import made_up
from tests.workbooks import workbook_from, workbook_of


@pytest.fixture(scope="module")
def shop() -> Study:
    return Study(workbook_from(made_up(3)), Settings(period=PeriodKind.QUARTER))


def test_only_active_customers_are_at_risk_and_the_most_money_comes_first(shop):
    found = at_risk(shop)
    assert found.rule is Rule.MODEL
    assert found.table["value_at_stake"].is_sorted(descending=True)
    assert (found.table["silent_days"] < PeriodKind.QUARTER.days).all()
    assert found.table["risk"].is_between(0, 1).all()


def test_the_value_at_stake_grows_with_the_margin(shop):
    doubled = shop.with_settings(Settings(period=PeriodKind.QUARTER, margin=1.0))
    half, whole = (at_risk(study).table["value_at_stake"].sum() for study in (shop, doubled))
    assert whole == pytest.approx(2 * half, rel=1e-3)


def test_the_longer_somebody_is_silent_the_likelier_they_are_gone(shop):
    same = at_risk(shop).table.filter(pl.col("risk").is_not_null())
    assert same.select(pl.corr("risk", "silent_days")).item() > 0.5


def test_without_a_model_those_silent_for_half_a_period_are_listed_by_what_they_spent():
    """By months from 31 March: Ann was silent for 20 days, Bob for 25, Cy for 5."""
    lines = "Ann 2024-03-11 50\nBob 2024-03-06 80\nCy 2024-03-26 90"
    study = Study(workbook_of(lines), Settings(as_of=date(2024, 3, 31), period=PeriodKind.MONTH))
    found = at_risk(study)
    assert found.rule is Rule.AS_BEFORE
    assert found.table.select("customer_code", "risk", "value_at_stake").rows() == [(1, None, 4000), (0, None, 2500)]


def test_a_customer_silent_for_over_twice_their_own_rhythm_is_overdue():
    """Every four days, then silent for nine; two gaps are enough, one is not."""
    start = date(2024, 3, 1)
    rows = [("Ann", start + timedelta(days), 100, True) for days in (0, 4, 8)]
    rows += [("Bob", start + timedelta(days), 100, True) for days in (4, 8)]
    study = Study(workbook_from(rows), Settings(as_of=start + timedelta(17), period=PeriodKind.WEEK, margin=1.0))
    monthly = study.with_settings(Settings(as_of=start + timedelta(17), period=PeriodKind.MONTH))
    assert at_risk(study).table.is_empty()
    reasons = dict(at_risk(monthly).table.select("customer_code", "reason").rows())
    assert reasons == {}
    half = study.with_settings(Settings(as_of=start + timedelta(24), period=PeriodKind.MONTH))
    assert dict(at_risk(half).table.select("customer_code", "reason").rows()) == {0: "overdue", 1: "silent"}


def test_those_likelier_gone_before_have_stayed_away_more(shop):
    """Everybody listed before the hidden days is in one band; of those likelier gone more stayed away."""
    before = shop.with_overrides(as_of=date(2023, 12, 31))
    bands = at_risk_before(before)
    then = before.with_overrides(as_of=day_of(back_test(before).first - 1))
    assert bands["customers"].sum() == at_risk(then).table.height
    likely = pl.col("from_risk") >= 0.5
    share = bands.group_by(likely.alias("likely")).agg(pl.col("left").sum() / pl.col("customers").sum()).sort("likely")
    assert share["left"][1] > share["left"][0] + 0.1
    assert ((bands["from_risk"] <= bands["risk"]) & (bands["risk"] <= bands["from_risk"] + 0.25)).all()


def test_by_the_simple_rule_those_listed_before_are_told_without_a_chance():
    """Eleven weeks: before the hidden days there were too few for a test of the model. Thirty had left by then."""
    bands = at_risk_before(Study(workbook_from(regulars(11)), Settings(period=PeriodKind.QUARTER)))
    assert bands.select("from_risk", "risk").rows() == [(None, None)]
    assert bands.select("customers", "left").rows() == [(30, 30)]


def test_a_short_file_tells_nothing_of_those_before():
    assert at_risk_before(Study(workbook_of("Ann 2024-01-01 5"))).is_empty()


LISTED = pl.DataFrame(
    {"risk": [0.9, 0.5, 0.3, 0.1], "value_at_stake": [90, 50, 30, 10], "tier": ["gold", None, "silver", "gold"]}
)


def test_a_list_is_narrowed_by_chance_and_tier():
    found = RiskList(Rule.MODEL, None, LISTED)
    assert found.likely_gone["risk"].to_list() == [0.9, 0.5]
    assert found.among(0.25)["risk"].to_list() == [0.9, 0.5, 0.3]
    assert found.among(0.25, "gold")["risk"].to_list() == [0.9]
    assert found.among().height == 4
    assert (value_at_stake(found.likely_gone), tiers_among(LISTED)) == (140, ["gold", "silver"])


def test_where_no_chance_is_given_none_is_asked_for():
    quiet = RiskList(Rule.AS_BEFORE, None, LISTED.with_columns(risk=pl.lit(None, pl.Float64)))
    assert quiet.likely_gone.is_empty()
    assert quiet.among(0.75, "gold").height == 2


def test_who_stayed_away_as_a_share_of_each_band(shop):
    bands = at_risk_before(shop)
    assert bands["left_share"].to_list() == [left / all_ for left, all_ in bands.select("left", "customers").rows()]
