"""What is often said, held against drawn shops."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from retention_core.catalog.published_claims import (
    AS_CLAIMED,
    ClaimCard,
    claim_cards,
    claims_as_said,
    claims_told_first,
)
from retention_core.diagnose.leaving_reasons import leaving_reasons
from retention_core.i18n import speech
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.wording.describe.claim_sentences import (
    ENOUGH,
    MISSING,
    THEIRS,
    YOURS,
    source_of,
    verdict_of,
    what_they_say,
    what_would_be_enough,
    what_your_data_says,
)
from retention_core.wording.describe.figure_sentences import WHY_NULL
from tests.workbooks import study_of, with_spending, workbook_from

EN = speech("en")
MONTH = {"period": PeriodKind.MONTH, "begins_with_business": True}


def card(study: Study, code: str) -> ClaimCard:
    return next(card for card in claim_cards(study) if card.code == code)


def said(study: Study, code: str) -> list[str]:
    return what_your_data_says(card(study, code), EN)


def two_years(*, old: tuple[int, ...] = (130, 140), new: tuple[int, ...] = (100, 110)) -> Study:
    """50 customers of January 2022 come every month to December 2023, and then 50 new ones; amounts in turn."""
    days = [date(2022 + month // 12, month % 12 + 1, 10) for month in range(24)]
    rows = [(f"o{who:02}", day, 100 * old[who % len(old)], True) for day in days for who in range(50)]
    rows += [(f"n{who:02}", date(2023, 12, 31), 100 * new[who % len(new)], True) for who in range(50)]
    rows += [("o00", date(2022, 1, 1), 100, True)]
    return Study(workbook_from(rows), Settings(**MONTH))


def test_existing_customers_spend_more():
    """137.50 against 105: 30.95% more, whose range holds 31%."""
    found = card(two_years(old=(135, 140)), "existing_spend_more")
    assert (round(found.yours, 4), found.verdict) == (0.3095, "as_claimed")
    assert found.low < 0.31 < found.high
    assert card(two_years(old=(200, 210)), "existing_spend_more").verdict == "more"
    assert card(two_years(old=(106, 108)), "existing_spend_more").verdict == "less"
    assert card(two_years(old=(50, 60)), "existing_spend_more").verdict == "other_way"


def test_few_customers_or_a_young_file_say_nothing():
    assert card(
        study_of("Ann 2024-01-01 5\nAnn 2024-02-01 5\nBob 2024-02-29 5", **MONTH), "existing_spend_more"
    ).why_null == ("too_few_customers")
    early = two_years().with_settings(Settings(period=PeriodKind.MONTH, as_of=date(2022, 2, 28)))
    assert card(early, "existing_spend_more").why_null == "new_not_sure"


def test_the_best_fifth_of_the_year_before_and_what_they_brought_later():
    """50 customers: 10 spend 60 a month in 2022 and 20 in 2023, 40 spend 10 in both. 2023: 200 of 200 + 400 a month."""
    months = [date(2022 + month // 12, month % 12 + 1, day) for month in range(24) for day in (1, 28)]
    rows = [
        (f"c{who:02}", day, (60 if day.year == 2022 else 20) if who < 10 else 10, True)
        for day in months
        for who in range(50)
    ]
    study = Study(workbook_from(rows), Settings(**MONTH))
    found = card(study, "future_revenue")
    assert (found.yours, found.values["best"], found.verdict) == (pytest.approx(1 / 3), 10, "less")
    assert card(study.with_overrides(as_of=date(2023, 11, 30)), "future_revenue").why_null == "needs_two_years"


def test_new_products_are_those_the_file_shows_for_the_first_time():
    """In December 2023 all 50 old ones buy the new cup, of the 50 new ones 25: 100% likelier."""
    study = two_years()
    place = pl.int_range(pl.len()) - (study.workbook.orders.height - 50)
    cup = (pl.col("ordered_on") == date(2023, 12, 10)) | (
        (pl.col("ordered_on") == date(2023, 12, 31)) & (place % 2 == 0)
    )
    orders = study.workbook.orders.with_columns(product=pl.when(cup).then(pl.lit("cup")).otherwise(pl.lit("pot")))
    study = study.with_workbook(replace(study.workbook, orders=orders))
    found = card(study, "try_new_products")
    assert (found.yours, found.values["existing"], found.values["new"]) == (1.0, 1.0, 0.5)
    assert (round(found.low, 3), round(found.high, 3), found.verdict) == (0.516, 1.639, "more")
    assert card(two_years(), "try_new_products").why_null == "no_products"


def test_gaining_against_keeping_and_the_cost_of_a_click():
    """December: 50 won for 500, 50 kept for 50: ten times as much."""
    study = with_spending(two_years(), "2023-12-01 500 web new\n2023-12-01 50 mail keep")
    assert (card(study, "gaining_costs_more").yours, card(study, "gaining_costs_more").verdict) == (10.0, "as_claimed")
    spending = study.workbook.spending.with_columns(clicks=pl.Series([100.0, None]))
    clicked = study.with_workbook(replace(study.workbook, spending=spending))
    assert said(clicked, "cost_per_click") == ["In your spending file a click costs €5.00."]
    assert verdict_of(card(clicked, "cost_per_click"), EN) == "In your data it is more."


REASONS = ["too expensive"] * 4 + ["Service was bad"] * 5 + ["Umzug"] * 6 + ["nobody cared"] * 2 + ["other things"] * 3


def with_reasons(reasons: list[str]) -> Study:
    study = study_of("Ann 2024-01-01 5\nAnn 2024-02-29 5")
    days = [date(2024, 1, 1) + timedelta(days=place) for place in range(len(reasons))]
    feedback = pl.DataFrame(
        {"reason": reasons, "answered_on": days}, schema={"reason": pl.String, "answered_on": pl.Date}
    )
    return study.with_workbook(replace(study.workbook, feedback=feedback))


def test_reasons_sorted_by_words():
    found = with_reasons(REASONS)(leaving_reasons)
    assert found["share"].sum() == pytest.approx(1)
    assert found.with_columns(pl.col("share").round(6)).rows() == [
        ("moved", 6, 0.3), ("dissatisfied", 5, 0.25), ("price", 4, 0.2), ("other", 3, 0.15), ("nobody_cared", 2, 0.1)
    ]  # fmt: skip


def test_leaving_reasons_as_claims():
    study = with_reasons(REASONS)
    verdicts = {
        code: card(study, code).verdict for code in ("leaving_nobody_cared", "leaving_dissatisfied", "preventable")
    }
    assert verdicts == {
        "leaving_nobody_cared": "less",
        "leaving_dissatisfied": "as_claimed",
        "preventable": "as_claimed",
    }
    assert card(study, "preventable").yours == 0.7
    assert said(with_reasons(REASONS[:19]), "preventable")[0].endswith("and there are 19.")
    assert card(with_reasons([]), "preventable").why_null == "no_reasons"


def test_answers_after_the_last_day_are_not_seen_yet():
    study = with_reasons(REASONS)
    assert study.with_settings(Settings(as_of=date(2024, 1, 4)))(leaving_reasons).rows() == [("price", 4, 1.0)]


@pytest.mark.parametrize(
    "make",
    [two_years, lambda: study_of(""), lambda: study_of("Ann 2024-01-01"), lambda: with_reasons(REASONS),
     lambda: study_of("Ann 2024-01-01 -5"), lambda: with_spending(two_years(), "2023-12-01 0")],
)  # fmt: skip
def test_every_card_says_its_claim_and_either_a_number_or_what_is_missing(make):
    for found in claim_cards(make()):
        assert (found.yours is None) == (found.why_null is not None) == (found.verdict is None)
        for sentence in (what_they_say(found, EN), *what_your_data_says(found, EN)):
            assert sentence and "{" not in sentence and "None" not in sentence, found.code
        assert source_of(found, EN)
        assert bool(verdict_of(found, EN)) == (found.yours is not None)
        assert found.yours is None or what_would_be_enough(found, EN) is None


def test_no_sentence_is_left_without_a_card():
    codes = {found.code for found in claim_cards(two_years())}
    assert codes == set(THEIRS) == set(YOURS) | {"same_level"}
    assert all(sentence.startswith("Not enough data") for sentence in MISSING.values())


def test_what_would_be_enough_is_said_for_reasons_that_there_are():
    assert set(ENOUGH) <= {*MISSING, *WHY_NULL}


def test_claims_are_counted_by_what_the_data_can_tell():
    cards = claim_cards(two_years())
    told = [card for card in cards if card.verdict is not None]
    assert claims_as_said(two_years()) == (len([card for card in told if card.verdict == AS_CLAIMED]), len(told))
    assert 0 < len(told) < len(cards)


def test_claims_that_can_be_told_come_first_and_none_is_lost():
    found = claims_told_first(two_years())
    untold = [card.verdict is None for card in found]
    assert untold == sorted(untold)
    assert {card.code for card in found} == {card.code for card in claim_cards(two_years())}
