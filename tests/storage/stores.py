"""Places for a memory with something in the way, and programs that work on it at the same time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from pathlib import Path
from retention_core.storage.customer_notes import CustomerNotes
from retention_core.storage.memory import Memory

folder, name, most = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("begins", flush=True)
kept = CustomerNotes(Memory(folder))
for number in range(most):
    kept.write_note("shared", f"{name}-{number}")
    kept.write_note(f"{name}-{number}", "n" * 500)
    kept.set_do_not_contact(f"{name}-{number}", silent=True)
    assert kept.memory.trouble is None, kept.memory.trouble
    print(number, flush=True)
"""


def writer(folder: Path, name: str, most: int) -> subprocess.Popen[str]:
    """A process that writes customer after customer, and tells the number of each once it is kept; it just begins."""
    command = [sys.executable, "-c", WRITER, str(folder), name, str(most)]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A file system of its own in memory; skips where it cannot be mounted."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a file system of a few megabytes takes the rights of root and a Linux that lets it be mounted")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(folder: Path) -> Path:
    """Takes up all the room that there is."""
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    return filler


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing can be written into a mounted folder, not even by root."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
