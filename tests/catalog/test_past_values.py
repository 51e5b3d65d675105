"""A figure against its own past, and what a card says about it."""

from datetime import date, timedelta

import polars as pl
import pytest

from retention_core.catalog.all_figures import all_meanings, compute
from retention_core.catalog.key_figures import key_figures
from retention_core.catalog.past_values import PastValues, past_values
from retention_core.describe.activity.active_customers import active_over_time
from retention_core.i18n import speech
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.wording.describe.card_sentences import card_lines, card_value, in_few_customers, signed_change
from tests.workbooks import activity_of, contracts_of, facts_of, study_of, workbook_from

EN = speech("en")
MONTHS = [date(year, month, 15) for year in (2022, 2023) for month in range(1, 13)]


def growing(kind: PeriodKind = PeriodKind.MONTH, **settings: object) -> Study:
    """One customer in the first month, two in the second ... each spends 10 in every month from then on."""
    rows = [(f"c{who:02}", day, 1000, True) for place, day in enumerate(MONTHS) for who in range(place + 1)]
    rows += [("c00", date(2022, 1, 1), 1000, True), ("c00", date(2023, 12, 31), 1000, True)]
    return Study(workbook_from(rows), Settings(period=kind, **settings))  # type: ignore[arg-type]


def test_the_period_before_and_the_same_one_a_year_before():
    """24 customers in December 2023, 23 in November, 12 in December 2022."""
    found = past_values(growing(), "retention.at_end")
    assert (found.values, found.change) == (tuple(range(1, 25)), 1)
    assert (found.year_before, found.in_a_year) == (12, 12)


def test_of_years_the_year_before_is_the_period_before():
    found = past_values(growing(PeriodKind.YEAR), "retention.at_end")
    assert (found.change, found.year_before) == (12, None)


def test_a_figure_without_a_history_or_a_second_period_has_no_past():
    assert past_values(growing(), "cycle.median_days") == PastValues()
    assert (
        past_values(study_of("Ann 2024-01-01 1\nAnn 2024-02-29 1", period=PeriodKind.MONTH), "retention.at_end").change
        == 0
    )
    assert past_values(study_of("Ann 2024-01-15 1", period=PeriodKind.MONTH), "retention.at_end") == PastValues()


def test_active_customers_are_counted_in_stretches_that_end_today():
    """Stretches of 7 days: Ann and Bob in the last, Ann alone before, nobody before that, Cyd in the first."""
    lines = "Cyd 2024-01-01 1\nAnn 2024-01-15 1\nAnn 2024-01-22 1\nBob 2024-01-28 1"
    study = study_of(lines, period=PeriodKind.WEEK, as_of=date(2024, 1, 28))
    assert study(active_over_time)["value"].to_list() == [1, 0, 1, 2]
    assert past_values(study, "customers.active").change == 1
    assert compute("customers.active", study).value == 2


def test_contracts_are_active_while_one_runs_on_the_last_day_of_a_stretch():
    """30 days each: on 31 January Ann and Bob, on 1 March Ann."""
    study = Study(contracts_of("Ann 2023-12-31 - A 1\nBob 2024-01-01 2024-02-10 A 1"), Settings(as_of=date(2024, 3, 1)))
    assert study(active_over_time)["value"].to_list() == [2, 1]


def test_the_last_stretch_is_the_figure_whatever_the_kind():
    for kind in PeriodKind:
        study = growing(kind)
        assert study(active_over_time)["value"].to_list()[-1:] in ([compute("customers.active", study).value], [])


KINDS = {
    "a shop": (growing, "money.revenue_existing"),
    "a shop without amounts": (lambda: study_of("Ann 2024-01-01\nAnn 2024-02-01"), "cycle.median_days"),
    "contracts": (lambda: Study(contracts_of("Ann 2024-01-01 - A 1")), "subscriptions.monthly_churn"),
    "activity": (lambda: Study(activity_of([("a", date(2024, 1, 1))])), "activity.stickiness"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_business_has_its_figures(kind):
    make, telling = KINDS[kind]
    names = key_figures(make())
    assert telling in names
    assert set(names) <= {meaning.name for meaning in all_meanings()}
    assert ("money." in " ".join(names)) == (kind == "a shop")


def shop_of(customers: int) -> Study:
    """All but one of so many come again in February."""
    lines = [f"c{n:02} 2024-01-{n % 28 + 1:02} 10" for n in range(customers)]
    lines += [f"c{n:02} 2024-02-{n % 28 + 1:02} 10" for n in range(1, customers)]
    return study_of("\n".join([*lines, "end 2024-02-29 10"]), period=PeriodKind.MONTH, begins_with_business=True)


@pytest.mark.parametrize(("customers", "said"), [(39, "38 of 39"), (40, "97.5%")])
def test_shares_of_fewer_than_forty_are_told_by_their_number(customers, said):
    figure = compute("retention.rate", shop_of(customers))
    assert card_value(figure, EN) == said
    assert in_few_customers(figure) == (customers < 40)


def test_a_card_tells_the_year_before_and_the_range():
    """23 customers spent 10 and one 20: 250, give or take 1.96 times the root of 23 x 100 + 400."""
    study = growing()
    figure = compute("money.revenue", study)
    assert card_value(figure, EN) == "€250.00"
    assert card_lines(figure, past_values(study, "money.revenue"), EN) == [
        "A year before: €120 (+€130 since)",
        "Range: €148.16 to €351.84",
    ]
    share = compute("repeat_purchase_rate", shop_of(40))
    assert card_lines(share, PastValues((), None, 0.5, -0.5), EN)[0] == "A year before: 50% (-50 points since)"
    assert card_lines(share, PastValues(), EN)[0].startswith("Range: ")


def test_changes_are_written_in_the_unit_of_their_figure():
    study = growing()
    assert signed_change(12, compute("retention.at_end", study), EN) == "+12"
    assert signed_change(-3.4, compute("money.revenue", study), EN) == "-€3.40"
    assert signed_change(0.021, compute("repeat_purchase_rate", study), EN) == "+2.1 points"


def test_a_daily_history_is_held_against_thirty_days_before():
    """Active every day for 60 days, then every second day: stickiness falls from one to a half."""
    days = [*range(60), *range(60, 90, 2), 89]
    events = [("a", date(2024, 1, 1) + timedelta(days=day)) for day in days]
    found = past_values(Study(activity_of(events), Settings(as_of=date(2024, 3, 30))), "activity.stickiness")
    assert (found.daily, found.change) == (True, pytest.approx(16 / 30 - 1, abs=1e-4))


def test_a_list_of_tenures_has_two_figures():
    table = pl.DataFrame({"customer_id": ["a", "b"], "tenure_months": [1.0, 2.0], "churned": [True, False]})
    assert key_figures(Study(facts_of("subscriptions", table))) == (
        "subscriptions.left_share",
        "subscriptions.median_months",
    )
