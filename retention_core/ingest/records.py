"""JSON: a list of records, a record that holds one such list, or one record a line. Numbers stay as written."""

import json
from collections.abc import Iterator

import polars as pl

from retention_core.errors import Refused
from retention_core.ingest.answers import Answers
from retention_core.ingest.encoding import Text
from retention_core.ingest.limits import LARGEST_JSON, WIDEST
from retention_core.ingest.table import Table, table_of

_DEEPEST = 3


def looks_like_json(text: str) -> bool:
    """Whether a text begins like JSON of records."""
    start = text.lstrip()[:2000]
    return start.startswith(("[{", '{"')) or (start[:1] in {"[", "{"} and start[1:].lstrip()[:1] in {"{", '"', "["})


def table_from_json(text: Text, answers: Answers) -> Table:
    """The records as a table: one column per key, keys of records within records joined by a space."""
    if len(text.text) > LARGEST_JSON:
        raise Refused("too_large", file=answers.file)
    try:
        records = [dict(_flat(record)) for record in _records(text.text)]
    except (ValueError, RecursionError) as problem:
        raise Refused("damaged", file=answers.file) from problem
    names = list(dict.fromkeys(name for record in records for name in record))
    if not records or not names or len(names) > WIDEST:
        raise Refused("no_columns", file=answers.file, seen=text.text.strip()[:80])
    cells = {str(at): [name, *(record.get(name) for record in records)] for at, name in enumerate(names)}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
    return table_of(frame, file=answers.file, encoding=text.encoding).noting(*text.notes)


def _records(text: str) -> Iterator[dict[str, object]]:
    try:
        whole = _loaded(text)
    except ValueError:
        whole = [_loaded(line) for line in text.splitlines() if line.strip()]
    yield from _within(whole)


def _loaded(text: str) -> object:
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)


def _within(whole: object) -> list[dict[str, object]]:
    """The longest list of records in a document."""
    if isinstance(whole, list) and all(isinstance(record, dict) for record in whole):
        return whole
    if isinstance(whole, dict):
        lists = [_within(value) for value in whole.values() if isinstance(value, list | dict)]
        return max(lists, key=len, default=[])
    return []


def _flat(record: dict[str, object], before: str = "", depth: int = 0) -> Iterator[tuple[str, str | None]]:
    for key, value in record.items():
        name = f"{before} {key}".strip()
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, name, depth + 1)
        elif isinstance(value, list | dict):
            yield name, json.dumps(value, ensure_ascii=False)
        else:
            yield name, None if value is None else str(value)
