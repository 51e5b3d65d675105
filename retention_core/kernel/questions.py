"""What reading asks, decides and notices, as values: the sentences are made at the edge."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from retention_core.kernel.reading_codes import NoteCode, Overrulable, QuestionCode


class TableKind(StrEnum):
    """What a table is about."""

    ORDERS = "orders"
    SUBSCRIPTIONS = "subscriptions"
    CUSTOMERS = "customers"
    ACTIVITY = "activity"
    FEEDBACK = "feedback"
    SPENDING = "spending"
    CARTS = "carts"
    PRODUCTS = "products"
    OTHER = "other"


@dataclass(frozen=True)
class Note:
    """Something decided or noticed while reading that the user should be able to see."""

    code: NoteCode
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """One answer to a question; `values` carry what it would give."""

    choice: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A doubt about a whole column or file that would change the numbers."""

    code: QuestionCode
    file: str
    sheet: str | None
    field: str | None
    choices: tuple[Choice, ...]
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """Something about a file that could have been read otherwise: what was chosen, and what else could be.

    automatic  what is chosen without an answer; None: it was asked about
    """

    code: Overrulable
    file: str
    field: str | None
    chosen: str
    automatic: str | None
    choices: tuple[Choice, ...]
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def overruled(self) -> bool:
        """Whether a person decided, not the reader."""
        return self.chosen != self.automatic
