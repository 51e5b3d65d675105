"""The five usual mistakes: shares computable by eye, whom they are about, and why each cannot be told."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from retention_core.catalog.all_figures import compute
from retention_core.i18n import speech
from retention_core.kernel.settings import PeriodKind
from retention_core.kernel.study import Study
from retention_core.prescribe.playbook.retention_mistakes import (
    CHECKS,
    MistakeCheck,
    feedback,
    health,
    irregular,
    no_contact,
    nothing_personal,
    promises,
)
from retention_core.wording.prescribe.mistake_sentences import FIGURES, mistake_name, what_is_shown, what_to_mend
from tests.workbooks import study_of

FOUR = "\n".join(f"{who} 2024-03-0{day} 10" for day, who in enumerate("abcd", start=1))


def known(study: Study, **columns: list) -> Study:
    """The same study with what is known of its customers."""
    told = study.workbook.customers.with_columns(**{name: pl.Series(cells) for name, cells in columns.items()})
    return study.with_workbook(replace(study.workbook, customers=told))


def test_who_has_an_address_and_did_not_refuse_or_a_phone_can_be_reached():
    """a has an address, b refused, c has a phone only, d has nothing: two of four, which deserves a look."""
    found = no_contact(
        known(
            study_of(FOUR),
            email=["a@x.com", "b@x.com", None, None],
            consent=[True, False, True, True],
            phone=[None, None, "123", None],
        )
    )
    assert (found.part, found.whole, found.look, found.who.tolist()) == (2, 4, True, [1, 3])


def test_names_that_are_known():
    found = nothing_personal(known(study_of(FOUR), name=["Ann", "Bob", "Cy", None]))
    assert (found.share, found.look, found.who.tolist()) == (0.75, False, [3])


def test_refunds_of_ninety_days_are_held_against_the_year_before():
    """Lately: 4 purchases, 1 refund. The year before: 2 purchases, 1 refund."""
    shop = f"{FOUR}\na 2024-03-05 -10\na 2023-06-01 10\nb 2023-06-01 10\nb 2023-06-02 -3"
    found = promises(study_of(shop, as_of=date(2024, 3, 31)))
    assert (found.part, found.whole, found.look, found.compared, found.who.tolist()) == (1, 4, True, 0.5, [0])


def test_the_unhappy_who_came_back_are_held_against_the_others():
    """All answered on 4 March; a and b were unhappy and only a has bought since; c was happy and has, d has not."""
    study = study_of(f"{FOUR}\na 2024-04-01 5\nc 2024-04-02 5", as_of=date(2024, 4, 30))
    answers = pl.DataFrame(
        {"customer_code": [0, 1, 2, 3], "score": [2, 6, 9, 10], "answered_on": [date(2024, 3, 4)] * 4},
        schema_overrides={"customer_code": pl.UInt32},
    )
    found = feedback(study.with_workbook(replace(study.workbook, feedback=answers)))
    assert (found.part, found.whole, found.compared, found.look, found.who.tolist()) == (1, 2, 0.5, False, [1])


def test_who_is_silent_for_over_twice_the_own_rhythm_is_overdue():
    """Both came every second day; a last on 7 March, b on 1 March: silent for 1 and for 7 days."""
    days = {"a": (3, 5, 7), "b": (1, 27, 29)}
    start = {"a": date(2024, 3, 1), "b": date(2024, 2, 1)}
    lines = [f"a {start['a'] + timedelta(day - 1)} 5" for day in days["a"]]
    lines += [f"b {day} 5" for day in ("2024-02-26", "2024-02-28", "2024-03-01")]
    found = irregular(study_of("\n".join(lines), as_of=date(2024, 3, 8), period=PeriodKind.MONTH))
    assert (found.part, found.whole, found.who.tolist(), found.look) == (1, 2, [1], True)


def test_what_cannot_be_told_says_why_and_stands_last():
    found = health(study_of(FOUR))
    assert [check.look for check in found] == sorted(
        (check.look for check in found), key=lambda look: {True: 0, False: 1, None: 2}[look]
    )
    why = {check.mistake.value: check.why_null for check in found}
    assert why == {
        "no_contact": "no_contacts",
        "promises": None,
        "nothing_personal": "no_names",
        "feedback": "no_feedback",
        "irregular": "nobody_has_a_rhythm",
    }


@pytest.mark.parametrize("shop", ["", "a 2024-01-01", "a 2024-01-01 -5", "a 2020-01-01 5\nb 2024-01-01 5"])
def test_every_check_survives_a_poor_file(shop: str):
    study = study_of(shop) if shop else study_of(FOUR, as_of=date(2020, 1, 1))
    for check in CHECKS:
        found = check(study)
        assert (found.share is None) == (found.why_null is not None)
        assert found.share is None or found.share >= 0


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_is_said_and_has_its_figure(language: str):
    study = known(study_of(FOUR), email=["a@x.com", None, None, None], name=["Ann", None, None, None])
    for check in health(study):
        assert compute(FIGURES[check.mistake], study).value == check.share
        assert mistake_name(check.mistake, speech(language))
        if check.why_null is None:
            assert "{" not in what_is_shown(check, speech(language)) + what_to_mend(check, speech(language))


def test_a_check_that_looks_well_asks_for_nothing():
    assert (
        what_to_mend(MistakeCheck(health(study_of(FOUR))[0].mistake, 4, 4, look=False), speech("en"))
        == "That looks well."
    )
