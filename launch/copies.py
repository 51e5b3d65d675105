"""The folder for the copies of visitors' files: new at every start, gone at its end.

Where it is stands in the state folder. So a start that holds the lock knows the folder that an earlier one has left
behind, because it was killed or the computer was switched off, and clears it.
"""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

PREFIX = "retain-"


def fresh_copies(state: Path) -> Path | None:
    """A new folder for this user alone; None where none can be made, which the page says when it needs it."""
    cleared_copies(state)
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        _note(state).write_text(str(folder), "utf-8", errors="surrogateescape")
    except OSError:
        return None
    return folder


def cleared_copies(state: Path) -> None:
    """Deletes the folder that is written down, with all that is in it."""
    with suppress(OSError):
        folder = Path(_note(state).read_text("utf-8", errors="surrogateescape"))
        if folder.is_absolute() and folder.name.startswith(PREFIX) and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
        _note(state).unlink()


def _note(state: Path) -> Path:
    return state / "copies.txt"
