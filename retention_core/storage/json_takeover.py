"""Takes over, once, what earlier versions kept in three JSON files: answers.json, customers.json and tiers.json.

A file that is whole is taken in and then deleted. A damaged one is kept aside first; what is sound in it is taken in
all the same, and where it told whom nobody may contact, mail is held back until the user has looked.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from retention_core.storage.connection import Statement, apply
from retention_core.storage.damaged_files import entry, keep_aside

NOTES = "customers.json"
Reader: TypeAlias = Callable[[str, object], list[Statement]]
TAKEN = "SELECT 1 FROM taken_over WHERE file_name = ? AND digest = ?"


def take_over(folder: Path, file: sqlite3.Connection, keep: Callable[[Path], Path] = keep_aside) -> None:
    """Takes in whichever of the files are there and have not been taken in before.

    keep   gives a damaged file a name under which it stays
    """
    for path in _there(folder):
        content = path.read_bytes()
        if not _is_taken(path, content, file):
            _take(path, content, file, keep)


def delete_taken(folder: Path, file: sqlite3.Connection) -> None:
    """Deletes the files that were taken in, by a process that may have ended before it could."""
    for path in _there(folder):
        if _is_taken(path, path.read_bytes(), file):
            path.unlink(missing_ok=True)


def _there(folder: Path) -> list[Path]:
    return [folder / name for name in READERS if (folder / name).exists()]


def _digest(path: Path, content: bytes) -> tuple[str, str]:
    return path.name, hashlib.sha256(content).hexdigest()


def _is_taken(path: Path, content: bytes, file: sqlite3.Connection) -> bool:
    return bool(file.execute(TAKEN, _digest(path, content)).fetchone())


def _take(path: Path, content: bytes, file: sqlite3.Connection, keep: Callable[[Path], Path]) -> None:
    """One file. Its content is noted, so that one that could not be deleted is not taken in again."""
    told, broken = _entries(content)
    entries = [_tried(READERS[path.name], key, one) for key, one in told.items()]
    good = [one for one in entries if one is not None]
    noted = ("INSERT INTO taken_over (file_name, digest) VALUES (?, ?)", _digest(path, content))
    broken = broken or len(good) < len(entries)
    aside = [entry(keep(path), len(good), holds_mail=path.name == NOTES)] if broken else []
    apply(file, [*chain(*good), *aside, noted])


def _entries(content: bytes) -> tuple[Mapping[str, object], bool]:
    """The entries by their key, and whether the file as a whole is broken."""
    try:
        read = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}, True
    return (read, False) if isinstance(read, dict) else ({}, True)


def _tried(sound: Reader, key: str, one: object) -> list[Statement] | None:
    """One entry as statements; null where it does not hold what it should."""
    try:
        return sound(_text(key), one)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _note(customer_id: str, one: object) -> list[Statement]:
    told = _object(one)
    values = (_text(told["owner"]), _text(told["note"]), int(_truth(told["do_not_contact"])))
    sql = (
        "INSERT INTO customer_notes (customer_id, owner, note, do_not_contact) VALUES (?, ?, ?, ?) ON CONFLICT"
        " (customer_id) DO UPDATE SET do_not_contact = max(do_not_contact, excluded.do_not_contact)"
    )
    return [(sql, (customer_id, *values))]


def _answers(shape: str, one: object) -> list[Statement]:
    told = _object(one)
    head = ("INSERT OR IGNORE INTO answered_shapes (shape, file_name) VALUES (?, ?)", (shape, _text(told["like"])))
    sql = "INSERT OR IGNORE INTO answers (shape, position, code, choice, field) VALUES (?, ?, ?, ?, ?)"
    rows = [
        (shape, at, _text(answer["code"]), _text(answer["choice"]), _text_or_null(answer["field"]))
        for at, answer in enumerate(_list(told["answers"]))
    ]
    return [head, *((sql, row) for row in rows)]


def _tiers(shape: str, one: object) -> list[Statement]:
    told = _object(one)
    names, shares, lines = _list(told["names"]), _list(told["shares"]), told["thresholds"]
    head = (
        "INSERT OR IGNORE INTO accepted_tiers (shape, months, decimals) VALUES (?, ?, ?)",
        (shape, _whole(told["months"]), None if told["decimals"] is None else _whole(told["decimals"])),
    )
    lows = [None] * len(names) if lines is None else [*(_whole(line) for line in _list(lines)), None]
    parts = [*(float(share) for share in shares), None]
    sql = "INSERT OR IGNORE INTO tier_lines (shape, position, name, share, threshold) VALUES (?, ?, ?, ?, ?)"
    rows = zip(names, parts, lows, strict=True)
    return [head, *((sql, (shape, at, _text(name), share, low)) for at, (name, share, low) in enumerate(rows))]


READERS: dict[str, Reader] = {"answers.json": _answers, NOTES: _note, "tiers.json": _tiers}


def _object(value: object) -> dict:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _list(value: object) -> list:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    """A text that can be stored: half a character pair becomes a question mark."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value.encode("utf-8", "replace").decode("utf-8")


def _text_or_null(value: object) -> str | None:
    return None if value is None else _text(value)


def _whole(value: object) -> int:
    """A whole number that SQLite can hold."""
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 1 << 63:
        raise TypeError(value)
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value
