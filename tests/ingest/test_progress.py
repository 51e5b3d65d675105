"""A reading can be watched and stopped."""

import sys
import threading
import time
from pathlib import Path

import pytest

from retention_core.ingest import File, read_files
from retention_core.ingest.inputs.progress import ReadProgress
from retention_core.ingest.spreadsheets import child_process
from retention_core.kernel.errors import Stopped

ORDERS = b"customer,date,amount\n" + b"\n".join(b"c%d,2024-01-%02d,1.00" % (n % 7, n % 28 + 1) for n in range(50))


def _in_a_thread(watch: ReadProgress, file: File) -> list[object]:
    found: list[object] = []

    def read() -> None:
        watch.begin()
        try:
            found.append(read_files([file]))
        except Stopped as stopped:
            found.append(stopped)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    return found


def test_a_watch_that_was_stopped_ends_the_reading() -> None:
    watch = ReadProgress()
    watch.stop()
    assert isinstance(_in_a_thread(watch, File("orders.csv", content=ORDERS))[0], Stopped)


def test_a_watch_knows_where_the_reading_is() -> None:
    watch = ReadProgress()
    _in_a_thread(watch, File("orders.csv", content=ORDERS))
    assert (watch.stage, watch.file) == ("joining", "orders.csv")


def test_the_watch_of_one_reading_is_not_that_of_another() -> None:
    stopped = ReadProgress()
    stopped.stop()
    _in_a_thread(stopped, File("orders.csv", content=ORDERS))
    assert read_files([File("orders.csv", content=ORDERS)]).workbook is not None


def test_a_child_is_ended_at_once(tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    watch, begun, ended = ReadProgress(), time.monotonic(), []

    def run() -> None:
        watch.begin()
        with pytest.raises(Stopped):
            child_process.run(slow, seconds=50, megabytes=500)
        ended.append(time.monotonic() - begun)

    thread = threading.Thread(target=run)
    thread.start()
    watch.stop()
    thread.join(45)  # less than the child would take by itself
    assert ended, sys.version
