"""What may be asked for on the command line. Imports nothing heavy, so that a wrong word is answered at once."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from retention_core.commands.parse_answers import asked_answer

PERIODS = ("week", "month", "quarter", "half-year", "year")
SHOPS = ("cafe", "webshop", "gym")
DESCRIPTION = (
    "Retain without a browser. Standard output is one JSON object."
    " Exit codes: 0 ready, 2 wrong usage, 3 a question is open, 4 refused."
)


def arguments(words: Sequence[str]) -> argparse.Namespace:
    """The command and its options; ends the program with exit code 2 where they cannot be understood."""
    whole = _parser()
    asked = whole.parse_args(words)
    texts, paths = getattr(asked, "answer", []), getattr(asked, "files", [])
    asked.answers = [asked_answer(text, paths) for text in texts]
    if None in asked.answers:
        whole.error(
            f"{texts[asked.answers.index(None)]} is no answer; write [FILE:]CODE=CHOICE with one of the files given"
        )
    return asked


def _parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    whole = argparse.ArgumentParser(prog="python -m retention_core", description=DESCRIPTION, allow_abbrev=False)
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _reading(commands, "check", "how the files are read: used, set aside, in doubt or refused")
    numbers = _reading(commands, "numbers", "every figure, by its name")
    numbers.add_argument(
        "--as-of", type=_day, metavar="DAY", help="look at the files as if this day (2026-01-31) was the last"
    )
    numbers.add_argument(
        "--today", type=_day, metavar="DAY", help="the day on the clock: ends of contracts behind it are still to come"
    )
    numbers.add_argument(
        "--period", choices=PERIODS, help="the length of a period; chosen from the data where not given"
    )
    clean = _reading(commands, "clean", "writes the orders as they were understood")
    clean.add_argument("--out", type=Path, required=True, metavar="FILE.csv")
    sample = commands.add_parser("sample", help="writes a sample shop", allow_abbrev=False)
    sample.add_argument("kind", choices=SHOPS)
    sample.add_argument("--out", type=Path, required=True, metavar="FILE.csv")
    sample.add_argument("--seed", type=int, default=1, help="another seed, another shop of the same kind")
    _language(sample)
    return whole


def _reading(commands: argparse._SubParsersAction, name: str, about: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about, allow_abbrev=False)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument(
        "--answer", action="append", default=[], metavar="[FILE:]CODE=CHOICE", help="answers a question"
    )
    _language(command)
    return command


def _language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", default="en", help="language of the sentences: en, zh_CN")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2026-01-31") from None
