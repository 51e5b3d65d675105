"""Each test is a new user, of whom nothing is remembered."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def nothing_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETAIN_WORKSPACE", str(tmp_path / "workspace"))
