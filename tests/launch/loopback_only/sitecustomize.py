"""Every Python that finds this first on its path may speak to this computer only; each try to go further is noted.

Noted in the file RETAIN_TRIED, and refused. Processes that such a Python starts inherit it with the path.
"""

import os
import sys
from pathlib import Path

NAMED = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
ADDRESSED = ("socket.connect", "socket.sendto", "socket.sendmsg")


def at_home(host: object) -> bool:
    """Whether a host is this computer."""
    said = host.decode("latin-1") if isinstance(host, bytes) else str(host)
    return host is None or said in ("", "localhost", "::1") or said.startswith("127.")


def watch(event: str, arguments: tuple) -> None:
    """Refuses what would leave this computer."""
    if event in NAMED:
        host = arguments[0]
    elif event in ADDRESSED and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not at_home(host):
        with Path(os.environ["RETAIN_TRIED"]).open("a", encoding="utf-8") as file:
            file.write(f"{event} {host}\n")
        raise PermissionError(f"{event} {host}: not this computer")


sys.addaudithook(watch)
