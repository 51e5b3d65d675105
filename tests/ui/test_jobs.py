"""A reading in the background: taken over, refused, stopped, left behind, and without room on the disk."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from retention_core.ingest import File
from retention_core.ingest.process.reader import Reader
from retention_core.ingest.process.waiting_reader import WaitingReader
from retention_core.kernel.errors import Refused, Stopped
from retention_core.kernel.workbook import ReadResult
from tests.conftest import lacking
from tests.ingest.process.test_reader import large
from tests.ingest.shop import table
from ui.session import jobs
from ui.session.jobs import Job
from ui.session.store import Shop, Store

SECONDS = 300
GOOD = File("orders.csv", content=table().encode())


@pytest.fixture(autouse=True)
def readers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[WaitingReader]:
    monkeypatch.setenv("RETAIN_WORKSPACE", str(tmp_path / "workspace"))
    own = WaitingReader()
    monkeypatch.setattr(jobs, "READERS", own)
    yield own
    own.end()


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    own = Store()
    monkeypatch.setattr(jobs, "STORE", own)
    return own


def begun(shop: Shop, *files: File, new: bool = True) -> Job:
    return Job(shop, files or (GOOD,), (), new=new, page_after="overview").start()


def test_what_was_read_waits_in_its_shop(store: Store) -> None:
    shop = store.open()
    job = begun(shop)
    assert job.ended(SECONDS)
    assert isinstance(job.outcome, ReadResult)
    assert job.outcome is shop.waiting
    assert all(file.shape for file in job.files)
    assert shop.size() > 0


def test_a_refusal_leaves_no_tables(store: Store) -> None:
    shop = store.open()
    job = begun(shop, File("empty.csv", content=b""))
    assert job.ended(SECONDS)
    assert isinstance(job.outcome, Refused)
    assert job.outcome.code == "empty"
    until(lambda: not list(shop.folder.iterdir()))


def test_a_new_shop_that_was_stopped_goes(store: Store) -> None:
    shop = store.open()
    job = begun(shop, File("orders.csv", content=large(300_000)))
    job.watch.stop()
    assert job.ended(SECONDS)
    assert isinstance(job.outcome, Stopped)
    until(lambda: store.find(shop.token) is None)


def test_a_shop_left_in_the_middle_of_reading_goes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SECONDS_KEPT", 0.1)
    shop = store.open()
    job = begun(shop)
    assert job.ended(SECONDS)
    until(lambda: store.find(shop.token) is None)
    assert store.was_closed(shop.token)
    assert job.outcome is None
    assert not shop.folder.exists()


def test_a_reader_that_dies_leaves_what_is_open_as_it_is(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = store.open()
    first = begun(shop)
    assert first.ended(SECONDS)
    assert isinstance(first.outcome, ReadResult)
    shop.adopt(first.outcome, first.folder)
    asked = Reader.read

    def dies(reader: Reader, request: object) -> ReadResult:
        psutil.Process(reader.pid).kill()
        return asked(reader, request)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "read", dies)
    second = begun(shop, new=False)
    assert second.ended(SECONDS)
    assert isinstance(second.outcome, Refused)
    assert shop.reading is not None and shop.reading.workbook is not None
    assert shop.reading.workbook.orders["amount"].sum() > 0


@pytest.fixture
def five_megabytes(tmp_path: Path) -> Iterator[Path]:
    """A disk of 5 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if shutil.which("mount") is None or os.name != "posix" or os.geteuid() != 0:
        lacking("no right to mount a disk of 5 MB")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        lacking(f"no disk of 5 MB: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_without_room_for_tables_nothing_is_lost(five_megabytes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETAIN_FILES", str(five_megabytes))
    store = Store()
    monkeypatch.setattr(jobs, "STORE", store)
    shop = store.open()
    first = begun(shop)
    assert first.ended(SECONDS)
    assert isinstance(first.outcome, ReadResult)
    shop.adopt(first.outcome, first.folder)
    filler = five_megabytes / "filler"
    with filler.open("wb", buffering=0) as full, pytest.raises(OSError, match="No space"):
        while full.write(b"0" * 4_096):
            pass
    second = begun(shop, new=False)
    assert second.ended(SECONDS)
    assert isinstance(second.outcome, Refused)
    assert second.outcome.code == "disk_full"
    assert shop.reading is not None and shop.reading.workbook is not None
    assert shop.reading.workbook.orders["amount"].sum() > 0
    filler.unlink()
    third = begun(shop, new=False)
    assert third.ended(SECONDS)
    assert isinstance(third.outcome, ReadResult)


def until(holds: object) -> None:
    """Waits until something holds."""
    end = time.monotonic() + 60
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)
