"""Derived tables are made once, and outlive a change of the settings that they do not hang on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from retention_core.kernel.memo import VARIANTS_KEPT
from retention_core.kernel.settings import PeriodKind, Settings
from retention_core.kernel.study import Study
from retention_core.kernel.workbook import Workbook
from tests.workbooks import study_of


def counting() -> tuple[list[Study], Study]:
    return [], study_of("Ann 2024-01-01")


def test_a_table_is_made_once():
    calls, study = counting()

    def table(asked: Study) -> int:
        calls.append(asked)
        return len(calls)

    assert (study(table), study(table), calls) == (1, 1, [study])


def test_only_the_settings_that_were_read_make_it_anew():
    calls, study = counting()

    def day(asked: Study) -> date | None:
        calls.append(asked)
        return asked.settings.as_of

    def told(asked: Study) -> str:
        calls.append(asked)
        return f"{asked(day)} {asked.settings.margin}"

    assert study(told) == "None None"
    assert study.with_settings(Settings(period=PeriodKind.YEAR))(told) == "None None"
    assert len(calls) == 2
    assert study.with_settings(Settings(margin=0.2))(told) == "None 0.2"
    assert len(calls) == 3
    assert study.with_settings(Settings(as_of=date(2024, 2, 1), margin=0.2))(told) == "2024-02-01 0.2"
    assert len(calls) == 5
    assert study(told) == "None None"
    assert len(calls) == 5


def test_what_was_not_used_for_longest_is_forgotten_first():
    calls, study = counting()

    def earned(asked: Study) -> float:
        calls.append(asked)
        return asked.settings.margin

    margins = [part / 10 for part in range(VARIANTS_KEPT)]
    for margin in (*margins, 0.0, 0.9, 0.0):
        assert study.with_settings(Settings(margin=margin))(earned) == margin
    assert len(calls) == VARIANTS_KEPT + 1
    study.with_settings(Settings(margin=0.1))(earned)
    assert len(calls) == VARIANTS_KEPT + 2


def test_a_setting_that_a_table_decides_itself_does_not_matter_to_it():
    calls, study = counting()

    def length(asked: Study) -> str:
        return f"{asked.settings.period} {asked.settings.margin}"

    def by_year(asked: Study) -> str:
        calls.append(asked)
        return asked.with_overrides(period=PeriodKind.YEAR)(length)

    weekly, cheap = study.with_settings(Settings(period=PeriodKind.WEEK)), study.with_settings(Settings(margin=0.2))
    assert [one(by_year) for one in (study, weekly, cheap)] == ["year None", "year None", "year 0.2"]
    assert len(calls) == 2
    assert (study(length), weekly(length)) == ("None None", "week None")


def test_a_table_of_another_workbook_follows_the_settings_too():
    calls, study = counting()

    def rows(asked: Study) -> tuple[int, date | None]:
        calls.append(asked)
        return asked.workbook.orders.height, asked.settings.as_of

    def without_orders(asked: Study) -> Workbook:
        return replace(asked.workbook, orders=asked.workbook.orders.clear())

    def both(asked: Study) -> list[tuple[int, date | None]]:
        return [asked(rows), asked.with_workbook(asked(without_orders))(rows)]

    assert study(both) == [(1, None), (0, None)]
    assert study.with_settings(Settings(margin=0.1))(both) == study(both)
    assert len(calls) == 2
    later = date(2024, 2, 1)
    assert study.with_settings(Settings(as_of=later))(both) == [(1, later), (0, later)]


def test_what_failed_half_way_is_made_again():
    study = study_of("Ann 2024-01-01")

    def broken(asked: Study) -> float:
        raise ValueError(asked.settings.margin)

    def kept(asked: Study) -> int:
        with suppress(ValueError):
            asked(broken)
        return 1

    assert [study(kept), study.with_settings(Settings(margin=0.1))(kept)] == [1, 1]
    with pytest.raises(ValueError, match=r"0\.1"):
        study.with_settings(Settings(margin=0.1))(broken)


def test_two_threads_make_it_once():
    calls, study = counting()

    def table(asked: Study) -> int:
        calls.append(asked)
        return len(calls)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: study(table), range(20)))
    assert (set(found), len(calls)) == ({1}, 1)


def test_a_table_is_made_once_for_each_of_what_is_given():
    calls, study = [], study_of("Ann 2024-01-01")

    def table(_: Study, column: str, *, most: int = 1) -> str:
        calls.append((column, most))
        return column * most

    assert [study(table, "a"), study(table, "b", most=2), study(table, "a"), study(table, "b", most=2)] == [
        "a",
        "bb",
    ] * 2
    assert calls == [("a", 1), ("b", 2)]


def test_what_a_study_returns_as_settings_is_settings():
    study = study_of("Ann 2024-01-01").with_settings(Settings(margin=0.2))
    assert isinstance(study.settings, Settings)
    assert study.settings == Settings(margin=0.2) == study.settings
    assert study.settings != Settings()
    assert hash(study.settings) == hash(Settings(margin=0.2))
    assert repr(study.settings) == repr(Settings(margin=0.2))
    assert replace(study.settings, margin=0.3) == Settings(margin=0.3)
    assert type(replace(study.settings, margin=0.3)) is Settings
    assert study.with_settings(study.settings).settings == study.settings


@pytest.mark.parametrize(
    "whole", [lambda chosen: chosen == Settings(), hash, lambda chosen: replace(chosen, margin=0.5).discount_rate]
)
def test_who_compares_or_copies_the_settings_hangs_on_all_of_them(whole: Callable[[Settings], object]):
    study = study_of("Ann 2024-01-01")

    def told(asked: Study) -> object:
        return whole(asked.settings)

    otherwise = Settings(discount_rate=0.3)
    assert [study(told), study.with_settings(otherwise)(told)] == [whole(Settings()), whole(otherwise)]
