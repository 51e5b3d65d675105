"""What the user hands in: files, and answers to earlier questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from retention_core.kernel.errors import Asking
from retention_core.kernel.questions import Choice, Decision, Question
from retention_core.kernel.reading_codes import Overrulable, QuestionCode

COLUMN = "column"
UNUSED = ""
Hint = Callable[[], str | None]


def no_hint() -> str | None:
    """What other columns say about a doubt: nothing."""
    return None


@dataclass(frozen=True)
class File:
    """A file as it was dropped: its name, and where its bytes are (a path, or the content itself).

    shape  its fingerprint where that is known already; "": it has none; None: not looked at yet
    """

    name: str
    path: Path | None = None
    content: bytes | None = None
    shape: str | None = field(default=None, compare=False)


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
    """The answers that concern one table.

    decided  what was decided so far, by code, file and field: filled while reading, shared by all tables of one reading
    """

    given: tuple[Answer, ...] = ()
    file: str = ""
    sheet: str | None = None
    decided: dict[tuple[Overrulable, str, str | None], Decision] = field(
        default_factory=dict, compare=False, repr=False
    )

    def about(self, file: str, sheet: str | None) -> "Answers":
        """The same answers, seen from one table."""
        return Answers(tuple(a for a in self.given if a.file in {None, file}), file, sheet, self.decided)

    def choice(self, code: str, field: str | None = None) -> str | None:
        """What was chosen; None: not answered. A later answer overrides an earlier one."""
        fits = [a for a in self.given if a.code == code and (a.field is None or a.field == field)]
        return fits[-1].choice if fits else None

    def columns(self) -> dict[str, str]:
        """Columns picked by hand: field -> header, "" where the field is to stay unused."""
        return {a.field: a.choice for a in self.given if a.code == COLUMN and a.field}

    def ask(
        self, code: QuestionCode, choices: Sequence[str | Choice], field: str | None = None, **values: object
    ) -> str:
        """The answer to a question; raises Asking where there is none yet, or none that the question offers."""
        offered = _offered(choices)
        chosen = self.choice(code, field)
        if chosen in {c.choice for c in offered}:
            return self._decided(Decision(code, self.file, field, str(chosen), None, offered, values))
        raise Asking(Question(code, self.file, self.sheet, field, offered, values))

    def decide(
        self,
        code: Overrulable,
        automatic: str,
        choices: Sequence[str | Choice],
        field: str | None = None,
        **values: object,
    ) -> str:
        """What the reader decides without a question, unless an answer overrules it with another of the choices."""
        offered = _offered(choices)
        answered = self.choice(code, field)
        chosen = str(answered) if answered in {c.choice for c in offered} else automatic
        return self._decided(Decision(code, self.file, field, chosen, automatic, offered, values))

    def _decided(self, decision: Decision) -> str:
        self.decided[decision.code, decision.file, decision.field] = decision
        return decision.chosen


def _offered(choices: Sequence[str | Choice]) -> tuple[Choice, ...]:
    return tuple(Choice(c) if isinstance(c, str) else c for c in choices)


def all_answers(answers: Sequence[Answer]) -> Answers:
    """The answers as one value."""
    return Answers(tuple(answers))
