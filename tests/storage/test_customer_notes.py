"""Remarks about customers are kept on this computer, and survive whatever is in their file."""

from pathlib import Path

import polars as pl
import pytest

from retention_core.storage.customer_notes import NOTHING, CustomerNote, CustomerNotes


@pytest.fixture
def kept(tmp_path: Path) -> CustomerNotes:
    return CustomerNotes(tmp_path / "retain")


def test_a_remark_is_found_again_and_an_empty_one_is_forgotten(kept):
    kept.write("c1", CustomerNote("Ann", "likes tea", do_not_contact=True))
    kept.write("c2", CustomerNote(note="x"))
    assert kept.about("c1") == CustomerNote("Ann", "likes tea", do_not_contact=True)
    assert kept.do_not_contact() == {"c1"}
    kept.write("c1", NOTHING)
    assert kept.all().keys() == {"c2"}


@pytest.mark.parametrize("written", ["", "[]", "{", '{"c1": 5}', '{"c1": {"owner": null, "note": 7}}'])
def test_a_file_written_by_hand_is_no_danger(kept, written):
    kept.folder.mkdir()
    (kept.folder / "customers.json").write_text(written, "utf-8")
    assert isinstance(kept.about("c1"), CustomerNote)
    kept.write("c3", CustomerNote(owner="Bob"))
    assert kept.about("c3").owner == "Bob"


def test_who_looks_after_each_of_some_customers(kept):
    kept.write("c1", CustomerNote("Ann"))
    kept.write("c2", CustomerNote(note="no owner"))
    assert kept.owners(pl.Series("customer_id", ["c2", "c1", "c9"])).to_list() == [None, "Ann", None]
