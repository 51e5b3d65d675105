"""Things worth doing: for whom each is, and how much money it is about."""

from datetime import date, timedelta

import pytest

from retention_core.catalog.all_figures import compute
from retention_core.i18n import speech
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.prescribe.playbook.ranked_plays import PLAYS, playbook, plays, ranked_plays
from retention_core.prescribe.plays.exit_survey import exit_survey
from retention_core.prescribe.plays.key_accounts import key_accounts
from retention_core.prescribe.plays.next_tier import next_tier
from retention_core.prescribe.plays.play import Play
from retention_core.prescribe.plays.second_purchase import second_purchase
from retention_core.prescribe.plays.slipping_away import slipping_away
from retention_core.prescribe.plays.win_back import win_back
from retention_core.wording.prescribe.play_sentences import (
    AT_STAKE,
    SENTENCES,
    TITLES,
    how_seen,
    play_sentence,
    play_title,
    what_to_say,
)
from tests.workbooks import contracts_of, study_of, workbook_from

SHOP = """
Ann 2024-01-01 10
Ann 2024-01-11 10
Bob 2024-01-20 10
Bob 2024-02-09 10
Cyd 2024-02-20 10
Dan 2024-02-28 10
"""


def who(play: Play) -> list[int]:
    return play.who.tolist()


def test_first_time_buyers_are_brought_back_while_half_of_those_who_ever_come_back_do():
    """Ann came back after 10 days, Bob after 20: 15. Of the two who have not, only Dan bought within them of 8 March.

    Six purchase days brought 10 each.
    """
    found = second_purchase(study_of(SHOP, as_of=date(2024, 3, 8)))
    assert (who(found), found.at_stake, found.values["days"]) == ([3], 1000, 15)


def test_a_shop_to_which_nobody_ever_came_back_has_no_such_time():
    assert second_purchase(study_of("Ann 2024-01-01 10")).why_null == "nobody_bought_twice"


@pytest.mark.parametrize(("last", "slipping"), [(15, []), (16, [0])])
def test_an_active_customer_silent_for_over_half_a_period_is_slipping_away(last, slipping):
    """Ann's last day is 31 January; 15 days are half of a month. Cyd bought once only, Bob is not active any more."""
    shop = "Ann 2024-01-01 10\nAnn 2024-01-31 15\nBob 2023-10-01 9\nBob 2023-10-02 9\nCyd 2024-01-29 10"
    found = slipping_away(study_of(shop, as_of=date(2024, 2, last), period=PeriodKind.MONTH))
    assert (who(found), found.at_stake) == (slipping, 2500 if slipping else 0)


def stairs(buyers: int = 40) -> str:
    """c01 spent 1, c02 spent 2 ... all on one day."""
    return "\n".join(f"c{number:02} 2024-01-01 {number}" for number in range(1, buyers + 1))


def test_those_who_lack_no_more_than_they_usually_spend_are_just_below_the_next_tier():
    """40 spend 1 to 40 once; the lines are 37, 29 and 17. To 17 lack 9 to 16 (8 to 1), to 29 all of 17 to 28,
    to 37 all of 29 to 36: nobody lacks more than they spent."""
    found = next_tier(study_of(stairs()))
    assert who(found) == [*range(8, 36)]
    assert found.at_stake == 100 * (sum(range(1, 9)) + sum(range(1, 13)) + sum(range(1, 9)))


def test_too_few_buyers_have_no_tiers_to_be_just_below():
    assert next_tier(study_of(stairs(39))).why_null == "too_few_for_tiers"


def test_the_best_of_a_year_ago_who_have_not_bought_since_can_be_won_back():
    """Today's best tier begins at 37. Zed spent 50 in 2022 and nothing in 2023; Yan spent 20 only."""
    old = "Abe 2022-01-01 1\nZed 2022-06-01 50\nYan 2022-06-01 20\n"
    shop = old + stairs().replace("2024-01-01", "2023-12-31")
    found = win_back(study_of(shop, as_of=date(2023, 12, 31)))
    assert (found.customers, found.at_stake) == (1, 5000)
    assert win_back(study_of(stairs())).why_null == "needs_two_years"


def two_years(spent_again: int) -> str:
    """Key brings 100 of 109 in the first year, and so much in the second; Max brings as much as all others then."""
    others = [f"o{n} {year}-06-01 1" for n in range(1, 10) for year in (2022, 2023)]
    return "\n".join([*others, "Key 2022-01-01 100", f"Key 2023-12-31 {spent_again}"])


def test_at_stake_of_key_accounts_is_what_those_of_a_year_ago_have_since_spent_less():
    """Key spent 100, then 60: 40% less. 40% of the 60 that Key brings now are 24."""
    found = key_accounts(study_of(two_years(60), as_of=date(2023, 12, 31)))
    assert (found.customers, found.at_stake, float(found.values["gone"])) == (1, 2400, pytest.approx(0.4))


def test_key_accounts_are_a_tenth_of_the_buyers_where_half_of_the_revenue_comes_from_many():
    """Ten buyers at the most: a tenth is one."""
    found = key_accounts(study_of(two_years(5), as_of=date(2023, 12, 31)))
    assert found.customers == 1
    assert 0 < found.values["share"] < 0.5


def test_subscribers_who_left_in_the_last_period_are_asked_and_a_years_fees_are_at_stake():
    """In March Bob left, who paid 20 a month; Cyd left in February."""
    lines = "Ann 2024-01-01 - Basic 20\nBob 2024-01-01 2024-03-15 Basic 20\nCyd 2024-01-01 2024-02-10 Basic 20"
    found = exit_survey(Study(contracts_of(lines), Settings(as_of=date(2024, 3, 31))))
    assert (who(found), found.at_stake) == ([1], 12 * 2000)


def test_the_three_with_most_money_are_worth_doing_first_and_nobody_is_left_to_do_nothing_for():
    study = study_of(SHOP, as_of=date(2024, 3, 8))
    everything = study(plays)
    assert [play.at_stake or 0 for play in everything] == sorted(play.at_stake or 0 for play in everything)[::-1]
    assert len(everything) == len(PLAYS)
    assert all(play.customers for play in study(ranked_plays))


def test_a_shop_without_amounts_sorts_by_customers():
    rows = [(f"c{n % 50}", date(2023, 1, 1) + timedelta(days=n), None, True) for n in range(365)]
    found = Study(workbook_from(rows))(ranked_plays)
    assert [play.customers for play in found] == sorted((play.customers for play in found), reverse=True)
    assert all(play.at_stake is None for play in found)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_thing_worth_doing_has_its_words(language):
    assert set(TITLES) == set(SENTENCES) == set(AT_STAKE) == {play.code for play in study_of(SHOP)(playbook)}
    values = {
        "days": 1,
        "gone": 0.5,
        "share": 0.5,
        "first": "Tea",
        "then": "Cake",
        "confidence": 0.5,
        "first_day": date(2024, 1, 1),
        "last_day": date(2024, 1, 31),
    }
    for code in TITLES:
        play = Play(code, values=values)
        assert what_to_say(play, speech(language))
        assert how_seen(play, speech(language))
        assert play_title(play, speech(language))
        assert play_sentence(play, None, speech(language)) in play_sentence(
            play, study_of(SHOP).workbook.money(100), speech(language)
        )


def test_a_figure_of_a_thing_worth_doing_opens_its_customers():
    study = study_of(SHOP, as_of=date(2024, 3, 8))
    found = compute("todo.second_purchase.customers", study)
    assert found.value == 1
    assert found.customers is not None
    assert found.customers(study)["customer_code"].to_list() == [3]
