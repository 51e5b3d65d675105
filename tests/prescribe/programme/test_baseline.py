"""The shop as it is, measured from its history."""

from datetime import date, timedelta

import pytest

from retention_core.ingest import File, read_files
from retention_core.kernel.quantities import Money, Unit
from retention_core.kernel.settings import PeriodKind, Settings, TierRules
from retention_core.kernel.study import Study
from retention_core.prescribe.programme.baseline import baseline, baseline_with_segments
from retention_core.prescribe.programme.group_history import SEGMENTS, segment_flows, tier_flows
from retention_core.prescribe.programme.levers import Lever, LiftDefinition
from retention_core.prescribe.what_if.what_if_figures import case_of, default_case, default_lever, outcome_figures
from tests.workbooks import study_of, workbook_from

MONTH = {"period": PeriodKind.MONTH}

SHOP = """
Ann 2024-01-01 10
Bob 2024-01-31 30
Ann 2024-02-05 10
Cyd 2024-02-29 20
Ann 2024-03-01 10
Cyd 2024-03-02 20
Cyd 2024-03-31 -5
Bob 2024-04-01 30
Cyd 2024-04-30 25
"""


def test_rate_gained_and_spend_of_the_last_full_periods():
    """Feb keeps 1 of 2, gains 1; Mar keeps 2 of 2, gains 0; Apr keeps 1 of 2, gains 1. Sold: 30, 25, 55 to two each."""
    found = study_of(SHOP, **MONTH)(baseline)
    assert found is not None
    line = found.everybody
    assert (found.kept, found.at_start, found.periods) == (4, 6, 3)
    assert (line.start, line.rate, line.gained, line.revenue) == (
        2,
        pytest.approx(4 / 6),
        pytest.approx(2 / 3),
        pytest.approx(110 / 6),
    )


def test_at_most_the_last_four_periods_count():
    """May and June see Ann and Dan only: March to June keep 2, 1, 0 and 2 of two each."""
    more = "\nAnn 2024-05-01 1\nDan 2024-05-31 1\nAnn 2024-06-01 1\nDan 2024-06-30 1"
    found = study_of(SHOP + more, **MONTH)(baseline)
    assert found is not None
    assert (found.kept, found.at_start, found.periods) == (5, 8, 4)


def test_the_back_test_foretells_each_period_from_those_before():
    """Mar from Feb: 2 x .5 + 1 = 2, true. Apr from Feb and Mar: 2 x .75 + .5 = 2, true. As now: 2 and 2, true too."""
    found = study_of(SHOP, **MONTH)(baseline)
    assert found is not None and found.back_test is not None
    assert (found.back_test.periods, found.back_test.error, found.back_test.error_as_now) == (2, 0.0, 0.0)


def test_the_back_test_errors_are_shares_of_the_customers_there():
    """May has one customer: foretold from Feb to Apr 2 x 2/3 + 2/3 = 2. Errors 0, 0, 1 of 2 + 2 + 1 customers."""
    found = study_of(SHOP + "\nAnn 2024-05-01 1\nAnn 2024-05-31 1", **MONTH)(baseline)
    assert found is not None and found.back_test is not None
    assert (found.back_test.error, found.back_test.error_as_now) == (pytest.approx(0.2), pytest.approx(0.2))


@pytest.mark.parametrize("lines", ["Ann 2024-01-15 5", "Ann 2024-01-01 5\nBob 2024-01-31 5"])
def test_without_a_period_that_says_who_was_kept_there_is_no_baseline(lines):
    assert study_of(lines, **MONTH)(baseline) is None


def test_without_amounts_the_spend_is_not_known():
    found = study_of("Ann 2024-01-01\nBob 2024-01-31\nAnn 2024-02-29", **MONTH)(baseline)
    assert found is not None
    assert (found.everybody.rate, found.everybody.revenue) == (0.5, None)


def yearly_shop(months: int) -> Study:
    """From January 2023: Ann 100 every month, Bob 10 every other month from January on, Cyd 10 once, each January."""
    rows = []
    for month in range(months):
        day = date(2023 + month // 12, month % 12 + 1, 1)
        rows += [("Ann", day, 10_000, True), ("x", day + timedelta(days=27), 1, True)]
        rows += [("Bob", day, 1_000, True)] if month % 2 == 0 else []
        rows += [("Cyd", day, 1_000, True)] if month % 12 == 0 else []
    rules = TierRules(("A", "B"), (0.5,), (50_000,))
    return Study(workbook_from(rows), Settings(period=PeriodKind.MONTH, tiers=rules))


def test_each_tier_keeps_the_customers_it_had_when_a_period_began():
    """Up to December 2024, four months from September on. Ann (A) is there every month. Bob (B) is there in July,
    September, November and never a month later; x (B) always. Of B two are there before October and December only."""
    flows = {flow.rank: flow for flow in yearly_shop(24)(tier_flows)}
    assert (flows[1].at_start, flows[1].kept, flows[1].today, flows[1].revenue) == (4, 4, 1, 400.0)
    assert (flows[2].at_start, flows[2].kept, flows[2].today) == (6, 4, 1)
    assert flows[2].revenue == pytest.approx(0.04)


def test_tier_lines_are_drawn_towards_the_whole_shop_by_ten_customers():
    study = yearly_shop(24)
    found = study(baseline)
    assert found is not None
    rate = found.everybody.rate
    assert found.tiers[0].rate == pytest.approx((4 + 10 * rate) / 14)
    assert found.tiers[1].rate == pytest.approx((4 + 10 * rate) / 16)
    assert found.tiers[0].revenue == pytest.approx((400 + 10 * (found.everybody.revenue or 0)) / 14)


def test_a_year_and_a_period_of_history_are_needed_for_tiers():
    assert yearly_shop(12)(tier_flows) == ()
    assert [flow.at_start for flow in yearly_shop(13)(tier_flows)] == [1, 1]


# figures under a lever


def test_figures_under_a_lever_of_the_user():
    study = study_of(SHOP, **MONTH)
    found = outcome_figures(study, default_case(study))
    assert found["what_if.retention_rate"].value == pytest.approx(4 / 6)
    profit = found["what_if.extra_profit"].value
    assert isinstance(profit, Money) and profit.currency == "EUR" and profit.minor > 0
    assert found["what_if.break_even_lift"].unit is Unit.POINTS
    assert all(figure.name == name for name, figure in found.items())


def test_a_relative_break_even_is_a_share_not_points():
    study = study_of(SHOP, **MONTH)
    lever = study(default_lever)
    assert lever.reading is LiftDefinition.POINTS
    relative = outcome_figures(study, case_of(study, type(lever)(reading=LiftDefinition.RELATIVE)))
    assert relative["what_if.break_even_lift"].unit is Unit.SHARE


@pytest.mark.parametrize(
    ("lever", "name", "why"),
    [
        (Lever(cost_per_period=1e9), "what_if.break_even_lift", "never_pays"),
        (Lever(cost_per_period=1e9), "what_if.payback_period", "not_within_horizon"),
        (Lever(lift=1.0, discount_rate=0.0), "what_if.clv_after", "no_end"),
        (Lever(), "what_if.return_on_cost", "no_cost"),
        (Lever(margin=0.0), "what_if.extra_profit_percent", "no_profit"),
    ],
)
def test_what_a_lever_leaves_unknown_says_why(lever, name, why):
    study = study_of(SHOP, **MONTH)
    assert outcome_figures(study, case_of(study, lever))[name].why_null == why


def test_settings_reach_the_default_lever():
    study = study_of(SHOP, margin=0.3, discount_rate=0.2, horizon_months=6, **MONTH)
    lever = study(default_lever)
    assert (lever.margin, lever.discount_rate, lever.horizon_months, lever.lift) == (0.3, 0.2, 6, 0.05)


def test_segments_have_lines_of_their_own_beside_the_tiers():
    """Everybody of today's segments is followed, each customer in the segment they were in when a period began."""
    study = yearly_shop(24)
    shop, tiers_only = study(baseline_with_segments), study(baseline)
    lines = [line for line in shop.tiers if line.rank >= SEGMENTS]
    assert lines and shop.tiers[: len(tiers_only.tiers)] == tiers_only.tiers
    flows = study(segment_flows)
    assert sum(flow.today for flow in flows) == round(shop.everybody.start)
    assert all(0 <= flow.kept <= flow.at_start for flow in flows)
    assert sum(flow.at_start for flow in study(segment_flows)) <= shop.at_start
    found = case_of(study, Lever(tiers=(lines[0].rank,)))
    assert found is not None and found.lines == [lines[0]]


def test_contracts_sell_their_fees():
    """Two run through 2024 at 30 and 50 a month, one of 20 ends in May; quarters: three months of what runs last."""
    rows = "customer,start,cancelled,monthly fee\na,2023-01-01,,30\nb,2023-01-01,,50\nc,2023-01-01,2024-05-10,20\n"
    rows += "d,2024-11-30,2025-01-02,10\n"
    book = read_files([File("members.csv", content=rows.encode())]).workbook
    assert book is not None
    shop = Study(book, Settings(period=PeriodKind.QUARTER))(baseline)
    assert shop is not None and shop.everybody.revenue is not None
    assert [period.revenue for period in shop.past] == [
        pytest.approx(3 * fees / there) for fees, there in ((100, 3), (80, 2), (80, 2), (90, 3))
    ]
