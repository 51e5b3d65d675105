"""What is remembered between visits: a small file in the user's own data folder, never in the project.

Answers to questions about files, by the shape of the file: next month's export is read as this month's was. At most
`MOST_SHAPES` shapes, the oldest forgotten first.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import RLock
from typing import TypeAlias, TypedDict

from retention_core.ingest import Answer, File
from retention_core.ingest.files.schema_fingerprint import schema_fingerprint
from retention_core.storage.data_folder import data_folder

MOST_SHAPES = 500
_LOCK = RLock()
AnswerRecord: TypeAlias = dict[str, str | None]


class FileShape(TypedDict):
    """What is known about files of one shape: the answers, and the name of the file that they were given for."""

    like: str
    answers: list[AnswerRecord]


Known: TypeAlias = dict[str, FileShape]


@dataclass(frozen=True)
class Remembered:
    """Answers that are kept for files of one shape, which is that of the file called `like`."""

    shape: str
    like: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class RememberedAnswers:
    """The memory in one folder."""

    folder: Path

    def answers_for(self, files: Sequence[File]) -> tuple[Answer, ...]:
        """What was answered about files of the same shape, as answers about these."""
        known = self._read()
        if not known:
            return ()
        return tuple(
            Answer(str(told["code"]), str(told["choice"]), file.name, told["field"])
            for file in files
            for told in _answers(known, schema_fingerprint(file))
        )

    def remembered(self) -> tuple[Remembered, ...]:
        """Everything that is kept, the latest first."""
        known = reversed(self._read().items())
        return tuple(Remembered(shape, one["like"], _codes(one["answers"])) for shape, one in known)

    def remember(self, files: Sequence[File], answers: Sequence[Answer]) -> None:
        """Keeps the answers about these files for others of their shape, in place of earlier ones."""
        for file in files:
            own = [asdict(replace(answer, file=None)) for answer in answers if answer.file in {None, file.name}]
            self._keep(schema_fingerprint(file), file.name, own)

    def forget(self, files: Sequence[File]) -> None:
        """Forgets what was answered about files of these shapes."""
        for file in files:
            self._keep(schema_fingerprint(file), file.name, [])

    def forget_shapes(self, shapes: Sequence[str]) -> None:
        """Forgets what is kept for these shapes."""
        for shape in shapes:
            self._keep(shape, "", [])

    def _keep(self, shape: str | None, like: str, own: list[AnswerRecord]) -> None:
        if shape is None:
            return
        with _LOCK:
            known = self._read()
            known.pop(shape, None)
            if own:
                known[shape] = {"like": like, "answers": own}
            self._write(dict(list(known.items())[-MOST_SHAPES:]))

    @property
    def _file(self) -> Path:
        return self.folder / "answers.json"

    def _read(self) -> Known:
        try:
            known = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) and all(isinstance(one, dict) for one in known.values()) else {}

    def _write(self, known: Known) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
        fresh.replace(self._file)


def _answers(known: Known, shape: str | None) -> list[AnswerRecord]:
    return known[shape]["answers"] if shape in known else []


def _codes(told: Sequence[AnswerRecord]) -> tuple[str, ...]:
    return tuple(str(answer["code"]) for answer in told)


def workspace() -> RememberedAnswers:
    """This user's own."""
    return RememberedAnswers(data_folder())
