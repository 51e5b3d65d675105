"""The running server: one for each folder and user, on 127.0.0.1, reachable from this computer only."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from launch.copies import cleared_copies, fresh_copies
from launch.install import clean_environment
from launch.messages import Stop
from launch.state import emptied_inbox, forget_running, note_running, noted_port, put_into_inbox

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


def running_port(state: Path) -> int | None:
    """The port of the server that runs for this folder; None while none answers."""
    port = noted_port(state)
    return port if port and answers(port) else None


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
    command = [str(python), "-m", "launch.server", *flags(port)]
    copies = fresh_copies(state)
    own = {"RETAIN_INBOX": str(emptied_inbox(state))} | ({"RETAIN_FILES": str(copies)} if copies else {})
    with (state / "server-log.txt").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environ | own,
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
    note_running(state, port, server.pid)


def end(server: subprocess.Popen[bytes], state: Path) -> None:
    """Ends the server, gently at first, and forgets where it ran."""
    forget_running(state)
    if server.stdin:
        server.stdin.close()
    try:
        server.wait(timeout=8)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    emptied_inbox(state)
    cleared_copies(state)


def link(state: Path, port: int, files: list[Path]) -> str:
    """The address of the running server; with files, one that opens them."""
    address = f"http://{HOST}:{port}/"
    return f"{address}?inbox={put_into_inbox(state, files)}" if files else address


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


if __name__ == "__main__":
    serve(sys.argv[1:])
