"""The running server: one for each folder and user, on 127.0.0.1, reachable from this computer only."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from launch.copies import cleared_copies, fresh_copies
from launch.identity import HOST, SECRET, is_ours, new_secret
from launch.inbox import INBOX_FOLDER, emptied_inbox
from launch.install import clean_environment
from launch.messages import Stop, say
from launch.state import forget_running, note_running, noted_server

FIRST_PORT, PORTS = 8501, 40
SECONDS_TO_ANSWER = 60
TRIES = 5
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
    ("client.allowedOrigins", ""),
    ("logger.hideWelcomeMessage", "true"),
    ("runner.magicEnabled", "false"),
    ("global.developmentMode", "false"),
)


@dataclass(frozen=True)
class Server:
    """A server that was started: its process, the port it was given and the secret by which it is known."""

    process: subprocess.Popen[bytes]
    port: int
    secret: str


def running_port(state: Path) -> int | None:
    """The port of the server that runs for this folder; None while none answers that knows the noted secret."""
    noted = noted_server(state)
    return noted[0] if noted and is_ours(*noted) else None


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


def up(python: Path, folder: Path, state: Path, wished: str | None) -> Server:
    """A server that answers, written down; on another port where a program took the first one in the meantime."""
    for _ in range(TRIES):
        server, ready = started(python, folder, state, free_port(wished)), False
        try:
            ready = answers_in_time(server, state)
        finally:
            if not ready:
                end(server, state)
        if ready:
            note_running(state, server.port, server.process.pid, server.secret)
            return server
    raise Stop("no_port")


def started(python: Path, folder: Path, state: Path, port: int) -> Server:
    """The server's process. It ends by itself when this one does, since then its standard input closes."""
    environ = {name: value for name, value in clean_environment().items() if not name.startswith("STREAMLIT_")}
    secret = new_secret()
    command = [str(python), "-m", "launch.server", *flags(port)]
    copies = fresh_copies(state)
    own = {INBOX_FOLDER: str(emptied_inbox(state)), SECRET: secret}
    own |= {"RETAIN_FILES": str(copies)} if copies else {}
    with (state / "server-log.txt").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environ | own,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    return Server(process, port, secret)


def answers_in_time(server: Server, state: Path) -> bool:
    """Whether the server is ready; false where it ended since its port was taken. Raises Stop where it is not."""
    log, last = state / "server-log.txt", time.monotonic() + SECONDS_TO_ANSWER
    while not is_ours(server.port, server.secret):
        if server.process.poll() is not None:
            if _is_free(server.port):
                raise Stop("ended", log=log)
            return False
        if time.monotonic() > last:
            raise Stop("no_answer", seconds=SECONDS_TO_ANSWER, log=log)
        time.sleep(0.05)
    return True


def end(server: Server, state: Path) -> None:
    """Ends the server, gently at first, and forgets where it ran."""
    forget_running(state)
    if server.process.stdin:
        server.process.stdin.close()
    try:
        server.process.wait(timeout=8)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
    emptied_inbox(state)
    cleared_copies(state)


def address_of(port: int) -> str:
    """The link of the server on a port."""
    return f"http://{HOST}:{port}/"


def tell_where(port: int) -> None:
    """Says where it is served, in place of Streamlit, which looks up this computer's addresses for that."""
    say("serving", address=address_of(port))


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

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)  # uvicorn hands a signal on to us when it has closed
    threading.Thread(target=_quit_with_launcher, daemon=True).start()
    cli.main(["run", "app.py", *arguments], prog_name="streamlit")


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


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
