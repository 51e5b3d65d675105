"""The running server: one for each folder and user, on 127.0.0.1, reachable from this computer only.

<state folder>/<key of the folder>/lock           held, by the system's own means, as long as a start is alive
                                   running.json   {"port", "pid"} of the server, once it answers
                                   inbox/ID.json  paths to open, for the link http://127.0.0.1:PORT/?inbox=ID
                                   server-log.txt what the server said
"""

import http.client
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path, PurePath
from typing import IO, TypeVar

from launch_install import clean_environment
from launch_words import Stop

HOST = "127.0.0.1"
FIRST_PORT, PORTS = 8501, 40
SECONDS_TO_ANSWER = 60
FLAGS: tuple[tuple[str, str], ...] = (
    ("server.address", HOST),
    ("server.allowedHosts", "localhost"),
    ("server.allowedHosts", HOST),
    ("server.enableCORS", "true"),
    ("server.enableXsrfProtection", "true"),
    ("server.enableStaticServing", "false"),
    ("server.fileWatcherType", "none"),
    ("server.headless", "true"),
    ("server.showEmailPrompt", "false"),
    ("server.maxUploadSize", "2000"),
    ("server.baseUrlPath", ""),
    ("browser.gatherUsageStats", "false"),
    ("client.toolbarMode", "minimal"),
    ("client.showErrorDetails", "none"),
    ("client.showErrorLinks", "false"),
    ("client.showSidebarNavigation", "true"),
    ("runner.magicEnabled", "false"),
    ("global.developmentMode", "false"),
)
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
    (state / "running.json").unlink(missing_ok=True)
    return file


def running_port(state: Path) -> int | None:
    """The port of the server that runs for this folder; None while none answers."""
    try:
        port = json.loads((state / "running.json").read_text("utf-8"))["port"]
    except (OSError, ValueError):
        return None
    return port if answers(port) else None


def answers(port: int) -> bool:
    """Whether a Streamlit server says on this port that it is well. Asked directly, past any proxy."""
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().read() == b"ok"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def free_port(wished: str | None) -> int:
    """The wished port, else the first free one from 8501 up, so that links mostly stay the same, else any."""
    if wished:
        if wished.isdecimal() and _is_free(int(wished)):
            return int(wished)
        raise Stop("port_taken", port=wished)
    near = range(FIRST_PORT, FIRST_PORT + PORTS)
    return next((port for port in near if _is_free(port)), None) or _any_port()


def flags(port: int) -> list[str]:
    """The settings that keep the server local and quiet. As flags they overrule a user's own Streamlit settings."""
    return [f"--{name}={value}" for name, value in (*FLAGS, ("server.port", str(port)))]


def started(python: Path, folder: Path, state: Path, port: int) -> subprocess.Popen[bytes]:
    """The server's process. It ends by itself when this one does, since then its standard input closes."""
    environ = {name: value for name, value in clean_environment().items() if not name.startswith("STREAMLIT_")}
    command = [str(python), "-m", "launch_server", *flags(port)]
    with (state / "server-log.txt").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environ | {"RETAIN_INBOX": str(_emptied(state / "inbox"))},
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def wait_until_it_answers(server: subprocess.Popen[bytes], state: Path, port: int) -> None:
    """Returns when the server is ready, and writes down where it runs."""
    log, end = state / "server-log.txt", time.monotonic() + SECONDS_TO_ANSWER
    while not answers(port):
        if server.poll() is not None:
            raise Stop("ended", log=log)
        if time.monotonic() > end:
            raise Stop("no_answer", seconds=SECONDS_TO_ANSWER, log=log)
        time.sleep(0.05)
    (state / "running.json").write_text(json.dumps({"port": port, "pid": server.pid}), "utf-8")


def end(server: subprocess.Popen[bytes], state: Path) -> None:
    """Ends the server, gently at first, and forgets where it ran."""
    (state / "running.json").unlink(missing_ok=True)
    if server.stdin:
        server.stdin.close()
    try:
        server.wait(timeout=8)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    _emptied(state / "inbox")


def link(state: Path, port: int, files: Iterable[Path]) -> str:
    """The address of the running server; with files, one that opens them. The paths stay on this side."""
    address, paths = f"http://{HOST}:{port}/", [str(file) for file in files]
    if not paths:
        return address
    name = secrets.token_hex(16)
    (state / "inbox" / f"{name}.json").write_text(json.dumps(paths), "utf-8")
    return f"{address}?inbox={name}"


def take_from_inbox(name: str | None) -> tuple[Path, ...]:
    """The files that the link's `inbox` value stands for, once; nothing for any value that no start has written."""
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


def quit_server(after_seconds: float = 0.5) -> None:
    """Ends the server that this code runs in, a moment later, so that the page can still say so."""
    if callable(signal.getsignal(signal.SIGTERM)):
        threading.Timer(after_seconds, signal.raise_signal, [signal.SIGTERM]).start()
        hard_end = threading.Timer(after_seconds + 5, os._exit, [0])
        hard_end.daemon = True
        hard_end.start()


def serve(arguments: list[str]) -> None:
    """Runs Streamlit in this process until it is told to quit or the process that started it ends."""
    from streamlit.web import cli  # noqa: PLC0415 - only the environment's Python has it

    threading.Thread(target=_quit_with_launcher, daemon=True).start()
    cli.main(["run", "app.py", *arguments], prog_name="streamlit")


def _quit_with_launcher() -> None:
    while os.read(0, 1):
        pass
    quit_server(0)


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        if sys.platform == "win32":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # else the port of a server that has just ended would count as taken for a minute
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
            trial.listen()
        except (OSError, OverflowError):
            return False
    return True


def _any_port() -> int:
    try:
        with socket.socket() as trial:
            trial.bind((HOST, 0))
            return trial.getsockname()[1]
    except OSError as error:
        raise Stop("no_port") from error


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


if __name__ == "__main__":
    serve(sys.argv[1:])
