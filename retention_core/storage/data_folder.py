"""The user's own folder for what is remembered between visits; never in the project, and for this user alone."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from platformdirs import user_data_path

FOLDER = "RETAIN_WORKSPACE"
OURS = ("retain.", "retain-", "answers", "customers", "tiers")
FOR_ME_ALONE, MINE = 0o700, 0o600


def data_folder() -> Path:
    """Where what is remembered for this user lies."""
    chosen = os.environ.get(FOLDER)
    return Path(chosen) if chosen else _usual()


def make_private(folder: Path) -> None:
    """Makes the folder where it is missing; nobody else may look into it, nor into the files that are ours.

    A folder that was chosen, and holds other things too, keeps its rights: only our files in it are closed.
    """
    folder.mkdir(mode=FOR_ME_ALONE, parents=True, exist_ok=True)
    files = [one for one in folder.iterdir() if one.name.startswith(OURS) and one.is_file()]
    for file in files:
        _tighten(file, MINE)
    if folder == _usual() or len(files) == len(list(folder.iterdir())):
        _tighten(folder, FOR_ME_ALONE)


def _usual() -> Path:
    return user_data_path("Retain", appauthor=False)


def _tighten(path: Path, rights: int) -> None:
    """Sets the rights, unless they are so already; what belongs to somebody else stays as it is."""
    with suppress(OSError):
        if not path.is_symlink() and stat.S_IMODE(path.stat().st_mode) != rights:
            path.chmod(rights)
