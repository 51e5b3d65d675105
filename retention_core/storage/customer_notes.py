"""What the user wrote down about customers: who looks after them, notes, and whom nobody may contact.

A small file in the user's own data folder, beside the answers about files; never in the project, never sent anywhere.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import RLock

import polars as pl

from retention_core.storage.data_folder import data_folder

MOST_LETTERS = 10_000
_LOCK = RLock()


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
    """The remarks in one folder, by customer id as the files write it."""

    folder: Path

    def about(self, customer_id: str) -> CustomerNote:
        """What is written about a customer; nothing where there is none."""
        return self.all().get(customer_id, NOTHING)

    def all(self) -> dict[str, CustomerNote]:
        """Every remark by customer id."""
        try:
            read = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {who: _remark(told) for who, told in read.items()} if isinstance(read, dict) else {}

    def write(self, customer_id: str, remark: CustomerNote) -> None:
        """Keeps a remark in place of an earlier one; an empty one is forgotten."""
        short = replace(remark, owner=remark.owner[:MOST_LETTERS], note=remark.note[:MOST_LETTERS])
        with _LOCK:
            known = {who: asdict(told) for who, told in self.all().items()}
            known.pop(customer_id, None)
            if short != NOTHING:
                known[customer_id] = asdict(short)
            self._save(known)

    def note_owner(self, customer_id: str, owner: str) -> None:
        """Keeps who looks after a customer, and the rest of the remark as it is."""
        with _LOCK:
            self.write(customer_id, replace(self.about(customer_id), owner=owner))

    def bar(self, customer_ids: Iterable[str]) -> None:
        """Puts customers among those whom nobody may contact; the rest of their remarks stays."""
        with _LOCK:
            known = self.all()
            known |= {who: replace(known.get(who, NOTHING), do_not_contact=True) for who in customer_ids}
            self._save({who: asdict(remark) for who, remark in known.items()})

    def owners(self, customer_ids: pl.Series) -> pl.Series:
        """Who looks after each of some customers, by their ids, as the column owner; null: nobody is noted."""
        noted = {who: remark.owner for who, remark in self.all().items() if remark.owner}
        return customer_ids.replace_strict(noted, default=None, return_dtype=pl.String).alias("owner")

    def do_not_contact(self) -> frozenset[str]:
        """The ids of those whom nobody may contact."""
        return frozenset(who for who, remark in self.all().items() if remark.do_not_contact)

    @property
    def _file(self) -> Path:
        return self.folder / "customers.json"

    def _save(self, known: dict[str, dict[str, object]]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
        fresh.replace(self._file)


def remarks() -> CustomerNotes:
    """This user's own."""
    return CustomerNotes(data_folder())


def _remark(told: object) -> CustomerNote:
    """Whatever a hand-edited file holds, made a remark."""
    known = told if isinstance(told, dict) else {}
    return CustomerNote(
        str(known.get("owner", "")), str(known.get("note", "")), bool(known.get("do_not_contact", False))
    )
