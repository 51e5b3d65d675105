"""SECURITY.md names tests that exist, and every promise names one or says that it is still to come."""

import ast
import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PAGE = (PROJECT / "SECURITY.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[a-z0-9_/]+\.py)::(test_[a-z0-9_]+)`", PAGE)
TO_COME = "*not yet on this branch*"


def names_in(file: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((PROJECT / file).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_page_names_exists() -> None:
    assert len(NAMED) > 20
    assert [f"{file}::{name}" for file, name in NAMED if name not in names_in(file)] == []


def test_every_promise_names_what_holds_it() -> None:
    rows = [line.split("|") for line in PAGE.splitlines() if line.startswith("| ") and "| ---" not in line]
    promises = [row for row in rows if row[1].strip() != "promise"]
    assert len(promises) > 15
    assert [row[1] for row in promises if "::test_" not in row[2] and TO_COME not in row[2]] == []
