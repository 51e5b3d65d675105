"""First-time buyers who came back, and what the headline makes of it."""

from datetime import date, timedelta

import pytest

from retention_core.catalog.headline import headline
from retention_core.describe.presence.customers import customer_summary, people
from retention_core.describe.repeat_purchase.first_time_buyers import came_back_by_period, first_time_buyers
from retention_core.i18n import speech
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.wording.describe.figure_sentences import headline_sentences
from tests.workbooks import study_of, workbook_from

MONTH = {"period": PeriodKind.MONTH}

LOG = """
Ann 2024-01-01
Ann 2024-01-31
Bob 2024-01-02
Bob 2024-02-02
Cyd 2024-01-31
Cyd 2024-01-31
Dan 2024-02-28
Dan 2024-03-01
Eve 2024-03-10
Ann 2024-03-31
"""


def test_back_within_a_period_after_the_first_purchase():
    """30 days: Ann after 30 days is back, Bob after 31 is not, Cyd's second order was on the same day, Dan is back.
    Eve has not had 30 days up to 31 March."""
    found = study_of(LOG, **MONTH)(first_time_buyers)
    assert (found.buyers, found.came_back, found.within) == (4, 2, 30)
    assert found.share == 0.5


def test_by_period_of_the_first_purchase():
    """January A B C: one of three. February D, who had 30 days from the 28th on, but one from the 29th would not have
    had them by 29 March. March is too young."""
    table = study_of(LOG, **MONTH)(came_back_by_period)
    assert table.select("first_time_buyers", "came_back").rows() == [(3, 1), (1, 1), (1, 0)]
    assert table["came_back_share"].to_list() == [pytest.approx(1 / 3), 1.0, None]
    assert table["finished"].to_list() == [True, True, False]


def test_a_period_is_not_finished_before_all_of_it_had_time():
    table = study_of(LOG, as_of=date(2024, 3, 29), **MONTH)(came_back_by_period)
    assert table["finished"].to_list() == [True, False, False]


def test_coming_back_after_as_of_has_not_happened():
    found = study_of(LOG, as_of=date(2024, 1, 30), **MONTH)
    assert found(came_back_by_period)["came_back"].to_list() == [0]
    assert found(first_time_buyers).buyers == 0
    assert found(first_time_buyers).share is None


def monthly_shop(newcomers: int, back: int, months: int = 8) -> Study:
    """Each month so many newcomers on the 2nd, of whom so many buy again on the 20th; somebody on every day."""
    rows = [("x", date(2023, 1, 1) + timedelta(days=day), 100, True) for day in range(months * 31)]
    for month in range(1, months + 1):
        rows += [(f"m{month}-{who}", date(2023, month, 2), 100, True) for who in range(newcomers)]
        rows += [(f"m{month}-{who}", date(2023, month, 20), 100, True) for who in range(back)]
    return Study(workbook_from(rows), Settings(**MONTH))


def test_old_customers_who_look_new_are_left_out_where_enough_others_had_time():
    found = monthly_shop(20, 5)(first_time_buyers)
    assert (found.since, found.exact) == (date(2023, 4, 2), True)
    assert found.buyers % 20 == 0


def test_with_few_others_everybody_counts():
    found = monthly_shop(5, 2)(first_time_buyers)
    assert (found.since, found.exact) == (date(2023, 1, 1), False)


def test_shops_where_few_come_back_hear_about_first_time_buyers():
    found = monthly_shop(50, 10)(headline)
    assert found.code == "came_back_share"
    assert (found.values["of_100"], found.values["came_back"], found.values["buyers"]) == (20, 10, 50)
    assert [remark.code for remark in found.beside] == ["same_share", "regulars_kept_count"]


def test_shops_where_many_come_back_hear_about_customers_kept():
    """Of 61 there in the month before only the everyday customer comes again."""
    found = monthly_shop(60, 30)(headline)
    assert found.code == "kept_share"
    assert (found.values["kept"], found.values["at_start"]) == (1, 61)
    assert [remark.code for remark in found.beside] == ["same_share"]


def test_regulars_stand_beside_first_time_buyers():
    """Of 51 with two purchase days only the everyday customer comes again."""
    remark = monthly_shop(150, 50)(headline).beside[-1]
    assert (remark.code, remark.values["kept"], remark.values["at_start"]) == ("regulars_kept_share", 1, 51)


def test_below_forty_customers_counts_stand_in_place_of_percent():
    assert monthly_shop(20, 5)(headline).code == "came_back_count"
    kept = monthly_shop(20, 10)(headline)
    assert (kept.code, kept.beside) == ("kept_count", ())


@pytest.mark.parametrize(
    ("lines", "chosen", "code"),
    [
        ("Ann 2024-01-01", {"as_of": date(2023, 1, 1)}, "no_orders"),
        ("Ann 2024-01-15", {}, "no_full_period"),
        ("Ann 2024-01-05\nBob 2024-01-31", {}, "first_full_period"),
        ("Ann 2024-01-01\nAnn 2024-01-31\nBob 2024-05-01\nBob 2024-05-31", {}, "nobody_at_start"),
    ],
)
def test_where_nothing_can_be_said_the_headline_says_why(lines, chosen, code):
    """Shops in which everybody, or nobody yet, has had time to come back."""
    found = study_of(lines, **(MONTH | chosen))(headline)
    assert found.code == code
    assert headline_sentences(found, speech("en"))


def test_the_headline_in_words():
    said = headline_sentences(monthly_shop(50, 10)(headline), speech("en"))
    assert said[0] == "20 of 100 first-time buyers came back within 30 days (first purchase: Jul 2023)."
    assert said[1] == "That is the same share as in the period before (Jun 2023)."


@pytest.mark.parametrize(("june", "said"), [(10, "4 points higher"), (13, "2 points lower"), (11, "2 points higher")])
def test_the_change_in_words(june, said):
    study = monthly_shop(50, 12)
    orders = study.workbook.customers["customer_id"]
    gone = [f"m6-{who}" for who in range(june, 12)]
    extra = [f"m6-{who}" for who in range(12, june)]
    table = study.workbook.orders.with_columns(id=orders.gather(study.workbook.orders["customer_code"]))
    keep = table.filter(~(table["id"].is_in(gone) & (table["ordered_on"] == date(2023, 6, 20))))
    rows = keep.select("id", "ordered_on", "amount", "purchase").rows()
    rows += [(who, date(2023, 6, 20), 100, True) for who in extra]
    changed = study.with_workbook(workbook_from(rows))
    assert said in headline_sentences(changed(headline), speech("en"))[1]


def test_one_point_is_a_point():
    rows = [(f"a{who}", date(2024, 1, 1), 100, True) for who in range(100)]
    rows += [(f"a{who}", date(2024, 1, 20), 100, True) for who in range(20)]
    rows += [(f"b{who}", date(2024, 2, 1), 100, True) for who in range(100)]
    rows += [(f"b{who}", date(2024, 2, 20), 100, True) for who in range(21)]
    study = Study(workbook_from([*rows, ("z", date(2024, 3, 31), 100, True)]), Settings(**MONTH))
    assert headline_sentences(study(headline), speech("en"))[1] == (
        "That is 1 point higher than in the period before (Jan 2024)."
    )


CUSTOMERS = """
Ann 2024-01-01 10
Ann 2024-01-01 5
Ann 2024-03-01 5
Bob 2024-02-01 40
Zoe 2024-02-05 -3
"""


def test_one_row_per_customer_seen():
    table = study_of(CUSTOMERS, as_of=date(2024, 2, 20))(customer_summary)
    assert table.rows() == [
        (0, date(2024, 1, 1), date(2024, 1, 1), 1, 1500),
        (1, date(2024, 2, 1), date(2024, 2, 1), 1, 4000),
        (2, None, None, 0, -300),
    ]


def test_customers_not_seen_yet_are_not_listed():
    assert study_of(CUSTOMERS, as_of=date(2024, 1, 5))(customer_summary)["customer_code"].to_list() == [0]


def test_without_amounts_there_is_no_spend():
    assert study_of("Ann 2024-01-01")(customer_summary).columns == [
        "customer_code",
        "first_day",
        "last_day",
        "purchase_days",
    ]


def test_people_behind_a_number_come_with_who_spent_most_first():
    study = study_of(CUSTOMERS)
    codes = study(customer_summary)["customer_code"].to_numpy()
    assert people(study, codes)["customer_code"].to_list() == [1, 0, 2]
