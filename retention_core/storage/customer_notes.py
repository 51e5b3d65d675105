"""What the user wrote down about customers: who looks after them, notes, and whom nobody may contact.

Kept in the user's own data folder; never in the project, never sent anywhere. Each field is written by itself, the last
word counts: two windows never undo each other's other fields.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from retention_core.kernel.errors import HeldBack
from retention_core.storage.connection import Statement, Value
from retention_core.storage.mail_hold import MailHold
from retention_core.storage.memory import Memory, memory

MOST_LETTERS = 10_000
EMPTY = "DELETE FROM customer_notes WHERE customer_id = ? AND owner = '' AND note = '' AND do_not_contact = 0"


@dataclass(frozen=True)
class CustomerNote:
    """What is written down about one customer.

    owner            who looks after them
    note             anything
    do_not_contact   leave them out of every list that is meant for writing to people
    """

    owner: str = ""
    note: str = ""
    do_not_contact: bool = False


NOTHING = CustomerNote()


@dataclass(frozen=True)
class CustomerNotes:
    """The notes in one memory, by customer id as the files write it."""

    memory: Memory

    def about(self, customer_id: str) -> CustomerNote:
        """What is written about a customer; nothing where there is none."""
        sql = "SELECT owner, note, do_not_contact FROM customer_notes WHERE customer_id = ?"
        rows = self.memory.rows(sql, (customer_id,))
        return _note(*rows[0]) if rows else NOTHING

    def all(self) -> dict[str, CustomerNote]:
        """Every note by customer id."""
        rows = self.memory.rows("SELECT customer_id, owner, note, do_not_contact FROM customer_notes ORDER BY 1")
        return {customer_id: _note(*fields) for customer_id, *fields in rows}

    def write_owner(self, customer_id: str, owner: str) -> None:
        """Keeps who looks after a customer; the rest of the note stays as it is."""
        self.memory.change(*_field("owner", customer_id, owner[:MOST_LETTERS]))

    def write_note(self, customer_id: str, note: str) -> None:
        """Keeps what is noted about a customer; the rest stays as it is."""
        self.memory.change(*_field("note", customer_id, note[:MOST_LETTERS]))

    def set_do_not_contact(self, customer_id: str, *, silent: bool) -> None:
        """Puts a customer among those whom nobody may contact, or takes them out; the rest stays as it is."""
        self.memory.change(*_field("do_not_contact", customer_id, int(silent)))

    def bar(self, customer_ids: Iterable[str]) -> None:
        """Puts customers among those whom nobody may contact, all or none; the rest of their notes stays."""
        self.memory.change(*(one for who in customer_ids for one in _field("do_not_contact", who, 1)))

    def forget(self, customer_ids: Iterable[str]) -> None:
        """Forgets all that is written about customers, also that nobody may contact them."""
        self.memory.change(*(("DELETE FROM customer_notes WHERE customer_id = ?", (who,)) for who in customer_ids))

    def barred(self) -> frozenset[str]:
        """The ids of those whom nobody may contact, as far as they are known: to look at, not to write by."""
        rows = self.memory.rows("SELECT customer_id FROM customer_notes WHERE do_not_contact = 1")
        return frozenset(customer_id for (customer_id,) in rows)

    def owners(self, customer_ids: pl.Series) -> pl.Series:
        """Who looks after each of some customers, by their ids, as the column owner; null: nobody is noted."""
        noted = {who: remark.owner for who, remark in self.all().items() if remark.owner}
        return customer_ids.replace_strict(noted, default=None, return_dtype=pl.String).alias("owner")

    def do_not_contact(self) -> frozenset[str]:
        """The ids of those whom nobody may contact, all of them; raises HeldBack where some may be missing."""
        if MailHold(self.memory).is_held():
            raise HeldBack("do_not_contact_unsure")
        return self.barred()


def remarks() -> CustomerNotes:
    """This user's own."""
    return CustomerNotes(memory())


def _note(owner: str, note: str, do_not_contact: int) -> CustomerNote:
    return CustomerNote(owner, note, bool(do_not_contact))


def _field(name: str, customer_id: str, value: Value) -> tuple[Statement, ...]:
    """Sets one field; a note without any is no note."""
    sql = f"INSERT INTO customer_notes (customer_id, {name}) VALUES (?, ?) ON CONFLICT (customer_id) DO UPDATE SET"
    return (f"{sql} {name} = excluded.{name}", (customer_id, value)), (EMPTY, (customer_id,))
