"""What starts of one folder tell each other, in the user's own state folder.

    <state folder>/<key of the folder>/lock            held, by the system's own means, as long as a start is alive
                                       running.json    {"port", "pid", "secret"} of the server, once it answers
                                       server-log.txt  what the server said
                                       inbox/          what waits to be opened: launch/inbox.py

Only this user may enter the folder, since who reads it can open what waits and pass for the server.

Since the system lets go of the lock when a process ends, however it ends, nothing has to be guessed from a process
number: a lock that is held means that a start of this folder is alive.
"""

import json
import os
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePath
from typing import IO, TypeVar

PathType = TypeVar("PathType", bound=PurePath)
PORTS_THERE_ARE = 65_536


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
    state.chmod(0o700)
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


def note_running(state: Path, port: int, pid: int, secret: str) -> None:
    """Writes down where the server answers, and the secret by which it is known."""
    write_private(state / "running.json", json.dumps({"port": port, "pid": pid, "secret": secret}))


def noted_server(state: Path) -> tuple[int, str] | None:
    """Port and secret of the server that was written down; None before it answers, after its end, in a damaged note."""
    try:
        noted = json.loads((state / "running.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    match noted:
        case {"port": int(port), "secret": str(secret)} if 0 < port < PORTS_THERE_ARE and not isinstance(port, bool):
            return port, secret
    return None


def forget_running(state: Path) -> None:
    """Takes away the note of where the server answers."""
    (state / "running.json").unlink(missing_ok=True)


def write_private(path: Path, text: str) -> None:
    """Writes a file that only this user can read, from its first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
