"""How a start knows its own server from a program that has taken the port and says that it is well.

The start gives its server a secret, through the environment, which only this user can read. Whoever is asked has to
answer a fresh challenge with it; the secret itself is never sent, and an answer is of no use for another challenge or
another port.
"""

import hmac
import http.client
import re
import secrets

HOST = "127.0.0.1"
SECRET = "RETAIN_SECRET"
PATH = "/_retain/identity/"
CHALLENGE = re.compile(r"[0-9a-f]{32}")


def new_secret() -> str:
    """A secret for one server."""
    return secrets.token_hex(32)


def answer_to(challenge: str, port: int, secret: str) -> str:
    """What the server that holds `secret` and listens on `port` says to a challenge."""
    return hmac.new(secret.encode(), f"{port} {challenge}".encode(), "sha256").hexdigest()


def is_ours(port: int, secret: str) -> bool:
    """Whether the server that was given `secret` answers on this port. Asked directly, past any proxy."""
    challenge = secrets.token_hex(16)
    said = _asked(port, f"{PATH}{challenge}")
    return hmac.compare_digest(said, answer_to(challenge, port, secret).encode())


def _asked(port: int, path: str) -> bytes:
    """The beginning of what is said there; nothing where nobody speaks HTTP."""
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().read(256)
    except (OSError, OverflowError, http.client.HTTPException):
        return b""
    finally:
        connection.close()
