"""What a reader is asked: which files, with which answers, and where what comes of them may be written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from retention_core.ingest.inputs.answers import Answer, File
from retention_core.ingest.inputs.progress import ReadProgress
from retention_core.ingest.process.budget import Budget
from retention_core.ingest.process.carried_values import packed
from retention_core.ingest.process.frame_files import FrameFolder


@dataclass(frozen=True)
class ReadRequest:
    """What to read, and where what comes of it may be written: a folder of its own that stays while it is in use.

    watch   is told every step, and may ask to stop
    budget  None: the one for files of this size
    """

    files: Sequence[File]
    folder: Path
    answers: Sequence[Answer] = ()
    watch: ReadProgress = field(default_factory=ReadProgress)
    budget: Budget | None = None

    @property
    def names(self) -> str:
        """The files as a sentence names them."""
        return ", ".join(file.name for file in self.files)

    def as_json(self, task: str, budget: Budget, frames: FrameFolder) -> dict:
        """What the other process is told."""
        return {
            "task": task,
            "files": [[file.name, str(_on_disk(file, self.folder, at))] for at, file in enumerate(self.files)],
            "answers": [packed(answer, frames) for answer in self.answers],
            "folder": str(self.folder.absolute()),
            "budget": [budget.seconds, budget.memory, budget.written],
        }


def _on_disk(file: File, folder: Path, at: int) -> Path:
    """Where the bytes of a file lie; those in memory are written down first."""
    if file.content is None:
        return (file.path or folder / f"missing-{at}").absolute()
    path = folder / f"given-{at}"
    path.write_bytes(file.content)
    return path
