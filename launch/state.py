"""What starts of one folder tell each other, in the user's own state folder.

    <state folder>/<key of the folder>/lock            held, by the system's own means, as long as a start is alive
                                       running.json    {"port", "pid"} of the server, once it answers
                                       inbox/ID.json   paths to open, for the link http://127.0.0.1:PORT/?inbox=ID
                                       server-log.txt  what the server said

Since the system lets go of the lock when a process ends, however it ends, nothing has to be guessed from a process
number: a lock that is held means that a start of this folder is alive.
"""

import json
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path, PurePath
from typing import IO, TypeVar

PathType = TypeVar("PathType", bound=PurePath)


def state_folder(system: str, environ: Mapping[str, str], home: PathType) -> PathType:
    """Where this user's programs keep what they remember, by system ("win32", "darwin", "linux")."""
    if system == "win32":
        return type(home)(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Retain"
    if system == "darwin":
        return home / "Library" / "Application Support" / "Retain"
    wished = type(home)(environ.get("XDG_STATE_HOME") or "")
    return (wished if wished.is_absolute() else home / ".local" / "state") / "retain"


def state_of(folder: Path) -> Path:
    """The place for what concerns the server of `folder`; made where missing, for this user alone."""
    key = sha256(str(folder).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    state = state_folder(sys.platform, os.environ, Path.home()) / key
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    return state


def held_lock(state: Path) -> IO[str] | None:
    """The lock of this folder, held until closed or until this process ends; None while another start holds it."""
    file = (state / "lock").open("a")
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    forget_running(state)
    return file


def note_running(state: Path, port: int, pid: int) -> None:
    """Writes down where the server answers."""
    (state / "running.json").write_text(json.dumps({"port": port, "pid": pid}), "utf-8")


def noted_port(state: Path) -> int | None:
    """The port that was written down; None before the server answers and after it has ended."""
    try:
        return json.loads((state / "running.json").read_text("utf-8"))["port"]
    except (OSError, ValueError):
        return None


def forget_running(state: Path) -> None:
    """Takes away the note of where the server answers."""
    (state / "running.json").unlink(missing_ok=True)


def emptied_inbox(state: Path) -> Path:
    """The folder of paths that wait to be opened, without any."""
    shutil.rmtree(state / "inbox", ignore_errors=True)
    (state / "inbox").mkdir(mode=0o700, exist_ok=True)
    return state / "inbox"


def put_into_inbox(state: Path, files: Iterable[Path]) -> str:
    """Leaves files to be opened; returns the secret name for the link, which says nothing of their paths."""
    name = secrets.token_hex(16)
    (state / "inbox" / f"{name}.json").write_text(json.dumps([str(file) for file in files]), "utf-8")
    return name


def take_from_inbox(name: str | None) -> tuple[Path, ...]:
    """The files that a link's `inbox` value stands for, once; nothing for any value that no start has written."""
    inbox = os.environ.get("RETAIN_INBOX")
    if not inbox or not re.fullmatch(r"[0-9a-f]{32}", name or ""):
        return ()
    entry = Path(inbox) / f"{name}.json"
    try:
        paths = json.loads(entry.read_text("utf-8"))
        entry.unlink()
    except FileNotFoundError:
        return ()
    return tuple(Path(path) for path in paths)
