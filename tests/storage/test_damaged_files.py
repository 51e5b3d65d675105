"""A damaged file is kept aside and said, what can be read of it is in use, and mail waits until the user has looked."""

import random
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from retention_core.kernel.errors import HeldBack
from retention_core.storage import schema
from retention_core.storage.connection import MemoryTrouble, opened
from retention_core.storage.customer_notes import CustomerNotes
from retention_core.storage.everything import as_json, forget_everything
from retention_core.storage.mail_hold import MailHold
from retention_core.storage.memory import Memory
from retention_core.storage.opening import FILE_NAME

CUSTOMERS = 3_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The memory of somebody with a long list."""
    CustomerNotes(Memory(tmp_path / "kept")).bar(f"c{n}" for n in range(CUSTOMERS))
    return tmp_path / "kept"


def _other_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE customer_notes (customer_id, owner, note, do_not_contact)")


def _by_sql(sql: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with opened(path) as file:
            file.execute("PRAGMA ignore_check_constraints = ON")
            file.execute(sql)

    return damage


def _cut(share: float) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)]) and None


DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "one byte": lambda path: path.write_bytes(b"S"),
    "text": lambda path: path.write_text('{"c1": {}}'),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "half": _cut(0.5),
    "nearly whole": _cut(0.99),
    "head only": _cut(0.02),
    "other program": _other_database,
    "table gone": _by_sql("DROP TABLE customer_notes"),
    "column gone": _by_sql("ALTER TABLE customer_notes DROP COLUMN note"),
    "other types": _by_sql("UPDATE customer_notes SET owner = x'ff00', note = 5.5 WHERE customer_id = 'c7'"),
    "other values": _by_sql("UPDATE customer_notes SET do_not_contact = 9 WHERE customer_id = 'c7'"),
}


@pytest.mark.parametrize("while_running", [False, True])
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_kept_said_and_mail_waits(folder: Path, name: str, while_running: bool) -> None:
    memory = Memory(folder)
    if while_running:
        assert CustomerNotes(memory).barred()
    DAMAGES[name](folder / FILE_NAME)
    damaged = (folder / FILE_NAME).read_bytes()
    kept, hold = CustomerNotes(memory), MailHold(memory)
    with pytest.raises(HeldBack):
        kept.do_not_contact()
    kept.write_note("new", "x")
    (aside,) = hold.unseen()
    assert (folder / aside.file_name).read_bytes() == damaged
    assert aside.rescued + 1 == len(kept.all())
    assert MailHold(Memory(folder)).is_held()
    with pytest.raises(HeldBack):
        kept.do_not_contact()
    hold.looked_at(aside.file_name)
    assert kept.do_not_contact() == kept.barred()
    assert not MailHold(Memory(folder)).is_held()
    assert len(MailHold(Memory(folder)).kept_aside()) == 1
    assert CustomerNotes(Memory(folder)).about("new").note == "x"


@pytest.mark.parametrize(
    ("name", "least"), [("nearly whole", CUSTOMERS * 0.95), ("half", CUSTOMERS / 10), ("other types", 2_999)]
)
def test_what_can_still_be_read_is_in_use(folder: Path, name: str, least: float) -> None:
    DAMAGES[name](folder / FILE_NAME)
    barred = CustomerNotes(Memory(folder)).barred()
    assert least <= len(barred) < CUSTOMERS
    assert barred <= {f"c{n}" for n in range(CUSTOMERS)}


@pytest.mark.parametrize("times", [25, pytest.param(400, marks=pytest.mark.long)])
def test_whatever_the_bytes_nobody_falls_off_the_list_unsaid(folder: Path, times: int) -> None:
    """Pages of the file overwritten, cut out, doubled. SQLite cannot see letters changed inside a text."""
    whole, told = (folder / FILE_NAME).read_bytes(), random.Random(f"bytes-{times}")
    for number in range(times):
        place = folder.with_name(f"kept-{number}")
        place.mkdir()
        (place / FILE_NAME).write_bytes(_mutated(whole, told))
        kept = CustomerNotes(Memory(place))
        barred = kept.barred()
        assert len(barred) == CUSTOMERS or MailHold(kept.memory).is_held()
        kept.write_note("new", "x")
        assert CustomerNotes(Memory(place)).about("new").note == "x"


def _mutated(content: bytes, told: random.Random) -> bytes:
    page = 4096
    at = told.randrange(0, len(content), page)
    kind = told.choice(["zeros", "noise", "cut", "out", "twice"])
    if kind == "cut":
        return content[: told.randrange(len(content))]
    if kind == "out":
        return content[:at] + content[at + page :]
    if kind == "twice":
        return content[: at + page] + content[at:]
    return content[:at] + (bytes(page) if kind == "zeros" else told.randbytes(page)) + content[at + page :]


def test_a_file_that_cannot_be_opened_is_not_touched_and_mail_waits(folder: Path) -> None:
    content = (folder / FILE_NAME).read_bytes()
    (folder / FILE_NAME).unlink()
    (folder / FILE_NAME).mkdir()
    kept = CustomerNotes(Memory(folder))
    kept.write_note("c1", "x")
    assert kept.memory.trouble is MemoryTrouble.UNREADABLE
    with pytest.raises(HeldBack):
        kept.do_not_contact()
    (folder / FILE_NAME).rmdir()
    (folder / FILE_NAME).write_bytes(content)
    again = CustomerNotes(Memory(folder))
    assert len(again.do_not_contact()) == CUSTOMERS


def test_a_file_of_a_newer_version_is_left_alone_and_mail_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE goals (name TEXT PRIMARY KEY);"))
        CustomerNotes(Memory(folder)).write_note("c1", "of the newer")
    content = (folder / FILE_NAME).read_bytes()
    kept = CustomerNotes(Memory(folder))
    kept.write_note("c2", "x")
    assert kept.memory.trouble is MemoryTrouble.NEWER
    assert kept.about("c2").note == "x"
    with pytest.raises(HeldBack):
        kept.do_not_contact()
    assert (folder / FILE_NAME).read_bytes() == content


def test_the_files_are_for_this_user_alone(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / FILE_NAME).chmod(0o644)
    (folder / "customers.json").write_text("{")
    kept = CustomerNotes(Memory(folder))
    with opened(folder / FILE_NAME) as file:
        file.execute("BEGIN IMMEDIATE")
        file.execute("INSERT INTO customer_notes (customer_id) VALUES ('x')")
        kept.barred()
        rights = {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", "retain.lock"} < set(rights)
    assert set(rights.values()) == {0o600}


def test_a_folder_chosen_by_the_user_that_holds_other_things_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "letter.txt").write_text("x")
    CustomerNotes(Memory(tmp_path)).write_note("c1", "x")
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_what_is_forgotten_is_gone_from_the_disk(folder: Path) -> None:
    memory = Memory(folder)
    CustomerNotes(memory).write_note("c1", "SECRET WORD")
    (folder / FILE_NAME).write_bytes((folder / FILE_NAME).read_bytes()[:-4096])
    CustomerNotes(memory).write_note("c2", "SECRET TOO")
    assert b"SECRET TOO" in as_json(memory)
    forget_everything(memory)
    assert b"SECRET" not in as_json(memory)
    left = b"".join(one.read_bytes() for one in folder.iterdir())
    assert b"SECRET" not in left
    assert MailHold(memory).kept_aside() == ()
