"""Answers to questions about files, by the shape of the file: next month's export is read as this month's was.

Kept in the user's own data folder, never in the project. At most `MOST_SHAPES` shapes, the oldest forgotten first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from retention_core.ingest import Answer, File
from retention_core.ingest.files.schema_fingerprint import schema_fingerprint
from retention_core.storage.connection import Statement
from retention_core.storage.memory import Memory, memory

MOST_SHAPES = 500
DELETE = "DELETE FROM answered_shapes WHERE shape = ?"
INSERT = "INSERT INTO answered_shapes (shape, file_name) VALUES (?, ?)"
INSERT_ANSWER = "INSERT INTO answers (shape, position, code, choice, field) VALUES (?, ?, ?, ?, ?)"
DELETE_OLDEST = (
    "DELETE FROM answered_shapes WHERE age NOT IN (SELECT age FROM answered_shapes ORDER BY age DESC LIMIT ?)"
)


@dataclass(frozen=True)
class Remembered:
    """Answers that are kept for files of one shape, which is that of the file called `like`."""

    shape: str
    like: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class RememberedAnswers:
    """The answers in one memory."""

    memory: Memory

    def answers_for(self, files: Sequence[File]) -> tuple[Answer, ...]:
        """What was answered about files of the same shape, as answers about these."""
        if not self.memory.rows("SELECT 1 FROM answers LIMIT 1"):
            return ()
        return tuple(answer for file in files for answer in self._answers(file))

    def remembered(self) -> tuple[Remembered, ...]:
        """Everything that is kept, the latest first."""
        sql = (
            "SELECT shape, file_name, code FROM answered_shapes JOIN answers USING (shape) ORDER BY age DESC, position"
        )
        found: dict[tuple[str, str], list[str]] = {}
        for shape, like, code in self.memory.rows(sql):
            found.setdefault((shape, like), []).append(code)
        return tuple(Remembered(shape, like, tuple(codes)) for (shape, like), codes in found.items())

    def remember(self, files: Sequence[File], answers: Sequence[Answer]) -> None:
        """Keeps the answers about these files for others of their shape, in place of earlier ones."""
        for file in files:
            own = [answer for answer in answers if answer.file in {None, file.name}]
            self._keep(schema_fingerprint(file), file.name, own)

    def forget(self, files: Sequence[File]) -> None:
        """Forgets what was answered about files of these shapes."""
        self.forget_shapes([shape for shape in map(schema_fingerprint, files) if shape])

    def forget_shapes(self, shapes: Sequence[str]) -> None:
        """Forgets what is kept for these shapes."""
        self.memory.change(*((DELETE, (shape,)) for shape in shapes))

    def _answers(self, file: File) -> list[Answer]:
        sql = "SELECT code, choice, field FROM answers WHERE shape = ? ORDER BY position"
        rows = self.memory.rows(sql, (schema_fingerprint(file),))
        return [Answer(code, choice, file.name, field) for code, choice, field in rows]

    def _keep(self, shape: str | None, like: str, own: Sequence[Answer]) -> None:
        if shape is not None and (own or self.memory.rows("SELECT 1 FROM answers WHERE shape = ?", (shape,))):
            self.memory.change((DELETE, (shape,)), *(_statements(shape, like, own) if own else ()))


def workspace() -> RememberedAnswers:
    """This user's own."""
    return RememberedAnswers(memory())


def _statements(shape: str, like: str, own: Sequence[Answer]) -> list[Statement]:
    rows = [(shape, at, answer.code, answer.choice, answer.field) for at, answer in enumerate(own)]
    return [(INSERT, (shape, like)), *((INSERT_ANSWER, row) for row in rows), (DELETE_OLDEST, (MOST_SHAPES,))]
