"""Rows have named fields: a wrong name is found by the type checker, not by whoever opens the page."""

import ast
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

import retention_core
from retention_core.kernel.rows import known, row_as, rows_as

CORE = Path(retention_core.__file__).parent
NAMED_BY_ALL_COLUMNS = {
    "kernel/rows.py": "makes the rows",
    "export/scenario_workbook.py": "writes whatever columns a step has",
    "ingest/columns/dates.py": "its columns are the orders of days tried",
    "ingest/recognition/column_profile.py": "its columns are named by the shapes of cells",
    "predict/forecast/customer_forecast.py": "its columns are named by the months ahead",
    "prescribe/customers/customer_facts.py": "its columns are those of the user's own list",
    "charts/money/revenue.py": "a point of a curve, for its label",
}


@dataclass(frozen=True)
class Order:
    who: str
    paid: int | None


ORDERS = pl.DataFrame({"who": ["Ann", "Bob"], "day": [1, 2], "paid": [5, None]})


def test_a_row_has_the_fields_and_leaves_other_columns_out():
    assert row_as(Order, ORDERS, 0) == Order("Ann", 5)
    assert row_as(Order, ORDERS) == Order("Bob", None)
    assert rows_as(Order, ORDERS) == [Order("Ann", 5), Order("Bob", None)]
    assert rows_as(Order, ORDERS.clear()) == []


def test_a_field_without_its_column_is_refused():
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        row_as(Order, ORDERS.drop("paid"))


def test_what_must_be_known_is_no_null():
    assert known(0) == 0
    with pytest.raises(LookupError):
        known(row_as(Order, ORDERS).paid)


def named_rows(tree: ast.AST) -> list[int]:
    """The lines on which rows are taken as dictionaries."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    taken = [call for call in calls if getattr(call.func, "attr", "") in ("row", "rows", "iter_rows")]
    return [call.lineno for call in taken if any(word.arg == "named" for word in call.keywords)]


def test_rows_are_dictionaries_only_where_a_reason_is_given():
    trees = {path: ast.parse(path.read_text("utf-8")) for path in CORE.rglob("*.py")}
    found = {path.relative_to(CORE).as_posix() for path, tree in trees.items() if named_rows(tree)}
    assert found == set(NAMED_BY_ALL_COLUMNS)


def test_a_dictionary_of_a_row_is_found():
    assert named_rows(ast.parse("table.row(0, named=True)")) == [1]
