"""Files that tests read: the project's own, made up, and real ones where they are there."""

from pathlib import Path

import pytest

OWN = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared() -> Path:
    """The folder with real exports and broken files, read in place."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is absent: what is compared with its files is not tested")
    return SHARED


def file_named(name: str) -> Path:
    """A file of tests/data, or else a real one."""
    own = OWN / name
    return own if own.exists() else shared() / "real" / name
