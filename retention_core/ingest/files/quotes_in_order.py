"""Whether the quotes of a text pair up, found by counting: the fast readers guess where they do not."""

import re
from functools import cache

_QUOTE, _DOUBLED = b'"', b'""'


def in_order(content: bytes, delimiter: str) -> bool:
    """Whether every quote opens a cell, closes one, or is doubled within one, as far as its neighbours tell.

    Counts first: in most files each quote, but for doubled ones, stands beside a delimiter or a line end. Only where
    some do not, each of them is looked at.
    """
    if _QUOTE not in content:
        return True
    mark = delimiter.encode()
    single = content.replace(_DOUBLED, b"") if _DOUBLED in content else content
    opening, closing, quotes = _edges(single, mark)
    if opening + closing == quotes:
        return opening == closing
    return _stray(mark).search(content) is None


def _edges(content: bytes, mark: bytes) -> tuple[int, int, int]:
    """How many quotes stand where a cell may begin, how many where one may end, and how many there are."""
    opening = sum(map(content.count, (mark + _QUOTE, b"\n" + _QUOTE))) + content.startswith(_QUOTE)
    closing = sum(map(content.count, (_QUOTE + mark, _QUOTE + b"\n", _QUOTE + b"\r\n"))) + content.endswith(_QUOTE)
    return opening, closing, content.count(_QUOTE)


@cache
def _stray(mark: bytes) -> re.Pattern[bytes]:
    """A quote with letters on both sides, or an empty cell between quotes that goes on."""
    apart = rb"[^" + re.escape(mark) + rb"\r\n\"]"
    edge = rb"(?:^|(?<=[" + re.escape(mark) + rb"\n]))"
    return re.compile(apart + _QUOTE + apart + b"|" + edge + rb"\"\"" + apart)
