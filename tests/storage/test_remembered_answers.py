"""Answers are remembered for files of the same shape, and can be forgotten."""

from pathlib import Path

import pytest

from retention_core.ingest import Answer, File
from retention_core.ingest.files.schema_fingerprint import schema_fingerprint
from retention_core.storage import remembered_answers
from retention_core.storage.memory import Memory
from retention_core.storage.remembered_answers import RememberedAnswers

MARCH = b"Report of March\ncustomer,start,second,amount\na,2024-03-01,2024-03-02,1.00\n"
APRIL = b"Report of April\ncustomer,start,second,amount\nb,2024-04-05,2024-04-07,2.50\nc,2024-04-06,2024-04-08,3.00\n"
OTHER = b"customer;day;amount\na;01.03.2024;1,00\n"
CHOSEN = Answer("which_column", "second", "march.csv", "ordered_on")


@pytest.fixture
def memory(tmp_path: Path) -> RememberedAnswers:
    return RememberedAnswers(Memory(tmp_path / "retain"))


def test_next_month_s_export_is_read_as_this_month_s_was(memory: RememberedAnswers) -> None:
    memory.remember([File("march.csv", content=MARCH)], [CHOSEN])
    recalled = memory.answers_for([File("april.csv", content=APRIL)])
    assert recalled == (Answer("which_column", "second", "april.csv", "ordered_on"),)


def test_a_file_of_another_shape_recalls_nothing(memory: RememberedAnswers) -> None:
    memory.remember([File("march.csv", content=MARCH)], [CHOSEN])
    assert memory.answers_for([File("march.csv", content=OTHER)]) == ()


def test_what_is_forgotten_is_gone(memory: RememberedAnswers) -> None:
    memory.remember([File("march.csv", content=MARCH)], [CHOSEN])
    memory.forget([File("april.csv", content=APRIL)])
    assert memory.answers_for([File("march.csv", content=MARCH)]) == ()


def test_what_is_remembered_is_listed_and_forgotten_one_by_one(memory: RememberedAnswers) -> None:
    memory.remember([File("march.csv", content=MARCH)], [CHOSEN])
    memory.remember([File("other.csv", content=OTHER)], [Answer("day_order", "day_first", "other.csv")])
    latest, first = memory.remembered()
    assert (latest.like, latest.codes, first.like, first.codes) == (
        "other.csv",
        ("day_order",),
        "march.csv",
        ("which_column",),
    )
    memory.forget_shapes([latest.shape])
    assert [one.like for one in memory.remembered()] == ["march.csv"]


def test_an_answer_about_one_file_does_not_reach_another(memory: RememberedAnswers) -> None:
    both = [File("march.csv", content=MARCH), File("other.csv", content=OTHER)]
    memory.remember(both, [CHOSEN])
    assert memory.answers_for([File("x.csv", content=OTHER)]) == ()


def test_the_oldest_shapes_are_forgotten_first(memory: RememberedAnswers, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 20
    monkeypatch.setattr(remembered_answers, "MOST_SHAPES", most)
    for number in range(most + 2):
        memory.remember([File("a.csv", content=b"customer,c%d\n1,2\n" % number)], [Answer("q", "c", "a.csv")])
    assert memory.answers_for([File("a.csv", content=b"customer,c1\n1,2\n")]) == ()
    assert memory.answers_for([File("a.csv", content=b"customer,c%d\n5,6\n" % (most + 1))])


def test_a_large_file_is_known_by_its_beginning(tmp_path: Path) -> None:
    long = tmp_path / "long.csv"
    long.write_bytes(MARCH + b"a,2024-03-01,2024-03-02,1.00\n" * 200_000)
    assert schema_fingerprint(File("long.csv", path=long)) == schema_fingerprint(File("march.csv", content=MARCH))


def test_what_cannot_be_opened_has_no_shape() -> None:
    assert schema_fingerprint(File("x.png", content=b"\x89PNG\r\n\x1a\n" + b"0" * 99)) is None
