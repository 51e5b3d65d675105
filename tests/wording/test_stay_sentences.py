"""What the pages on customers say in one sentence, and what they keep to themselves."""

import numpy as np
import polars as pl
import pytest

from retention_core.describe.cycle.gap_steps import step_table
from retention_core.describe.statistics.survival import kaplan_meier
from retention_core.i18n import speech
from retention_core.kernel.settings import PeriodKind
from retention_core.wording.describe import stay_sentences as sentences

EN = speech("en")


def _groups(*rows: tuple[str, float | None, float | None, float | None]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=["group", "share", "low", "high"], orient="row")


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (_groups(("A", 0.5, 0.4, 0.6), ("B", 0.1, 0.05, 0.2)), "A leave most: 50%. B leave least: 10%."),
        (
            _groups(("A", 0.5, 0.2, 0.8), ("B", 0.4, 0.1, 0.7)),
            "The groups differ by no more than chance would make them.",
        ),
        (_groups(("A", 0.5, 0.2, 0.8), ("B", None, None, None)), "There is only one group."),
    ],
)
def test_groups_are_named_only_where_chance_cannot_explain_them(groups: pl.DataFrame, said: str) -> None:
    assert sentences.who_leaves_most(groups, EN) == said


@pytest.mark.parametrize(
    ("months", "left", "said"),
    [
        (
            [3.0, 8.0, 14.0, 14.0],
            [True, True, False, False],
            "75 stay longer than half a year and 50 longer than a year",
        ),
        ([2.0, 4.5, 4.5, 4.5], [True, False, False, False], "75 stay longer than 4 months"),
    ],
)
def test_nothing_is_said_of_times_that_nobody_was_seen_for(months: list[float], left: list[bool], said: str) -> None:
    assert said in sentences.how_long_they_stay(kaplan_meier(np.array(months), np.array(left)), EN)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ({0: 1.0}, sentences.TOO_EARLY),
        ({0: 1.0, 1: 0.25, 2: 0.2}, "Of 100 new customers, 25 come again in the next month."),
        (
            {0: 1.0, 1: 0.25, 6: 0.08},
            "Of 100 new customers, 25 come again in the next month, and 8 in the 6th month after.",
        ),
    ],
)
def test_new_customers_are_followed_as_far_as_they_were_seen(shares: dict[int, float], said: str) -> None:
    curve = pl.DataFrame({"age": list(shares), "share": list(shares.values())})
    assert sentences.who_comes_again(curve, PeriodKind.MONTH, EN) == said


def test_the_fastest_and_the_slowest_are_named_where_several_are_compared() -> None:
    fast = kaplan_meier(np.array([5, 5], np.int32), np.array([True, True]))
    slow = kaplan_meier(np.array([50, 50], np.int32), np.array([True, True]))
    said = sentences.how_long_away(step_table({"tea": slow, "coffee": fast}), EN)
    assert said == "It goes fastest: coffee (half within 5 days); and slowest: tea (half within 50 days)."
    assert "half of the customers are back within 5 days" in sentences.how_long_away(step_table({"all": fast}), EN)


def test_a_group_is_called_by_its_value() -> None:
    names = [
        sentences.group_name(value, rest=rest, speech=EN) for value, rest in (("A", False), (None, False), (None, True))
    ]
    assert names == ["A", "not known", "all others"]
    assert sentences.column_name("trait: Payment method", EN) == "Payment method"
