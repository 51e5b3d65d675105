"""Every figure can be computed, said, opened and written down, whatever the file holds."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from retention_core.catalog.all_figures import all_meanings, compute, meaning_of, numbers
from retention_core.catalog.past_values import trend
from retention_core.commands.figure_list import PAGE, figure_list
from retention_core.describe.cycle.period_choice import PeriodChoice, chosen_period
from retention_core.describe.presence.observation_window import horizon
from retention_core.i18n import speech
from retention_core.kernel.figure import Figure, figure, formula_inputs, unknown
from retention_core.kernel.quantities import DurationDays, Money, Unit
from retention_core.kernel.settings import PeriodKind, Settings, TierRules
from retention_core.kernel.study import Study
from retention_core.wording.describe.figure_sentences import (
    WHY_NULL,
    free_orders_warning,
    horizon_warnings,
    period_sentences,
    period_warnings,
    tier_name,
    why_null,
)
from tests.workbooks import activity_of, contracts_of, facts_of, study_of, with_spending, workbook_from

PROJECT = Path(__file__).resolve().parents[2]

FIXED_NAMES = {
    "cycle": "median_days p75_days p90_days",
    "period": "kind",
    "retention": "first_day last_day at_start kept new returned gained lost at_end rate churn_rate",
    "": "repeat_purchase_rate returning_customer_rate",
    "tiers.platinum": "customers revenue from_amount",
    "tiers.gold": "customers revenue from_amount",
    "tiers.silver": "customers revenue from_amount",
    "tiers.bronze": "customers revenue from_amount",
    "tiers.lapsed": "customers revenue from_amount",
}

SHOP = """
Ann 2024-01-01 10.50
Bob 2024-01-31 30
Ann 2024-02-05 10
Cyd 2024-02-29 20
Ann 2024-03-01 10
Cyd 2024-03-31 -5
Bob 2024-04-01 30
Cyd 2024-04-30 25
"""

CONTRACTS = """
Ann 2024-01-01 - Basic 20
Bob 2024-01-10 2024-03-15 Basic 20
Cyd 2024-01-31 2024-04-30 Plus 30
Dan 2024-03-01 - Plus 30
"""


def busy_shop(days: int = 800, customers: int = 90) -> Study:
    """Every third day somebody buys; a customer in seven gives something back now and then."""
    rows = [
        (f"c{day * 7 % customers:02}", date(2022, 1, 1) + timedelta(days=day), 500 + day * 37 % 900, True)
        for day in range(0, days)
        for _ in range(1 + day % 2)
    ]
    rows += [
        (f"c{day % customers:02}", date(2022, 1, 1) + timedelta(days=day), -200, False) for day in range(9, days, 31)
    ]
    return Study(workbook_from(rows))


STUDIES = {
    "a small shop": lambda: study_of(SHOP, period=PeriodKind.MONTH),
    "a busy shop": busy_shop,
    "a busy shop by week": lambda: busy_shop().with_settings(Settings(period=PeriodKind.WEEK)),
    "a shop that advertises": lambda: with_spending(
        busy_shop().with_settings(Settings(period=PeriodKind.MONTH, begins_with_business=True)),
        "\n".join(
            f"{year}-{month:02}-01 {month * 10} - {why}"
            for year in (2022, 2023)
            for month in range(1, 13)
            for why in ("keeping", "gaining")
        ),
    ),
    "a shop that advertised long ago": lambda: with_spending(busy_shop(), "2001-01-01 50"),
    "a shop without amounts": lambda: study_of(
        "Ann 2024-01-01\nBob 2024-01-31\nAnn 2024-02-29", period=PeriodKind.MONTH
    ),
    "one customer": lambda: study_of("Ann 2024-01-01 5\nAnn 2024-02-01 5\nAnn 2024-03-31 5", period=PeriodKind.MONTH),
    "one day": lambda: study_of("Ann 2024-01-15 5\nBob 2024-01-15 7"),
    "amounts of zero": lambda: study_of(
        "Ann 2024-01-01 0\nAnn 2024-02-01 0\nBob 2024-03-31 0", period=PeriodKind.MONTH
    ),
    "refunds only": lambda: study_of("Ann 2024-01-01 -5\nBob 2024-02-29 -7", period=PeriodKind.MONTH),
    "nothing up to the chosen day": lambda: study_of(SHOP, as_of=date(2020, 1, 1)),
    "an empty file": lambda: study_of(""),
    "a day long after": lambda: study_of(SHOP, as_of=date(2031, 1, 1), period=PeriodKind.MONTH),
    "all the same spend": lambda: study_of("\n".join(f"c{who} 2024-01-0{who % 9 + 1} 5" for who in range(60))),
    "six tiers": lambda: busy_shop().with_settings(Settings(tiers=TierRules(tuple("ABCDEF"), (0.1,) * 5))),
    "contracts": lambda: Study(contracts_of(CONTRACTS)),
    "contracts without fees": lambda: Study(contracts_of("Ann 2024-01-01 2024-02-10\nBob 2024-01-31 -")),
    "an activity log": lambda: Study(
        activity_of((f"u{day * 7 % 23}", date(2024, 1, 1) + timedelta(days=day)) for day in range(200))
    ),
    "a list of tenures": lambda: Study(
        facts_of(
            "subscriptions",
            pl.DataFrame({"customer_id": ["A", "B"], "tenure_months": [3.0, 9.0], "churned": [True, False]}),
        )
    ),
    "nobody stays": lambda: study_of("\n".join(f"c{m} 2024-0{m}-01 5\nd{m} 2024-0{m}-28 5" for m in range(1, 9))),
}
MONEY_OR_LESS = (int, float, str, date, Money, type(None))


@pytest.fixture(scope="module", params=STUDIES, ids=lambda name: name.replace(" ", "-"))
def study(request: pytest.FixtureRequest) -> Study:
    return STUDIES[request.param]()


def test_the_names_fixed_from_the_start_are_there():
    fixed = {f"{family}.{name}".strip(".") for family, names in FIXED_NAMES.items() for name in names.split()}
    assert fixed - {meaning.name for meaning in all_meanings()} == set()


def test_each_figure_is_known_or_says_why_not(study):
    for meaning in all_meanings():
        found = compute(meaning.name, study)
        assert (found.value is None) == (found.why_null is not None), meaning.name
        assert found.why_null is None or why_null(found.why_null, speech("en")), meaning.name
        assert isinstance(found.value, MONEY_OR_LESS)
        assert (found.name, found.unit) == (meaning.name, meaning.unit)


def test_each_formula_can_be_said_with_the_figures_put_in(study):
    for meaning in all_meanings():
        found = compute(meaning.name, study)
        said = speech("en").say(meaning.formula, **found.inputs)
        assert said and "{" not in said, meaning.name
        if found.value is not None:
            missing = [name for name in formula_inputs(meaning.formula) if found.inputs[name] is None]
            assert missing == (["cycle"] if meaning.name == "period.kind" and missing else []), meaning.name


def test_the_customers_behind_a_count_are_as_many(study):
    for meaning in all_meanings():
        found = compute(meaning.name, study)
        if found.customers is None:
            continue
        people = found.customers(study)
        assert people.columns[0] == "customer_code", meaning.name
        assert people["customer_code"].n_unique() == people.height, meaning.name
        if meaning.unit is Unit.COUNT:
            assert people.height == found.value, meaning.name


OTHERWISE = (
    Settings(margin=0.2),
    Settings(period=PeriodKind.YEAR, begins_with_business=True),
    Settings(free_orders_count=False, discount_rate=0.3, horizon_months=5),
    Settings(as_of=date(2024, 3, 15), period=PeriodKind.WEEK),
    Settings(tiers=TierRules(("best", "rest"), (0.5,))),
)


def everything(study: Study) -> list[tuple]:
    """Every figure with the customers behind it."""
    figures = [compute(meaning.name, study) for meaning in all_meanings()]
    return [(replace(one, customers=None), one.customers and one.customers(study).rows()) for one in figures]


# the history of "a busy shop" under other settings, or beside spending that counts for nothing
MUCH_ALIKE = ("a busy shop by week", "six tiers", "a shop that advertised long ago")


@pytest.mark.parametrize(
    "study",
    [pytest.param(name, marks=[pytest.mark.long] if name in MUCH_ALIKE else []) for name in STUDIES],
    indirect=True,
)
def test_what_is_remembered_from_other_settings_is_what_would_be_made_anew(study):
    everything(study)
    anew = [everything(Study(study.workbook, settings)) for settings in OTHERWISE]
    for _ in range(2):
        assert [everything(study.with_settings(settings)) for settings in OTHERWISE] == anew


SHARES_OF_PEOPLE = {
    "retention.rate": "kept",
    "retention.churn_rate": "lost",
    "repeat_purchase_rate": "repeat_buyers",
    "returning_customer_rate": "returning_buyers",
    "retention.regulars_rate": "regulars_kept",
    "retention.came_back_rate": "came_back",
    "first_time.came_back_rate": "came_back",
    "first_time.one_time_share": "one_time",
}


def test_the_customers_behind_a_share_are_those_counted_in_it(study):
    for name, part in SHARES_OF_PEOPLE.items():
        found = compute(name, study)
        if found.customers is not None:
            assert found.customers(study).height == found.inputs[part], name


def test_a_range_holds_its_value(study):
    for meaning in all_meanings():
        found = compute(meaning.name, study)
        if isinstance(found.low, float) and isinstance(found.high, float) and isinstance(found.value, float):
            assert found.low - 1e-9 <= found.value <= found.high + 1e-9, meaning.name


UP_TO_NOW = {"customers.active", "clv.so_far", "activity.activation_rate"} | {
    f"subscriptions.{name}" for name in ("running", "monthly_revenue")
}


def test_a_history_ends_in_the_figure_itself(study):
    for meaning in all_meanings():
        history = trend(study, meaning.name)
        assert history.schema == {"first_day": pl.Date, "value": pl.Float64, "finished": pl.Boolean}, meaning.name
        found = compute(meaning.name, study)
        known = history.filter(pl.col("finished") & pl.col("value").is_not_null())
        if known.height and found.value is not None and meaning.name not in UP_TO_NOW:
            shown = found.value if isinstance(found.value, int | float) else float(found.value)
            assert known["value"][-1] == pytest.approx(shown, abs=0.006), meaning.name


def test_numbers_are_plain_json(study):
    values, reasons = numbers(study)
    assert json.loads(json.dumps(values, allow_nan=False)) == values
    assert {name for name, value in values.items() if value is None} == set(reasons)
    assert set(reasons.values()) <= set(WHY_NULL)


def test_what_stands_beside_a_figure_exists():
    names = {meaning.name for meaning in all_meanings()}
    assert [other for meaning in all_meanings() for other in meaning.others if other not in names] == []


def test_numbers_of_a_small_shop():
    """In March only Ann bought, in April only Bob and Cyd, for 30 and 25. Rhythms: 30, 61 and 61 days."""
    values, _ = numbers(study_of(SHOP, period=PeriodKind.MONTH))
    assert values["retention.first_day"] == "2024-04-01"
    assert values["retention.rate"] == 0.0
    assert values["money.revenue"] == "55.00"
    assert values["money.spend_per_customer"] == "27.50"
    assert values["period.kind"] == "month"
    assert values["tiers.platinum.from_amount"] == "60.00"
    assert values["cycle.median_days"] == 61.0


def test_money_keeps_the_decimals_of_the_file():
    study = Study(
        workbook_from([("Ann", date(2024, 1, 1), 1_234_567, True), ("Ann", date(2024, 1, 31), 1, True)], decimals=3)
    )
    assert numbers(study.with_settings(Settings(period=PeriodKind.MONTH)))[0]["money.revenue"] == "1234.568"


def test_in_the_first_three_periods_new_is_at_most_and_returned_at_least():
    early = study_of(SHOP, period=PeriodKind.MONTH, as_of=date(2024, 3, 31))
    late = study_of(SHOP, period=PeriodKind.MONTH)
    names = ("retention.new", "retention.returned", "money.revenue_new", "money.revenue_existing")
    assert [compute(name, early).bound for name in names] == ["at_most", "at_least", "at_most", "at_least"]
    assert [compute(name, late).bound for name in names] == [None] * 4


def test_a_figure_is_computed_once_per_study():
    study = study_of(SHOP)
    assert compute("retention.rate", study) is compute("retention.rate", study)


def test_two_figures_cannot_share_a_name():
    name = next(all_meanings()).name
    with pytest.raises(ValueError, match="two figures are called"):
        figure(name, title="", meaning="", formula="", unit=Unit.COUNT)(lambda study: Figure(1))


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError):
        meaning_of("no.such.figure")


def test_an_unknown_figure_keeps_what_is_known_of_its_inputs():
    found = unknown("no_orders", days=DurationDays(3))
    assert (found.value, found.why_null, found.inputs["days"]) == (None, "no_orders", 3.0)


def test_the_list_of_figures_is_up_to_date():
    assert (PROJECT / "docs" / "numbers.md").resolve() == PAGE.resolve()
    written = PAGE.read_text("utf-8")
    assert written == figure_list(), "run: python -m retention_core.commands.figure_list"


def test_the_choice_of_a_period_can_be_said(study):
    choice = study(chosen_period)
    said = [*period_sentences(choice, speech("en")), *period_warnings(choice, speech("en"))]
    assert said and not any("{" in sentence or "None" in sentence for sentence in said)


def test_a_file_too_short_for_its_period_says_from_when_it_would_do():
    choice = PeriodChoice(
        PeriodKind.MONTH, PeriodKind.QUARTER, "file_too_short", {"cycle_days": 30.0}, possible_from=date(2024, 6, 30)
    )
    assert period_sentences(choice, speech("en")) == [
        "A quarter would fit your customers better, but the file is too short for it, so a month is used.",
        "From Jun 30, 2024 on a quarter will be possible.",
    ]


@pytest.mark.parametrize(("paid", "told"), [(18, True), (19, False)])
def test_many_orders_at_no_charge_are_told(paid, told):
    """One of 19 is 5.3%, one of 20 is 5%; a refund is no order."""
    lines = "Ann 2024-01-01 0\nAnn 2024-01-01 -5\n" + "Bob 2024-01-02 5\n" * paid
    study = study_of(lines)
    found = compute("orders.free_share", study)
    assert found.value == pytest.approx(1 / (paid + 1))
    assert bool(free_orders_warning(found, speech("en"))) is told
    assert found.customers and found.customers(study)["customer_code"].to_list() == [0]


def test_long_silences_are_told():
    days = [date(2024, 1, 1) + timedelta(days=place // 3) for place in range(300)]
    rows = [("Ann", day, 100, True) for day in [date(2002, 1, 1), *days, date(2062, 1, 1)]]
    said = horizon_warnings(Study(workbook_from(rows))(horizon), speech("en"))
    assert [("Jan 1, 2002" in said[0]), ("Jan 1, 2062" in said[1])] == [True, True]


def test_tiers_are_named_in_words_and_the_users_own_names_kept():
    assert [tier_name(name, speech("en")) for name in ("gold", "nothing_left", "{Stammkunden}")] == [
        "Gold",
        "Nothing left after refunds",
        "{Stammkunden}",
    ]
