"""What the user hands in: files, and answers to earlier questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retention_core.errors import Asking
from retention_core.workbook import Choice, Question

COLUMN = "column"
UNUSED = ""
Hint = Callable[[], str | None]


def no_hint() -> str | None:
    """What other columns say about a doubt: nothing."""
    return None


@dataclass(frozen=True)
class File:
    """A file as it was dropped: its name, and where its bytes are (a path, or the content itself)."""

    name: str
    path: Path | None = None
    content: bytes | None = None


@dataclass(frozen=True)
class Answer:
    """What the user decided: a choice of a question `code`; file and field None: wherever the question comes up.

    A column picked by hand is `Answer("column", "Kunde", file, field="customer_id")`; choice "" leaves the field out.
    """

    code: str
    choice: str
    file: str | None = None
    field: str | None = None


@dataclass(frozen=True)
class Answers:
    """The answers that concern one table."""

    given: tuple[Answer, ...] = ()
    file: str = ""
    sheet: str | None = None

    def about(self, file: str, sheet: str | None) -> "Answers":
        """The same answers, seen from one table."""
        return Answers(tuple(a for a in self.given if a.file in {None, file}), file, sheet)

    def choice(self, code: str, field: str | None = None) -> str | None:
        """What was chosen; None: not answered. A later answer overrides an earlier one."""
        fits = [a for a in self.given if a.code == code and (a.field is None or a.field == field)]
        return fits[-1].choice if fits else None

    def columns(self) -> dict[str, str]:
        """Columns picked by hand: field -> header, "" where the field is to stay unused."""
        return {a.field: a.choice for a in self.given if a.code == COLUMN and a.field}

    def ask(self, code: str, choices: Sequence[str | Choice], field: str | None = None, **values: object) -> str:
        """The answer to a question; raises Asking where there is none yet, or none that the question offers."""
        offered = tuple(Choice(c) if isinstance(c, str) else c for c in choices)
        chosen = self.choice(code, field)
        if chosen in {c.choice for c in offered}:
            return str(chosen)
        raise Asking(Question(code, self.file, self.sheet, field, offered, values))


def all_answers(answers: Sequence[Answer]) -> Answers:
    """The answers as one value."""
    return Answers(tuple(answers))
