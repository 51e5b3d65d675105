"""Two processes, one that is killed, a full disk, a folder that cannot be written: nothing that was kept is lost."""

import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from retention_core.storage import memory as memory_module
from retention_core.storage.connection import MemoryTrouble, opened
from retention_core.storage.customer_notes import CustomerNote, CustomerNotes
from retention_core.storage.damaged_files import COPY
from retention_core.storage.mail_hold import MailHold
from retention_core.storage.memory import Memory
from retention_core.storage.opening import FILE_NAME
from tests.storage.stores import fill, read_only, small_disk, writer


@pytest.fixture(autouse=True)
def tried_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "SECONDS_BETWEEN_TRIALS", -1.0)


def _is_whole(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        return file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_two_processes_write_at_once_is_all_there(tmp_path: Path) -> None:
    most = 60
    running = [writer(tmp_path / "kept", name, most) for name in ("a", "b", "c")]
    assert [process.communicate()[0].split()[-1:] for process in running] == [[str(most - 1)]] * 3
    assert [process.returncode for process in running] == [0, 0, 0]
    kept = CustomerNotes(Memory(tmp_path / "kept"))
    assert kept.do_not_contact() == {f"{name}-{number}" for name in "abc" for number in range(most)}
    assert kept.about("shared").note in {f"{name}-{most - 1}" for name in "abc"}


@pytest.mark.parametrize("kills", [8, pytest.param(100, marks=pytest.mark.long)])
def test_a_process_killed_at_any_moment_loses_nothing_it_had_kept(tmp_path: Path, kills: int) -> None:
    """Also in the very first moments, when the file is made. One killed in mid-write leaves a customer not begun."""
    told = random.Random(f"kill-{kills}")
    for number in range(kills):
        folder = tmp_path / str(number // 4)
        process = writer(folder, f"p{number}", 100_000)
        time.sleep(told.uniform(0, 0.4))
        process.kill()
        counted = process.communicate()[0].split("\n")[:-1]
        kept = CustomerNotes(Memory(folder))
        silent = kept.do_not_contact()
        assert {f"p{number}-{told}" for told in counted} <= silent
        assert len([who for who in silent if who.startswith(f"p{number}-")]) <= len(counted) + 1
        assert all(kept.about(who).note for who in silent)
        assert _is_whole(folder)
        assert kept.memory.trouble is None


@pytest.mark.parametrize("kills", [6, pytest.param(60, marks=pytest.mark.long)])
def test_a_process_killed_while_it_mends_a_damaged_file_leaves_mail_held(tmp_path: Path, kills: int) -> None:
    told = random.Random(f"mend-{kills}")
    CustomerNotes(Memory(tmp_path / "sound")).bar(f"c{n}" for n in range(20_000))
    content = (tmp_path / "sound" / FILE_NAME).read_bytes()
    for number in range(kills):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / FILE_NAME).write_bytes(content[: len(content) // 2])
        process = writer(folder, "p", 100_000)
        time.sleep(told.uniform(0, 0.6))
        process.kill()
        process.communicate()
        hold = MailHold(Memory(folder))
        assert hold.is_held()
        kept_aside = [(folder / one.file_name).read_bytes() for one in hold.kept_aside()]
        assert content[: len(content) // 2] in kept_aside
        assert not [one for one in folder.iterdir() if one.name.startswith((f"{FILE_NAME}.new", COPY))]
        assert _is_whole(folder)


def test_on_a_full_disk_changes_are_in_use_and_written_as_soon_as_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "5m") as disk:
        kept = CustomerNotes(Memory(disk))
        kept.set_do_not_contact("before", silent=True)
        filler = fill(disk)
        kept.write_note("c1", "n" * 9_000)
        kept.set_do_not_contact("c2", silent=True)
        assert kept.memory.trouble is MemoryTrouble.FULL
        assert kept.memory.unsaved > 0
        assert kept.about("c1").note == "n" * 9_000
        assert kept.do_not_contact() == {"before", "c2"}
        filler.unlink()
        assert kept.memory.trouble is None
        assert kept.memory.unsaved == 0
        again = CustomerNotes(Memory(disk))
        assert again.do_not_contact() == {"before", "c2"}
        assert again.about("c1").note == "n" * 9_000


def test_what_was_kept_is_read_from_a_disk_that_was_full_at_the_start(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "5m") as disk:
        CustomerNotes(Memory(disk)).set_do_not_contact("before", silent=True)
        fill(disk)
        kept = CustomerNotes(Memory(disk))
        assert kept.do_not_contact() == {"before"}
        kept.set_do_not_contact("after", silent=True)
        assert kept.do_not_contact() == {"before", "after"}


def test_a_disk_full_from_the_first_day_is_told_and_the_memory_works(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1m") as disk:
        filler = fill(disk)
        kept = CustomerNotes(Memory(disk))
        kept.write_owner("c1", "Ann")
        assert kept.memory.trouble is MemoryTrouble.FULL
        assert kept.about("c1") == CustomerNote("Ann")
        assert kept.do_not_contact() == frozenset()
        filler.unlink()
        assert kept.memory.trouble is None
        assert CustomerNotes(Memory(disk)).about("c1") == CustomerNote("Ann")


@pytest.mark.parametrize("left_by_a_kill", [False, True])
def test_a_folder_that_cannot_be_written_is_read_and_changes_are_in_use(tmp_path: Path, left_by_a_kill: bool) -> None:
    with small_disk(tmp_path / "disk", "5m") as disk:
        CustomerNotes(Memory(disk)).set_do_not_contact("before", silent=True)
        if left_by_a_kill:
            _write_into_the_log_only(disk)
        with read_only(disk):
            kept = CustomerNotes(Memory(disk))
            kept.set_do_not_contact("after", silent=True)
            assert kept.do_not_contact() == {"before", "after"} | ({"in the log"} if left_by_a_kill else set())
            assert kept.memory.trouble is MemoryTrouble.READ_ONLY
        assert kept.memory.trouble is None
        assert {"before", "after"} <= CustomerNotes(Memory(disk)).do_not_contact()


def _write_into_the_log_only(folder: Path) -> None:
    """As a process leaves it that is killed right after it wrote."""
    sql = "INSERT INTO customer_notes (customer_id, do_not_contact) VALUES ('in the log', 1)"
    log = folder / f"{FILE_NAME}-wal"
    with opened(folder / FILE_NAME) as file:
        file.execute(sql)
        content = log.read_bytes()
        before = (folder / FILE_NAME).read_bytes()
    assert content
    (folder / FILE_NAME).write_bytes(before)
    log.write_bytes(content)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere; mounts stand in for it")
def test_a_folder_of_somebody_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir(mode=0o500)
    kept = CustomerNotes(Memory(tmp_path / "kept" / "deeper"))
    kept.write_note("c1", "x")
    assert kept.memory.trouble is MemoryTrouble.READ_ONLY
    assert kept.about("c1").note == "x"


def test_a_file_in_the_folders_place_is_told_and_mail_is_not_sure(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder")
    kept = CustomerNotes(Memory(tmp_path / "kept"))
    kept.write_note("c1", "x")
    assert kept.about("c1").note == "x"
    assert kept.memory.trouble is not None
    (tmp_path / "kept").unlink()
    assert kept.memory.trouble is None
    assert CustomerNotes(Memory(tmp_path / "kept")).about("c1").note == "x"


def test_while_another_program_holds_the_file_changes_wait_and_what_is_kept_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retention_core.storage.connection.SECONDS_TO_WAIT", 0.1)
    kept = CustomerNotes(Memory(tmp_path))
    kept.set_do_not_contact("before", silent=True)
    with opened(tmp_path / FILE_NAME) as holder:
        holder.execute("BEGIN IMMEDIATE")
        holder.execute("INSERT INTO customer_notes (customer_id, owner) VALUES ('c1', 'theirs')")
        kept.write_note("c1", "ours")
        assert kept.memory.trouble is MemoryTrouble.BUSY
        assert kept.about("c1").note == "ours"
        assert kept.do_not_contact() == {"before"}
        holder.execute("COMMIT")
    assert kept.memory.trouble is None
    assert kept.about("c1") == CustomerNote("theirs", "ours")


def test_a_mistake_of_ours_is_raised_and_does_not_wait_for_ever(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    with pytest.raises(sqlite3.IntegrityError):
        memory.change(("INSERT INTO customer_notes (customer_id, do_not_contact) VALUES ('c1', 7)", ()))
    assert memory.unsaved == 0
    with pytest.raises(sqlite3.OperationalError):
        memory.rows("SELECT nothing FROM customer_notes")
