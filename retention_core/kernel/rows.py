"""Rows of a table as values with named fields: a wrong name is found before it runs, not when it is asked for."""

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

import polars as pl

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")
T = TypeVar("T")


def row_as(kind: type[Row], table: pl.DataFrame, place: int = -1) -> Row:
    """The row at a place as a dataclass whose fields are columns of the table; other columns are left out."""
    return kind(**table.select(field.name for field in fields(kind)).row(place, named=True))


def rows_as(kind: type[Row], table: pl.DataFrame) -> list[Row]:
    """All rows of a table, in their order, as `row_as` gives one."""
    return [kind(**row) for row in table.select(field.name for field in fields(kind)).iter_rows(named=True)]


def known(value: T | None) -> T:
    """A value of a row that its reader has made sure of; LookupError where it is null."""
    if value is None:
        raise LookupError("a value that is not known was asked for")
    return value
