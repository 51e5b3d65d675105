"""What earlier versions kept in three JSON files is taken over once; what is damaged in them is kept and said."""

import json
from pathlib import Path

import pytest

from retention_core.ingest import Answer, File
from retention_core.ingest.files.schema_fingerprint import schema_fingerprint
from retention_core.kernel.errors import HeldBack
from retention_core.kernel.settings import TierRules
from retention_core.storage import opening
from retention_core.storage.accepted_tiers import TierMemory
from retention_core.storage.customer_notes import CustomerNote, CustomerNotes
from retention_core.storage.mail_hold import MailHold
from retention_core.storage.memory import Memory
from retention_core.storage.remembered_answers import RememberedAnswers
from tests.workbooks import workbook_of

FILE = File("april.csv", content=b"customer,start,second,amount\na,2024-03-01,2024-03-02,1.00\n")
SHAPE = schema_fingerprint(FILE)
NOTE = {"owner": "Ann", "note": "likes tea", "do_not_contact": True}
ANSWER = {"code": "which_column", "choice": "second", "file": None, "field": "ordered_on"}
ANSWERED = {"like": "march.csv", "answers": [ANSWER]}
TIERS = {"names": ["gold", "rest"], "shares": [0.2], "thresholds": [12500], "months": 6, "decimals": 2}
OLD = {"customers.json": {"c1": NOTE}, "answers.json": {SHAPE: ANSWERED}, "tiers.json": {SHAPE: TIERS}}
BOOK = workbook_of("Ann 2024-01-01 5.00")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder as the version before left it."""
    for name, content in OLD.items():
        (tmp_path / name).write_text(json.dumps(content), "utf-8")
    return tmp_path


def test_everything_is_taken_over_and_the_files_go(folder: Path) -> None:
    memory = Memory(folder)
    assert CustomerNotes(memory).all() == {"c1": CustomerNote("Ann", "likes tea", do_not_contact=True)}
    assert CustomerNotes(memory).do_not_contact() == {"c1"}
    assert RememberedAnswers(memory).answers_for([FILE]) == (
        Answer("which_column", "second", "april.csv", "ordered_on"),
    )
    assert RememberedAnswers(memory).remembered()[0].like == "march.csv"
    assert TierMemory(memory).recall([FILE], BOOK) == TierRules(("gold", "rest"), (0.2,), (12_500,), 6)
    assert not list(folder.glob("*.json"))


def test_a_file_that_could_not_be_deleted_is_not_taken_over_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(opening, "delete_taken", lambda *_: None)
        CustomerNotes(Memory(folder)).forget(["c1"])
    assert (folder / "customers.json").exists()
    assert CustomerNotes(Memory(folder)).all() == {}
    assert not (folder / "customers.json").exists()


def test_a_file_that_comes_later_adds_and_never_lets_anybody_be_contacted(folder: Path) -> None:
    CustomerNotes(Memory(folder)).write_note("c1", "newer")
    CustomerNotes(Memory(folder)).write_note("c2", "newer")
    old = {"c1": NOTE | {"do_not_contact": False}, "c2": NOTE, "c3": NOTE}
    (folder / "customers.json").write_text(json.dumps(old), "utf-8")
    kept = CustomerNotes(Memory(folder))
    assert kept.about("c1").note == "newer"
    assert kept.do_not_contact() == {"c1", "c2", "c3"}


BROKEN = ["", "[]", "{", "5", "null", '"text"', "\ufeff{}", "[" * 100_000, '{"a":' * 100_000, "\0" * 99]


@pytest.mark.parametrize("name", OLD)
@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_kept_and_said_and_mail_waits_where_it_held_customers(
    folder: Path, name: str, content: str
) -> None:
    (folder / name).write_text(content, "utf-8")
    memory = Memory(folder)
    assert isinstance(RememberedAnswers(memory).remembered(), tuple)
    assert isinstance(RememberedAnswers(memory).answers_for([FILE]), tuple)
    TierMemory(memory).recall([FILE], BOOK)
    (aside,) = MailHold(memory).unseen()
    assert (folder / aside.file_name).read_text("utf-8") == content
    assert MailHold(memory).is_held() is (name == "customers.json")
    assert memory.trouble is None
    assert not (folder / name).exists()


OTHER_ENTRIES = [5, None, [], {}, "x", {"like": 5}, {"answers": 5}, ANSWERED | {"answers": [{}]}]
OTHER_ENTRIES += [
    ANSWERED | {"answers": {}},
    ANSWERED | {"answers": [ANSWER | {"choice": 1.5}]},
    NOTE | {"owner": None},
]
OTHER_ENTRIES += [
    NOTE | {"do_not_contact": "no"},
    TIERS | {"names": 5},
    TIERS | {"shares": ["x"]},
    TIERS | {"months": 2**70},
]
OTHER_ENTRIES += [
    TIERS | {"shares": []},
    TIERS | {"thresholds": [None]},
    TIERS | {"decimals": "2"},
    TIERS | {"months": True},
]


@pytest.mark.parametrize("name", OLD)
@pytest.mark.parametrize("other", OTHER_ENTRIES, ids=range(len(OTHER_ENTRIES)))
def test_an_entry_of_other_types_is_left_out_and_said_and_the_rest_is_taken(
    folder: Path, name: str, other: object
) -> None:
    (folder / name).write_text(json.dumps(OLD[name] | {"other": other}), "utf-8")
    memory = Memory(folder)
    assert CustomerNotes(memory).all().keys() == {"c1"}
    assert len(RememberedAnswers(memory).remembered()) == len(TierMemory(memory).kept()) == 1
    assert [one.rescued for one in MailHold(memory).unseen()] == [1]
    if name == "customers.json":
        with pytest.raises(HeldBack):
            CustomerNotes(memory).do_not_contact()


def test_half_a_character_pair_is_stored_as_a_question_mark(folder: Path) -> None:
    (folder / "customers.json").write_text('{"c\\ud800": {"owner": "\\udfff", "note": "", "do_not_contact": true}}')
    assert CustomerNotes(Memory(folder)).all() == {"c?": CustomerNote("?", do_not_contact=True)}
