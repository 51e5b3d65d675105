"""All that is remembered: as one JSON file to take away, and forgotten at once."""

import json
from contextlib import suppress

from retention_core.storage.connection import Value
from retention_core.storage.damaged_files import MARK
from retention_core.storage.memory import Memory
from retention_core.storage.schema import MIGRATIONS, expected_tables

NOT_THE_USERS = frozenset({"taken_over"})


def as_json(memory: Memory) -> bytes:
    """Every table as a list of rows by column, in UTF-8."""
    found = {table: _records(memory, table, columns) for table, columns in _tables().items()}
    return json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8")


def forget_everything(memory: Memory) -> None:
    """Empties every table, and deletes the damaged files that were kept aside."""
    for damaged in memory.folder.glob(f"*{MARK}*"):
        with suppress(OSError):
            damaged.unlink(missing_ok=True)
    memory.change(*((f"DELETE FROM {table}", ()) for table in reversed(_tables())))


def _records(memory: Memory, table: str, columns: tuple[str, ...]) -> list[dict[str, Value]]:
    rows = memory.rows(f"SELECT {', '.join(columns)} FROM {table}")
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _tables() -> dict[str, tuple[str, ...]]:
    """The tables that hold what the user told, with their columns."""
    tables = expected_tables(len(MIGRATIONS))
    return {name: columns for name, columns in tables.items() if name not in NOT_THE_USERS}
