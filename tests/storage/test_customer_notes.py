"""Notes about customers are kept on this computer, one field at a time."""

from pathlib import Path

import polars as pl
import pytest

from retention_core.storage.customer_notes import MOST_LETTERS, CustomerNote, CustomerNotes
from retention_core.storage.memory import Memory


@pytest.fixture
def kept(tmp_path: Path) -> CustomerNotes:
    return CustomerNotes(Memory(tmp_path / "retain"))


def test_a_note_is_found_again_by_another_process_and_an_empty_one_is_forgotten(kept: CustomerNotes) -> None:
    kept.write_owner("c1", "Ann")
    kept.write_note("c1", "likes tea")
    kept.set_do_not_contact("c1", silent=True)
    kept.write_note("c2", "x")
    again = CustomerNotes(Memory(kept.memory.folder))
    assert again.about("c1") == CustomerNote("Ann", "likes tea", do_not_contact=True)
    assert again.do_not_contact() == {"c1"}
    again.write_owner("c1", "")
    again.write_note("c1", "")
    again.set_do_not_contact("c1", silent=False)
    assert kept.all().keys() == {"c2"}


def test_each_field_is_written_alone_and_the_last_word_counts(kept: CustomerNotes) -> None:
    """Two windows with the same customer: neither undoes what the other wrote into another field."""
    other = CustomerNotes(Memory(kept.memory.folder))
    other.write_note("c1", "angry")
    other.set_do_not_contact("c1", silent=True)
    kept.write_owner("c1", "Ann")
    assert other.about("c1") == CustomerNote("Ann", "angry", do_not_contact=True)
    kept.write_note("c1", "calm again")
    assert other.about("c1") == CustomerNote("Ann", "calm again", do_not_contact=True)


def test_many_are_put_on_the_list_at_once_and_their_notes_stay(kept: CustomerNotes) -> None:
    kept.write_note("c1", "likes tea")
    kept.bar(f"c{n}" for n in range(5_000))
    assert len(kept.do_not_contact()) == 5_000
    assert kept.about("c1") == CustomerNote(note="likes tea", do_not_contact=True)
    kept.forget(["c1", "c2"])
    assert len(kept.do_not_contact()) == 4_998


@pytest.mark.parametrize(
    "text", ["\0", "'; DROP TABLE customer_notes; --", "店" * 50, "\r\n\t", "{customer}", "x" * 99_999]
)
def test_any_text_is_a_note_and_any_number_a_customer(kept: CustomerNotes, text: str) -> None:
    kept.write_note(text, text)
    assert kept.all() == {text: CustomerNote(note=text[:MOST_LETTERS])}


def test_who_looks_after_each_of_some_customers(kept: CustomerNotes) -> None:
    kept.write_owner("c1", "Ann")
    kept.write_note("c2", "no owner")
    assert kept.owners(pl.Series("customer_id", ["c2", "c1", "c9"])).to_list() == [None, "Ann", None]
