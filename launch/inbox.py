"""Files named at the start wait here until the browser asks for them, once, by a link that only this user can read.

    <state folder>/inbox/ID.json   {"files": paths to open, "page": the file below}
    .venv/retain-….html            leads the browser to http://127.0.0.1:PORT/?inbox=ID

What a program is started with can be read by everybody on the computer. So the browser is not started with the link,
which whoever comes first could use, but with a file that leads on to it and that only this user can read. It lies in
the private environment: browsers that come as a snap, the usual kind on Ubuntu, cannot see hidden folders at home.
"""

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable
from html import escape
from pathlib import Path

from launch.state import write_private

INBOX_FOLDER = "RETAIN_INBOX"
NAME = re.compile(r"[0-9a-f]{32}")
LEADS_ON = """<!doctype html>
<html><head><meta charset="utf-8"><title>Retain</title><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}"></head><body><a href="{address}">Retain</a></body></html>
"""


def emptied_inbox(state: Path) -> Path:
    """The folder of files that wait to be opened, without any."""
    inbox = state / "inbox"
    for entry in inbox.glob("*.json"):
        _taken(entry)
    shutil.rmtree(inbox, ignore_errors=True)
    inbox.mkdir(mode=0o700, exist_ok=True)
    return inbox


def put_into_inbox(state: Path, folder: Path, address: str, files: Iterable[Path]) -> tuple[str, str]:
    """Leaves files to be opened: the link that opens them, and the address of a file that leads to it in silence."""
    name = secrets.token_hex(16)
    link = f"{address}?inbox={name}"
    page = _leading_page(folder / ".venv", link) or _leading_page(state / "inbox", link)
    entry = {"files": [str(file) for file in files], "page": str(page) if page else None}
    write_private(state / "inbox" / f"{name}.json", json.dumps(entry))
    return link, page.as_uri() if page else address


def take_from_inbox(name: str | None) -> tuple[Path, ...]:
    """The files that a link's `inbox` value stands for, once; nothing for any value that no start has written."""
    inbox = os.environ.get(INBOX_FOLDER)
    if not inbox or not NAME.fullmatch(name or ""):
        return ()
    return _taken(Path(inbox) / f"{name}.json")


def _taken(entry: Path) -> tuple[Path, ...]:
    """What an entry holds, which is gone with it; nothing where it is damaged or another visitor was first."""
    try:
        read = json.loads(entry.read_text("utf-8"))
        entry.unlink()
        if read["page"]:
            Path(read["page"]).unlink(missing_ok=True)
        return tuple(Path(path) for path in read["files"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()


def _leading_page(folder: Path, link: str) -> Path | None:
    """A private file that leads to the link; None where the folder takes none."""
    page = folder / f"retain-{secrets.token_hex(8)}.html"
    try:
        write_private(page, LEADS_ON.format(address=escape(link)))
    except OSError:
        return None
    return page
