"""`python -m retention_core`: the same path as in the browser, for schedules, other programs and checks."""

import errno
import json
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence

from retention_core.commands.arguments import arguments
from retention_core.kernel.errors import Refusal

EXIT_CODES = {"ready": 0, "ask": 3, "refused": 4}
INTERRUPTED = 130
READER_LEFT = 141  # as of any program whose output is cut short: 128 and the number of SIGPIPE
NOBODY_READS = (errno.EPIPE, errno.EINVAL)  # Windows says EINVAL


def main(words: Sequence[str]) -> int:
    """Runs one command, prints one JSON object and returns the exit code: 0 ready, 3 a question is open, 4 refused."""
    asked = arguments(words)
    try:
        result = _result(asked)
    except Exception as failure:
        _tell_developer()
        result = _cannot_start(failure)
    print(json.dumps(result, ensure_ascii=True, allow_nan=False))
    return EXIT_CODES[str(result["status"])]


def _result(asked: Namespace) -> dict[str, object]:
    """What a command found, or the refusal that came of it; never a traceback."""
    from retention_core.commands.reading_as_json import told_refusal  # noqa: PLC0415
    from retention_core.commands.run import COMMANDS  # noqa: PLC0415 - a wrong word is answered before this loads
    from retention_core.i18n import nearest_language, speech  # noqa: PLC0415
    from retention_core.kernel.errors import Refused, RetainError  # noqa: PLC0415

    words = speech(nearest_language(asked.language))
    try:
        return COMMANDS[asked.command](asked, words)
    except RetainError as refusal:
        return told_refusal(refusal, words)
    except MemoryError:
        return told_refusal(Refused(Refusal.OUT_OF_MEMORY), words)
    except KeyboardInterrupt:
        raise
    except BaseException as failure:
        # BaseException, since a panic inside polars is no Exception
        _tell_developer()
        return told_refusal(Refused(Refusal.INTERNAL, seen=type(failure).__name__), words)


def _cannot_start(failure: Exception) -> dict[str, object]:
    """Said in English, since what speaks may be the part that is missing."""
    message = f"Retain cannot start: a part of it is missing or broken ({failure}). Install it again."
    nothing: dict[str, object] = {"questions": [], "files": [], "notes": [], "totals": None}
    return {"status": "refused", "message": message, "code": "cannot_start", **nothing}


def _tell_developer() -> None:
    if os.environ.get("RETAIN_DEBUG") == "1":
        traceback.print_exc()


def from_command_line() -> int:
    """The exit code of the command that this process was given; quiet where the reader of its output has left."""
    try:
        try:
            return main(sys.argv[1:])
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as gone:
        if gone.errno not in NOBODY_READS:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the end of Python would try again
        return READER_LEFT


if __name__ == "__main__":
    sys.exit(from_command_line())
