"""The private environment: made once in `.venv` beside app.py from exact pins, repaired when half-made.

A stamp of the pins, the Python and the folder tells whether the environment is still the right one, so that a second
start is at once. The stamp is written last: an installation that was interrupted has none and is made anew.
"""

import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path, PurePath

from launch.install import base_python, clean_environment, failed, install, make_venv, stop_for, tools
from launch.messages import Stop, say

PINS = {"app": "requirements.txt", "tests": "requirements-test.txt"}
MARK = "made-by-retain.txt"
PROBE = "import polars; polars.Series([1.0, 2.0]).sum()"
ILLEGAL_INSTRUCTION = (-4, 132, 0xC000001D)
NO_OTHER_TOOL_HELPS = ("disk_full", "cannot_write", "foreign_environment")


def environment_python(system: str, folder: PurePath) -> PurePath:
    """Where the environment's Python lies, by system ("win32", "darwin", "linux")."""
    return folder / ".venv" / ("Scripts/python.exe" if system == "win32" else "bin/python")


def prepared(folder: Path, purpose: str) -> Path:
    """The environment's Python, after whatever `purpose` ("app" or "tests") still lacks has been installed.

    Raises Stop with the sentence for what stands in the way.
    """
    python = Path(environment_python(sys.platform, folder))
    try:
        for wanted in ("app", purpose):
            if not is_ready(folder, wanted):
                _add(folder, python, wanted)
    except OSError as error:
        raise stop_for(error, folder) from error
    return python


def is_ready(folder: Path, purpose: str) -> bool:
    """Whether the environment stands and is the one that today's pins, Python and folder ask for."""
    file, python = _stamp_file(folder, purpose), Path(environment_python(sys.platform, folder))
    return file.is_file() and python.exists() and file.read_text("utf-8") == _stamp(folder, purpose)


def needs_older_processor_parts(status: int, said: str) -> bool:
    """Whether polars ended on an instruction that this processor lacks, or warned that it would."""
    return status in ILLEGAL_INSTRUCTION or "Missing required CPU features" in said


def _add(folder: Path, python: Path, purpose: str) -> None:
    say("setting_up" if purpose == "app" else "setting_up_tests")
    ways = tools()
    for tool in ways:
        try:
            _add_with(tool, folder, python, purpose)
        except Stop as stop:
            if stop.name in NO_OTHER_TOOL_HELPS or tool == ways[-1]:
                raise
        else:
            _stamp_file(folder, purpose).write_text(_stamp(folder, purpose), "utf-8")
            return


def _add_with(tool: str, folder: Path, python: Path, purpose: str) -> None:
    if purpose == "app":
        _clear(folder / ".venv")
        make_venv(tool, folder)
    install(tool, python, folder, ["-r", PINS[purpose]])
    if purpose == "app":
        _suit_processor(tool, python, folder)


def _clear(venv: Path) -> None:
    """Takes away an environment of ours, whole or half-made; anybody else's is left alone."""
    if venv.exists():
        if any(venv.iterdir()) and not (venv / MARK).exists():
            raise Stop("foreign_environment", folder=venv)
        shutil.rmtree(venv)
    venv.mkdir()
    (venv / MARK).write_text("Made by Retain. May be deleted: the next start makes it again.\n", "utf-8")


def _suit_processor(tool: str, python: Path, folder: Path) -> None:
    """Adds polars' parts for older processors where the usual ones would crash."""
    status, said = _probe(python)
    if needs_older_processor_parts(status, said):
        say("older_processor")
        install(tool, python, folder, [older_processor_pin(folder)])
        status, said = _probe(python)
    if status:
        raise failed(folder, said)


def older_processor_pin(folder: Path) -> str:
    """The requirement of polars' parts for older processors, in the version that the app pins."""
    pins = (folder / PINS["app"]).read_text("utf-8")
    return re.sub(r"(?s).*^polars==([^\s;]+).*", r"polars-runtime-compat==\1", pins, flags=re.MULTILINE)


def _probe(python: Path) -> tuple[int, str]:
    done = subprocess.run([python, "-c", PROBE], capture_output=True, check=False, env=clean_environment())
    return done.returncode, done.stderr.decode("utf-8", "replace")


def _stamp(folder: Path, purpose: str) -> str:
    pins = [(folder / PINS[name]).read_text("utf-8") for name in dict.fromkeys(("app", purpose))]
    parts = [*pins, str(base_python()), sys.version, str(folder)]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _stamp_file(folder: Path, purpose: str) -> Path:
    return folder / ".venv" / f"{purpose}-stamp.txt"
