"""A file of an earlier version becomes one of this, whole or not at all."""

import sqlite3
from pathlib import Path

import pytest

from retention_core.storage import schema
from retention_core.storage.connection import MemoryTrouble
from retention_core.storage.customer_notes import CustomerNotes
from retention_core.storage.memory import Memory
from retention_core.storage.opening import FILE_NAME

SECOND = "CREATE TABLE goals (name TEXT PRIMARY KEY);\nALTER TABLE customer_notes ADD COLUMN since TEXT;\n"


def test_a_file_of_the_version_before_keeps_everything_and_gains_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CustomerNotes(Memory(tmp_path)).set_do_not_contact("c1", silent=True)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, SECOND))
    kept = CustomerNotes(Memory(tmp_path))
    assert kept.do_not_contact() == {"c1"}
    assert kept.memory.rows("SELECT name FROM goals") == []
    assert kept.memory.rows("PRAGMA user_version") == [(2,)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a new rule does not hold for what is there: two customers with the same note."""
    CustomerNotes(Memory(tmp_path)).bar(["c1", "c3"])
    with monkeypatch.context() as broken:
        broken.setattr(
            schema, "MIGRATIONS", (*schema.MIGRATIONS, f"{SECOND}CREATE UNIQUE INDEX i ON customer_notes (note);")
        )
        kept = CustomerNotes(Memory(tmp_path))
        kept.write_note("c2", "x")
        assert kept.memory.trouble is MemoryTrouble.UNREADABLE
        assert kept.about("c2").note == "x"
    again = CustomerNotes(Memory(tmp_path))
    assert again.memory.trouble is None
    assert again.do_not_contact() == {"c1", "c3"}
    with sqlite3.connect(tmp_path / FILE_NAME) as file:
        assert schema.tables(file) == schema.expected_tables(1)


def test_scripts_are_split_where_a_statement_ends() -> None:
    script = "CREATE TABLE a (b TEXT DEFAULT ';');\nCREATE TRIGGER t AFTER DELETE ON a BEGIN SELECT 1; SELECT 2; END;\n"
    assert len(schema.statements(script)) == 2
