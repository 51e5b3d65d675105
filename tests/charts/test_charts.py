"""Charts say what the numbers say, in the reader's language."""

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.catalog.published_claims import ClaimCard
from retention_core.charts import (
    DARK,
    LIGHT,
    Step,
    active_chart,
    bridge_chart,
    channel_chart,
    claim_chart,
    clv_chart,
    cohort_chart,
    cost_map_chart,
    curve_chart,
    customer_flow_data,
    flow_chart,
    funnel_chart,
    histogram_chart,
    lift_chart,
    map_cells,
    pareto_chart,
    paths_chart,
    payback_chart,
    profit_chart,
    rates_chart,
    retention_chart,
    revenue_chart,
    segment_map,
    shares_chart,
    spend_chart,
    split_chart,
    survival_points,
    tier_chart,
    tornado_chart,
    two_numbers_chart,
    waterfall_chart,
)
from retention_core.charts.forms.axes import ticks, value_axis
from retention_core.charts.forms.histogram import histogram
from retention_core.charts.money.claim_comparison import two_numbers
from retention_core.describe.statistics.survival import Survival, kaplan_meier
from retention_core.i18n import speech
from retention_core.kernel.quantities import Money, Share
from retention_core.kernel.settings import PeriodKind
from retention_core.prescribe.what_if.five_percent_effect import five_percent_effect
from retention_core.prescribe.what_if.goal_seek import CostMap

EN = speech("en")


def _periods() -> pl.DataFrame:
    """Three months: 10 new; 6 kept, 1 back, 3 new, 4 lost; unfinished."""
    return pl.DataFrame(
        {
            "first_day": [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)],
            "finished": [True, True, False],
            "exact_new": [False, False, False],
            "kept": [None, 6, 5],
            "returned": [None, 1, 0],
            "new": [10, 3, 1],
            "lost": [None, 4, 5],
            "at_start": [None, 10, 10],
            "retention_rate": [None, 0.6, 0.5],
        }
    )


def _rows(chart: Any, place: int = 0) -> list[dict[str, Any]]:
    return list(chart.to_dict()["datasets"].values())[place]


def test_lost_customers_stand_below_the_line_and_the_others_on_top_of_each_other() -> None:
    rows = _rows(customer_flow_data(_periods(), PeriodKind.MONTH, EN, LIGHT))
    february = {row["part"]: (row["low"], row["high"]) for row in rows if row["period"] == "Feb 2025"}
    assert february == {"kept": (0, 6), "returned": (6, 7), "new": (7, 10), "lost": (-4, 0)}


def test_an_unfinished_period_is_hatched() -> None:
    chart = customer_flow_data(_periods(), PeriodKind.MONTH, EN, LIGHT).to_dict()
    hatched = [layer for layer in chart["layer"] if "!datum.sure" in layer["transform"][0]["filter"]]
    assert [layer["mark"]["color"]["gradient"] for layer in hatched] == ["linear"] * 4
    march = [row["sure"] for row in next(iter(chart["datasets"].values())) if row["period"] == "Mar 2025"]
    assert march == [False] * 4


def test_who_is_new_is_not_sure_while_the_file_is_young() -> None:
    rows = _rows(customer_flow_data(_periods(), PeriodKind.MONTH, EN, LIGHT))
    february = {row["part"]: row["sure"] for row in rows if row["period"] == "Feb 2025"}
    assert february == {"kept": True, "returned": False, "new": False, "lost": True}


def test_the_line_of_retention_leaves_out_what_is_not_finished() -> None:
    rows = _rows(retention_chart(_periods(), PeriodKind.MONTH, EN, LIGHT))
    assert [(row["period"], row["written"], row["counts"]) for row in rows] == [("Feb 2025", "60%", "6 of 10")]


def test_the_bridge_ends_where_it_should() -> None:
    period = {"at_start": 10, "lost": 4, "returned": 1, "new": 3, "at_end": 10}
    rows = _rows(bridge_chart(period, EN, LIGHT))
    assert [(row["low"], row["high"], row["written"]) for row in rows] == [
        (0, 10, "10"),
        (6, 10, "−4"),
        (6, 7, "+1"),
        (7, 10, "+3"),
        (0, 10, "10"),
    ]


@pytest.mark.parametrize(
    ("profits", "crossing"),
    [([-10.0, -5.0, 5.0], 1.5), ([0.0, 1.0, 2.0], None), ([-1.0, -2.0, -3.0], None), ([-4.0, 2.0, -1.0], None)],
)
def test_the_point_of_pay_back_is_marked_only_where_it_pays_for_good(
    profits: list[float], crossing: float | None
) -> None:
    table = pl.DataFrame({"step": list(range(len(profits))), "extra_profit": profits})
    chart = profit_chart(table, lambda value: f"{value:.0f}", "Months", EN, LIGHT).to_dict()
    marks = [row["step"] for rows in chart["datasets"].values() for row in rows if "words" in row]
    assert set(marks) == ({crossing} if crossing is not None else set())


def test_a_shop_without_amounts_has_one_bar_a_tier() -> None:
    tiers = pl.DataFrame({"tier": ["Gold", "Silver"], "customer_share": [0.2, 0.8], "revenue_share": [None, None]})
    assert {row["kind"] for row in _rows(tier_chart(tiers, EN, LIGHT))} == {"Customers"}


def test_the_claim_shows_both_marks_of_every_reading() -> None:
    readings = pl.DataFrame({"reading": ["Points", "Relative"], "percent": [0.06, 0.03], "worth_percent": [0.2, None]})
    chart = claim_chart(readings, (0.25, 0.95), EN, DARK).to_dict()
    shares = [row["share"] for rows in chart["datasets"].values() for row in rows if "share" in row]
    assert sorted(shares) == [0.03, 0.06, 0.2]


def test_labels_are_written_by_the_reader_s_language() -> None:
    chart = customer_flow_data(_periods(), PeriodKind.MONTH, speech("zh_CN"), LIGHT).to_dict()
    assert {row["period"] for row in next(iter(chart["datasets"].values()))} == {"2025年1月", "2025年2月", "2025年3月"}


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 1.0, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (0.0, 0.0, [0.0]),
        (-7.0, 23.0, [-10, 0, 10, 20, 30]),
        (0.0, 1234.0, [0, 250, 500, 750, 1000, 1250]),
    ],
)
def test_ticks_are_round_and_cover_the_values(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == expected


def test_every_tick_has_its_label() -> None:
    axis = value_axis([0.0, 0.35], EN.share)["axis"].to_dict()
    assert all(EN.share(mark) in axis["labelExpr"] for mark in axis["values"])


def test_every_chart_has_a_text_alternative() -> None:
    charts = [
        customer_flow_data(_periods(), PeriodKind.MONTH, EN, LIGHT),
        retention_chart(_periods(), PeriodKind.MONTH, EN, LIGHT),
    ]
    assert all(chart.to_dict()["description"] for chart in charts)


def _cohorts() -> pl.DataFrame:
    """January: 10 new, 4 a month later, then not known. February: 5 new, nothing known yet."""
    january, february = date(2025, 1, 1), date(2025, 2, 1)
    rows = [(january, 0, 10, 10, 1.0), (january, 1, 10, 4, 0.4), (january, 2, 10, None, None), (february, 0, 5, 5, 1.0)]
    return pl.DataFrame(rows, schema=["cohort", "age", "customers", "present", "share"], orient="row")


def test_a_cell_that_cannot_be_seen_yet_is_not_drawn() -> None:
    rows = _rows(cohort_chart(_cohorts(), PeriodKind.MONTH, EN, LIGHT))
    assert [(row["first"], row["later"], row["label"], row["counts"]) for row in rows] == [
        ("Jan 2025", "1", "40", "4 of 10")
    ]


def test_the_funnel_draws_only_what_somebody_had_time_for() -> None:
    funnel = pl.DataFrame(
        {"within_days": [30, 60], "share": [0.25, None], "low": [0.2, None], "high": [0.31, None]},
        schema_overrides={"share": pl.Float64, "low": pl.Float64, "high": pl.Float64},
    )
    assert [(row["within"], row["written"]) for row in _rows(funnel_chart(funnel, EN, DARK))] == [("30 days", "25%")]


def _cells() -> pl.DataFrame:
    """Two filled cells of the map: 3 champions for 30, one lost one-time buyer for nothing."""
    return pl.DataFrame(
        {
            "r": [5, 1],
            "fm": [5, 0],
            "segment": ["champions", "lost"],
            "customers": [3, 1],
            "spend": [30, 0],
            "name": ["Champions", "Lost"],
            "money": ["30", None],
        }
    )


def test_the_map_of_segments_can_be_clicked_and_names_one_time_buyers() -> None:
    drawn = segment_map(_cells(), EN, LIGHT).to_dict()
    assert drawn["params"][0]["name"] == "cell"
    assert drawn["params"][0]["select"]["fields"] == ["r", "fm"]
    assert "Once" in drawn["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]
    assert [row["written"] for row in _rows(segment_map(_cells(), EN, LIGHT))] == ["3", "1"]


def test_ribbons_are_as_high_as_their_share_and_lie_inside_their_groups() -> None:
    """Ten customers: 6 stay in A, 3 go from A to B, 1 comes into B."""
    flows = pl.DataFrame(
        {
            "before": ["A", "A", "new"],
            "after": ["A", "B", "B"],
            "customers": [6, 3, 1],
            "direction": ["same", "down", "in"],
        }
    )
    chart = flow_chart(flows, ["A", "B", "new"], ("then", "now"), EN, LIGHT).to_dict()
    ribbons, bars = (
        next(rows for rows in chart["datasets"].values() if rows[0].keys() >= keys) for keys in ({"flow"}, {"left"})
    )
    left = [row for row in ribbons if row["x"] == min(row["x"] for row in ribbons)]
    heights = [row["high"] - row["low"] for row in left]
    assert heights == pytest.approx([0.6 * 0.97, 0.3 * 0.97, 0.1 * 0.97])
    group = next(bar for bar in bars if (bar["side"], bar["name"]) == ("before", "A"))
    assert max(row["high"] for row in left) == pytest.approx(group["high"])
    assert {(bar["name"], bar["customers"]) for bar in bars if bar["side"] == "after"} == {("A", 6), ("B", 4)}


def test_the_lift_line_marks_the_reader_s_own_place() -> None:
    chart = lift_chart(five_percent_effect(0.10), (0.8, 0.275), EN, LIGHT).to_dict()
    rows = [row for rows in chart["datasets"].values() for row in rows]
    assert {row["written"] for row in rows if row["rate"] == 0.8} == {"28%", "27.5%"}
    alone = lift_chart(five_percent_effect(0.0), None, EN, DARK).to_dict()
    assert all(row["gain"] is not None for rows in alone["datasets"].values() for row in rows)
    assert alone["description"]


def test_their_number_stands_beside_yours_with_its_range() -> None:
    both = (Share(0.31), Share(0.31))
    card = ClaimCard("existing_spend_more", both, Share(0.66), Share(0.47), Share(0.87), "more")
    chart = two_numbers_chart(card, EN, LIGHT)
    assert chart is not None
    assert [row["written"] for row in _rows(chart)] == ["31%", "66%"]
    assert two_numbers(card, EN).select("low", "high").rows() == [(0.31, 0.31), (0.47, 0.87)]


def test_a_span_of_what_they_say_is_drawn_from_its_least_to_its_most() -> None:
    card = ClaimCard("five_percent", (Share(0.25), Share(0.95)), Share(-0.02))
    chart = two_numbers_chart(card, EN, LIGHT)
    assert chart is not None
    assert [(row["start"], row["number"], row["written"]) for row in _rows(chart)] == [
        (0.25, 0.95, "25% to 95%"),
        (0.0, -0.02, "-2%"),
    ]


@pytest.mark.parametrize("yours", [None, Money(300, 2, "EUR")])
def test_what_cannot_be_compared_is_not_drawn(yours: Money | None) -> None:
    dollars = Money(232, 2, "USD")
    assert two_numbers_chart(ClaimCard("cost_per_click", (dollars, dollars), yours), EN, LIGHT) is None


def _money(value: float) -> str:
    return f"{value:.2f}"


def test_revenue_below_zero_hangs_below_the_line() -> None:
    """January: 10 from existing customers, -4 from first-time buyers, who gave more back than they paid."""
    january = {"first_day": [date(2025, 1, 1)], "finished": [True], "exact_new": [True]}
    periods = pl.DataFrame({**january, "revenue_existing": [10.0], "revenue_new": [-4.0]})
    rows = _rows(revenue_chart(periods, PeriodKind.MONTH, _money, EN, LIGHT))
    assert [(row["low"], row["high"], row["written"]) for row in rows] == [(0, 10, "10.00"), (-4, 0, "-4.00")]


def test_revenue_of_old_and_new_customers_is_not_sure_while_the_file_is_young() -> None:
    periods = _periods().with_columns(revenue_existing=1.0, revenue_new=2.0)
    assert {row["sure"] for row in _rows(revenue_chart(periods, PeriodKind.MONTH, _money, EN, LIGHT))} == {False}


def test_averages_are_drawn_for_finished_periods_with_somebody_in_them() -> None:
    periods = pl.DataFrame(
        {
            "first_day": [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)],
            "finished": [True, True, False],
            "existing": [None, 5.0, 7.0],
            "new": [3.0, 4.0, 9.0],
        }
    )
    rows = _rows(spend_chart(periods, PeriodKind.MONTH, _money, EN, LIGHT))
    assert [(row["period"], row["whose"], row["value"]) for row in rows] == [
        ("Feb 2025", "existing customers", 5.0),
        ("Jan 2025", "first-time buyers", 3.0),
        ("Feb 2025", "first-time buyers", 4.0),
    ]


def test_each_bar_of_the_waterfall_begins_where_the_one_above_ends() -> None:
    """100, less 60, more 20, in the end 60."""
    steps = [Step("Start", 100, "#111", total=True), Step("Lost", -60, "#222"), Step("New", 20, "#333")]
    chart = waterfall_chart([*steps, Step("End", 60, "#444", total=True)], _money, EN, LIGHT)
    bars = next(rows for rows in chart.to_dict()["datasets"].values() if "low" in rows[0])
    assert [(row["low"], row["high"], row["written"]) for row in bars] == [
        (0, 100, "100.00"),
        (40, 100, "-60.00"),
        (40, 60, "+20.00"),
        (0, 60, "60.00"),
    ]


def test_the_curve_of_the_best_customers_marks_the_best_tenth_and_fifth() -> None:
    curve = pl.DataFrame({"customer_share": [0.0, 0.1, 0.2, 1.0], "customers": [0, 1, 2, 10]})
    chart = pareto_chart(curve.with_columns(revenue_share=pl.Series([0.0, 0.4, 0.6, 1.0])), EN, LIGHT).to_dict()
    words = [row["words"] for rows in chart["datasets"].values() for row in rows if "words" in row]
    assert words == ["best 10%: 40%", "best 20%: 60%"]


def test_a_single_customer_has_no_best_tenth_to_mark() -> None:
    curve = pl.DataFrame({"customer_share": [0.0, 1.0], "customers": [0, 1], "revenue_share": [0.0, 1.0]})
    chart = pareto_chart(curve, EN, LIGHT).to_dict()
    assert [row for rows in chart["datasets"].values() for row in rows if "words" in row] == []


def _curves(groups: int) -> pl.DataFrame:
    days = [date(2020 + place, 1, 1) for place in range(groups)]
    return pl.DataFrame({"joined": days, "month": 0, "customers": 5, "margin_so_far": 2.0})


@pytest.mark.parametrize("groups", [1, 2, 8])
def test_each_group_of_customers_has_a_colour_of_its_own(groups: int) -> None:
    chart = clv_chart(_curves(groups), PeriodKind.YEAR, _money, EN, DARK).to_dict()
    scale = chart["layer"][0]["encoding"]["color"]["scale"]
    assert scale["domain"] == [str(2020 + place) for place in range(groups)]
    assert len(set(scale["range"])) == groups


@pytest.mark.parametrize(("paid", "marks"), [(1, {5.0}), (None, set())])
def test_the_month_of_payback_is_marked_on_what_was_earned(paid: int | None, marks: set[float]) -> None:
    curve = pl.DataFrame({"month": [0, 1], "earned": [2.0, 5.0], "cost": [4.0, 4.0]})
    chart = payback_chart(curve, paid, _money, EN, LIGHT).to_dict()
    assert {row["value"] for rows in chart["datasets"].values() for row in rows if "words" in row} == marks


def test_the_cost_of_all_channels_is_a_line_across_those_of_each() -> None:
    channels = pl.DataFrame({"channel": ["web", "shop"], "new": [3, 1], "cac": [2.0, 8.0]})
    chart = channel_chart(channels, 3.5, _money, EN, LIGHT).to_dict()
    assert [row["words"] for rows in chart["datasets"].values() for row in rows if "words" in row] == [
        "all channels: 3.50"
    ]


def test_revenue_per_customer_is_written_as_money_and_begins_with_the_first_period() -> None:
    """January: 10 customers with 50, then 20."""
    table = _cohorts().with_columns(each=pl.Series([5.0, 2.0, None, 4.0]))
    rows = _rows(cohort_chart(table, PeriodKind.MONTH, EN, LIGHT, _money))
    assert [(row["first"], row["later"], row["label"]) for row in rows] == [
        ("Jan 2025", "0", "5.00"),
        ("Jan 2025", "1", "2.00"),
        ("Feb 2025", "0", "4.00"),
    ]


def test_a_click_on_a_cell_names_its_group_and_age() -> None:
    chart = cohort_chart(_cohorts(), PeriodKind.MONTH, EN, LIGHT).to_dict()
    assert chart["params"][0]["select"]["fields"] == ["cohort_on", "age"]
    assert [(row["cohort_on"], row["age"]) for row in next(iter(chart["datasets"].values()))] == [("2025-01-01", 1)]


def _halves() -> Survival:
    """Of four, one ends at 1, one at 3, two are seen until 5."""
    return kaplan_meier(np.array([1, 3, 5, 5]), np.array([True, True, False, False]))


def test_a_curve_falls_or_rises_and_ends_where_nobody_was_seen_any_more() -> None:
    falling = survival_points({"all": _halves()}, rising=False)
    assert falling.select("x", "share").rows() == [(0, 1), (1, 0.75), (3, 0.5), (5, 0.5)]
    rising = survival_points({"all": _halves()}, rising=True)
    assert rising["share"].to_list() == [0, 0.25, 0.5, 0.5]
    assert (rising["low"] <= rising["share"]).all() and (rising["share"] <= rising["high"]).all()


def test_a_curve_is_drawn_no_further_than_asked() -> None:
    assert survival_points({"all": _halves()}, rising=False, until=2)["x"].to_list() == [0, 1, 2]


def test_no_more_than_five_curves_are_drawn_and_each_has_a_dash_of_its_own() -> None:
    points = survival_points({f"line {n}": _halves() for n in range(7)}, rising=False)
    chart = curve_chart(points, EN, LIGHT, x="Days", share="Stay", title="Curves").to_dict()
    dashes = chart["layer"][1]["encoding"]["strokeDash"]["scale"]
    assert dashes["domain"] == [f"line {n}" for n in range(5)]
    assert len({tuple(dash) for dash in dashes["range"]}) == 5


def test_a_single_curve_has_no_legend() -> None:
    chart = curve_chart(survival_points({"all": _halves()}, rising=False), EN, DARK, x="d", share="s", title="t")
    assert chart.to_dict()["layer"][1]["encoding"]["color"]["legend"] is None


def test_a_histogram_counts_everybody_and_puts_the_longest_together() -> None:
    """98 at 1 to 49 days, two each; two at 400."""
    counts = pl.DataFrame({"days": [*map(float, range(1, 50)), 400.0], "customers": [2] * 50})
    bars = histogram(counts, "customers")
    assert bars["count"].sum() == 100
    assert bars.row(0) == (1, 2, 4)
    assert bars.row(-1) == (51, None, 2)


@given(st.lists(st.tuples(st.floats(0.5, 3000), st.integers(1, 50)), min_size=1, max_size=60))
def test_no_count_is_lost_in_a_histogram(counts: list[tuple[float, int]]) -> None:
    bars = histogram(pl.DataFrame(counts, schema=["days", "n"], orient="row"), "n")
    assert bars["count"].sum() == sum(n for _, n in counts)
    assert bars["first"].is_unique().all()
    assert bars.height <= 42


def test_the_lines_of_a_histogram_carry_their_words() -> None:
    bars = pl.DataFrame({"first": [1, 3], "last": [2, None], "count": [5, 1]})
    chart = histogram_chart(bars, {"half: 2 days": 2.0}, EN, LIGHT, words="Customers", title="Gaps").to_dict()
    words = [row["words"] for rows in chart["datasets"].values() for row in rows if "words" in row]
    stretches = [row["stretch"] for rows in chart["datasets"].values() for row in rows if "stretch" in row]
    assert (set(words), stretches) == ({"half: 2 days"}, ["1 to 2 days", "3 days or more"])


def test_groups_stand_in_their_order_with_their_ranges() -> None:
    groups = pl.DataFrame(
        {"group": ["B", "A", "C"], "counts": ["5 of 10", "1 of 4", ""], "share": [0.5, 0.25, None]}
    ).with_columns(low=pl.col("share") - 0.1, high=pl.col("share") + 0.1)
    chart = shares_chart(groups, EN, LIGHT, words="Left", title="Who leaves").to_dict()
    rows = next(iter(chart["datasets"].values()))
    assert [(row["group"], row["written"]) for row in rows] == [("B", "50%"), ("A", "25%")]
    assert chart["layer"][0]["encoding"]["y"]["sort"] == ["B", "A"]


def test_a_share_that_is_not_known_has_no_line() -> None:
    periods = pl.DataFrame({"first_day": [date(2025, 1, 1)], "churn_rate": [0.1], "fees": [None]})
    lines = {"churn_rate": "of subscribers", "fees": "of fees"}
    rows = _rows(rates_chart(periods.cast({"fees": pl.Float64}), lines, EN, LIGHT, title="Lost"))
    assert [(row["line"], row["written"]) for row in rows] == [("of subscribers", "10%")]


def test_three_lines_show_who_was_active() -> None:
    days = pl.DataFrame(
        {"day": [date(2025, 1, 1), date(2025, 1, 2)], "daily": [1, 2], "weekly": [3, 4], "monthly": [5, 5]}
    )
    rows = _rows(active_chart(days, EN, LIGHT))
    assert [row["written"] for row in rows if row["on"] == "Jan 2, 2025"] == ["5", "4", "2"]


def test_two_futures_stand_with_their_ranges() -> None:
    paths = pl.DataFrame(
        {"step": [0, 1], "before": [10.0, 9.0], "before_low": [10.0, 8.0], "before_high": [10.0, 10.0]}
    )
    paths = paths.with_columns(after=pl.col("before") + 1, after_low=pl.col("before_low"), after_high=pl.lit(12.0))
    rows = _rows(paths_chart(paths, lambda value: f"{value:.0f}", "Months", EN, LIGHT))
    last = {row["way"]: (row["written"], row["range"]) for row in rows if row["step"] == 1}
    assert last == {"As it is": ("9", "8 – 10"), "With the programme": ("10", "8 – 12")}


def test_a_swing_has_a_bar_to_each_end() -> None:
    swings = pl.DataFrame(
        {"lever": ["Margin"], "low_words": ["40%"], "high_words": ["60%"], "profit_low": [80.0], "profit_high": [120.0]}
    )
    rows = _rows(tornado_chart(swings, 100.0, lambda value: f"{value:.0f}", EN, LIGHT))
    assert [(row["end"], row["at"], row["now"], row["profit"]) for row in rows] == [
        ("Lower", "40%", 100, 80),
        ("Higher", "60%", 100, 120),
    ]


def test_the_map_has_a_cell_for_each_corner_but_the_last_and_says_where_we_are() -> None:
    found = CostMap(
        np.array([0, 0.1, 0.2]), np.array([0.0, 50, 100]), np.arange(9.0).reshape(3, 3), np.array([-5.0, 40, 90])
    )
    cells = map_cells(found)
    assert cells.select("lift", "cost", "profit").rows() == [(0, 0, 0), (0.1, 0, 1), (0, 50, 3), (0.1, 50, 4)]
    drawn = cost_map_chart(found, (0.05, 20.0), lambda value: f"{value:.0f}", EN, LIGHT).to_dict()
    places = [row for rows in drawn["datasets"].values() for row in rows if "words" in row]
    assert {(row["lift"], row["cost"]) for row in places} == {(0.05, 20.0)}


def test_the_best_split_is_marked_beside_the_chosen_one() -> None:
    splits = pl.DataFrame({"share": [0.0, 0.5, 1.0], "profit": [1.0, 5.0, 3.0]})
    drawn = split_chart(splits, {"best": 0.5, "mine": 0.9}, lambda value: f"{value:.0f}", EN, LIGHT).to_dict()
    marked = {row["words"]: row["share"] for rows in drawn["datasets"].values() for row in rows if "words" in row}
    assert marked == {"best": 0.5, "mine": 1.0}
