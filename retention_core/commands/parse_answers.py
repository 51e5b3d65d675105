"""From the words of the command line to what reading calls files and answers. Imports nothing heavy."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CODE_AND_CHOICE = re.compile(r"(?P<code>[a-z_]+)(?:\.(?P<field>[a-z_]+))?=(?P<choice>.*)", re.DOTALL)


@dataclass(frozen=True)
class AskedAnswer:
    """`[FILE:]CODE=CHOICE` or `[FILE:]CODE.FIELD=CHOICE`, taken apart; file and field None: wherever it comes up."""

    code: str
    choice: str
    file: str | None
    field: str | None


def names_of(paths: Sequence[Path]) -> tuple[str, ...]:
    """What the files are called: their names; the whole paths where two have one name."""
    often = Counter(path.name for path in paths)
    return tuple(_writable(str(path) if often[path.name] > 1 else path.name) for path in paths)


def asked_answer(text: str, paths: Sequence[Path]) -> AskedAnswer | None:
    """An answer taken apart; None where it is none. A file's name may hold any sign, so names given are tried first."""
    for path, name in zip(paths, names_of(paths), strict=True):
        for prefix in (f"{path}:", f"{name}:"):
            fits = CODE_AND_CHOICE.fullmatch(text.removeprefix(prefix)) if text.startswith(prefix) else None
            if fits:
                return AskedAnswer(fits["code"], fits["choice"], name, fits["field"])
    fits = CODE_AND_CHOICE.fullmatch(text)
    return AskedAnswer(fits["code"], fits["choice"], None, fits["field"]) if fits else None


def _writable(name: str) -> str:
    """A name without the half letters that file systems allow and text does not."""
    return name.encode("utf-8", "replace").decode()
