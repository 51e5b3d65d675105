"""Derived tables are made once, and those of the workbook alone outlive a change of settings."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from retention_core.settings import Settings
from retention_core.study import Study, of_workbook
from tests.workbooks import study_of


def counting() -> tuple[list[Study], Study]:
    return [], study_of("Ann 2024-01-01")


def test_a_table_is_made_once():
    calls, study = counting()

    def table(asked: Study) -> int:
        calls.append(asked)
        return len(calls)

    assert (study(table), study(table), calls) == (1, 1, [study])


def test_other_settings_make_it_anew():
    calls, study = counting()

    def table(asked: Study) -> date | None:
        calls.append(asked)
        return asked.settings.as_of

    later = study.under(Settings(as_of=date(2024, 2, 1)))
    assert (study(table), later(table), len(calls)) == (None, date(2024, 2, 1), 2)


def test_a_table_of_the_workbook_alone_is_shared():
    calls, study = counting()

    @of_workbook
    def table(asked: Study) -> int:
        calls.append(asked)
        return asked.workbook.orders.height

    studies = [study, study.under(Settings(margin=0.1)), study.under(Settings(margin=0.2))]
    assert ([one(table) for one in studies], len(calls)) == ([1, 1, 1], 1)


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
