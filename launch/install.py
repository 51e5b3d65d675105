"""Fetching and installing: uv where it is there and works, else venv and pip; ready-made parts (wheels) only.

Every part is checked against its hash in the list of pins. What the installers say goes into a log; what went wrong
becomes one sentence.
"""

import errno
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from launch.messages import Stop, sentence

FOREIGN_SETTINGS = {"PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
FOREIGN_SETTINGS |= {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIREMENT", "UV_PYTHON"}
LINE = 60
SYSTEM_CERTIFICATES = {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}
SIGNS = {
    "disk_full": r"No space left on device|Errno 28\b|WinError 112\b|os error (28|112)\b",
    "altered": r"DO NOT MATCH THE HASHES|[Hh]ash mismatch",
    "no_network": r"NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError|SSLError|dns error"
    r"|name resolution|getaddrinfo failed|Network is unreachable|error sending request|[Ff]ailed to fetch"
    r"|[Cc]onnection (refused|reset|aborted)|[Tt]imed out",
    "cannot_write": r"Permission denied|Read-only file system|Errno (13|30)\b|WinError (5|19)\b"
    r"|os error (5|13|19|30)\b",
    "not_made_for": r"No matching distribution found|no usable wheels|no wheels with a matching|No solution found",
}
FETCHED = re.compile(r"\s*(?:Collecting|Downloading) (?!\S+\.whl)([A-Za-z0-9._-]+?)(?:==| \(.*\)$)")


def tools() -> list[str]:
    """What can install here, the fastest first. Raises Stop where nothing can."""
    found = ["uv"] if _works(["uv", "--version"]) else []
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        found.append("pip")
    if not found:
        raise no_venv(sys.version_info[:2], has_apt=bool(shutil.which("apt")))
    return found


def no_venv(version: tuple[int, int], *, has_apt: bool) -> Stop:
    """The sentence where Python cannot make environments. Debian and Ubuntu keep that in a package of its own."""
    return Stop("no_venv_apt", package="python{}.{}-venv".format(*version)) if has_apt else Stop("no_venv")


def make_venv(tool: str, folder: Path) -> None:
    """Makes an empty environment in `.venv`, over whatever stands there."""
    if tool == "uv":
        _run(["uv", "venv", "--no-project", "--allow-existing", "--python", str(base_python()), ".venv"], folder)
    else:
        _run([str(base_python()), "-m", "venv", "--without-pip", ".venv"], folder)


def install(tool: str, python: Path, folder: Path, what: list[str]) -> None:
    """Installs `what` into the environment of `python`, from wheels."""
    if tool == "uv":
        command = ["uv", "pip", "install", "--python", str(python), "--compile-bytecode"]
    else:
        _run([str(python), "-m", "ensurepip", "--default-pip"], folder, silent=True)
        command = [str(python), "-m", "pip", "install", "--no-input", "--retries", "2", "--progress-bar", "off"]
        command += ["--disable-pip-version-check"]
    _run([*command, "--only-binary", ":all:", *what], folder)


def base_python() -> Path:
    """The Python underneath any environment that this process may itself run in."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable).resolve()


def clean_environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The variables for our own processes: nothing of another Python's, the system's certificates, UTF-8 everywhere."""
    kept = {name: value for name, value in environ.items() if name not in FOREIGN_SETTINGS}
    return SYSTEM_CERTIFICATES | kept | {"PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "PYTHONUNBUFFERED": "1"}


def reason_for(said: str) -> str | None:
    """The name of the sentence for what an installer said; None for what was never seen before."""
    return next((name for name, sign in SIGNS.items() if re.search(sign, said)), None)


def stop_for(error: OSError, folder: Path) -> Stop:
    """The sentence for what the system refused."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Stop("cannot_write", folder=Path(error.filename or folder).parent)
    return failed(folder, str(OSError(error.errno, error.strerror)))


def failed(folder: Path, said: str) -> Stop:
    """The sentence for an installation that ended with these words."""
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "?")
    python = "{}.{}, {}".format(*sys.version_info[:2], sysconfig.get_platform())
    return Stop(reason_for(said) or "setup_failed", folder=folder, python=python, reason=last[:200], log=_log(folder))


def _works(command: list[str]) -> bool:
    """Whether a command is there and runs; a stand-in on the PATH may do neither."""
    try:
        return not subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL).returncode
    except OSError:
        return False


def _run(command: list[str], folder: Path, *, silent: bool = False) -> None:
    """Runs one step, showing what it fetches unless `silent`."""
    said = []
    with _log(folder).open("a", encoding="utf-8") as log, _started(command, folder) as step:
        for line in step.stdout or ():
            log.write(line)
            said.append(line)
            if not silent:
                _show(line)
    _clear_line()
    if step.returncode:
        raise failed(folder, "".join(said))


def _started(command: list[str], folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        cwd=folder,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def _log(folder: Path) -> Path:
    return folder / ".venv" / "setup-log.txt"


def _show(line: str) -> None:
    """One changing line on a terminal; one line each elsewhere."""
    if fetched := FETCHED.match(line):
        _progress(sentence("fetching", name=fetched[1]))
    elif line.startswith(("Installing collected", "Prepared")):
        _progress(sentence("placing"))


def _progress(text: str) -> None:
    on_terminal = sys.stdout.isatty()
    print(f"\r{text:<{LINE}}" if on_terminal else f"  {text}", end="" if on_terminal else "\n", flush=True)


def _clear_line() -> None:
    if sys.stdout.isatty():
        print(f"\r{'':<{LINE}}\r", end="", flush=True)
