"""A file is read in a process of its own: the same result, or a refusal in words, and nobody else is touched."""

import gzip
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import polars as pl
import psutil
import pytest

from retention_core.ingest import Answer, File, read_files
from retention_core.ingest.inputs.progress import ReadProgress
from retention_core.ingest.process.budget import Budget, budget_for
from retention_core.ingest.process.read_request import ReadRequest
from retention_core.ingest.process.reader import PROJECT, Reader
from retention_core.ingest.process.waiting_reader import WaitingReader
from retention_core.kernel.errors import Refused, RetainError, Stopped
from retention_core.kernel.workbook import ReadResult, Workbook
from retention_core.simulate import sample_csv
from tests.ingest.shop import table
from tests.ingest.test_mutations import MADE

ENOUGH = Budget(seconds=300, memory=8 << 30, written=1 << 30)
ASKED = b"customer,start date,second date,amount\n" + b"\n".join(
    b"c%d,2024-01-%02d,2024-02-%02d,3.50" % (n % 7, n, n) for n in range(1, 28)
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One for all files that end no reader."""
    one = Reader()
    yield one
    one.end()


@pytest.fixture
def own_reader() -> Iterator[Reader]:
    one = Reader()
    yield one
    one.end()


def large(rows: int) -> bytes:
    """A file that takes the careful way, long enough to do something to its reader meanwhile."""
    lines = (f"c{n % 999},2024-0{n % 9 + 1}-{n % 28 + 1:02},{n % 97}.50,né{n % 50}" for n in range(rows))
    return ("customer,date,amount,product\n" + "\n".join(lines)).encode("cp1252")


def here(file: File, answers: tuple[Answer, ...] = ()) -> ReadResult | RetainError:
    try:
        return read_files([file], answers)
    except RetainError as error:
        return error


def there(reader: Reader, request: ReadRequest) -> ReadResult | RetainError:
    try:
        return reader.read(request)
    except RetainError as error:
        return error


def assert_equal(one: object, other: object) -> None:
    """Equal in every value, and every frame equal in its types too."""
    assert type(one) is type(other)
    if isinstance(one, pl.DataFrame):
        assert isinstance(other, pl.DataFrame) and one.schema == other.schema and one.equals(other)
    elif isinstance(one, RetainError):
        assert isinstance(other, RetainError) and (one.code, one.values) == (other.code, other.values)
    elif hasattr(one, "__dataclass_fields__"):
        for told in fields(one):  # type: ignore[arg-type]
            assert_equal(getattr(one, told.name), getattr(other, told.name))
    elif isinstance(one, tuple) and isinstance(other, tuple):
        assert len(one) == len(other)
        for this, that in zip(one, other, strict=True):
            assert_equal(this, that)
    else:
        assert one == other


FILES = {
    **MADE,
    "cafe.csv": lambda: sample_csv("cafe"),
    "gym.csv": lambda: sample_csv("gym"),
    "two dates.csv": lambda: ASKED,
    "empty.csv": lambda: b"",
    "picture.png": lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 99,
    "latin.csv": lambda: large(50),
    "outlier and total.csv": lambda: (
        b"customer,date,amount\n"
        + b"".join(b"c%d,2024-01-%02d,10.00\n" % (n % 7, n % 28 + 1) for n in range(99))
        + b"c1,2024-02-01,9999.00\nTotal,,12.00\n"
    ),
    "packed.csv.gz": lambda: gzip.compress(table().encode()),
}


@pytest.mark.parametrize("name", FILES)
def test_another_process_reads_what_this_one_would(name: str, reader: Reader, tmp_path: Path) -> None:
    file = File(name, content=FILES[name]())
    assert_equal(there(reader, ReadRequest([file], tmp_path)), here(file))


def test_answers_go_along(reader: Reader, tmp_path: Path) -> None:
    file, answer = File("two dates.csv", content=ASKED), Answer("day_column", "second date", None, "ordered_on")
    question = here(file)
    assert isinstance(question, ReadResult) and question.questions
    asked = question.questions[0]
    answer = Answer(asked.code, "second date", asked.file, asked.field)
    assert_equal(there(reader, ReadRequest([file], tmp_path, (answer,))), here(file, (answer,)))


def test_shapes_are_made_there_and_go_along(reader: Reader, tmp_path: Path) -> None:
    files = [File("a.csv", content=table().encode()), File("b.png", content=b"\x89PNG\r\n\x1a\n" + b"0" * 99)]
    known = reader.shapes(ReadRequest(files, tmp_path))
    assert known[0].shape and known[1].shape == ""
    assert [file.content for file in known] == [file.content for file in files]


def test_where_it_is_is_told(reader: Reader, tmp_path: Path) -> None:
    watch = ReadProgress()
    reader.read(ReadRequest([File("orders.csv", content=table().encode())], tmp_path, watch=watch))
    assert (watch.stage, watch.file) == ("joining", "orders.csv")


@pytest.mark.parametrize(
    ("budget", "code"),
    [
        (Budget(0.0, 8 << 30, 1 << 30), "too_slow"),
        (Budget(300, 1 << 20, 1 << 30), "too_much_memory"),
        (Budget(300, 8 << 30, 10_000), "too_large"),
    ],
)
def test_more_than_its_budget_is_refused(budget: Budget, code: str, own_reader: Reader, tmp_path: Path) -> None:
    own_reader.read(ReadRequest([File("few.csv", content=table().encode())], tmp_path, budget=ENOUGH))
    file = File("orders.csv", content=large(100_000))
    outcome = there(own_reader, ReadRequest([file], tmp_path, budget=budget))
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.values["file"]) == (code, "orders.csv")


def busy(reader: Reader, folder: Path, rows: int = 400_000) -> tuple[threading.Thread, list[object], ReadProgress]:
    """A reading under way in the reader."""
    watch, outcome = ReadProgress(), []
    request = ReadRequest([File("orders.csv", content=large(rows))], folder, watch=watch, budget=ENOUGH)
    thread = threading.Thread(target=lambda: outcome.append(there(reader, request)))
    thread.start()
    while watch.file != "orders.csv" and thread.is_alive():
        time.sleep(0.01)
    return thread, outcome, watch


def test_stop_ends_the_process_at_once(own_reader: Reader, tmp_path: Path) -> None:
    thread, outcome, watch = busy(own_reader, tmp_path)
    watch.stop()
    thread.join(30)
    assert isinstance(outcome[0], Stopped)
    assert not own_reader.is_alive


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(9, "too_much_memory"), (11, "reader_ended"), (6, "too_much_memory")])
def test_a_reader_that_is_killed_is_told_in_words(number: int, code: str, own_reader: Reader, tmp_path: Path) -> None:
    thread, outcome, _ = busy(own_reader, tmp_path)
    os.kill(own_reader.pid, signal.Signals(number))
    thread.join(30)
    assert isinstance(outcome[0], Refused)
    assert (outcome[0].code, outcome[0].values["file"]) == (code, "orders.csv")


def test_nobody_else_waits_while_a_file_is_read(own_reader: Reader, tmp_path: Path) -> None:
    """This process may hold its own lock all the time: what it takes itself is a small part of what reading takes."""
    begun = time.process_time()
    thread, outcome, _ = busy(own_reader, tmp_path, 60_000)
    thread.join()
    here_seconds = time.process_time() - begun
    assert isinstance(outcome[0], ReadResult)
    begun = time.process_time()
    read_files([File("orders.csv", content=large(60_000))])
    assert here_seconds < (time.process_time() - begun) / 2


def test_frames_are_mapped_and_stay_when_the_reader_has_ended(own_reader: Reader, tmp_path: Path) -> None:
    read = own_reader.read(ReadRequest([File("orders.csv", content=large(1_000))], tmp_path))
    own_reader.end()
    assert isinstance(read.workbook, Workbook)
    assert read.workbook.orders.height == 1_000
    if sys.platform == "linux":
        mapped = {entry.path for entry in psutil.Process().memory_maps(grouped=False)}
        assert any(str(tmp_path) in path for path in mapped)


def test_a_reader_ends_with_the_process_that_began_it(tmp_path: Path) -> None:
    program = (
        "import os, sys\nfrom retention_core.ingest.process.reader import Reader\n"
        "print(Reader().pid, flush=True)\nsys.stdin.read()\nos._exit(9)"
    )
    begun = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, input=b"", capture_output=True)
    left = int(begun.stdout)
    end = time.monotonic() + 60
    while psutil.pid_exists(left) and psutil.Process(left).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_each_file_gets_a_reader_of_its_own_and_one_waits() -> None:
    readers = WaitingReader()
    readers.prepare()
    with readers.reader() as first, readers.reader() as second:
        assert first.pid != second.pid
    with readers.reader() as third:
        assert third.pid not in (first.pid, second.pid)
        assert not first.is_alive
    readers.end()
    assert not third.is_alive


def test_a_waiting_reader_that_was_killed_is_replaced(tmp_path: Path) -> None:
    readers = WaitingReader()
    readers.prepare()
    with readers.reader() as waiting:
        waiting.end()
    with readers.reader() as another:
        assert isinstance(another.read(ReadRequest([File("a.csv", content=table().encode())], tmp_path)), ReadResult)
    readers.end()


def test_a_budget_grows_with_the_files_but_not_beyond_the_computer() -> None:
    small, larger = (budget_for([File("a", content=b"0" * size)]) for size in (10, 50_000_000))
    assert larger.seconds > small.seconds > 60
    assert small.memory <= larger.memory <= psutil.virtual_memory().total // 2
    assert budget_for([File("gone", path=Path("/nowhere"))]) == budget_for([])
