"""The tables of what is remembered, and how a file of an earlier version becomes one of this.

    customer_notes    one row per customer about whom something is written down
    answered_shapes   one row per shape of file with answers, and answers, one row each
    accepted_tiers    one row per shape of file with accepted tiers, and tier_lines, one row per tier, best first
    kept_aside        one row per damaged file that was kept; mail is held back until the user has looked
    taken_over        one row per JSON file of earlier versions whose content is in here

A new version appends a script to `MIGRATIONS`; one that was published never changes.
"""

import sqlite3

APPLICATION_ID = 0x52746E31
FIRST = """
CREATE TABLE customer_notes (
    customer_id TEXT PRIMARY KEY CHECK (typeof(customer_id) = 'text'),
    owner TEXT NOT NULL DEFAULT '' CHECK (typeof(owner) = 'text'),
    note TEXT NOT NULL DEFAULT '' CHECK (typeof(note) = 'text'),
    do_not_contact INTEGER NOT NULL DEFAULT 0 CHECK (do_not_contact IN (0, 1))
);
CREATE TABLE answered_shapes (
    age INTEGER PRIMARY KEY AUTOINCREMENT,
    shape TEXT NOT NULL UNIQUE CHECK (typeof(shape) = 'text'),
    file_name TEXT NOT NULL CHECK (typeof(file_name) = 'text')
);
CREATE TABLE answers (
    shape TEXT NOT NULL REFERENCES answered_shapes (shape) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (typeof(position) = 'integer'),
    code TEXT NOT NULL CHECK (typeof(code) = 'text'),
    choice TEXT NOT NULL CHECK (typeof(choice) = 'text'),
    field TEXT CHECK (typeof(field) IN ('text', 'null')),
    PRIMARY KEY (shape, position)
);
CREATE TABLE accepted_tiers (
    shape TEXT PRIMARY KEY CHECK (typeof(shape) = 'text'),
    months INTEGER NOT NULL CHECK (typeof(months) = 'integer'),
    decimals INTEGER CHECK (typeof(decimals) IN ('integer', 'null'))
);
CREATE TABLE tier_lines (
    shape TEXT NOT NULL REFERENCES accepted_tiers (shape) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (typeof(position) = 'integer'),
    name TEXT NOT NULL CHECK (typeof(name) = 'text'),
    share REAL CHECK (typeof(share) IN ('real', 'null')),
    threshold INTEGER CHECK (typeof(threshold) IN ('integer', 'null')),
    PRIMARY KEY (shape, position)
);
CREATE TABLE kept_aside (
    file_name TEXT PRIMARY KEY CHECK (typeof(file_name) = 'text'),
    noticed_on TEXT NOT NULL CHECK (typeof(noticed_on) = 'text'),
    rescued INTEGER NOT NULL CHECK (typeof(rescued) = 'integer'),
    holds_mail INTEGER NOT NULL CHECK (holds_mail IN (0, 1)),
    looked INTEGER NOT NULL DEFAULT 0 CHECK (looked IN (0, 1))
);
CREATE TABLE taken_over (
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (file_name, digest)
);
"""
MIGRATIONS: tuple[str, ...] = (FIRST,)
"""The script at place n leads from version n to n + 1."""


class NewerVersion(Exception):  # noqa: N818 - a state of the file, not a mistake
    """The file was written by a later version of Retain, which knows more of it."""


def version_of(file: sqlite3.Connection) -> int:
    """How many migrations the file has been through; raises NewerVersion where it is more than there are here."""
    version = file.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise NewerVersion(version)
    return version


def migrate(file: sqlite3.Connection) -> None:
    """Brings a file to this version, each step whole or not at all; one that is there already stays as it is."""
    while version_of(file) < len(MIGRATIONS):
        file.execute("BEGIN IMMEDIATE")
        try:
            _step(file, version_of(file))
            file.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            file.execute("ROLLBACK")
            raise sqlite3.OperationalError(*error.args) from error  # the file's content, not what is written to it
        except BaseException:
            file.execute("ROLLBACK")
            raise


def _step(file: sqlite3.Connection, version: int) -> None:
    """One migration, unless another process was quicker."""
    if version < len(MIGRATIONS):
        for statement in statements(MIGRATIONS[version]):
            file.execute(statement)
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.execute(f"PRAGMA user_version = {version + 1}")


def statements(script: str) -> list[str]:
    """The statements of a script: `executescript` would end the transaction that holds them together."""
    found, rest = [], ""
    for part in script.split(";"):
        rest += f"{part};"
        if sqlite3.complete_statement(rest):
            found.append(rest.strip())
            rest = ""
    return [statement for statement in found if statement != ";"]


def tables(file: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The columns of every table of a file, by its name."""
    names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    named = {name: file.execute("SELECT name FROM pragma_table_info(?)", (name,)) for name in names}
    return {name: tuple(column for (column,) in columns) for name, columns in named.items() if name[:7] != "sqlite_"}


def expected_tables(version: int) -> dict[str, tuple[str, ...]]:
    """The tables that a file of a version has."""
    model = sqlite3.connect(":memory:")
    for script in MIGRATIONS[:version]:
        model.executescript(script)
    found = tables(model)
    model.close()
    return found
